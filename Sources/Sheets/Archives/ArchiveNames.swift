/// Names of archive members, made fit to be shown.
enum ArchiveNames {
  /// The name in `bytes`: UTF-8 if they are, else GB18030. Control and direction characters become “\u{FFFD}”.
  static func text(_ bytes: [UInt8]) -> String {
    var utf8 = bytes
    if UTF8Validation.look(at: bytes, from: 0).firstInvalid != nil {
      utf8 = []
      if var decoder = TextDecoder(.gb18030) {
        do {
          try bytes.withUnsafeBufferPointer { piece throws(TextDecoder.IllegalBytes) in
            try decoder.decode(piece, into: &utf8)
          }
        } catch {
          utf8 = bytes
        }
      }
    }
    var name = String.UnicodeScalarView()
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: name.append("\u{FFFD}")
      default: name.append(scalar)
      }
    }
    return String(name)
  }
}
