import Credentials
import Findings
import Foundation
import Operations
import Testing

@Suite("Breached passwords")
struct BreachedPasswordTests {
  /// SHA-1 of `otter lantern 7 gravel` by another program.
  private static let known = "430D52AECFB63460E276A8E09412422AA479D92B"

  private static func file(_ lines: [String], end: String = "\n") throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "breached-\(UUID().uuidString)").path
    try Data((lines.joined(separator: end) + end).utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// Digests in ascending order: as they are, with a number behind them, in lower case.
  private static func digests(_ count: Int) -> [String] {
    var state: UInt64 = 2014
    return (0..<count).map { _ in
      (0..<40).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 60, radix: 16, uppercase: true)
      }.joined()
    }
  }

  @Test("finds a digest wherever it stands, and no other", arguments: [1, 2, 3, 100, 5000], ["\n", "\r\n"])
  func finds(_ count: Int, _ end: String) throws {
    let others = Self.digests(count - 1)
    for suffix in ["", ":12345678", ":1"] {
      let list = try #require(
        BreachedPasswords(try Self.file((others + [Self.known]).sorted().map { $0 + suffix }, end: end)))
      #expect(list.contains("otter lantern 7 gravel") == true)
      #expect(list.contains("otter lantern 8 gravel") == false)
    }
    guard count > 1 else { return }
    let lower = try #require(BreachedPasswords(try Self.file((others + [Self.known]).sorted().map { $0.lowercased() })))
    #expect(lower.contains("otter lantern 7 gravel") == true)
    let without = try #require(BreachedPasswords(try Self.file(others.sorted())))
    #expect(without.contains("otter lantern 7 gravel") == false)
  }

  @Test("first and last lines are found")
  func ends() throws {
    for place in [String(repeating: "0", count: 40), String(repeating: "F", count: 40)] {
      let list = try #require(BreachedPasswords(try Self.file([Self.known, place].sorted())))
      #expect(list.contains("otter lantern 7 gravel") == true)
    }
  }

  @Test("what is no list of digests is not taken for one", arguments: [[], ["password"], ["", Self.known]])
  func notAList(_ lines: [String]) throws {
    #expect(BreachedPasswords(try Self.file(lines)) == nil)
    #expect(BreachedPasswords("/nowhere/breached.txt") == nil)
  }

  @Test("nobody chooses a password that is on the list, nor one that cannot be looked up")
  func refuses() async throws {
    let fixture = try await ServiceFixture()
    let whole = try #require(BreachedPasswords(try Self.file([Self.known])))
    let spoilt = try #require(
      BreachedPasswords(try Self.file([Self.known, "spoilt", "spoilt", "spoilt", "spoilt", "spoilt"])))
    func faults(_ list: BreachedPasswords, _ password: String) async throws -> [FindingCode] {
      let desk = try ServiceDesk(fixture.desk.rounds, rules: PasswordRules(.nist), breached: list)
      return try await desk.changePassword(
        of: "office", from: ServiceFixture.password, to: password, keeping: ""
      ).map(\.code)
    }
    #expect(try await faults(whole, "otter lantern 7 gravel") == [.passwordCommon])
    #expect(try await faults(spoilt, "otter lantern 8 gravel") == [.passwordCommon])
    #expect(try await faults(whole, "otter lantern 8 gravel").isEmpty)
  }
}
