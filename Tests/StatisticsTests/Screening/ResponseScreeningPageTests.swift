import Findings
import Foundation
import Sheets
import Statistics
import Testing

/// The worked example of `docs/methods/response-screening.md`: its numbers were computed with NumPy 2 and are computed here
/// again from the answers on the page.
@Suite struct ResponseScreeningPageTests {
  static let page = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/methods/response-screening.md")

  private func block(_ info: String, of text: String) throws -> String {
    let start = try #require(text.range(of: "```\(info)\n"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    return String(text[start.upperBound..<end.lowerBound])
  }

  private func line(_ values: [Double?]) -> String {
    values.map { $0.map { String(format: "%.4f", $0) } ?? "–" }.joined(separator: " ")
  }

  @Test func theExampleHolds() throws {
    let text = try String(contentsOf: ResponseScreeningPageTests.page, encoding: .utf8)
    var findings: [Finding] = []
    let sheet = try #require(
      CSVSheet.read(Array(try block("csv answers.csv", of: text).utf8), file: "answers.csv", findings: &findings))
    let table = try AnswerTable(
      sheet.rows.map { row in (1...5).map { Double(sheet.text(row, "q\($0)")) } })
    let asValue = PercentMatch(table, missing: .asValue)
    let correlation = try ClusterCorrelation(
      sheet.rows.map { Double(sheet.text($0, "q1")) },
      clusters: sheet.rows.map { Int(sheet.text($0, "interviewer")) ?? 0 })
    let found = [
      "as-value: " + line(asValue.maxima),
      "partner: " + asValue.partners.map { $0.map { String($0 + 1) } ?? "–" }.joined(separator: " "),
      "own-answered: " + line(PercentMatch(table, missing: .ownAnswered).maxima),
      "both-answered: " + line(PercentMatch(table, missing: .bothAnswered).maxima),
      "long string: " + table.longStrings.map(String.init).joined(separator: " "),
      "variability: " + line(table.responseVariability),
      "person-total: " + line(table.personTotalCorrelations),
      "Mahalanobis: " + line(try table.mahalanobisDistances().map { $0?.squared }),
      "interviewer correlation of q1: " + line([correlation.correlation]),
    ]
    let shown = try block("text results", of: text).split(separator: "\n").map(String.init)
    #expect(found == shown)
  }
}
