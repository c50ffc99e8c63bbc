import Credentials
public import Findings
import Seals
import Store
import Titles

/// What came of a try to sign in.
public enum SignInOutcome: Hashable, Sendable {
  /// Signed in: the secrets for the browser, which are kept nowhere here.
  case signedIn(session: String, device: String)
  /// User and password do not fit, or the user is disabled; which of them is not said.
  case refused
  /// Too many tries; how many seconds to wait.
  case wait(Int)
}

extension ServiceDesk {
  /// A session ends twelve hours after sign-in, whatever happens (ASVS 5.0, 7.3.2).
  public static let absoluteSeconds = 12 * 3600
  /// Wrong passwords for one user from devices that have never signed in before only a known device or a reset helps (NIST SP
  /// 800-63B-4, 3.2.2).
  public static let mostFailures = 100
  /// Tries from one address in a minute.
  public static let mostFromAddress = 30
  /// Tries for one user from one address in a quarter of an hour.
  public static let mostForUserFromAddress = 10

  /// Signs somebody in with password or, before the first password was set, with the access code.
  ///
  /// Nobody can lock somebody else out: the short limits count for one address, and the limit of a hundred does not hold for a
  /// device from which the person has signed in before. An unknown user takes as long as a known one.
  ///
  /// - Throws: `HashingError.busy` if too many wait.
  public func signIn(
    user name: String, password: String, address: String, device: String?, agent: String
  ) async throws -> SignInOutcome {
    let now = sessionClock()
    let key = String(name.lowercased().prefix(64))
    let knownDevice = try device.map { ContentDigest.of($0).hexadecimal }.flatMap { id in
      try store.knows(device: id, of: name) ? id : nil
    }
    let userKey = knownDevice.map { "device:" + $0 } ?? "user:" + key
    let keys = [
      ("address:" + address, now - 60), ("pair:\(key)@\(address)", now - 900), (userKey, 0),
    ]
    // Counted before the password is looked at: tries at the same time cannot slip through together.
    let counts = try store.noteTry(keys, at: now)
    if counts[0] > ServiceDesk.mostFromAddress { return .wait(60) }
    if counts[1] > ServiceDesk.mostForUserFromAddress { return .wait(900) }
    let isSpent = counts[2] > ServiceDesk.mostFailures
    let user = try store.user(name)
    guard try await fits(password, user), let user, !user.isDisabled, !isSpent, let grant = user.grants.first else {
      return .refused
    }
    try store.forgetTries(userKey)
    try store.forgetTries("pair:\(key)@\(address)")
    if let hash = user.password.map(PasswordHash.init(stored:)), hash.isOutdated {
      try setPassword(of: user, to: try await hashing.hash(password), reason: "rehash")
    }
    let token = Secret.draw()
    try store.insert(
      SessionRecord(
        id: token.digest, user: user.name, grant: grant, formToken: Secret.draw().text,
        agent: String(agent.prefix(200)), opened: sessionClock(), seen: sessionClock(), proved: sessionClock()))
    let deviceSecret = knownDevice == nil ? Secret.draw() : nil
    if let deviceSecret { try store.remember(device: deviceSecret.digest, of: user.name, at: clock()) }
    return .signedIn(session: token.text, device: deviceSecret?.text ?? device ?? "")
  }

  /// Whether the password fits, in a time that does not tell whether there is such a user.
  private func fits(_ password: String, _ user: UserRecord?) async throws -> Bool {
    let stored = user?.password.map(PasswordHash.init(stored:))
    let isPassword = try await hashing.matches(password, stored)
    guard stored == nil, let code = user?.codeDigest else { return isPassword }
    return ContentDigest.of(password) == code
  }

  /// Checks the password of somebody who is signed in, before something grave.
  public func prove(_ session: String, password: String) async throws -> Bool {
    guard var record = try store.session(session), let user = try store.user(record.user) else { return false }
    let now = sessionClock()
    guard try store.noteTry([("prove:" + session, now - 900)], at: now)[0] <= 10, try await fits(password, user) else {
      return false
    }
    record.proved = sessionClock()
    try store.update(record)
    return true
  }

  /// Sets somebody's own password. All other sessions of the user end.
  ///
  /// - Returns: what is wrong with the new password; nothing if it was set.
  /// - Throws: `Refusal` if the old one does not fit.
  public func changePassword(of name: String, from old: String, to new: String, keeping session: String) async throws
    -> [Finding]
  {
    guard let user = try store.user(name), try await fits(old, user) else {
      throw Refusal(findings: [Finding(.signInRefused)])
    }
    let districts = Set(try store.register().periods.values.flatMap { $0.map(\.attributes.districtName) })
    var faults = rules.faults(new, names: [user.name, user.display] + districts)
    // What cannot be looked up is refused too: a disk that fails must not let a stolen password in.
    if let breached, breached.contains(new) != false { faults.insert(.common) }
    guard faults.isEmpty else { return faults.map(ServiceDesk.finding).sorted { $0.code.code < $1.code.code } }
    try setPassword(of: user, to: try await hashing.hash(new), reason: "")
    try store.endSessions(of: name, but: session)
    return []
  }

  private func setPassword(of user: UserRecord, to hash: PasswordHash, reason: String) throws {
    var user = user
    user.password = hash.text
    // The code was for the first sign-in; it must not open the door for ever.
    user.codeDigest = nil
    let role = user.grants.first?.role.rawValue ?? ""
    let note = ChangeNote(
      actor: user.name, role: role, action: "user.password", reason: reason, details: ["user": user.name])
    try store.change(note, at: now) { try $0.save(user) }
    try store.notePasswordChange(of: user.name, at: clock())
  }

  /// A fault of a password as a finding.
  static func finding(_ fault: PasswordRules.Fault) -> Finding {
    switch fault {
    case .tooShort: Finding(.passwordTooShort, details: [String(PasswordRules.shortest)])
    case .tooLong: Finding(.passwordTooLong, details: [String(PasswordRules.longest)])
    case .common: Finding(.passwordCommon)
    case .nameOfUserOrService: Finding(.passwordNamed)
    case .repetitive: Finding(.passwordRepetitive)
    case .tooFewKinds: Finding(.passwordKinds)
    }
  }
}

/// Something that only its owner knows.
struct Secret: Sendable {
  /// 32 random bytes as 64 digits.
  let text: String

  /// A new one.
  static func draw() -> Secret { Secret(text: Hexadecimal.text(RandomBytes.draw(32))) }

  /// What is kept of it.
  var digest: String { ContentDigest.of(text).hexadecimal }
}
