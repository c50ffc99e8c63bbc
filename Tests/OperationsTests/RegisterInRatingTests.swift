import Findings
import Foundation
import Operations
import Surveys
import Testing

/// Old codes and names of communities in the files of a city, resolved by `lineage.csv` as of the last day of the field work.
@Suite struct RegisterInRatingTests {
  static let community = "329912001001"
  static let responses = "responses/329912.csv"

  private func ranking(_ result: RatingResult) -> String {
    String(decoding: result.tables(.chinese).first { $0.name == "ranking.csv" }?.bytes ?? [], as: UTF8.self)
  }

  /// The city with another code for one community in the responses and reviews.
  private func fixture(writing code: String, lineage: String) throws -> RatingFixture {
    let fixture = try RatingFixture()
    for file in [Self.responses, "reviews.csv"] {
      let text = String(decoding: try fixture.read(file), as: UTF8.self)
      try fixture.write(
        Array(text.replacingOccurrences(of: "," + Self.community + ",", with: "," + code + ",").utf8), to: file)
    }
    try fixture.write(Array(lineage.utf8), to: "lineage.csv")
    return fixture
  }

  @Test func anOldCodeIsTheCommunityThatTookItsPlace() async throws {
    let plain = try await RatingFixture().rate()
    let lineage = "old_code,new_code,from\n329911900901,\(Self.community),2014-01-01\n"
    let other = try await fixture(writing: "329911900901", lineage: lineage).rate()
    #expect(ranking(plain) == ranking(other))
    let notes = other.findings.filter { $0.code == .codeResolved }
    #expect(Set(notes.compactMap(\.location?.file)) == [Self.responses, "reviews.csv"])
    #expect(notes.allSatisfy { $0.details.first == Self.community && $0.severity == .note })
    #expect(!other.findings.contains { $0.code == .unusedFile && $0.location?.file == "lineage.csv" })
  }

  @Test func aChangeOfALaterDayDoesNotHoldYet() async throws {
    let lineage = "old_code,new_code,from\n329911900901,\(Self.community),2019-01-01\n"
    let fixture = try fixture(writing: "329911900901", lineage: lineage)
    let findings: [Finding]
    do { findings = try await fixture.rate().findings } catch let refusal as Refusal { findings = refusal.findings }
    #expect(!findings.contains { $0.code == .codeResolved })
    #expect(findings.contains { $0.code == .unknownCommunity && $0.location?.file == Self.responses })
  }

  @Test func theFullNameIsTheCommunityAndAResemblingOneAHint() async throws {
    let plain = try await RatingFixture().rate()
    let named = try await fixture(writing: "凤河社区", lineage: "old_code,new_code,from\n").rate()
    #expect(ranking(plain) == ranking(named))
    #expect(named.findings.contains { $0.code == .answerNormalised && $0.found == "凤河社区" })
    let fixture = try RatingFixture()
    let text = String(decoding: try fixture.read(Self.responses), as: UTF8.self)
    let line = try #require(text.split(separator: "\n").last).replacingOccurrences(of: "R12", with: "X99")
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let odd = ([fields[0], "凤河居委会"] + fields[2...]).joined(separator: ",")
    try fixture.write(Array((text + odd + "\n").utf8), to: Self.responses)
    let hinted = try await fixture.rate()
    #expect(hinted.findings.contains { $0.code == .suffixHint && $0.details == ["凤河社区"] })
    #expect(ranking(plain) == ranking(hinted))
  }

  /// The rows that a rating left out come back, each with its reason, and with those that count they are all the rows.
  @Test func theRowsThatDoNotCountComeBack() async throws {
    let fixture = try RatingFixture()
    let result = try await fixture.rate()
    let tables = Workbench.rejections(
      city: fixture.city.path, survey: RatingFixture.survey, findings: result.findings, .chinese)
    let responses = result.files.filter { $0.name.hasPrefix("responses/") }
    #expect(tables.reduce(0) { $0 + $1.rows.count } == responses.reduce(0) { $0 + $1.rows - $1.used })
    #expect(!tables.isEmpty)
    for table in tables {
      let text = String(decoding: try fixture.read(table.file), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(table.header.joined(separator: ",") == lines[0])
      for row in table.rows {
        #expect(row.cells.joined(separator: ",") == lines[row.number - 1])
        #expect(!row.reasons.isEmpty)
        #expect(row.marks.keys.allSatisfy { $0 < table.header.count })
      }
    }
  }
}
