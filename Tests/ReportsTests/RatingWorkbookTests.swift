import Findings
import Foundation
import Reports
import Testing

@Suite struct RatingWorkbookTests {
  /// A part of the workbook.
  private func part(_ archive: ZipArchive, _ name: String) throws -> WellFormed {
    let bytes = try #require(archive[name])
    return try #require(WellFormed(bytes))
  }

  private func archive(_ report: RatingReport, _ language: Language) throws -> ZipArchive {
    let bytes = try RatingWorkbook(report: report, language: language).bytes()
    return try #require(ZipArchive(bytes))
  }

  /// The texts of the workbook's cells, each once, as the reader of the file sees them.
  private func texts(_ archive: ZipArchive) throws -> [String] {
    try part(archive, "xl/sharedStrings.xml").all("t").map(\.text)
  }

  @Test(arguments: RatingFixture.all, Language.allCases) func opensAndIsDatedByTheReport(
    named: RatingFixture.Named, language: Language
  ) throws {
    let archive = try archive(named.report, language)
    #expect(archive.entries.count { $0.name.hasPrefix("xl/worksheets/sheet") } == 6)
    for entry in archive.entries {
      #expect(WellFormed(entry.bytes) != nil, "\(entry.name)")
      #expect(entry.date == 1 << 5 | 1 && entry.time == 0, "\(entry.name) is dated 1 January 1980, midnight")
    }
    let core = String(decoding: try #require(archive["docProps/core.xml"]), as: UTF8.self)
    let year = min(max(named.report.year, 1900), 9999)
    #expect(core.contains("\(year)-01-01T12:00:00Z"))
  }

  @Test func holdsEveryCommunityAtFullPrecision() throws {
    let report = RatingFixture().report()
    let archive = try archive(report, .chinese)
    let ranking = try part(archive, "xl/worksheets/sheet2.xml")
    #expect(ranking.all("row").count == 1002)
    let values = Set(ranking.all("v").compactMap { Double($0.text) })
    for place in report.districts.flatMap(\.places) {
      let score = try #require(place.score)
      #expect(values.contains { abs($0 - score.value) <= 1e-14 * abs(score.value) * 10 })
    }
    let strings = Set(try texts(archive))
    for place in report.districts.flatMap(\.places) {
      #expect(strings.contains(place.name) && strings.contains(place.id) && strings.contains(place.town))
    }
    for district in report.districts {
      #expect(strings.contains(district.share) && strings.contains(district.remainder))
    }
    for file in report.files { #expect(strings.contains(file.sha256)) }
  }

  @Test func theHeaderStaysInView() throws {
    let archive = try archive(RatingFixture().report(), .chinese)
    for sheet in 1...6 {
      let xml = try part(archive, "xl/worksheets/sheet\(sheet).xml")
      let pane = try #require(xml.all("pane").first)
      #expect(pane.attributes["state"] == "frozen" && pane.attributes["ySplit"] == "1")
    }
  }

  @Test func nothingIsAFormula() throws {
    let report = RatingFixture(hasFaults: true).report()
    let archive = try archive(report, .chinese)
    for entry in archive.entries where entry.name.hasPrefix("xl/worksheets/") {
      #expect(WellFormed(entry.bytes)?.all("f").isEmpty == true)
    }
    let strings = try texts(archive)
    for name in ["=cmd|' /C calc'!A0", "@SUM(1+1)", "<script>alert(1)</script>", "{0} %s \\u{41} _x005F_x0041_"] {
      #expect(strings.contains(name), "\(name)")
    }
  }

  @Test func textBeyondACellIsCut() throws {
    var report = RatingFixture(sizes: [3], quotas: [1]).report()
    report.method = [Bilingual(String(repeating: "长", count: 40_000), "")]
    let longest = try texts(try archive(report, .chinese)).map(\.count).max()
    #expect(longest == 32_767)
  }

  @Test func sameReportSameBytes() throws {
    let report = RatingFixture(hasFaults: true).report()
    let first = try RatingWorkbook(report: report, language: .english).bytes()
    #expect(try RatingWorkbook(report: report, language: .english).bytes() == first)
  }
}
