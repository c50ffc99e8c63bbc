import Glibc

/// Turns bytes of another encoding into UTF-8, piece by piece, by the C library's `iconv`.
///
/// A character may be cut by the end of a piece; its beginning is kept until the next one. What is illegal is never replaced.
struct TextDecoder: ~Copyable {
  /// Bytes that are no character, by their place in all that was decoded.
  struct IllegalBytes: Error, Hashable {
    /// The place of the first of them, from 0.
    var offset: Int
  }

  private let descriptor: iconv_t
  private var carry: [UInt8] = []
  private var consumed = 0

  /// A decoder of `encoding`; nil if the machine has no such module.
  init?(_ encoding: TextEncoding) {
    let descriptor = iconv_open("UTF-8", encoding.iconvName)
    guard descriptor != iconv_t(bitPattern: -1), let descriptor else { return nil }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// Decodes the next piece and appends its text to `output`.
  mutating func decode(_ piece: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) throws(IllegalBytes) {
    guard carry.isEmpty else {
      // Joins the cut character to its rest; afterwards the piece itself can be read in place.
      let joined = carry + piece
      carry = []
      return try joined.withUnsafeBufferPointer { bytes throws(IllegalBytes) in try convert(bytes, into: &output) }
    }
    try convert(piece, into: &output)
  }

  /// Says that nothing follows: a character that is still cut is illegal.
  mutating func finish() throws(IllegalBytes) {
    guard carry.isEmpty else { throw IllegalBytes(offset: consumed) }
  }

  private mutating func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) throws(IllegalBytes) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    var input =
      UnsafeMutablePointer(mutating: UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self))
      as UnsafeMutablePointer<CChar>?
    var left = bytes.count
    var outcome: Int32 = 0
    repeat {
      outcome = 0
      let room = 2 * left + 64
      let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var target =
          UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self)
          as UnsafeMutablePointer<CChar>?
        var free = room
        if iconv(descriptor, &input, &left, &target, &free) == Int(bitPattern: UInt.max) { outcome = errno }
        count = room - free
      }
      output.append(contentsOf: piece)
    } while outcome == E2BIG
    consumed += bytes.count - left
    switch outcome {
    case 0: return
    // At most a few bytes can be the start of a character.
    case EINVAL where left < 8: carry = Array(bytes.suffix(left))
    default: throw IllegalBytes(offset: consumed)
    }
  }
}
