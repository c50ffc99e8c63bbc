import Seals

/// Seals texts into codes that only the holder of a key can make again: HMAC-SHA256 (RFC 2104).
package struct PersonalSeal: Sendable {
  private let inner: [UInt8]
  private let outer: [UInt8]

  /// The least bytes of a key.
  package static let shortestKey = 16

  /// A seal with this key; nil if it is too short to keep anything secret.
  package init?(key: [UInt8]) {
    guard key.count >= PersonalSeal.shortestKey else { return nil }
    let block = key.count > 64 ? ContentDigest.of(key).bytes : key
    let padded = block + [UInt8](repeating: 0, count: 64 - block.count)
    inner = padded.map { $0 ^ 0x36 }
    outer = padded.map { $0 ^ 0x5C }
  }

  /// The code of a text, 64 hexadecimal digits.
  package func code(_ text: String) -> String {
    ContentDigest.of(outer + ContentDigest.of(inner + Array(text.utf8)).bytes).hexadecimal
  }
}
