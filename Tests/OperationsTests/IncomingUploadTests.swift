import Credentials
import Findings
import Foundation
import Operations
import Seals
import Sheets
import Store
import TestSupport
import Testing
import Titles

/// Uploads over the web service: looked at when they have arrived, confirmed later, and in between nothing personal lies on disk.
@Suite struct IncomingUploadTests {
  /// A service on a round that collects, with the clerk signed in.
  private struct Sending {
    let round: CollectingRound
    let desk: ServiceDesk
    let clerk: SignedInPerson

    init() async throws {
      round = try CollectingRound()
      desk = try ServiceDesk(round.desk, rules: PasswordRules(.nist))
      let code = try round.desk.resetUser("clerk", by: .console).value
      let outcome = try await desk.signIn(user: "clerk", password: code, address: "::1", device: nil, agent: "test")
      guard case .signedIn(let session, _) = outcome else { throw CancellationError() }
      clerk = try #require(try desk.person(session: session))
    }

    func send(_ bytes: [UInt8], _ name: String) async throws -> IncomingRecord {
      let incoming = try desk.begin(
        round: "2014", kind: .responses, scope: .district("329912"), name: name, length: bytes.count, by: clerk)
      let file = try desk.open(incoming)
      try bytes.withUnsafeBytes { try file.append($0) }
      return try await desk.examine(incoming)
    }

    /// Everything that lies under the directory's `incoming/`.
    func onDisk() throws -> Data {
      let folder = round.fixture.path("data/incoming")
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return try names.reduce(into: Data()) { $0 += try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($1)")) }
    }
  }

  private static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func aWorkbookIsPreviewedAndConfirmed() async throws {
    let sending = try await Sending()
    let bytes = storedWorkbook(Self.rows(try sending.round.answers()))
    let incoming = try await sending.send(bytes, "答卷.xlsx")
    let preview = try #require(sending.desk.preview(of: incoming))
    #expect(preview.isAcceptable && preview.rows > 100 && preview.usable == preview.rows)
    #expect(!preview.counts.isEmpty && preview.counts.reduce(0) { $0 + $1.responses } == preview.usable)
    #expect(incoming.sha256 == ContentDigest.of(bytes).hexadecimal)
    let done = try await sending.desk.confirm(incoming, by: sending.clerk)
    #expect(done.value.digest == ContentDigest.of(bytes) && done.value.rows == preview.rows)
    #expect(try sending.onDisk().isEmpty)
  }

  @Test func aTableWithoutEndInItsFirstRowIsRefusedByIt() async throws {
    let sending = try await Sending()
    let names = (0..<50_000).map { "q\($0)" }.joined(separator: ",")
    // More bytes than a header may have, without a line break; and a header of too many columns above a row.
    for text in [String(repeating: "1,", count: 2 << 20), names + "\n" + names + "\n"] {
      let incoming = try await sending.send(Array(text.utf8), "answers.csv")
      let preview = try #require(sending.desk.preview(of: incoming))
      let found = try #require(preview.findings.first)
      #expect(!preview.isAcceptable && preview.findings.count == 1)
      #expect(found.code == FindingCode.tooManyColumns.code && found.row == 1 && found.details == ["16384"])
    }
  }

  @Test func evidenceIsWhatItsNameSays() async throws {
    let sending = try await Sending()
    func findings(_ name: String, _ bytes: [UInt8]) async throws -> [String] {
      let incoming = try sending.desk.begin(
        round: "2014", kind: .evidence, scope: .district("329912"), name: name, length: bytes.count, by: sending.clerk)
      let file = try sending.desk.open(incoming)
      try bytes.withUnsafeBytes { try file.append($0) }
      let preview = sending.desk.preview(of: try await sending.desk.examine(incoming))
      try sending.desk.drop(incoming)
      return preview?.findings.map(\.code) ?? []
    }
    let (pdf, jpeg) = (Array("%PDF-1.7\n".utf8), [UInt8]([0xFF, 0xD8, 0xFF, 0xE0, 0]))
    let (program, script) = ([UInt8]([0x4D, 0x5A, 0x90, 0, 3, 0]), Array("#!/bin/sh\n".utf8))
    for (name, bytes) in [
      ("a.pdf", jpeg), ("a.jpg", pdf), ("a.PNG", jpeg), ("a.docx", pdf), ("a.zip", jpeg), ("a.pdf", program),
      ("a.txt", script), ("program", program), ("a.csv", program),
    ] {
      #expect(try await findings(name, bytes) == [FindingCode.contentMismatch.code], "\(name)")
    }
    for (name, bytes) in [
      ("a.pdf", pdf), ("a.JPG", jpeg), ("a.jpeg", jpeg), ("a.txt", Array("MZ is a place".utf8)), ("a.bin", jpeg),
      ("minutes", pdf),
    ] {
      #expect(try await !findings(name, bytes).contains(FindingCode.contentMismatch.code), "\(name)")
    }
  }

  @Test func whatIdentifiesPeopleIsGoneBeforeAnybodyConfirms() async throws {
    let sending = try await Sending()
    let rows = Self.rows(try sending.round.answers()).enumerated().map { number, row in
      row + [number == 0 ? "联系电话" : "1391234\(5000 + number)"]
    }
    let bytes = storedWorkbook(rows)
    let incoming = try await sending.send(bytes, "答卷.xlsx")
    #expect(incoming.sha256 == ContentDigest.of(bytes).hexadecimal, "what was sent")
    #expect(try sending.onDisk().firstRange(of: Data("1391234".utf8)) == nil)
    let preview = try #require(sending.desk.preview(of: incoming))
    #expect(preview.isAcceptable && preview.findings.contains { $0.code == FindingCode.originalNotKept.code })
    // Looked at again, it is what it was; and bytes that somebody adds are not taken for it.
    #expect(try await sending.desk.examine(incoming) == incoming)
    let done = try await sending.desk.confirm(incoming, by: sending.clerk)
    #expect(done.receipt?.faults(key: sending.desk.verifier, file: .of(bytes)) == [])
    #expect(done.value.sent?.digest == .of(bytes))
    #expect(try sending.onDisk().isEmpty)
    #expect(try sending.round.desk.store.verify().isSound)
  }

  @Test func bytesThatComeAfterTheLookAreNotTaken() async throws {
    let sending = try await Sending()
    let incoming = try await sending.send(Array(try sending.round.answers().utf8), "a.csv")
    let file = try sending.desk.open(incoming)
    try Array("x\n".utf8).withUnsafeBytes { try file.append($0) }
    await #expect(throws: Refusal.self) { _ = try await sending.desk.confirm(incoming, by: sending.clerk) }
  }

  @Test func refusedRowsOfAWorkbookComeBackInItsColumns() async throws {
    let sending = try await Sending()
    var rows = Self.rows(try sending.round.answers())
    rows[2][1] = "999999100200"
    let incoming = try await sending.send(storedWorkbook(rows), "答卷.xlsx")
    let preview = try #require(sending.desk.preview(of: incoming))
    #expect(preview.rows - preview.usable == 1)
    let back = try #require(try await sending.desk.rejectedRows(incoming, .chinese))
    let table = sheet(String(decoding: back.dropFirst(3), as: UTF8.self))
    #expect(table.header.dropFirst() == rows[0][...] && table.rows.count == 1)
    #expect(table.text(table.rows[0], "community_id") == "999999100200")
    try sending.desk.drop(incoming)
    #expect(try sending.onDisk().isEmpty)
  }
}
