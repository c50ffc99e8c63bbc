import Findings
import Foundation
import Reports
import Testing

@Suite struct RatingPageTests {
  static let both = Language.allCases

  private func page(_ report: RatingReport, _ language: Language) throws -> WellFormed {
    try #require(WellFormed(RatingPage(report: report, language: language).bytes()), "the page is well-formed XML")
  }

  @Test(arguments: RatingFixture.all, both) func isOneFileWithoutScriptAndOutsideResource(
    named: RatingFixture.Named, language: Language
  ) throws {
    let bytes = RatingPage(report: named.report, language: language).bytes()
    let page = try #require(WellFormed(bytes))
    let source = String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
    for address in ["http://", "https://", "url(", "@import", "<script", "<img", "<link", "<iframe"] {
      #expect(!source.contains(address), "\(address)")
    }
    for element in page.elements {
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
      if let target = element.attributes["href"] { #expect(target.hasPrefix("#")) }
    }
    for nothing in ["nan", "NaN", "inf", "Optional(", "nil"] {
      #expect(!page.text.split(whereSeparator: { !$0.isLetter && $0 != "(" }).contains(Substring(nothing)))
    }
  }

  @Test(arguments: RatingFixture.all) func everyLinkHasItsPlaceAndEveryIdentifierIsUnique(
    named: RatingFixture.Named
  ) throws {
    let page = try page(named.report, .chinese)
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
    for element in page.elements {
      if let target = element.attributes["href"] { #expect(identifiers.contains(String(target.dropFirst()))) }
      for words in element.attributes["aria-labelledby"]?.split(separator: " ") ?? [] {
        #expect(identifiers.contains(String(words)))
      }
    }
  }

  @Test(arguments: both) func leadsWithTheAnswerThenEachDistrict(language: Language) throws {
    let report = RatingFixture().report()
    let page = try page(report, language)
    let headings = page.elements.filter { ["h1", "h2"].contains($0.name) }.map(\.text)
    #expect(headings.first == report.standardName[language])
    #expect(headings.count == 9)
    let lead = try #require(page.elements.first { $0.attributes["class"] == "lead" })
    #expect(lead.text.contains("100"))
    for (index, district) in report.districts.enumerated() {
      for anchor in ["winners-\(index + 1)", "district-\(index + 1)"] {
        let heading = try #require(page.elements.first { $0.attributes["id"] == anchor })
        #expect(heading.text.hasPrefix(district.name))
      }
    }
  }

  @Test func everyCommunityStandsInItsTableWithTownAndName() throws {
    let report = RatingFixture(hasFaults: true).report()
    let page = try page(report, .chinese)
    let names = page.all("bdi").map { $0.text.replacingOccurrences(of: "\r", with: "") }
    let expected = report.districts.flatMap(\.places).map(\.fullName)
    for name in Set(expected) {
      // What XML forbids is dropped, nothing else.
      let visible = String(
        String.UnicodeScalarView(
          name.unicodeScalars.filter { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F && $0.value != 0xFFFE) }))
      #expect(names.count { $0 == visible } >= expected.count { $0 == name }, "\(visible)")
    }
  }

  @Test func placesThatTheDataCannotTellApartAreMarkedInWords() throws {
    let report = RatingFixture().report()
    let open = report.districts.flatMap(\.places).count { $0.certainty == .open }
    let winners = report.districts.flatMap(\.winners).count { $0.certainty == .open }
    for (language, words) in [(Language.chinese, "数据无法区分"), (.english, "data cannot tell apart")] {
      let marks = try page(report, language).all("span").count { $0.attributes["class"] == "open" && $0.text == words }
      #expect(marks == open + winners)
    }
  }

  @Test func aTieIsAnnouncedAndItsPlacesAreMarked() throws {
    let report = RatingFixture(hasFaults: true).report()
    let page = try page(report, .english)
    #expect(report.districts[3].pending.count == 2)
    #expect(page.all("strong").count { $0.text == "tie to be decided" } == 4)
    #expect(page.all("p").contains { $0.attributes["class"] == "alert" && $0.text.hasPrefix("A tie must be decided") })
  }

  @Test func everyDrawingHasItsNumbersBehindIt() throws {
    let page = try page(RatingFixture().report(), .chinese)
    #expect(page.all("svg").count == 7 * 2 + 2 + 2 + 2)
    // A table of all communities for each district, two for the distributions, one for each heat table.
    #expect(page.all("details").count == 7 + 2 + 2)
    #expect(page.all("table").allSatisfy { !$0.parents.isEmpty })
    #expect(page.all("caption").count == page.all("table").count)
    #expect(page.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
  }

  /// Data without a letter of the other language show whether a word of the page was forgotten.
  @Test func theEnglishPageHasNoChineseWordOfItsOwn() throws {
    var report = RatingFixture(sizes: [30, 12], quotas: [3, 1], hasFaults: true).report()
    for district in report.districts.indices {
      report.districts[district].name = "District \(district)"
      for place in report.districts[district].places.indices {
        report.districts[district].places[place].name = "Community \(place)"
        report.districts[district].places[place].town = "Town"
      }
    }
    let text = try page(report, .english).text
    let chinese = text.unicodeScalars.filter {
      (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
    }
    #expect(chinese.isEmpty, "\(String(String.UnicodeScalarView(chinese)))")
  }

  @Test func theChinesePageHasNoEnglishWordOfItsOwn() throws {
    let text = try page(RatingFixture().report(), .chinese).text
    let words = Set(text.split { !($0.isASCII && $0.isLetter) }.map(String.init).filter { $0.count > 2 })
    // Names of files, of the checksum, of the generator and of the program.
    let known: Set = [
      "frame", "psu", "responses", "reviews", "roster", "veto", "csv", "findings", "SHA", "Kaoping", "report", "xlsx",
      "ranking",
    ]
    let own = words.subtracting(known).filter { word in !word.allSatisfy(\.isHexDigit) && word != "mt" }
    #expect(own.isEmpty, "\(own.sorted())")
  }

  @Test(arguments: both) func sameReportSameBytes(language: Language) {
    let first = RatingPage(report: RatingFixture(hasFaults: true).report(), language: language).bytes()
    #expect(RatingPage(report: RatingFixture(hasFaults: true).report(), language: language).bytes() == first)
  }
}
