public import Findings

/// What a file holds, before anybody decides about it.
public struct UploadPreview: Hashable, Sendable, Codable {
  /// A finding as it was at the time, in both languages.
  public struct Found: Hashable, Sendable, Codable {
    /// The catalogue's code.
    public var code: String
    /// `note`, `warning` or `error`.
    public var severity: String
    /// The worksheet; nil where there is none.
    public var sheet: String?
    /// The row, from 1; nil if it is not at one.
    public var row: Int?
    /// The column, from 1; nil if it is not at one.
    public var column: Int?
    /// The value found; never personal data.
    public var found: String?
    /// What fills the places of the catalogue's sentences.
    public var details: [String]
  }

  /// How many responses of a community the file holds.
  public struct Count: Hashable, Sendable, Codable {
    /// The community's code.
    public var code: String
    /// Its name.
    public var name: String
    /// Its responses in the file.
    public var responses: Int
  }

  /// Something that would be otherwise if the file were taken.
  public struct Change: Hashable, Sendable, Codable {
    /// What happens, in both languages.
    public var what: [String: String]
    /// What it happens to, such as a document's number or a table.
    public var place: String
    /// What stands before, in both languages.
    public var before: [String: String]
    /// What stands afterwards, in both languages.
    public var after: [String: String]

    init(_ what: Bilingual, at place: String, before: Bilingual, after: Bilingual) {
      self.what = what.byLanguage
      self.place = place
      self.before = before.byLanguage
      self.after = after.byLanguage
    }
  }

  /// What the file was recognised as, in both languages.
  public var recognised: [String: String]
  /// The columns, as the header names them.
  public var columns: [String]
  /// The rows below the header.
  public var rows: Int
  /// Those that can be used.
  public var usable: Int
  /// What was found, two hundred at most, errors first.
  public var findings: [Found]
  /// How many findings there are in all.
  public var findingCount: Int
  /// Responses by community; empty for other tables.
  public var counts: [Count]
  /// What would be otherwise, five hundred at most; nil for a round's upload.
  public var changes: [Change]?
  /// How many changes there are in all; nil for a round's upload.
  public var changeCount: Int?
  /// What was asked beside the file; nil for a round's upload.
  public var request: CityRequest?

  /// Whether the round would take the file.
  public var isAcceptable: Bool { !findings.contains { $0.severity == Severity.error.rawValue } }

  /// The findings in the catalogue's words.
  public func readable(file: String) -> [Finding] { UploadPreview.readable(findings, file: file) }

  /// Findings that were kept, in the catalogue's words; without a file they have no place.
  static func readable(_ findings: [Found], file: String?) -> [Finding] {
    findings.compactMap { found in
      guard let code = codes[found.code] else { return nil }
      let place = file.map { Location(file: $0, sheet: found.sheet, row: found.row, column: found.column) }
      return Finding(
        code, severity: Severity(rawValue: found.severity), at: place, found: found.found, details: found.details)
    }
  }

  private static let codes = Dictionary(FindingCatalogue.all.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })

  init(
    recognised: Bilingual, columns: [String] = [], rows: Int = 0, usable: Int = 0, findings: [Finding],
    counts: [Count] = []
  ) {
    self.recognised = recognised.byLanguage
    self.columns = columns
    self.rows = rows
    self.usable = usable
    findingCount = findings.count
    self.findings = findings.sorted { $0.severity > $1.severity }.prefix(200).map {
      Found(
        code: $0.code.code, severity: $0.severity.rawValue, sheet: $0.location?.sheet, row: $0.location?.row,
        column: $0.location?.column, found: $0.found, details: $0.details)
    }
    self.counts = counts
  }
}

extension Bilingual {
  /// Both texts by the languages' codes, as they are kept.
  var byLanguage: [String: String] { ["zh": chinese, "en": english] }
}
