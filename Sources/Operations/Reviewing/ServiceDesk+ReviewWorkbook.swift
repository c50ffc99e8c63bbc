public import Findings
import Reports
import Scoring
import Sheets
import Store
import Titles

/// A grid as a workbook, out and in.
extension ServiceDesk {
  /// The bytes that a workbook with a grid may have.
  public static let mostGridBytes = 8 << 20

  /// The grid as a workbook with what was typed so far.
  public func workbook(of grid: ReviewGrid, _ language: Language) throws -> [UInt8] {
    let columns = grid.forms.map { form in
      ReviewWorkbook.Column(
        code: form.indicator.code, name: form.indicator.name[language], points: form.indicator.points.description,
        rule: form.explanation[language], hint: form.entryHint[language], choices: form.choices,
        limits: form.range?.limits)
    }
    let rows = grid.communities.map { community in
      let cells = Dictionary(
        grid.cells(community).map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
      return ReviewWorkbook.Row(
        code: community.code, name: community.name,
        marks: grid.forms.map { form in
          cells[form.indicator.code].map { ReviewWorkbook.Mark(text: $0.text, document: $0.document) }
        })
    }
    let title = language == .chinese ? "评分表 \(grid.record.id)" : "Grid \(grid.record.id)"
    return try ReviewWorkbook(title: title, columns: columns, rows: rows).bytes()
  }

  /// What was found in a workbook that came back.
  public struct WorkbookReading: Sendable {
    /// The cells that differ from what was typed before, now kept.
    public var changed: [ReviewCell]
    /// Cells that were the same.
    public var same: Int
    /// What could not be read, and what is wrong with the cells that were, each with sheet, row and column.
    public var findings: [Finding]
  }

  /// Reads a workbook (or a table of text) back into a grid: what differs is kept as if it had been typed, faulty values too, so that
  /// they can be put right in the grid; empty cells change nothing.
  public func take(workbook bytes: [UInt8], name: String, into grid: ReviewGrid, by person: SignedInPerson) throws
    -> WorkbookReading
  {
    var findings: [Finding] = []
    let sheets = WorkbookReader.open(bytes, file: name, findings: &findings).flatMap(\.grids)
    guard let (sheet, header) = ServiceDesk.marks(in: sheets) else {
      if !findings.contains(where: { $0.severity == .error }) {
        findings.append(Finding(.gridFileForeign, at: Location(file: name)))
      }
      throw Refusal(findings: findings)
    }
    let columns = ServiceDesk.columns(
      header, grid, Location(file: name, sheet: sheet.name, row: header.number), &findings)
    guard !columns.isEmpty else {
      throw Refusal(findings: findings + [Finding(.gridFileForeign, at: Location(file: name))])
    }
    let codePlace = header.cells.firstIndex { $0.text.trimmed == ReviewWorkbook.codeHeading } ?? 0
    var reading = WorkbookReading(changed: [], same: 0, findings: findings)
    var entries: [CellEntry] = []
    var places: [Location] = []
    for row in sheet.rows where row.number > header.number {
      let code = row[codePlace].text.trimmed
      guard let community = grid.communities.first(where: { $0.code == code }) else {
        if !code.isEmpty {
          reading.findings.append(
            Finding(
              .gridRowUnknown,
              at: Location(file: name, sheet: sheet.name, row: row.number, column: codePlace + 1), found: code,
              details: [code]))
        }
        continue
      }
      let cells = Dictionary(
        grid.cells(community).map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
      for (indicator, column) in columns {
        guard let cell = cells[indicator] else { continue }
        let text = row[column.mark].text.trimmed
        let document = column.document.map { row[$0].text.trimmed } ?? ""
        guard !text.isEmpty else { continue }
        if text == cell.text, document.isEmpty || document == cell.document {
          reading.same += 1
          continue
        }
        entries.append(
          CellEntry(
            community: code, indicator: indicator, text: text, document: document.isEmpty ? nil : document,
            version: nil))
        places.append(Location(file: name, sheet: sheet.name, row: row.number, column: column.mark + 1))
      }
    }
    reading.changed = try save(entries, in: grid, by: person)
    for (cell, place) in zip(reading.changed, places) {
      reading.findings += cell.reading.findings.map { finding in
        var finding = finding
        finding.location = place
        return finding
      }
    }
    return reading
  }

  /// The sheet that has the heading of codes, and the row of its headings.
  private static func marks(in sheets: [Grid]) -> (sheet: Grid, header: GridRow)? {
    for sheet in sheets {
      for row in sheet.rows.prefix(20)
      where row.cells.contains(where: {
        $0.text.trimmed == ReviewWorkbook.codeHeading || $0.text.trimmed == "community_id"
      }) {
        return (sheet, row)
      }
    }
    return nil
  }

  /// The columns of marks and documents by indicator, in the order of the sheet; others are reported.
  private static func columns(
    _ header: GridRow, _ grid: ReviewGrid, _ place: Location, _ findings: inout [Finding]
  ) -> [(indicator: String, column: (mark: Int, document: Int?))] {
    let codes = Set(grid.forms.map(\.indicator.code))
    var marks: [(String, Int)] = []
    var documents: [String: Int] = [:]
    for (index, cell) in header.cells.enumerated() where index > 1 {
      let heading = cell.text.trimmed
      guard !heading.isEmpty else { continue }
      let code = String(heading.prefix { !$0.isWhitespace })
      guard codes.contains(code) else {
        var place = place
        place.column = index + 1
        findings.append(Finding(.gridColumnUnknown, at: place, found: heading, details: [heading]))
        continue
      }
      if heading == "\(code) \(ReviewWorkbook.documentSuffix)" {
        documents[code] = index
      } else if !marks.contains(where: { $0.0 == code }) {
        marks.append((code, index))
      }
    }
    return marks.map { ($0.0, (mark: $0.1, document: documents[$0.0])) }
  }
}

extension String {
  /// Without white space at its ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
