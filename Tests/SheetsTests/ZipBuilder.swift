import CZlib

/// Writes ZIP archives, honest or lying, for tests.
struct ZipBuilder {
  /// One member.
  struct Member {
    var name: [UInt8]
    var content: [UInt8]
    /// The unpacked size that is written down; the true one if nil.
    var declaredSize: Int?
    /// General purpose flags: 1 is encrypted, 0x800 is a name in UTF-8.
    var flags: UInt16 = 0x800

    init(_ name: String, _ content: String) { self.init(name, Array(content.utf8)) }

    init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      self.content = content
    }
  }

  /// The archive of these members.
  static func archive(_ members: [Member]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let packed = deflated(member.content, windowBits: -15)
      let offset = bytes.count
      let crc = UInt32(crc32(0, member.content, UInt32(member.content.count)))
      var header: [UInt8] = []
      header += two(20) + two(member.flags) + two(8) + four(0x4421_0000) + four(crc) + four(UInt32(packed.count))
      header += four(UInt32(member.declaredSize ?? member.content.count)) + two(UInt16(member.name.count)) + two(0)
      bytes += four(0x0403_4B50) + header + member.name + packed
      directory += four(0x0201_4B50) + two(0x031E) + header + [UInt8](repeating: 0, count: 10)
      directory += four(UInt32(offset)) + member.name
    }
    let count = two(UInt16(members.count))
    return bytes + directory + four(0x0605_4B50) + two(0) + two(0) + count + count + four(UInt32(directory.count))
      + four(UInt32(bytes.count)) + two(0)
  }

  /// `content` as gzip.
  static func gzip(_ content: [UInt8]) -> [UInt8] { deflated(content, windowBits: 31) }

  private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

  private static func four(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }

  private static func deflated(_ content: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    precondition(deflateInit2_(&stream, 9, Z_DEFLATED, windowBits, 8, 0, ZLIB_VERSION, size) == Z_OK)
    defer { deflateEnd(&stream) }
    var input = content
    let room = Int(deflateBound(&stream, UInt(content.count)))
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
      }
      count = room - Int(stream.avail_out)
    }
  }
}
