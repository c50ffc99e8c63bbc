import Glibc

/// The bytes of `text` in `encoding`, by iconv; traps if the text cannot be written in it.
func encode(_ text: String, as encoding: String) -> [UInt8] {
  let descriptor = iconv_open(encoding, "UTF-8")
  precondition(descriptor != iconv_t(bitPattern: -1), "no such encoding")
  defer { iconv_close(descriptor) }
  var source = Array(text.utf8).map { CChar(bitPattern: $0) }
  var left = source.count
  let room = 4 * left + 16
  return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
    source.withUnsafeMutableBufferPointer { source in
      var input = source.baseAddress
      var output: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(buffer.baseAddress!)
        .assumingMemoryBound(to: CChar.self)
      var free = room
      _ = iconv(descriptor, &input, &left, &output, &free)
      precondition(left == 0, "the text has a character that \(encoding) lacks")
      count = room - free
    }
  }
}
