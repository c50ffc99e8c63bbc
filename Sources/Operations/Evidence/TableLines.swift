import Seals
import Sheets

/// The lines of a table, read block by block: its header, the number of its rows, and a digest that does not depend on line ends,
/// byte order mark or blank lines.
final class TableLines {
  private(set) var header: [UInt8]?
  private(set) var rows = 0
  private var stream = Optional(DigestStream())
  private var rest: [UInt8] = []
  /// How many bytes of `rest` were looked at already, and whether a quotation mark is open behind them.
  private var scanned = 0
  private var isQuoted = false

  /// Bytes that a header may have: names for as many columns as a table may have.
  private static let longestHeader = 1 << 20

  /// How the reading ended.
  enum Outcome {
    /// At the end of the file.
    case whole
    /// The file is no table of lines: a fault of the device, or a quotation mark that nobody closed makes one record of it all.
    case noLines
    /// Its first record has more columns than any table; the rest was not read.
    case tooWide
  }

  /// Reads a file to its end, or as far as it can be a table.
  func read(
    _ file: borrowing InputFile, _ line: (ArraySlice<UInt8>, _ isHeader: Bool) throws -> Void
  ) rethrows -> Outcome {
    while true {
      var block: [UInt8] = []
      guard let count = file.read(1 << 20, into: &block) else { return .noLines }
      if count == 0 { break }
      if header == nil, rest.isEmpty, block.starts(with: [0xEF, 0xBB, 0xBF]) { block.removeFirst(3) }
      if header == nil, TableLines.isTooWide(rest + block) { return .tooWide }
      rest += block
      try cut(line)
      if rest.count > (header == nil ? TableLines.longestHeader : RecordBlocks.longestRecord) { return .noLines }
    }
    if !rest.isEmpty { try take(rest[...], line) }
    return .whole
  }

  /// Whether the first record has more columns than any table may have; what follows them does not matter.
  private static func isTooWide(_ bytes: [UInt8]) -> Bool {
    var (isQuoted, columns, hasContent) = (false, 1, false)
    for byte in bytes {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted: columns += 1
      case 0x0A where !isQuoted && hasContent: return columns > ReadingLimits().columns
      default: break
      }
      if byte > 0x20 { hasContent = true }
    }
    return columns > ReadingLimits().columns
  }

  /// The digest of everything that was read.
  func digest() -> ContentDigest {
    guard let stream = stream.take() else { preconditionFailure("a table ends once") }
    return stream.digest()
  }

  /// Cuts complete records off the front; a line break inside quotation marks does not end one.
  private func cut(_ line: (ArraySlice<UInt8>, Bool) throws -> Void) rethrows {
    var start = 0
    for index in scanned..<rest.count {
      switch rest[index] {
      case 0x22: isQuoted.toggle()
      case 0x0A where !isQuoted:
        try take(rest[start..<index], line)
        start = index + 1
      default: break
      }
    }
    rest.removeFirst(start)
    scanned = rest.count
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
