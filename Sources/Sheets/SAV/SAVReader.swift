import CReadStat
import Findings
import Glibc

/// Reads SPSS system files, `.sav` and `.zsav`, through libreadstat.
enum SAVReader {
  /// The cases and the dictionary of `bytes`.
  ///
  /// - Parameter encoding: the encoding that the user names, for files whose header lies about it.
  static func workbook(
    _ bytes: [UInt8], file: String, encoding: String?, limits: ReadingLimits, findings: inout [Finding]
  ) throws(FileRefusal) -> Workbook {
    var asked: TextEncoding?
    if let encoding {
      asked = TextEncoding(named: encoding)
      guard asked != nil else { throw FileRefusal(.encodingUnknown, file: file, encoding) }
    } else {
      // The dictionary alone, undecoded, shows whether the header tells the truth.
      let look = SAVCollector(file: file, limits: limits, wantsCases: false)
      try parse(bytes, look, encoding: nil, decodes: false)
      asked = look.truerEncoding
      if let asked, let declared = look.declaredEncoding, TextEncoding(named: declared) != asked {
        findings.append(Finding(.encodingDoubtful, at: Location(file: file), details: [asked.name, declared]))
      }
    }
    let collector = SAVCollector(file: file, limits: limits, wantsCases: true)
    try parse(bytes, collector, encoding: asked, decodes: true)
    let isZlib = bytes.starts(with: "$FL3".utf8)
    return Workbook(
      file: file, container: isZlib ? .zsav : .sav, encoding: asked?.name ?? collector.declaredEncoding,
      grids: [Grid(rows: collector.rows)], variables: collector.dictionary)
  }

  private static func parse(
    _ bytes: [UInt8], _ collector: SAVCollector, encoding: TextEncoding?, decodes: Bool
  ) throws(FileRefusal) {
    guard let parser = readstat_parser_init() else { throw FileRefusal(.savDamaged, file: collector.file, "readstat") }
    defer { readstat_parser_free(parser) }
    // libreadstat keeps the pointer, not the text.
    let name = encoding.map { strdup($0.iconvName) }
    defer { free(name ?? nil) }
    if let name { readstat_set_file_character_encoding(parser, name) }
    if !decodes { readstat_set_handler_character_encoding(parser, nil) }
    setHandlers(parser)
    let status = bytes.withUnsafeBytes { buffer in
      let memory = SAVMemory(buffer)
      return withExtendedLifetime(memory) {
        memory.attach(to: parser)
        return readstat_parse_sav(parser, "", Unmanaged.passUnretained(collector).toOpaque())
      }
    }
    if let refusal = collector.refusal { throw refusal }
    // A look at the dictionary ends itself at the first case.
    if status == READSTAT_OK || (status == READSTAT_ERROR_USER_ABORT && !collector.wantsCases) { return }
    throw FileRefusal(.savDamaged, file: collector.file, String(cString: readstat_error_message(status)))
  }

  private static func setHandlers(_ parser: UnsafeMutablePointer<readstat_parser_t>) {
    readstat_set_metadata_handler(parser) { metadata, context in
      SAVCollector.of(context).take(metadata: metadata)
    }
    readstat_set_variable_handler(parser) { _, variable, labels, context in
      SAVCollector.of(context).take(variable: variable, labels: labels)
    }
    readstat_set_value_label_handler(parser) { set, value, label, context in
      SAVCollector.of(context).take(label: label, of: value, in: set)
    }
    readstat_set_value_handler(parser) { row, variable, value, context in
      SAVCollector.of(context).take(value, of: variable, row: Int(row))
    }
  }
}

/// A file in memory, as libreadstat reads it.
private final class SAVMemory {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func attach(to parser: UnsafeMutablePointer<readstat_parser_t>) {
    readstat_set_io_ctx(parser, Unmanaged.passUnretained(self).toOpaque())
    readstat_set_open_handler(parser) { _, _ in 0 }
    readstat_set_close_handler(parser) { _ in 0 }
    readstat_set_update_handler(parser) { _, _, _, _ in READSTAT_OK }
    readstat_set_seek_handler(parser) { offset, whence, context in
      SAVMemory.of(context).seek(Int(offset), whence)
    }
    readstat_set_read_handler(parser) { target, count, context in
      SAVMemory.of(context).read(into: target, count)
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> SAVMemory {
    Unmanaged<SAVMemory>.fromOpaque(context!).takeUnretainedValue()
  }

  private func seek(_ offset: Int, _ whence: readstat_io_flags_t) -> Int {
    let start =
      switch whence {
      case READSTAT_SEEK_CUR: position
      case READSTAT_SEEK_END: bytes.count
      default: 0
      }
    let (place, isTooFar) = start.addingReportingOverflow(offset)
    guard !isTooFar, place >= 0, place <= bytes.count else { return -1 }
    position = place
    return place
  }

  private func read(into target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    let available = min(max(count, 0), bytes.count - position)
    if available > 0, let source = bytes.baseAddress {
      target?.copyMemory(from: source + position, byteCount: available)
      position += available
    }
    return available
  }
}
