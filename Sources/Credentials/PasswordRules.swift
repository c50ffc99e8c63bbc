import Foundation

/// What may be a password.
///
/// By default as NIST SP 800-63B-4 asks: length counts, composition does not, nothing expires, and what everybody tries is refused.
/// 等保二级 (GB/T 22239-2019, level 2) asks for the contrary in two points; a switch adds those.
public struct PasswordRules: Hashable, Sendable {
  /// Which rules hold.
  public enum Profile: String, Hashable, Sendable, CaseIterable {
    /// NIST SP 800-63B-4.
    case nist
    /// 等保二级: three kinds of characters and a change every 90 days as well.
    case dengbao2
  }

  /// A reason to refuse a password.
  public enum Fault: String, Hashable, Sendable, CaseIterable {
    /// Shorter than fifteen characters: it is the only factor.
    case tooShort
    /// Longer than can be stored.
    case tooLong
    /// Among those that everybody tries, or made of them.
    case common
    /// Little but the user's or the service's own name.
    case nameOfUserOrService
    /// A few characters over and over, or a row of the keyboard.
    case repetitive
    /// Under 等保二级: fewer than three kinds of characters.
    case tooFewKinds
  }

  /// Characters that a password needs at least, as it is the only factor.
  public static let shortest = 15
  /// Characters that are always accepted: 64 must be (NIST); more cost nothing.
  public static let longest = 256

  /// Which rules hold.
  public let profile: Profile

  /// The rules of a profile.
  public init(_ profile: Profile) { self.profile = profile }

  /// The days after which a password must be changed; nil if never.
  public var daysValid: Int? { profile == .dengbao2 ? 90 : nil }
  /// Minutes without a request after which a session ends.
  public var idleMinutes: Int { profile == .dengbao2 ? 15 : 30 }

  /// The faults of a password; none if it may be used. Any Unicode is allowed, spaces too.
  ///
  /// - Parameter names: The user's name and what else stands on the page: city, districts.
  public func faults(_ password: String, names: [String]) -> Set<Fault> {
    let text = PasswordHash.canonical(password)
    var faults: Set<Fault> = []
    if text.count < PasswordRules.shortest { faults.insert(.tooShort) }
    if text.count > PasswordRules.longest || text.utf8.count > PasswordHash.longestBytes { faults.insert(.tooLong) }
    let plain = text.lowercased()
    if PasswordRules.isRepetitive(plain) { faults.insert(.repetitive) }
    let letters = String(plain.filter { $0.isLetter })
    if PasswordRules.isCommon(plain) || PasswordRules.isCommon(letters) { faults.insert(.common) }
    let rest = PasswordRules.without(names.map { $0.lowercased() } + PasswordRules.serviceWords, plain)
    if rest != plain, rest.filter({ $0.isLetter }).count < 4 { faults.insert(.nameOfUserOrService) }
    if profile == .dengbao2, PasswordRules.kinds(text) < 3 { faults.insert(.tooFewKinds) }
    return faults
  }

  /// What the service itself is called.
  private static let serviceWords = [
    "kaoping", "考评", "hexie", "和谐", "shequ", "社区", "manyidu", "满意度", "changzhou", "常州", "password", "mima", "密码",
    "admin", "guanliyuan", "管理员",
  ]

  /// Whether it is a common password, or two or three of them in a row.
  static func isCommon(_ text: String, parts: Int = 3) -> Bool {
    guard !text.isEmpty else { return false }
    if CommonPasswords.all.contains(text) { return true }
    guard parts > 1, text.count <= 64 else { return false }
    for length in 4..<max(5, min(text.count - 3, 20)) where length < text.count {
      let head = String(text.prefix(length))
      if CommonPasswords.all.contains(head), isCommon(String(text.dropFirst(length)), parts: parts - 1) { return true }
    }
    return false
  }

  /// Whether it has fewer than five different characters, or repeats a beginning of at most a quarter of its length, or runs along
  /// the alphabet, the digits or the keyboard throughout.
  static func isRepetitive(_ text: String) -> Bool {
    let characters = Array(text)
    guard characters.count > 1 else { return true }
    if Set(characters).count < 5 { return true }
    for period in 1...max(1, characters.count / 4) where period < characters.count {
      if (period..<characters.count).allSatisfy({ characters[$0] == characters[$0 - period] }) { return true }
    }
    let steps = zip(characters, characters.dropFirst()).filter { isStep($0, $1) }.count
    return steps >= characters.count - 1 - characters.count / 5
  }

  private static let rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"].map(
    Array.init)

  private static func isStep(_ a: Character, _ b: Character) -> Bool {
    rows.contains { row in
      guard let i = row.firstIndex(of: a), let j = row.firstIndex(of: b) else { return false }
      return abs(i - j) <= 1
    }
  }

  private static func without(_ names: [String], _ text: String) -> String {
    names.filter { $0.count > 1 }.sorted { $0.count > $1.count }
      .reduce(text) { $0.replacingOccurrences(of: $1, with: "") }
  }

  private static func kinds(_ text: String) -> Int {
    let tests: [(Character) -> Bool] = [
      { $0.isUppercase }, { $0.isLowercase }, { $0.isNumber }, { !$0.isLetter && !$0.isNumber },
      { $0.isLetter && !$0.isUppercase && !$0.isLowercase },
    ]
    return tests.filter { text.contains(where: $0) }.count
  }
}
