import Findings
import Foundation
import Operations
import Scoring
import Testing
import Titles

/// Spoiled folders end in findings, never in a crash or a number.
@Suite struct RateFaultTests {
  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var code: FindingCode
    var isUnopened = false
    var spoil: @Sendable (RatingFixture) throws -> Void
  }

  static let file = "responses/329912.csv"

  static let faults = [
    Fault(testDescription: "no register", code: .fileMissing, isUnopened: true) { try $0.remove("roster.csv") },
    Fault(testDescription: "no responses", code: .fileMissing, isUnopened: true) { try $0.remove("responses") },
    Fault(testDescription: "no reviews", code: .noReviewFile, isUnopened: true) { try $0.remove("reviews.csv") },
    Fault(testDescription: "empty responses", code: .fileEmpty) { try $0.write([], to: file) },
    Fault(testDescription: "empty reviews", code: .fileEmpty) { try $0.write([], to: "reviews.csv") },
    Fault(testDescription: "empty register", code: .fileEmpty) { try $0.write(Array("\n \n".utf8), to: "roster.csv") },
    Fault(testDescription: "register with a header alone", code: .fileEmpty) {
      try $0.write(Array("community_id,district\n".utf8), to: "roster.csv")
    },
    Fault(testDescription: "wrong header", code: .columnMissing) {
      try $0.write(Array("a,b\n1,2\n".utf8), to: file)
    },
    Fault(testDescription: "a folder for a file", code: .fileUnreadable, isUnopened: true) {
      try $0.remove("reviews.csv")
      try FileManager.default.createDirectory(
        at: $0.city.appendingPathComponent("reviews.csv"), withIntermediateDirectories: false)
    },
    Fault(testDescription: "bytes of no encoding in the register", code: .illegalBytes) {
      try $0.write(
        Array("community_id,name,district\n1,".utf8) + [0xFF, 0xFF, 0xFF] + Array(",x\n".utf8), to: "roster.csv")
    },
    Fault(testDescription: "ten thousand broken rows", code: .raggedRow) {
      try $0.write(try $0.read(file) + Array(repeatElement("x,y\n", count: 10_000).joined().utf8), to: file)
    },
    Fault(testDescription: "ten thousand unknown communities", code: .tooManyUnusable) {
      let row = "R,9,1,1,1,1,1,I,,,face,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n"
      try $0.write(try $0.read(file) + Array(repeatElement(row, count: 10_000).joined().utf8), to: file)
    },
    Fault(testDescription: "an open quotation mark", code: .unterminatedQuote) {
      try $0.write(try $0.read(file) + Array("\"".utf8), to: file)
    },
    Fault(testDescription: "a stratum that the frame lacks", code: .stratumNotInFrame) {
      let text = String(decoding: try $0.read("frame.csv"), as: UTF8.self)
      let lines = text.split(separator: "\n").prefix(10).joined(separator: "\n")
      try $0.write(Array((lines + "\n").utf8), to: "frame.csv")
    },
    Fault(testDescription: "nobody on file", code: .noQuotas) {
      let lines = String(decoding: try $0.read("roster.csv"), as: UTF8.self).split(separator: "\n")
      let text = lines.enumerated().map { "\($1)\($0 == 0 ? ",filing" : ",unfiled")\n" }.joined()
      try $0.write(Array(text.utf8), to: "roster.csv")
    },
    Fault(testDescription: "an event without a condition", code: .unknownCondition) {
      let text = "event_id,community_id,code,status\nE1,329912001001,V99,confirmed\n"
      try $0.write(Array(text.utf8), to: "veto.csv")
    },
  ]

  @Test(arguments: faults) func faultyFoldersAreRefused(_ fault: Fault) async throws {
    let fixture = try RatingFixture()
    try fault.spoil(fixture)
    do {
      _ = try await fixture.rate()
      Issue.record("rated in spite of \(fault.testDescription)")
    } catch let refusal as Refusal {
      #expect(refusal.findings.contains { $0.code == fault.code && $0.severity == .error })
      #expect(refusal.isUnopened == fault.isUnopened)
    }
  }

  @Test func withoutAFrameTheErrorIsThatOfSamplingWithReplacement() async throws {
    let fixture = try RatingFixture()
    let before = try await fixture.rate()
    try fixture.remove("frame.csv")
    let after = try await fixture.rate()
    #expect(before.design == .twoStage)
    #expect(after.design == .withReplacement)
    #expect(after.findings.contains { $0.code == .noFrame })
    let pairs = zip(before.communities, after.communities)
    #expect(pairs.allSatisfy { $0.score?.score == $1.score?.score })
    // Not for each community, but on the whole the correction makes the errors smaller.
    let errors = pairs.map { ($0.score?.standardError ?? 0, $1.score?.standardError ?? 0) }
    #expect(errors.reduce(0) { $0 + $1.0 } < errors.reduce(0) { $0 + $1.1 })
  }

  @Test func resultsOfAnEarlierRunDoNotStandBesideARefusal() async throws {
    let fixture = try RatingFixture()
    let out = fixture.path("out")
    try await RatingFiles(folder: out).write([ResultFile("ranking.csv", [1]), ResultFile("findings.csv", [2])])
    try await RatingFiles(folder: out).write([ResultFile("findings.csv", [3])])
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["findings.csv"])
    await #expect(throws: RatingFiles.WriteFailure.self) {
      try await RatingFiles(folder: out + "/findings.csv/below").write([ResultFile("ranking.csv", [1])])
    }
  }

  /// The pieces are made on several cores, the file is the same as in memory.
  @Test func documentsAreWrittenInTheirOrder() async throws {
    let fixture = try RatingFixture()
    let out = fixture.path("out")
    let result = try await fixture.rate()
    try await RatingFiles(folder: out).write(result.files(.english))
    for (name, bytes) in result.tables(.english) {
      #expect(try Array(Data(contentsOf: URL(fileURLWithPath: out + "/" + name))) == bytes, "\(name)")
    }
    let document = try Data(contentsOf: URL(fileURLWithPath: out + "/result.json"))
    let parsed = try #require(JSONSerialization.jsonObject(with: document) as? [String: Any])
    let communities = try #require(parsed["communities"] as? [[String: Any]])
    #expect(communities.map { $0["community_id"] as? String } == result.roster.communities.map(\.id))
  }
}
