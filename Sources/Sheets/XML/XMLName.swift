/// An element's or attribute's name without its namespace prefix; valid only while the parser waits.
struct XMLName {
  private let start: UnsafePointer<CChar>

  init(_ qualified: UnsafePointer<CChar>) {
    var start = qualified
    var at = qualified
    while at.pointee != 0 {
      if at.pointee == 0x3A { start = at + 1 }
      at += 1
    }
    self.start = start
  }

  /// The only letter of a name of one letter; 0 for longer names.
  var letter: UInt8 { start.pointee != 0 && start[1] == 0 ? UInt8(bitPattern: start.pointee) : 0 }

  /// Whether the name is `word`.
  static func == (name: XMLName, word: StaticString) -> Bool {
    let expected = word.utf8Start
    for index in 0..<word.utf8CodeUnitCount where UInt8(bitPattern: name.start[index]) != expected[index] {
      return false
    }
    return name.start[word.utf8CodeUnitCount] == 0
  }

  /// For `switch`.
  static func ~= (word: StaticString, name: XMLName) -> Bool { name == word }
}

/// The attributes of an element; valid only while the parser waits.
struct XMLAttributes {
  /// Names and values in turn, ended by nil.
  let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// The value of the attribute `word`, whatever its prefix; nil if there is none.
  func pointer(_ word: StaticString) -> UnsafePointer<CChar>? {
    guard let pairs else { return nil }
    var index = 0
    while let name = pairs[index], let value = pairs[index + 1] {
      if XMLName(name) == word { return value }
      index += 2
    }
    return nil
  }

  /// The value of the attribute `word`.
  subscript(word: StaticString) -> String? { pointer(word).map { String(cString: $0) } }
}
