import CZlib

/// Compresses a stream of bytes to gzip. Level 1: five times as fast as the usual 6 on tables of answers, and a tenth larger.
struct GzipWriter: ~Copyable {
  /// What every stream begins with (RFC 1952, 2.3): no name, no time, level 1, Unix. A reader that asks for just these bytes leaves
  /// nothing in the head that could be changed unseen.
  static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 4, 3]

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = kaoping_deflate_init(stream, 1)
    precondition(status == Z_OK, "zlib has memory for a stream")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Compresses `bytes`, and ends the stream with the last ones.
  func compress(_ bytes: [UInt8], isLast: Bool, _ write: (ArraySlice<UInt8>) throws -> Void) rethrows {
    try Gzip.run(bytes, stream, write) { deflate($0, isLast ? Z_FINISH : Z_NO_FLUSH) != Z_STREAM_ERROR }
  }
}

/// Restores what a `GzipWriter` compressed.
struct GzipReader: ~Copyable {
  /// The bytes are no gzip stream, or not the whole of one.
  struct Fault: Error {}

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = kaoping_inflate_init(stream)
    precondition(status == Z_OK, "zlib has memory for a stream")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Restores the next bytes; true once the stream is complete.
  func restore(_ bytes: [UInt8], _ write: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    var isComplete = false
    var isSound = true
    try Gzip.run(bytes, stream, write) { stream in
      if isComplete { return true }
      let status = inflate(stream, Z_NO_FLUSH)
      isComplete = status == Z_STREAM_END
      // Bytes behind the end would be covered by no digest.
      isSound = isComplete ? stream.pointee.avail_in == 0 : status == Z_OK || status == Z_BUF_ERROR
      return isSound
    }
    guard isSound else { throw Fault() }
    return isComplete
  }
}

/// What both directions share.
enum Gzip {
  /// Feeds `bytes` to a step of zlib until it takes nothing more and has nothing left to say.
  static func run(
    _ bytes: [UInt8], _ stream: UnsafeMutablePointer<z_stream>, _ write: (ArraySlice<UInt8>) throws -> Void,
    _ step: (UnsafeMutablePointer<z_stream>) -> Bool
  ) rethrows {
    var input = bytes
    var output = [UInt8](repeating: 0, count: 1 << 16)
    try input.withUnsafeMutableBufferPointer { source in
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(source.count)
      while true {
        let goesOn = output.withUnsafeMutableBufferPointer { room in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          return step(stream)
        }
        let count = output.count - Int(stream.pointee.avail_out)
        if count > 0 { try write(output[..<count]) }
        // Room left in the output means that zlib has said all it can for now.
        if !goesOn || stream.pointee.avail_out > 0 { break }
      }
      stream.pointee.next_in = nil
    }
  }
}
