import CExpat
import Findings

/// Parses XML that comes in pieces, by expat. A document type declaration is refused, and with it every entity; so are
/// elements inside one another without end and tags longer than a cell.
struct XMLStream: ~Copyable {
  /// Elements inside one another; a worksheet needs six.
  static let mostDepth = 64

  private typealias Control = UnsafeMutablePointer<XMLElementHandler.Control>

  private let handler: XMLElementHandler
  private let parser: XML_Parser
  private let file: String
  private let part: String
  private let mostTagBytes: Int
  private var fed = 0

  /// A parser that tells `handler` what it meets in the part `part` of `file`.
  init(_ handler: XMLElementHandler, file: String, part: String, limits: ReadingLimits) throws(FileRefusal) {
    guard let parser = XML_ParserCreate(nil) else { throw FileRefusal(.markupDamaged, file: file, part, "expat") }
    self.handler = handler
    self.parser = parser
    self.file = file
    self.part = part
    mostTagBytes = limits.cellBytes
    handler.control.pointee.parser = parser
    XML_SetUserData(parser, handler.control)
    XMLStream.setCallbacks(parser)
  }

  deinit { XML_ParserFree(parser) }

  private static func setCallbacks(_ parser: XML_Parser) {
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        let control = XMLStream.control(data)
        control.pointee.depth += 1
        if control.pointee.depth > XMLStream.mostDepth {
          control.pointee.isTooDeep = true
          control.pointee.isStopped = true
        } else if let name, let handler = control.pointee.handler {
          handler.start(XMLName(name), XMLAttributes(pairs: attributes))
        }
        if control.pointee.isStopped { XML_StopParser(control.pointee.parser, 0) }
      },
      { data, name in
        let control = XMLStream.control(data)
        control.pointee.depth -= 1
        if let name, let handler = control.pointee.handler { handler.end(XMLName(name)) }
        if control.pointee.isStopped { XML_StopParser(control.pointee.parser, 0) }
      })
    XML_SetCharacterDataHandler(parser) { data, text, count in
      let control = XMLStream.control(data)
      guard let text, let handler = control.pointee.handler else { return }
      let bytes = UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      if control.pointee.isStopped { XML_StopParser(control.pointee.parser, 0) }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      let control = XMLStream.control(data)
      control.pointee.hasDocumentType = true
      control.pointee.isStopped = true
      XML_StopParser(control.pointee.parser, 0)
    }
  }

  @inline(__always)
  private static func control(_ data: UnsafeMutableRawPointer?) -> Control {
    data!.assumingMemoryBound(to: XMLElementHandler.Control.self)
  }

  /// Parses the next piece; false if no more is wanted.
  mutating func feed(_ piece: UnsafeBufferPointer<UInt8>) throws(FileRefusal) -> Bool {
    guard let base = piece.baseAddress else { return true }
    let text = UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
    let status = XML_Parse(parser, text, Int32(piece.count), 0)
    fed += piece.count
    guard status == XML_STATUS_OK else { return try stopped() }
    // Expat looks at an unfinished tag again with every piece: one of many megabytes would take it minutes.
    if fed - XML_GetCurrentByteIndex(parser) > mostTagBytes {
      throw FileRefusal(.cellTooLong, file: file, String(mostTagBytes))
    }
    return true
  }

  /// Says that nothing follows.
  mutating func finish() throws(FileRefusal) {
    if !handler.control.pointee.isStopped, XML_Parse(parser, nil, 0, 1) != XML_STATUS_OK { _ = try stopped() }
  }

  private func stopped() throws(FileRefusal) -> Bool {
    let control = handler.control.pointee
    if let refusal = handler.refusal { throw refusal }
    if control.isTooDeep { throw FileRefusal(.nestedTooDeep, file: file, part, String(XMLStream.mostDepth)) }
    if control.hasDocumentType { throw FileRefusal(.markupForbidden, file: file, part) }
    if control.isStopped { return false }
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "XML"
    throw FileRefusal(.markupDamaged, file: file, part, reason)
  }
}
