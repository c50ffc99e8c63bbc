import Findings
import Foundation
import Operations
import Seals
import Store
import Testing
import Titles

/// What no table looks like ends the looking, early and with a reason.
@Suite("Endless records")
struct TableLinesTests {
  struct EndlessCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let head: String
    let piece: String
    let times: Int
    let code: String
  }

  static let cases = [
    EndlessCase(
      testDescription: "no line break", head: "", piece: "community_id and no end ", times: 200_000, code: "F159"),
    EndlessCase(
      testDescription: "a quotation mark that never closes", head: "community_id,q01\n1,\"", piece: "five\n", times: 700_000,
      code: "F159"),
    EndlessCase(testDescription: "200,000 columns", head: "community_id", piece: ",a", times: 200_000, code: "F156"),
  ]

  @Test("are refused with the place and without reading on", arguments: cases)
  func refused(_ c: EndlessCase) throws {
    let fixture = try RoundFixture()
    let path = FileManager.default.temporaryDirectory.appending(path: "endless-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data((c.head + String(repeating: c.piece, count: c.times)).utf8).write(to: URL(filePath: path))
    let refusal = #expect(throws: Refusal.self) {
      try fixture.desk.receive(
        UploadRequest(round: "2014", kind: .responses, scope: .all, path: path), by: .console)
    }
    #expect(refusal?.findings.first?.code.code == c.code)
  }
}
