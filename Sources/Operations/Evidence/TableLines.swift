import Seals

/// The lines of a table, read block by block: its header, the number of its rows, and a digest that does not depend on line ends,
/// byte order mark or blank lines.
final class TableLines {
  private(set) var header: [UInt8]?
  private(set) var rows = 0
  private var stream = Optional(DigestStream())
  private var rest: [UInt8] = []
  private var isQuoted = false

  /// Reads a file to its end; false after a fault of the device, or if a quotation mark that nobody closed makes one record of it all.
  func read(_ file: borrowing InputFile, _ line: (ArraySlice<UInt8>, _ isHeader: Bool) throws -> Void) rethrows -> Bool
  {
    while true {
      var block: [UInt8] = []
      guard let count = file.read(1 << 20, into: &block) else { return false }
      if count == 0 { break }
      if header == nil, rest.isEmpty, block.starts(with: [0xEF, 0xBB, 0xBF]) { block.removeFirst(3) }
      rest += block
      try cut(line)
      if rest.count > RecordBlocks.longestRecord { return false }
    }
    if !rest.isEmpty { try take(rest[...], line) }
    return true
  }

  /// The digest of everything that was read.
  func digest() -> ContentDigest {
    guard let stream = stream.take() else { preconditionFailure("a table ends once") }
    return stream.digest()
  }

  /// Cuts complete records off the front; a line break inside quotation marks does not end one.
  private func cut(_ line: (ArraySlice<UInt8>, Bool) throws -> Void) rethrows {
    var start = 0
    for index in rest.indices {
      switch rest[index] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted:
        try take(rest[start..<index], line)
        start = index + 1
      default: break
      }
    }
    rest.removeFirst(start)
    // What is left is scanned again with the next block.
    isQuoted = false
  }

  private func take(_ record: ArraySlice<UInt8>, _ line: (ArraySlice<UInt8>, Bool) throws -> Void) rethrows {
    let text = record.last == 0x0D ? record.dropLast() : record
    guard text.contains(where: { $0 > 0x20 }) else { return }
    stream?.update(Array(text) + [0x0A])
    if header == nil {
      header = Array(text) + [0x0A]
      try line(text, true)
    } else {
      rows += 1
      try line(text, false)
    }
  }
}
