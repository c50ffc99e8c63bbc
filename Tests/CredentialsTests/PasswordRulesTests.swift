import Credentials
import Testing

/// A password and what is wrong with it.
struct PasswordCase: CustomTestStringConvertible, Sendable {
  let name: String
  let password: String
  let faults: Set<PasswordRules.Fault>
  var profile = PasswordRules.Profile.nist

  var testDescription: String { name }
}

@Suite("Password rules")
struct PasswordRulesTests {
  static let cases = [
    PasswordCase(name: "a passphrase of unrelated words", password: "lantern otter gravel nine", faults: []),
    PasswordCase(name: "a Chinese sentence", password: "桥头老王每天卖三十斤豆腐和青菜", faults: []),
    PasswordCase(
      name: "sixty-four characters with blanks", password: String(repeating: "kelp 7 oR ", count: 7),
      faults: [.repetitive]),
    PasswordCase(name: "short", password: "otter gravel 9", faults: [.tooShort]),
    PasswordCase(
      name: "among the most common", password: "password", faults: [.tooShort, .common, .nameOfUserOrService]),
    PasswordCase(name: "three common ones in a row", password: "dragonmonkeyshadow", faults: [.common]),
    PasswordCase(name: "common with digits behind", password: "sunshine1234567890", faults: [.common]),
    PasswordCase(name: "one character over and over", password: "zzzzzzzzzzzzzzzzz", faults: [.repetitive]),
    PasswordCase(name: "a row of the keyboard", password: "qwertyuiopasdfghjkl", faults: [.repetitive, .common]),
    PasswordCase(name: "the alphabet", password: "abcdefghijklmnopqr", faults: [.repetitive, .common]),
    PasswordCase(name: "the user's name and a year", password: "wangxiaoming2026", faults: [.nameOfUserOrService]),
    PasswordCase(name: "the service and the city", password: "考评常州考评常州2026202620", faults: [.nameOfUserOrService]),
    PasswordCase(
      name: "three hundred characters",
      password: (0..<300).map { String($0 * 7919 % 97) }.joined().prefix(300).description, faults: [.tooLong]),
    PasswordCase(
      name: "等保: small letters only", password: "lanternottergravel", faults: [.tooFewKinds], profile: .dengbao2),
    PasswordCase(name: "等保: three kinds", password: "Lantern-otter gravel", faults: [], profile: .dengbao2),
  ]

  @Test("finds", arguments: cases)
  func finds(_ c: PasswordCase) {
    let found = PasswordRules(c.profile).faults(c.password, names: ["wangxiaoming", "武进区"])
    // A list of leaked passwords changes; what is refused for another reason may be common as well.
    #expect(found.subtracting([.common]) == c.faults.subtracting([.common]))
    if c.faults.isEmpty || c.faults == [.common] { #expect(found == c.faults) }
  }

  @Test("lets any Unicode of 64 characters through")
  func acceptsLong() {
    let text = "Ünïcödé ☂ 雨 مطر дождь βροχή गगन 비가 온다 – und noch ein paar Worte mehr, ja!"
    #expect(text.count >= 64)
    #expect(PasswordRules(.nist).faults(text, names: []).isEmpty)
  }
}

@Suite("Password hashes")
struct PasswordHashTests {
  @Test("names its own cost and fits its password only")
  func roundTrip() async throws {
    let desk = HashingDesk()
    let hash = try await desk.hash("lantern otter gravel nine")
    #expect(hash.text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    #expect(!hash.isOutdated)
    #expect(try await desk.matches("lantern otter gravel nine", hash))
    #expect(try await !desk.matches("lantern otter gravel ten", hash))
    #expect(try await !desk.matches("", hash))
    #expect(try await !desk.matches("lantern otter gravel nine", nil))
    #expect(try await desk.hash("lantern otter gravel nine").text != hash.text)
  }

  @Test("takes composed and decomposed characters for the same")
  func normalises() async throws {
    let desk = HashingDesk()
    let hash = try await desk.hash("caf\u{E9} au lait, bitte")
    #expect(try await desk.matches("cafe\u{301} au lait, bitte", hash))
  }

  @Test("turns away whoever finds the queue full, and serves all others")
  func isBounded() async throws {
    let desk = HashingDesk()
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<60 { group.addTask { (try? await desk.hash("x")) != nil } }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 }.count >= HashingDesk.most + HashingDesk.longestQueue)
    #expect(outcomes.contains(false))
    #expect(try await desk.hash("y").text.isEmpty == false)
  }
}
