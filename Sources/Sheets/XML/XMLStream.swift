import CExpat
import Findings

/// Parses XML that comes in pieces, by expat. A document type declaration is refused, and with it every entity; so are
/// elements inside one another without end and tags longer than a cell.
struct XMLStream: ~Copyable {
  /// Elements inside one another; a worksheet needs six.
  static let mostDepth = 64

  /// What the callbacks share.
  private final class Context {
    let handler: XMLElementHandler
    let parser: XML_Parser
    var depth = 0
    var isTooDeep = false
    var hasDocumentType = false

    init(_ handler: XMLElementHandler, _ parser: XML_Parser) {
      self.handler = handler
      self.parser = parser
    }

    func stopIfNeeded() {
      if handler.refusal != nil || handler.isFinished { XML_StopParser(parser, 0) }
    }
  }

  private let context: Context
  private let file: String
  private let part: String
  private let mostTagBytes: Int
  private var fed = 0

  /// A parser that tells `handler` what it meets in the part `part` of `file`.
  init(_ handler: XMLElementHandler, file: String, part: String, limits: ReadingLimits) throws(FileRefusal) {
    guard let parser = XML_ParserCreate(nil) else { throw FileRefusal(.markupDamaged, file: file, part, "expat") }
    context = Context(handler, parser)
    self.file = file
    self.part = part
    mostTagBytes = limits.cellBytes
    XML_SetUserData(parser, Unmanaged.passUnretained(context).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        let context = XMLStream.context(data)
        context.depth += 1
        if context.depth > XMLStream.mostDepth {
          context.isTooDeep = true
          XML_StopParser(context.parser, 0)
        } else if let name {
          context.handler.start(XMLName(name), XMLAttributes(pairs: attributes))
          context.stopIfNeeded()
        }
      },
      { data, name in
        let context = XMLStream.context(data)
        context.depth -= 1
        if let name {
          context.handler.end(XMLName(name))
          context.stopIfNeeded()
        }
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      guard let text else { return }
      let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      let context = XMLStream.context(data)
      context.handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      context.stopIfNeeded()
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      let context = XMLStream.context(data)
      context.hasDocumentType = true
      XML_StopParser(context.parser, 0)
    }
  }

  deinit { XML_ParserFree(context.parser) }

  private static func context(_ data: UnsafeMutableRawPointer?) -> Context {
    Unmanaged<Context>.fromOpaque(data!).takeUnretainedValue()
  }

  /// Parses the next piece; false if no more is wanted.
  mutating func feed(_ piece: UnsafeBufferPointer<UInt8>) throws(FileRefusal) -> Bool {
    guard let base = piece.baseAddress else { return true }
    let text = UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
    let status = XML_Parse(context.parser, text, Int32(piece.count), 0)
    fed += piece.count
    guard status == XML_STATUS_OK else { return try stopped() }
    // Expat looks at an unfinished tag again with every piece: one of many megabytes would take it minutes.
    if fed - XML_GetCurrentByteIndex(context.parser) > mostTagBytes {
      throw FileRefusal(.cellTooLong, file: file, String(mostTagBytes))
    }
    return true
  }

  /// Says that nothing follows.
  mutating func finish() throws(FileRefusal) {
    if !context.handler.isFinished, XML_Parse(context.parser, nil, 0, 1) != XML_STATUS_OK { _ = try stopped() }
  }

  private func stopped() throws(FileRefusal) -> Bool {
    if let refusal = context.handler.refusal { throw refusal }
    if context.isTooDeep { throw FileRefusal(.nestedTooDeep, file: file, part, String(XMLStream.mostDepth)) }
    if context.hasDocumentType { throw FileRefusal(.markupForbidden, file: file, part) }
    if context.handler.isFinished { return false }
    let reason = XML_ErrorString(XML_GetErrorCode(context.parser)).map { String(cString: $0) } ?? "XML"
    throw FileRefusal(.markupDamaged, file: file, part, reason)
  }
}
