import Findings
import Operations
import Store
import Titles

/// What was found in a workbook that came back.
struct WorkbookTakenPage: Page {
  static let template = "reviewer/taken"

  var title: String
  var gridLink: String
  var gridName: String
  var figures: [Figure]
  var verdict: Notice
  var findings: [FindingRow]
  var hasFindings: Bool

  init(_ reading: ServiceDesk.WorkbookReading, of grid: ReviewGrid, in round: TitleRound, _ language: Language) {
    title = Words.text("workbookTaken", language)
    gridLink = "/rounds/\(round.id.escapedForQuery)/reviews/\(grid.record.id)"
    gridName = "\(grid.record.scope.name) · \(Words.text("gridNumber", language)) \(grid.record.id)"
    figures = [
      Figure(Words.text("cellsChanged", language), Words.grouped(reading.changed.count)),
      Figure(Words.text("cellsSame", language), Words.grouped(reading.same)),
    ]
    findings = reading.findings.prefix(500).map { FindingRow($0, language) }
    hasFindings = !findings.isEmpty
    verdict =
      hasFindings
      ? Notice(
        .wait,
        language == .chinese
          ? "有 \(Words.grouped(reading.findings.count)) 处需要核对；可用的内容已填入评分表。"
          : "\(Words.grouped(reading.findings.count)) places need a look; what could be used is in the grid.")
      : Notice(.good, language == .chinese ? "已全部填入评分表。" : "Everything is in the grid.")
  }
}
