import Findings
import Reports
import Sheets
import Testing

/// What the program writes as a workbook, its own reader reads.
@Suite struct WorkbookReadBackTests {
  @Test(arguments: [false, true])
  func theRatingWorkbookReadsBack(hasFaults: Bool) throws {
    for language in Language.allCases {
      let report = RatingFixture(sizes: [30, 12, 7], quotas: [3, 1, 1], hasFaults: hasFaults).report()
      let bytes = try RatingWorkbook(report: report, language: language).bytes()
      var findings: [Finding] = []
      let workbook = try #require(WorkbookReader.open(bytes, file: "report.xlsx", findings: &findings).first)
      #expect(findings.isEmpty, "\(findings)")
      #expect(workbook.container == .xlsx)
      #expect(workbook.grids.count > 1)
      #expect(Set(workbook.grids.map(\.name)).count == workbook.grids.count)
      let texts = Set(workbook.grids.flatMap(\.rows).flatMap(\.cells).map(\.text))
      for place in report.districts.flatMap(\.places) {
        #expect(texts.contains(place.id), "\(place.id)")
      }
    }
  }
}
