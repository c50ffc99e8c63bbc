import Findings
import Foundation
import Operations
import TestSupport
import Testing

/// The same data in another guise give the same bytes.
@Suite struct RateInvarianceTests {
  static let file = "responses/329912.csv"

  struct Guise: CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable ([UInt8]) -> [UInt8]
  }

  private static func rows(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func bytes(_ rows: [[String]], lineEnd: String = "\n", quote: Bool = false) -> [UInt8] {
    Array(rows.map { $0.map { quote ? "\"\($0)\"" : $0 }.joined(separator: ",") + lineEnd }.joined().utf8)
  }

  static let guises = [
    Guise(testDescription: "as it is") { $0 },
    Guise(testDescription: "CRLF") { bytes(rows($0), lineEnd: "\r\n") },
    Guise(testDescription: "CR alone") { bytes(rows($0), lineEnd: "\r") },
    Guise(testDescription: "byte order mark") { [0xEF, 0xBB, 0xBF] + $0 },
    Guise(testDescription: "every field quoted") { bytes(rows($0), quote: true) },
    Guise(testDescription: "blank lines") { bytes(rows($0), lineEnd: "\n\n") },
    Guise(testDescription: "no final line break") { Array($0.dropLast()) },
    Guise(testDescription: "columns turned round") { bytes(rows($0).map { Array($0.reversed()) }) },
    Guise(testDescription: "a further column with line breaks") {
      bytes(rows($0).enumerated().map { $1 + [$0 == 0 ? "remark" : "\"a,\"\"b\"\"\nc\""] })
    },
    Guise(testDescription: "rows turned round") {
      let all = rows($0)
      return bytes([all[0]] + all.dropFirst().reversed())
    },
  ]

  @Test(arguments: guises) func theRankingStaysTheSame(_ guise: Guise) async throws {
    let fixture = try RatingFixture()
    let before = try await fixture.rate().rankingTable()
    try fixture.write(guise.change(try fixture.read(Self.file)), to: Self.file)
    #expect(try await fixture.rate().rankingTable() == before)
  }

  @Test func aDistrictMaySendSeveralFiles() async throws {
    let fixture = try RatingFixture()
    let before = try await fixture.rate().rankingTable()
    let rows = Self.rows(try fixture.read(Self.file))
    let middle = rows.count / 2
    try fixture.write(Self.bytes(Array(rows[..<middle])), to: Self.file)
    try fixture.write(Self.bytes([rows[0]] + rows[middle...]), to: "responses/zz-second.csv")
    #expect(try await fixture.rate().rankingTable() == before)
  }

  @Test func twoRunsGiveTheSameBytes() async throws {
    let fixture = try RatingFixture()
    let first = try await fixture.rate(replications: 500).tables(.chinese)
    let second = try await fixture.rate(replications: 500).tables(.chinese)
    #expect(first.map(\.name) == ["ranking.csv", "quotas.csv", "findings.csv", "result.json"])
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }
}
