import CSodium
import Foundation

/// A stored password: Argon2id with a random salt, as the text `$argon2id$v=19$m=19456,t=2,p=1$…`, which names its own cost.
///
/// OWASP's first choice of parameters; 68 ms on one core where scrypt of like strength took 0.6 s and 128 MiB (yardsticks, 0.4).
public struct PasswordHash: Hashable, Sendable {
  /// Memory in bytes: 19 MiB.
  static let memory = 19 * 1024 * 1024
  /// Passes over the memory.
  static let passes: UInt64 = 2
  /// Longer passwords are refused before they are hashed: enough for any passphrase, too little to keep a core busy.
  public static let longestBytes = 1024

  /// The text to store.
  public let text: String

  /// A hash that was stored.
  public init(stored text: String) { self.text = text }

  /// Hashes a password. Takes some 70 ms and 19 MiB: call it through `HashingDesk`.
  ///
  /// - Throws: `.outOfMemory` if there is no memory for it.
  public init(of password: String) throws(HashingError) {
    PasswordHash.prepare()
    let password = PasswordHash.canonical(password)
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let status = crypto_pwhash_str(
      &text, password, UInt64(password.utf8.count), PasswordHash.passes, PasswordHash.memory)
    guard status == 0 else { throw .outOfMemory }
    self.text = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether the password is the one that was hashed; compares in constant time.
  public func matches(_ password: String) -> Bool {
    PasswordHash.prepare()
    let password = PasswordHash.canonical(password)
    guard password.utf8.count <= PasswordHash.longestBytes, text.utf8.count < Int(crypto_pwhash_STRBYTES) else {
      return false
    }
    return crypto_pwhash_str_verify(text, password, UInt64(password.utf8.count)) == 0
  }

  /// Whether it was made with other parameters than today's and should be made anew at the next sign-in.
  public var isOutdated: Bool {
    crypto_pwhash_str_needs_rehash(text, PasswordHash.passes, PasswordHash.memory) != 0
  }

  /// A hash of nobody's password: checking against it takes an unknown user as long as a known one.
  public static func decoy() throws(HashingError) -> PasswordHash { try PasswordHash(of: "nobody's password") }

  /// The same characters, however a keyboard composes them (NIST SP 800-63B-4, 3.1.1.2: normalise Unicode).
  static func canonical(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

  private static let isPrepared: Bool = sodium_init() >= 0
  private static func prepare() { precondition(isPrepared, "libsodium cannot start: no source of random bytes") }
}

/// Why no hash could be made.
public enum HashingError: Error, Hashable, Sendable {
  /// There is no memory for one more hash.
  case outOfMemory
  /// Too many wait already: try again in a moment.
  case busy
}
