/// Cuts a `multipart/form-data` body (RFC 7578) into its parts while it arrives.
///
/// Goals, in this order: never hold more of a file than the boundary is long; give the same parts however the body is cut
/// into chunks; refuse what is not well formed instead of guessing. No package for this is at hand on Linux.
package struct MultipartScanner {
  /// What the scanner says as the body comes in.
  package enum Event: Equatable {
    /// A part begins.
    case part(MultipartHeader)
    /// Bytes of the part that began last.
    case data([UInt8])
    /// The part ended.
    case end
  }

  private enum State { case preamble, headers, body, epilogue }

  /// Headers longer than this are no headers of a form.
  static let longestHeaders = 8192
  /// More parts than this are no form of ours.
  static let mostParts = 64

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var held: [UInt8]
  private var parts = 0

  /// A scanner for this boundary; nil if it is not one by RFC 2046 (1 to 70 characters).
  package init?(boundary: String) {
    let bytes = Array(boundary.utf8)
    guard (1...70).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }), bytes.last != 0x20 else {
      return nil
    }
    delimiter = Array("\r\n--".utf8) + bytes
    // The first boundary need not follow a line break; the held one stands in for it.
    held = Array("\r\n".utf8)
  }

  /// The boundary that a `Content-Type` header names; nil if it names none.
  package static func boundary(inContentType value: String) -> String? {
    var parameters = value.split(separator: ";", omittingEmptySubsequences: false).map { trimmed($0) }
    guard parameters.removeFirst().lowercased() == "multipart/form-data" else { return nil }
    for parameter in parameters where parameter.lowercased().hasPrefix("boundary=") {
      let value = parameter.dropFirst("boundary=".count)
      return value.count > 1 && value.first == "\"" && value.last == "\""
        ? String(value.dropFirst().dropLast()) : String(value)
    }
    return nil
  }

  /// Takes the next bytes of the body and gives what became certain.
  ///
  /// - Throws: `MultipartError` if the body is not well formed; then the upload is to be dropped.
  package mutating func take(_ bytes: some Sequence<UInt8>) throws(MultipartError) -> [Event] {
    held.append(contentsOf: bytes)
    var events: [Event] = []
    while let event = try next() {
      if case .data(let data) = event, data.isEmpty { continue }
      events.append(event)
    }
    return events
  }

  /// Says that the body is over.
  ///
  /// - Throws: `.truncated` unless the last boundary has been seen.
  package func finish() throws(MultipartError) {
    guard state == .epilogue else { throw .truncated }
  }

  /// The next event that the held bytes decide, or nil if more must come.
  private mutating func next() throws(MultipartError) -> Event? {
    switch state {
    case .epilogue:
      held.removeAll()
      return nil
    case .preamble:
      guard let start = find(delimiter) else {
        keepTail()
        return nil
      }
      held.removeSubrange(..<start)
      return try passDelimiter() ? try next() : nil
    case .headers:
      guard let end = find(Array("\r\n\r\n".utf8)) else {
        guard held.count <= MultipartScanner.longestHeaders else { throw .headersTooLong }
        return nil
      }
      guard end <= MultipartScanner.longestHeaders else { throw .headersTooLong }
      parts += 1
      guard parts <= MultipartScanner.mostParts else { throw .tooManyParts }
      let header = try MultipartHeader(lines: held[..<end])
      held.removeSubrange(..<(end + 4))
      state = .body
      return .part(header)
    case .body:
      if let start = find(delimiter) {
        if start > 0 {
          let data = Array(held[..<start])
          held.removeSubrange(..<start)
          return .data(data)
        }
        return try passDelimiter() ? .end : nil
      }
      // All but what may be the beginning of a boundary.
      let certain = held.count - (delimiter.count - 1)
      guard certain > 0 else { return nil }
      let data = Array(held[..<certain])
      held.removeSubrange(..<certain)
      return .data(data)
    }
  }

  /// Passes over the delimiter at the front and says whether the line behind it has arrived.
  private mutating func passDelimiter() throws(MultipartError) -> Bool {
    var at = delimiter.count
    guard held.count >= at + 2 else { return false }
    if held[at] == UInt8(ascii: "-"), held[at + 1] == UInt8(ascii: "-") {
      state = .epilogue
      held.removeAll()
      return true
    }
    // White space may pad the line (RFC 2046, 5.1.1).
    while at < held.count, held[at] == 0x20 || held[at] == 0x09 { at += 1 }
    guard at + 1 < held.count else {
      guard at - delimiter.count < 100 else { throw .malformed }
      return false
    }
    guard held[at] == 0x0D, held[at + 1] == 0x0A else { throw .malformed }
    held.removeSubrange(..<(at + 2))
    state = .headers
    // A part without headers begins with the blank line alone.
    if held.starts(with: [0x0D, 0x0A]) { throw .malformed }
    return true
  }

  private mutating func keepTail() {
    let surplus = held.count - (delimiter.count - 1)
    if surplus > 0 { held.removeSubrange(..<surplus) }
  }

  private func find(_ pattern: [UInt8]) -> Int? {
    guard held.count >= pattern.count, let first = pattern.first else { return nil }
    var at = 0
    let last = held.count - pattern.count
    while at <= last {
      guard let found = held[at...last].firstIndex(of: first) else { return nil }
      if held[found..<(found + pattern.count)].elementsEqual(pattern) { return found }
      at = found + 1
    }
    return nil
  }
}

/// Why a multipart body was refused.
package enum MultipartError: Error, Equatable {
  /// The body ended before its last boundary.
  case truncated
  /// A boundary line or a header is not as RFC 7578 wants it.
  case malformed
  case headersTooLong
  case tooManyParts
}

/// The headers of a part that matter.
package struct MultipartHeader: Equatable {
  /// The form field's name.
  package var name: String
  /// The file's name as the browser gives it, for display only: never a path.
  package var fileName: String?

  package init(name: String, fileName: String? = nil) {
    self.name = name
    self.fileName = fileName
  }

  /// Reads the header lines of a part.
  init(lines: ArraySlice<UInt8>) throws(MultipartError) {
    guard let text = String(validating: lines, as: UTF8.self) else { throw .malformed }
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { throw .malformed }
      guard line[..<colon].lowercased() == "content-disposition" else { continue }
      let parameters = MultipartHeader.parameters(line[line.index(after: colon)...])
      guard parameters.kind == "form-data", let name = parameters.values["name"] else { throw .malformed }
      self.name = name
      fileName = parameters.values["filename"]
      return
    }
    throw .malformed
  }

  /// The kind and the parameters of a `Content-Disposition`; browsers write `"` as `%22` and leave UTF-8 as it is (WHATWG).
  private static func parameters(_ value: Substring) -> (kind: String, values: [String: String]) {
    var values: [String: String] = [:]
    var pieces: [String] = [""]
    var isQuoted = false
    for character in value {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      var text = trimmed(piece[piece.index(after: equals)...])
      if text.count > 1, text.first == "\"", text.last == "\"" { text = String(text.dropFirst().dropLast()) }
      for (escaped, plain) in [("%22", "\""), ("%0D", " "), ("%0A", " ")] {
        text = text.split(separator: escaped, omittingEmptySubsequences: false).joined(separator: plain)
      }
      values[trimmed(piece[..<equals]).lowercased()] = text
    }
    return (trimmed(pieces[0][...]).lowercased(), values)
  }
}

private func trimmed(_ text: Substring) -> String {
  var text = text
  while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
  while let last = text.last, last == " " || last == "\t" { text.removeLast() }
  return String(text)
}
