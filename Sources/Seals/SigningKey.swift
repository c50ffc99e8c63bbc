import COpenSSL

/// An Ed25519 key (RFC 8032) that signs tree heads under a name; its 32 secret bytes stay in the data directory.
public struct SigningKey: Sendable {
  /// The secret seed of 32 bytes.
  public let seed: [UInt8]
  /// The key that others check with.
  public let verifier: VerifierKey

  /// The key of a seed of 32 bytes; nil if there are more or fewer, or the name cannot stand in a signature line.
  public init?(name: String, seed: [UInt8]) {
    guard seed.count == 32,
      let key = EVP_PKEY_new_raw_private_key(kaoping_ed25519(), nil, seed, seed.count)
    else { return nil }
    defer { EVP_PKEY_free(key) }
    var (bytes, count) = ([UInt8](repeating: 0, count: 32), 32)
    guard EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == 32,
      let verifier = VerifierKey(name: name, publicKey: bytes)
    else { return nil }
    self.seed = seed
    self.verifier = verifier
  }

  /// The signature of `message`, 64 bytes; the same message always has the same one.
  public func sign(_ message: [UInt8]) -> [UInt8] {
    var (signature, count) = ([UInt8](repeating: 0, count: 64), 64)
    guard let key = EVP_PKEY_new_raw_private_key(kaoping_ed25519(), nil, seed, seed.count),
      let context = EVP_MD_CTX_new()
    else { preconditionFailure("OpenSSL offers no Ed25519") }
    defer {
      EVP_MD_CTX_free(context)
      EVP_PKEY_free(key)
    }
    let isSigned =
      EVP_DigestSignInit(context, nil, nil, nil, key) == 1
      && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
    precondition(isSigned && count == 64, "Ed25519 signs any message")
    return signature
  }
}

/// The public half of a key with its name, written as other checkers of signed notes write it: `name+hash+base64`.
///
/// - SeeAlso: C2SP signed-note; the hash is the first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key).
public struct VerifierKey: Hashable, Sendable {
  /// The name; without white space and plus signs.
  public let name: String
  /// The 32 bytes.
  public let publicKey: [UInt8]

  /// A key under a name; nil if the key has not 32 bytes or the name is empty or has white space or a plus sign.
  public init?(name: String, publicKey: [UInt8]) {
    guard publicKey.count == 32, !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0 == "+" }) else {
      return nil
    }
    self.name = name
    self.publicKey = publicKey
  }

  /// A key from `name+hash+base64`; nil if a part is missing or the hash is another's.
  public init?(_ text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let bytes = Base64.bytes(parts[2]), bytes.first == 1,
      let key = VerifierKey(name: parts[0], publicKey: Array(bytes.dropFirst())),
      Hexadecimal.text(key.hash) == parts[1]
    else { return nil }
    self = key
  }

  /// `name+hash+base64`.
  public var text: String { "\(name)+\(Hexadecimal.text(hash))+\(Base64.text([1] + publicKey))" }

  /// Four bytes that tell keys of the same name apart.
  public var hash: [UInt8] { Array(ContentDigest.of(Array(name.utf8) + [0x0A, 1] + publicKey).bytes.prefix(4)) }

  /// Whether `signature` is this key's for `message`.
  public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == 64,
      let key = EVP_PKEY_new_raw_public_key(kaoping_ed25519(), nil, publicKey, publicKey.count),
      let context = EVP_MD_CTX_new()
    else { return false }
    defer {
      EVP_MD_CTX_free(context)
      EVP_PKEY_free(key)
    }
    return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
