public import Findings

/// The workbook `report.xlsx` of a rating: the list, the whole ranking, the quota's working, findings, files and method.
///
/// Numbers stand at full precision behind formats of two decimals; undefined ones are empty cells.
public struct RatingWorkbook: Sendable {
  let report: RatingReport
  let language: Language

  /// The workbook of `report` in `language`.
  public init(report: RatingReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The bytes of the workbook; the same for the same report and language.
  ///
  /// - Throws: `SpreadsheetError` if the library fails, the temporary folder cannot be used, or there are too many rows.
  public func bytes() throws(SpreadsheetError) -> [UInt8] {
    try SpreadsheetFile.bytes(
      title: report.standardName[language] + " " + ReportWords.reportTitle[language],
      created: RatingWorkbook.noonOfNewYear(report.year),
      tables: [winnersTable, rankingTable, quotaTable]
        + (report.districts.contains { $0.line != nil } ? [linesTable] : [])
        + (report.bands.isEmpty ? [] : [bandsTable]) + scoreTables + [findingsTable, filesTable, methodTable])
  }

  /// Noon of 1 January of `year` in seconds since 1970, by the Gregorian calendar; never 0, which the library would read as
  /// “now”. Years that no calendar shows are put into 1900…9999.
  static func noonOfNewYear(_ year: Int) -> Int {
    let before = min(max(year, 1900), 9999) - 1
    let days = before * 365 + before / 4 - before / 100 + before / 400
    return (days - 719_162) * 86_400 + 43_200
  }
}
