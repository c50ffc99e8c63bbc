/// How grave a finding is.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Nothing was left out; somebody may want to know.
  case note
  /// Something was left out or handled by a stated rule; the result stands.
  case warning
  /// No result can be given until this is mended.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Notes come before warnings, warnings before errors.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// One fault of the material: what, where, the value found, and the remedy.
public struct Finding: Hashable, Sendable {
  /// The kind of fault; its code is stable, its wording may improve.
  public var code: FindingCode
  /// How grave it is; the catalogue's own severity unless a rule of the standard says otherwise.
  public var severity: Severity
  /// Where it is, if it is at a place.
  public var location: Location?
  /// The value found, untouched; never an answer's free text or personal data.
  public var found: String?
  /// What fills the places `{0}`, `{1}` … of the catalogue's sentences.
  public var details: [String]

  /// A finding of `code`, of the catalogue's severity unless one is given.
  public init(
    _ code: FindingCode, severity: Severity? = nil, at location: Location? = nil, found: String? = nil,
    details: [String] = []
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.location = location
    self.found = found
    self.details = details
  }

  /// What is wrong, in a sentence.
  public func message(_ language: Language) -> String { fill(code.message[language]) }

  /// What to change, and where.
  public func remedy(_ language: Language) -> String { fill(code.remedy[language]) }

  /// Bytes, not characters: braces are ASCII, and a province brings a hundred thousand findings.
  private func fill(_ template: String) -> String {
    let text = template.utf8
    guard text.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      result += template[rest.startIndex..<open]
      let index = Int(template[text.index(after: open)..<close])
      if let index, details.indices.contains(index) { result += details[index] }
      rest = text[text.index(after: close)...]
    }
    return result + template[rest.startIndex...]
  }
}
