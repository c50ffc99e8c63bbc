import Findings
import Surveys
import TestSupport
import Testing

@Suite struct ResponseTableTests {
  @Test func theFirstOfRepeatedIdentifiersCounts() throws {
    let first = SurveyFixture.row("R001") + SurveyFixture.row("R002") + SurveyFixture.row("R001")
    let second = SurveyFixture.row("R01") + SurveyFixture.row("R002", "A", "3,3,20")
    let table = SurveyFixture.table([first, second])
    #expect(table.count == 3)
    #expect(table.findings.map(\.code) == [.repeatedResponse, .conflictingResponse])
    #expect(table.findings.map(\.location?.row) == [4, 6])
    #expect(table.findings.map(\.found) == ["R001", "R002"])
    #expect(table.findings.map(\.details) == [["r.csv", "2"], ["r.csv", "3"]])
    #expect(table.files.map(\.rows) == [5])
    #expect(table.files.map(\.kept) == [3])
  }

  /// However a file is cut into blocks, table and findings are the same, and every row is kept or reported.
  @Test func blocksDoNotMatter() {
    var random = SeededGenerator(seed: 7)
    let places = ["A", "B", "Z"]
    for _ in 0..<200 {
      let rows = (0..<40).map { _ -> String in
        switch random.next() % 12 {
        case 0: "\n"
        case 1: "x,y\n"
        default:
          SurveyFixture.row(
            "R\(random.next() % 30)", places[Int(random.next() % 3)], c: "\(random.next() % 3)",
            w: random.next() % 9 == 0 ? "0" : "1.5", "\(random.next() % 4),2,20")
        }
      }
      let whole = SurveyFixture.table([rows.joined()])
      let cut = Int(random.next() % 39) + 1
      let parts = SurveyFixture.table([rows[..<cut].joined(), rows[cut...].joined()])
      let (before, after) = (Set(whole.findings), Set(parts.findings))
      #expect(before == after && whole.findings.count == parts.findings.count)
      #expect(whole.cellOfRow.map { whole.cells[Int($0)] } == parts.cellOfRow.map { parts.cells[Int($0)] })
      #expect(whole.answers == parts.answers)
      #expect((0..<whole.count).map { whole.origin(of: $0).row } == (0..<parts.count).map { parts.origin(of: $0).row })
      let reported = whole.findings.filter {
        [.repeatedResponse, .conflictingResponse, .raggedRow].contains($0.code)
      }.count
      let faulty = Set(
        whole.findings.filter { [.unknownCommunity, .badWeight].contains($0.code) }.compactMap(\.location?.row)
      ).count
      #expect(whole.files[0].rows == whole.count + reported + faulty)
    }
  }

  @Test func originsPointAtTheRowsOfTheFile() {
    let text =
      SurveyFixture.row("R1") + "\n" + SurveyFixture.row("R2", "Z") + SurveyFixture.row("R3") + SurveyFixture.row("R1")
    let table = SurveyFixture.table([text, SurveyFixture.row("R4")])
    #expect((0..<table.count).map { table.origin(of: $0).row } == [2, 5, 7])
  }

  @Test func aFileWithTooManyUnusableRowsIsRefused() {
    let rows = (0..<10).map { SurveyFixture.row("R\($0)", $0 < 2 ? "Z" : "A") }.joined()
    #expect(!SurveyFixture.table([rows], maximumUnusable: 0.2).findings.contains { $0.code == .tooManyUnusable })
    #expect(SurveyFixture.table([rows], maximumUnusable: 0.19).findings.contains { $0.code == .tooManyUnusable })
  }

  @Test func scatteredIdentifiersAreTheSameAsDenseOnes() {
    var random = SeededGenerator(seed: 3)
    let numbers = (0..<5000).map { _ in random.next() % 999_999_999_999 }
    let rows = numbers.map { SurveyFixture.row("u\($0)") }
    let table = SurveyFixture.table([rows[..<2500].joined(), rows[2500...].joined(), rows[100..<200].joined()])
    #expect(table.count == Set(numbers).count)
    #expect(table.findings.count { $0.code == .repeatedResponse } == 5100 - Set(numbers).count)
  }
}
