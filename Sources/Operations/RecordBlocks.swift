import Findings
import Foundation
import Seals

/// Cuts a file of CSV records into blocks that end at the end of a record, and computes its SHA-256 on the way.
///
/// A line break inside a quoted field ends no record, so a block ends at the last line break before which the number of
/// quotation marks is even.
struct RecordBlocks: ~Copyable {
  /// What stands in the file so far, as hexadecimal digits once the file is read.
  private(set) var sha256 = ""
  /// The file's size.
  let size: Int

  private let file: InputFile
  private let name: String
  private var digest: DigestStream?
  private var carry: [UInt8] = []
  private var atEnd = false
  private let blockSize: Int

  /// A record longer than this is no record of a survey.
  static let longestRecord = 1 << 24

  init?(_ path: String, name: String, blockSize: Int = 1 << 19, _ findings: inout [Finding]) {
    guard let file = InputFile(path, name: name, &findings) else { return nil }
    size = file.size
    self.file = file
    self.name = name
    self.blockSize = blockSize
    digest = DigestStream()
  }

  /// The next block of whole records, or nil at the end or after a finding.
  mutating func next(_ findings: inout [Finding]) -> [UInt8]? {
    while !atEnd {
      var block = carry
      carry = []
      let start = block.count
      guard let count = file.read(blockSize, into: &block) else {
        findings.append(Finding(.fileUnreadable, at: Location(file: name), details: [name, "read error"]))
        atEnd = true
        return nil
      }
      block.withUnsafeBytes { digest?.update(UnsafeRawBufferPointer(rebasing: $0[start...])) }
      if count == 0 {
        finish()
        return block.isEmpty ? nil : block
      }
      guard let end = RecordBlocks.lastRecordEnd(block) else {
        guard block.count <= RecordBlocks.longestRecord else {
          findings.append(
            Finding(.fieldTooLong, at: Location(file: name), details: [String(RecordBlocks.longestRecord)]))
          drain()
          return nil
        }
        carry = block
        continue
      }
      carry = Array(block[end...])
      block.removeSubrange(end...)
      return block
    }
    return nil
  }

  /// Reads on to the end, for the checksum alone.
  mutating func drain() {
    var rest: [UInt8] = []
    while !atEnd, let count = file.read(blockSize, into: &rest), count > 0 {
      rest.withUnsafeBytes { digest?.update($0) }
      rest = []
    }
    finish()
  }

  private mutating func finish() {
    atEnd = true
    carry = []
    if let digest = digest.take() { sha256 = digest.digest().hexadecimal }
  }

  /// The place behind the last line break that ends a record.
  private static func lastRecordEnd(_ block: [UInt8]) -> Int? {
    block.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, memchr(start, Int32(UInt8(ascii: "\"")), bytes.count) != nil else {
        var at = bytes.count
        while at > 0, bytes[at - 1] != 0x0A { at -= 1 }
        return at > 0 ? at : lastCarriageReturn(bytes)
      }
      var isQuoted = false
      var end: Int?
      for at in bytes.indices {
        if bytes[at] == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if bytes[at] == 0x0A, !isQuoted {
          end = at + 1
        }
      }
      return end
    }
  }

  /// Files whose lines end in CR alone have no line feed; a CR at the very end may be half of a CRLF.
  private static func lastCarriageReturn(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = bytes.count - 1
    while at > 0, bytes[at - 1] != 0x0D { at -= 1 }
    return at > 0 ? at : nil
  }
}
