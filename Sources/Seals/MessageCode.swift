import COpenSSL

/// HMAC-SHA256 (RFC 2104): shows whoever has the key that a message comes from somebody who has it, and is as it was.
public enum MessageCode {
  /// The code of a message, 32 bytes.
  public static func of(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    let result = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length)
    precondition(result != nil && length == 32, "SHA-256 takes any bytes")
    return code
  }
}
