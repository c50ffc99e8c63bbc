import Findings
import Foundation
import Press
import Reports
import Testing

@Suite struct RatingDocumentTests {
  static let isReady = PDFPress().diagnose().isReady

  @Test(arguments: RatingFixture.all, Language.allCases) func namesEveryFileThatItReads(
    named: RatingFixture.Named, language: Language
  ) throws {
    let files = RatingDocument(report: named.report, language: language).files()
    let names = files.map(\.name)
    #expect(names.first == "report.typ" && Set(names).count == names.count)
    #expect(
      names.allSatisfy { name in name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) } })
    let data = try #require(files.first { $0.name == "data.json" })
    let tree = try JSONSerialization.jsonObject(with: Data(data.bytes))
    let read = drawings(tree)
    #expect(Set(read) == Set(names.filter { $0.hasSuffix(".svg") }))
  }

  private func drawings(_ tree: Any) -> [String] {
    switch tree {
    case let list as [Any]: list.flatMap(drawings)
    case let record as [String: Any]:
      ((record["file"] as? String).map { [$0] } ?? []) + record.values.flatMap(drawings)
    default: []
    }
  }

  @Test(
    .enabled(if: isReady, "no Typst engine or no Noto CJK fonts here: make press, apt-get install fonts-noto-cjk"),
    arguments: RatingFixture.all)
  func printsWithoutAWarning(named: RatingFixture.Named) throws {
    let language: Language = named.report.districts.count > 6 ? .english : .chinese
    let files = RatingDocument(report: named.report, language: language).files()
    let pdf = try PDFPress().print(files, main: "report.typ")
    #expect(pdf.starts(with: Array("%PDF-".utf8)))
    if named.report.year == 2014 { #expect(pdf.count > 10_000) }
  }

  @Test(.enabled(if: isReady, "no Typst engine or no Noto CJK fonts here"))
  func sameReportSameBytes() throws {
    let first = RatingDocument(report: RatingFixture(hasFaults: true).report(), language: .chinese).files()
    let second = RatingDocument(report: RatingFixture(hasFaults: true).report(), language: .chinese).files()
    #expect(first.map(\.bytes) == second.map(\.bytes))
    let press = PDFPress()
    #expect(try press.print(first, main: "report.typ") == press.print(second, main: "report.typ"))
  }
}
