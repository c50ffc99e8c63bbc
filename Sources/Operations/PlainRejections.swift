import Findings
import Sheets
import Surveys

/// Rows of a comma-separated file in UTF-8 that a rating does not use: only these are kept of it. Columns that identify people are left
/// empty, and personal data is masked in columns that the questionnaire does not know.
struct PlainRejections {
  private let name: String
  private let header: [String]
  private let rows: [CSVSheet.Record]
  private let isPersonal: [Bool]
  private let isFree: [Bool]

  /// Picks the rows.
  ///
  /// - Parameters:
  ///   - most: how many rows there are to be picked.
  ///   - isWanted: whether a row, as users count, is one of them.
  init(
    _ questionnaire: Questionnaire, _ bytes: [UInt8], _ name: String, atMost most: Int, where isWanted: (Int) -> Bool
  ) {
    self.name = name
    (header, rows) = CSVSheet.pick(atMost: most, of: bytes, where: isWanted)
    let known = Set(questionnaire.questions.map(\.name))
    isPersonal = header.map { Dialect.table.isPersonal($0) && !known.contains($0) }
    isFree = header.map { !known.contains($0) }
  }

  /// The rows, each with what was found in it.
  func table(_ reasons: [Int: [Finding]], _ language: Language) -> RejectionTable {
    RejectionTable(
      file: name, header: header,
      rows: rows.map { row in
        let cells = row.cells.enumerated().map { index, text in
          guard index < header.count else { return text }
          return isPersonal[index] ? "" : isFree[index] ? PersonalData.mask(text).text : text
        }
        return (row.number, cells, reasons[row.number] ?? [])
      }, language, place: { $0 - 1 })
  }
}
