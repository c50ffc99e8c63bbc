import Findings
import Testing

@Suite struct FindingTests {
  @Test func codesArePublishedOnce() {
    let codes = FindingCatalogue.all.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func detailsFillTheSentenceInBothLanguages() {
    let finding = Finding(.raggedRow, at: Location(file: "a.csv", row: 3), details: ["4", "5"])
    #expect(finding.message(.english) == "this row has 4 fields, the header has 5")
    #expect(finding.message(.chinese) == "本行有 4 个字段，标题行有 5 个")
  }
}
