import Findings
import Seals

/// The lines of a table, read block by block: its header, the number of its rows, and a digest that does not depend on line ends,
/// byte order mark or blank lines.
///
/// No more is held than a block and a record: a quotation mark that never closes, or a file without a line break, ends the reading after
/// a mebibyte instead of filling the memory.
final class TableLines {
  /// Bytes that a record may have, and columns that a header may.
  static let longestRecord = 1 << 20
  static let mostColumns = 16_384

  /// The file's name, for findings.
  let name: String
  private(set) var header: [UInt8]?
  private(set) var rows = 0
  private var stream = Optional(DigestStream())
  private var rest: [UInt8] = []
  /// Bytes of the rest that were looked at, and whether a quotation mark is open behind them.
  private var looked = 0
  private var isQuoted = false

  /// The lines of a file of this name.
  init(_ name: String) { self.name = name }

  /// Reads a file to its end; false after a fault of the device.
  ///
  /// - Throws: `Refusal` with F156 or F159 if no table has such columns or records.
  func read(_ file: borrowing InputFile, _ line: (ArraySlice<UInt8>, _ isHeader: Bool) throws -> Void) throws -> Bool {
    while true {
      var block: [UInt8] = []
      guard let count = file.read(1 << 20, into: &block) else { return false }
      if count == 0 { break }
      if header == nil, rest.isEmpty, block.starts(with: [0xEF, 0xBB, 0xBF]) { block.removeFirst(3) }
      rest += block
      try cut(line)
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
  private func cut(_ line: (ArraySlice<UInt8>, Bool) throws -> Void) throws {
    var start = 0
    for index in looked..<rest.count {
      switch rest[index] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted:
        try take(rest[start..<index], line)
        start = index + 1
      default: break
      }
    }
    rest.removeFirst(start)
    looked = rest.count
    guard rest.count <= TableLines.longestRecord else {
      throw Refusal(findings: [
        Finding(.cellTooLong, at: Location(file: name, row: rows + 2), details: [String(TableLines.longestRecord)])
      ])
    }
  }

  private func take(_ record: ArraySlice<UInt8>, _ line: (ArraySlice<UInt8>, Bool) throws -> Void) throws {
    let text = record.last == 0x0D ? record.dropLast() : record
    guard text.contains(where: { $0 > 0x20 }) else { return }
    stream?.update(Array(text) + [0x0A])
    if header == nil {
      guard text.count(where: { $0 == 0x2C }) < TableLines.mostColumns else {
        throw Refusal(findings: [
          Finding(.tooManyColumns, at: Location(file: name, row: 1), details: [String(TableLines.mostColumns)])
        ])
      }
      header = Array(text) + [0x0A]
      try line(text, true)
    } else {
      rows += 1
      try line(text, false)
    }
  }
}
