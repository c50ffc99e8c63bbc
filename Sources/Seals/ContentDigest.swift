import COpenSSL

/// A SHA-256 digest: 32 bytes that stand for some content.
public struct ContentDigest: Hashable, Sendable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// A digest of 32 bytes; nil if there are more or fewer.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// A digest from 64 hexadecimal digits in lower case; nil for anything else.
  public init?(hexadecimal: String) {
    guard let bytes = Hexadecimal.bytes(hexadecimal) else { return nil }
    self.init(bytes: bytes)
  }

  /// A digest from base64; nil if it is no base64 of 32 bytes.
  public init?(base64: String) {
    guard let bytes = Base64.bytes(base64) else { return nil }
    self.init(bytes: bytes)
  }

  /// The digest of `content`.
  public static func of(_ content: some Sequence<UInt8>) -> ContentDigest {
    let stream = DigestStream()
    stream.update(Array(content))
    return stream.digest()
  }

  /// The digest of a text's UTF-8.
  public static func of(_ text: String) -> ContentDigest { of(text.utf8) }

  /// 64 hexadecimal digits.
  public var hexadecimal: String { Hexadecimal.text(bytes) }
  /// The digest in base64.
  public var base64: String { Base64.text(bytes) }
}

/// A SHA-256 that is fed block by block; OpenSSL uses the processor's SHA instructions.
public struct DigestStream: ~Copyable {
  private let context: OpaquePointer

  /// Nothing fed yet.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("OpenSSL offers no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Feeds bytes.
  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Feeds bytes that stand somewhere in memory.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    let status = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(status == 1, "SHA-256 takes any bytes")
  }

  /// The digest of everything that was fed.
  public consuming func digest() -> ContentDigest {
    var bytes = [UInt8](repeating: 0, count: 32)
    let status = EVP_DigestFinal_ex(context, &bytes, nil)
    precondition(status == 1, "SHA-256 ends once")
    guard let digest = ContentDigest(bytes: bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
    return digest
  }
}
