import Apportionment
public import Findings
public import Sheets

/// The units of a composite indicator with their values, as read from one table: one row for each unit.
public struct UnitTable: Sendable {
  /// The units' codes.
  public private(set) var units: [String]
  /// One list for each indicator of the tree, in the order of its leaves; nil where a value is missing.
  public private(set) var columns: [[Double?]]
  private let sheet: CSVSheet
  private let rows: [CSVRow]
  /// The column that names the units.
  public let unitColumn: String

  /// The columns that name units in the order in which they are looked for.
  private static let usualUnitColumns = ["unit", "uCode", "ucode", "community_id", "code", "id"]

  /// Reads the table; nil and findings if it has a fault. All faults are reported in one pass.
  ///
  /// - Parameters:
  ///   - sheet: the table; each indicator of `tree` is the name of a column.
  ///   - unit: the column of the units' codes; nil for `unit`, `uCode`, `community_id`, `code`, `id` or else the first.
  public static func read(
    _ sheet: CSVSheet, tree: CompositeTree, unit: String?, _ findings: inout [Finding]
  ) -> UnitTable? {
    var own: [Finding] = []
    defer { findings += own }
    let name = unit ?? usualUnitColumns.first { sheet.has($0) } ?? sheet.header.first { !$0.isEmpty } ?? ""
    if !sheet.has(name) {
      own.append(Finding(.columnMissing, at: Location(file: sheet.file, row: sheet.headerRow), details: [name]))
    }
    let counted = tree.leaves.map { AnswerCounts(tree.nodes[$0], header: sheet.header) }
    for (leaf, counts) in zip(tree.leaves, counted) {
      guard let counts, !counts.isComplete || !counts.columns.allSatisfy({ sheet.has($0) }) else { continue }
      let text = tree.nodes[leaf].settings["counts"] ?? ""
      own.append(
        Finding(
          .methodUnfit, at: Location(file: tree.file, row: tree.nodes[leaf].row), found: text,
          details: [text, "counts=answers_1;answers_2, steps=1;2"]))
    }
    for (leaf, counts) in zip(tree.leaves, counted) where counts == nil && !sheet.has(tree.nodes[leaf].code) {
      own.append(
        Finding(
          .indicatorColumnMissing, at: Location(file: sheet.file, row: sheet.headerRow),
          found: tree.nodes[leaf].code,
          details: [tree.nodes[leaf].code, tree.nodes[leaf].row.map(String.init) ?? "", tree.file]))
    }
    for group in tree.groups where sheet.has(tree.nodes[group].code) {
      own.append(
        Finding(
          .groupColumnUnused, at: Location(file: sheet.file, row: sheet.headerRow), details: [tree.nodes[group].code]))
    }
    var firstRows: [String: Int] = [:]
    for row in sheet.rows where sheet.has(name) {
      let code = sheet.text(row, name)
      if code.isEmpty {
        own.append(Finding(.valueMissing, at: sheet.location(row, name), details: [name]))
      } else if let first = firstRows[code] {
        own.append(Finding(.keyTwice, at: sheet.location(row, name), found: code, details: [code, "\(first)"]))
      } else {
        firstRows[code] = row.number
      }
    }
    if sheet.rows.count < 2 {
      own.append(Finding(.unitsTooFew, at: Location(file: sheet.file), details: ["\(sheet.rows.count)"]))
    }
    var columns: [[Double?]] = []
    for (leaf, counts) in zip(tree.leaves, counted) {
      if let counts {
        columns.append(sheet.rows.map { row in mean(counts, sheet, row, &own)?.approximation })
      } else if sheet.has(tree.nodes[leaf].code) {
        columns.append(sheet.rows.map { number(sheet, $0, tree.nodes[leaf].code, &own) })
      }
    }
    guard !own.contains(where: { $0.severity == .error }) else { return nil }
    return UnitTable(
      units: sheet.rows.map { sheet.text($0, name) }, columns: columns, sheet: sheet, rows: Array(sheet.rows),
      unitColumn: name
    )
  }

  /// The finite decimal number of a cell; nil for an empty one or `NA`, and with a finding for anything else.
  private static func number(
    _ sheet: CSVSheet, _ row: CSVRow, _ column: String, _ findings: inout [Finding]
  ) -> Double? {
    let text = sheet.text(row, column)
    guard !text.isEmpty, text != "NA" else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
      let value = Double(text), value.isFinite, abs(value) <= 1e100
    else {
      findings.append(
        Finding(.numberExpected, at: sheet.location(row, column), found: text, details: [column, "0.5, 12, -3 …"]))
      return nil
    }
    return value
  }

  /// The mean of the steps that a row counts; nil without an answer. Counts that are no whole numbers are findings.
  private static func mean(
    _ counts: AnswerCounts, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]
  ) -> Fraction? {
    let numbers = counts.columns.filter { sheet.has($0) }.map { column -> Fraction? in
      let text = sheet.text(row, column)
      if text.isEmpty || text == "NA" { return .zero }
      guard let value = Fraction(decimal: text), !value.isNegative, value.isWhole else {
        findings.append(
          Finding(.numberExpected, at: sheet.location(row, column), found: text, details: [column, "0, 1, 2 …"]))
        return nil
      }
      return value
    }
    guard counts.isComplete, numbers.count == counts.columns.count, !numbers.contains(nil) else { return nil }
    return counts.mean(numbers.compactMap { $0 })
  }

  /// The values of an indicator as the table writes them, exactly; nil if one is no plain decimal.
  func exactValues(_ node: CompositeNode) -> [Fraction?]? {
    if let counts = AnswerCounts(node, header: sheet.header) {
      var findings: [Finding] = []
      return rows.map { UnitTable.mean(counts, sheet, $0, &findings) }
    }
    var isExact = true
    let values = rows.map { row -> Fraction? in
      let text = sheet.text(row, node.code)
      if text.isEmpty || text == "NA" { return nil }
      let value = Fraction(decimal: text)
      if value == nil { isExact = false }
      return value
    }
    return isExact ? values : nil
  }

  /// The file's name as findings show it.
  public var file: String { sheet.file }

  /// Whether the table has a column of this name.
  public func has(_ column: String) -> Bool { sheet.has(column) }

  /// The texts of a column, such as groups; empty where a cell is or holds `NA`.
  public func texts(_ column: String) -> [String] {
    rows.map { row in
      let text = sheet.text(row, column)
      return text == "NA" ? "" : text
    }
  }

  /// The numbers of a column that is no indicator, such as a denominator.
  public func numbers(_ column: String, _ findings: inout [Finding]) -> [Double?] {
    rows.map { UnitTable.number(sheet, $0, column, &findings) }
  }

  /// The place of a cell, as users count.
  public func location(unit: Int, column: String) -> Location { sheet.location(rows[unit], column) }

  /// The place of the header.
  public var header: Location { Location(file: sheet.file, row: sheet.headerRow) }

  /// The table with other values for its indicators.
  func replacing(_ columns: [[Double?]]) -> UnitTable {
    var table = self
    table.columns = columns
    return table
  }

  /// The table with the units that are kept.
  func keeping(_ keeps: [Bool]) -> UnitTable {
    func kept<Element>(_ list: [Element]) -> [Element] { zip(list, keeps).filter(\.1).map(\.0) }
    return UnitTable(
      units: kept(units), columns: columns.map(kept), sheet: sheet, rows: kept(rows), unitColumn: unitColumn)
  }
}

extension Fraction {
  /// The nearest number of double precision, by its first twenty digits.
  var approximation: Double { Double(decimal(digits: 20)) ?? 0 }
}
