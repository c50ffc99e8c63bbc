public import Findings

/// Reads workbooks of Office Open XML (`.xlsx`, ECMA-376) through libzip and expat, row by row.
public enum XLSXReader {
  /// A worksheet as the workbook lists it.
  public struct Worksheet: Hashable, Sendable {
    /// Its place among the worksheets, from 0.
    public var position: Int
    /// Its name.
    public var name: String
    /// Whether it is hidden.
    public var isHidden: Bool
  }

  /// Reads the rows of a workbook one after another; memory does not grow with their number.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that findings show.
  ///   - limits: what is taken in before the file is refused.
  ///   - findings: gets every doubt and fault.
  ///   - wants: says of each worksheet whether its rows are wanted.
  ///   - onRow: gets each row that holds anything; returns false if no more of the sheet is wanted.
  /// - Returns: the worksheets that were wanted, with their merged cells and without rows; nil if the file is refused, which
  ///   may happen after rows were handed out. Then `findings` has an error.
  public static func readRows(
    _ bytes: [UInt8], file: String, limits: ReadingLimits = ReadingLimits(), findings: inout [Finding],
    wants: (Worksheet) -> Bool = { _ in true }, onRow: (Worksheet, GridRow) -> Bool
  ) -> [Grid]? {
    do {
      return try ZipArchive.with(bytes, file: file, limits: limits) { archive throws(FileRefusal) in
        guard let parts = PackageParts(archive, limits: limits) else {
          throw FileRefusal(.partMissing, file: file, "[Content_Types].xml")
        }
        return try read(parts, archive, &findings, wants: wants, onRow: onRow)
      }
    } catch {
      findings.append(error.finding)
      return nil
    }
  }

  /// The workbook of a package, all rows in memory.
  static func workbook(
    _ parts: PackageParts, _ archive: borrowing ZipArchive, _ findings: inout [Finding]
  ) throws(FileRefusal) -> Workbook {
    var rows: [[GridRow]] = []
    var grids = try read(parts, archive, &findings, wants: { _ in true }) { worksheet, row in
      while rows.count <= worksheet.position { rows.append([]) }
      rows[worksheet.position].append(row)
      return true
    }
    for index in rows.indices { grids[index].rows = rows[index] }
    return Workbook(file: parts.file, container: .xlsx, grids: grids)
  }

  private static func read(
    _ parts: PackageParts, _ archive: borrowing ZipArchive, _ findings: inout [Finding],
    wants: (Worksheet) -> Bool, onRow: (Worksheet, GridRow) -> Bool
  ) throws(FileRefusal) -> [Grid] {
    let file = parts.file
    let main = try parts.relations(of: "", in: archive).values.first { $0.kind == "officeDocument" }?.target
    let workbookPart = main ?? "xl/workbook.xml"
    try refuseOtherDocuments(workbookPart, parts)
    if parts.hasPart(endingIn: "vbaproject.bin") {
      findings.append(Finding(.macrosIgnored, at: Location(file: file)))
    }
    let workbook = WorkbookHandler()
    try parts.parse(workbookPart, of: archive, with: workbook)
    if workbook.sheets.count > parts.limits.sheets {
      throw FileRefusal(.tooManySheets, file: file, String(workbook.sheets.count), String(parts.limits.sheets))
    }
    let relations = try parts.relations(of: workbookPart, in: archive)
    let book = try book(parts, archive, relations, workbook.dates)
    var grids: [Grid] = []
    var cells = 0
    for sheet in workbook.sheets {
      // Chart sheets and macro sheets hold no cells of their own.
      guard let relation = relations[sheet.relation], relation.kind == "worksheet" else { continue }
      let worksheet = Worksheet(position: grids.count, name: sheet.name, isHidden: sheet.isHidden)
      guard wants(worksheet) else { continue }
      let outcome = try withoutActuallyEscaping(onRow) { onRow throws(FileRefusal) in
        let handler = WorksheetHandler(
          WorksheetScan(
            book, file: file, sheet: sheet.name, limits: parts.limits, cellCount: cells,
            onRow: { onRow(worksheet, $0) }))
        try parts.parse(relation.target, of: archive, with: handler)
        return handler.outcome
      }
      cells = outcome.cellCount
      if outcome.emptyFormulas > 0 {
        findings.append(
          Finding(
            .formulaWithoutValue,
            at: Location(
              file: file, sheet: sheet.name, row: outcome.firstEmptyFormula?.row,
              column: outcome.firstEmptyFormula?.column),
            details: [String(outcome.emptyFormulas)]))
      }
      grids.append(Grid(name: sheet.name, isHidden: sheet.isHidden, merged: outcome.merged))
    }
    if workbook.sheets.isEmpty { throw FileRefusal(.fileEmpty, file: file) }
    return grids
  }

  /// Office documents that are no workbook of XML parts.
  private static func refuseOtherDocuments(_ main: String, _ parts: PackageParts) throws(FileRefusal) {
    if main.hasSuffix(".bin") { throw FileRefusal(.containerUnsupported, file: parts.file, "Excel .xlsb") }
    let folder = main.split(separator: "/").first.map(String.init) ?? ""
    if let name = ["word": "Word .docx", "ppt": "PowerPoint .pptx"][folder] {
      throw FileRefusal(.containerUnsupported, file: parts.file, name)
    }
  }

  private static func book(
    _ parts: PackageParts, _ archive: borrowing ZipArchive, _ relations: [String: PackageParts.Relation],
    _ dates: SerialDate.System
  ) throws(FileRefusal) -> WorksheetScan.Book {
    let strings = SharedStringsHandler(file: parts.file, limits: parts.limits)
    if let part = relations.values.first(where: { $0.kind == "sharedStrings" })?.target, parts.has(part) {
      try parts.parse(part, of: archive, with: strings)
    }
    let styles = StylesHandler()
    if let part = relations.values.first(where: { $0.kind == "styles" })?.target, parts.has(part) {
      try parts.parse(part, of: archive, with: styles)
    }
    return WorksheetScan.Book(strings: strings.strings, formats: styles.formats, dates: dates)
  }
}
