import COpenSSL

/// Bytes that nobody can foresee; used for keys, salts and access codes, never for a result.
public enum RandomBytes {
  /// `count` bytes from OpenSSL's generator.
  public static func draw(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let status = RAND_bytes(&bytes, Int32(count))
    precondition(status == 1, "the machine gives no random bytes")
    return bytes
  }
}
