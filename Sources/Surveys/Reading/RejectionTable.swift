package import Findings
import Sheets

/// The rows that were not taken, in the columns of their file, with the reasons in front: ready to be corrected and sent again.
package struct RejectionTable: Sendable {
  /// The heading of the column with the reasons; a reader passes it over.
  package static let reasons = "原因"

  /// A row that was not taken.
  package struct Row: Sendable {
    /// The row in its file.
    package var number: Int
    /// Why it was not taken, each with the heading of the faulty column.
    package var reasons: [String]
    /// Its fields; fewer or more than the header's in a row of the wrong length, so that the fault can be seen.
    package var cells: [String]
    /// What is wrong with a cell and what to do, by the cell's place; a missing field has one too.
    package var marks: [Int: String]
  }

  /// The file, with the worksheet in brackets if it has several.
  package let file: String
  /// The file's headings.
  package let header: [String]
  /// The rejected rows in the order of the file.
  package let rows: [Row]

  /// The header and the rows as lines of a CSV file, the reasons in the first column.
  package var lines: [[String]] {
    [[RejectionTable.reasons] + header] + rows.map { [$0.reasons.joined(separator: "；")] + $0.cells }
  }

  /// A table of `rows`, each with its findings; `place` gives the place of a file's column (from 1) among the cells.
  package init(
    file: String, header: [String], rows: [(number: Int, cells: [String], findings: [Finding])],
    _ language: Language, place: (Int) -> Int?
  ) {
    self.file = file
    self.header = header
    self.rows = rows.map { number, cells, findings in
      var row = Row(number: number, reasons: [], cells: cells, marks: [:])
      for finding in findings {
        let message = finding.message(language)
        let place = finding.location?.column.flatMap(place)
        let heading = place.flatMap { header.indices.contains($0) ? header[$0] : nil } ?? ""
        row.reasons.append(heading.isEmpty ? message : "[\(heading)] \(message)")
        let advice = message + "\n→ " + finding.remedy(language)
        if let place {
          row.marks[place] = row.marks[place].map { $0 + "\n" + advice } ?? advice
        } else if finding.code == .raggedRow {
          for missing in cells.count..<max(cells.count, header.count) { row.marks[missing] = advice }
          for surplus in header.count..<max(cells.count, header.count) { row.marks[surplus] = advice }
        }
      }
      return row
    }
  }

  /// The rejections of one table. Personal columns are left empty and personal data in free text masked, for they would be
  /// dropped again.
  package init(_ reading: TableReading, _ language: Language) {
    let table = reading.table
    let places = Dictionary(
      table.columns.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { first, _ in first })
    self.init(
      file: table.file + (table.sheet.map { "[\($0)]" } ?? ""), header: table.columns.map(\.name),
      rows: reading.rejected.map { rejected in
        let record = table.records[rejected.record]
        return (record.number, reading.cellsToCorrect(record), rejected.findings)
      }, language, place: { places[$0] })
  }
}

extension TableReading {
  /// The fields of a record as they may be handed back.
  package func cellsToCorrect(_ record: TableRecord) -> [String] {
    var cells = table.columns.indices.map { column in
      let use = uses[column]
      let text = record.cells[column].text
      if use.role.isPersonal { return "" }
      let isFree = [.unmapped, .otherText].contains(use.role) || (use.role == .answer && isFreeText(use.item))
      return isFree ? PersonalData.mask(text).text : text
    }
    if case .ragged(let fields)? = record.fault, fields < cells.count { cells.removeLast(cells.count - fields) }
    return cells + record.surplus.map(\.text)
  }

  private func isFreeText(_ item: Int?) -> Bool {
    guard let item else { return true }
    return form.questions[item].kind == .text && form.questions[item].role == .other
  }
}
