import CZlib
import Findings

/// Unpacks gzip (RFC 1952), one or several members in a row.
enum Gzip {
  /// Whether `bytes` begin as gzip does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  /// What `bytes` unpack to.
  static func unpack(_ bytes: [UInt8], file: String, limits: ReadingLimits) throws(FileRefusal) -> [UInt8] {
    var meter = try UnpackingMeter(file: file, packed: bytes.count, limits: limits)
    var output: [UInt8] = []
    var position = 0
    // Blanks and padding behind the last member are not gzip's; gzip(1) ignores them too.
    repeat {
      position += try unpackMember(bytes, from: position, file: file, &meter, &output)
    } while isGzip(Array(bytes[position...].prefix(3)))
    return output
  }

  /// Unpacks the member at `start` and returns its packed length.
  private static func unpackMember(
    _ bytes: [UInt8], from start: Int, file: String, _ meter: inout UnpackingMeter, _ output: inout [UInt8]
  ) throws(FileRefusal) -> Int {
    var stream = z_stream()
    // 31: the largest window, in gzip's wrapping.
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw FileRefusal(.archiveDamaged, file: file, "zlib")
    }
    defer { inflateEnd(&stream) }
    var refusal: FileRefusal?
    let isComplete = bytes.withUnsafeBufferPointer { input in
      var at = start
      while true {
        let piece = UnsafeBufferPointer(rebasing: input[at..<min(at + 1 << 20, input.count)])
        stream.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
        stream.avail_in = UInt32(piece.count)
        var status = Z_OK
        repeat {
          let made = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            status = inflate(&stream, Z_NO_FLUSH)
            count = buffer.count - Int(stream.avail_out)
          }
          do throws(FileRefusal) { try meter.count(made.count) } catch {
            refusal = error
            return false
          }
          output += made
        } while status == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0)
        if status == Z_STREAM_END { return true }
        at += piece.count
        // A buffer error only says that more input is wanted.
        if (status != Z_OK && status != Z_BUF_ERROR) || at >= input.count { return false }
      }
    }
    if let refusal { throw refusal }
    guard isComplete else {
      throw FileRefusal(.archiveDamaged, file: file, stream.msg.map { String(cString: $0) } ?? "gzip")
    }
    return Int(stream.total_in)
  }
}
