import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Titles

/// The fields of a form as a browser sends it (`application/x-www-form-urlencoded`), in their order.
package struct FormFields: Hashable, Sendable {
  /// Forms of ours are smaller than this.
  static let mostBytes = 256 * 1024
  /// More fields than this are no form of ours.
  static let mostFields = 4000

  package private(set) var pairs: [(name: String, value: String)]

  /// Reads `name=value&…`; nil if it is not UTF-8, has broken escapes or too many fields.
  package init?(_ text: some StringProtocol) {
    pairs = []
    for piece in text.utf8.split(separator: UInt8(ascii: "&")) {
      guard pairs.count < FormFields.mostFields else { return nil }
      let sides = piece.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = FormFields.decoded(sides[0]),
        let value = FormFields.decoded(sides.count > 1 ? sides[1] : sides[0].prefix(0))
      else { return nil }
      pairs.append((name, value))
    }
  }

  /// Reads the body of a request.
  ///
  /// - Throws: 413 if it is too long, 415 if it is no such form, 400 if it cannot be read.
  init(of request: Request) async throws {
    guard request.mediaType == "application/x-www-form-urlencoded" else {
      throw ServiceFault(.unsupportedMediaType, .bodyTypeUnknown)
    }
    let buffer = try await request.collected(upTo: FormFields.mostBytes)
    guard let text = String(validating: buffer.readableBytesView, as: UTF8.self), let fields = FormFields(text) else {
      throw ServiceFault(.badRequest, .bodyMalformed)
    }
    self = fields
  }

  /// The first value of a field, without white space at its ends; nil if it was not sent.
  package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value.trimmed }
  /// The first value as it was sent: for passwords, whose blanks count.
  func verbatim(_ name: String) -> String? { pairs.first { $0.name == name }?.value }
  /// The first value of each field.
  var values: [String: String] { Dictionary(pairs, uniquingKeysWith: { first, _ in first }) }
  /// All values of a field.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  private static func decoded(_ bytes: Substring.UTF8View.SubSequence) -> String? { percentDecoded(bytes) }
  private static func decoded(_ bytes: some Sequence<UInt8>) -> String? { percentDecoded(bytes) }

  private static func percentDecoded(_ bytes: some Sequence<UInt8>) -> String? {
    var plain: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
        plain.append(high << 4 | low)
      default: plain.append(byte)
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
  }

  /// Forms with the same fields in the same order are equal.
  package static func == (a: FormFields, b: FormFields) -> Bool {
    a.pairs.elementsEqual(b.pairs) { $0.name == $1.name && $0.value == $1.value }
  }

  /// Hashes names and values in their order.
  package func hash(into hasher: inout Hasher) {
    for pair in pairs {
      hasher.combine(pair.name)
      hasher.combine(pair.value)
    }
  }
}

extension Request {
  /// The media type of the body in lower case, without parameters.
  var mediaType: String? {
    headers[.contentType].map { String($0.prefix { $0 != ";" }).trimmed.lowercased() }
  }

  /// The whole body, if it is not longer than `most` bytes.
  ///
  /// - Throws: 413 if it is longer; the rest is then not read.
  func collected(upTo most: Int) async throws -> ByteBuffer {
    if let length = headers[.contentLength].flatMap(Int.init), length > most {
      throw ServiceFault(.contentTooLarge, .bodyTooLarge, details: [String(most / 1024)])
    }
    var whole = ByteBuffer()
    var pace = BodyPace()
    for try await var chunk in body {
      try pace.note(chunk.readableBytes)
      guard whole.readableBytes + chunk.readableBytes <= most else {
        throw ServiceFault(.contentTooLarge, .bodyTooLarge, details: [String(most / 1024)])
      }
      whole.writeBuffer(&chunk)
    }
    return whole
  }

  /// What somebody typed into a form of a page that asks by its address: decoded, without white space at its ends; nil if not given.
  func query(_ name: String) -> String? { FormFields(uri.query ?? "")?[name] }

  /// A parameter of the interface, decoded and otherwise as it was sent: a program is held to the description; nil if it is not given.
  func parameter(_ name: String) -> String? { FormFields(uri.query ?? "")?.verbatim(name) }

  /// A whole number of the interface in its usual form, without sign, leading zeros or blanks; nil if it is anything else.
  func countParameter(_ name: String) -> Int? {
    parameter(name).flatMap { text in Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil } }
  }

  /// Whether the sender only tries.
  ///
  /// - Throws: 400 for anything but `true` and `false`: what was meant as a trial must not be carried out.
  func isTrial() throws(ServiceFault) -> Bool {
    switch parameter("dry_run") {
    case nil, "false": return false
    case "true": return true
    case let other:
      throw ServiceFault(.badRequest, .parameterInvalid, found: other, details: ["dry_run", "true, false"])
    }
  }

  /// The day of a query parameter; nil if it is not given.
  ///
  /// - Throws: 422 if it is no day.
  func queriedDay(_ name: String) throws(ServiceFault) -> CalendarDay? {
    guard let text = parameter(name) else { return nil }
    guard let day = CalendarDay(text) else {
      throw ServiceFault(.unprocessableContent, .parameterInvalid, found: text, details: [name, "2014-03-31"])
    }
    return day
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
