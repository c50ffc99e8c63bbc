public import Findings
public import Scoring
import Sheets
public import Surveys

/// A standard or questionnaire of the library as it was read and checked.
public struct LibraryEntry: Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A standard.
    case standards
    /// A questionnaire.
    case questionnaires

    /// The folder of the library that holds them.
    public var folder: String { self == .standards ? "Scoring" : "Surveys" }
  }

  /// What it is.
  public var kind: Kind
  /// The folder's name.
  public var name: String
  /// The standard; nil if it has faults or this is a questionnaire.
  public var standard: ScoringStandard?
  /// The questionnaire; nil if it has faults or this is a standard.
  public var questionnaire: Questionnaire?
  /// The folder's checksum; nil if it has faults.
  public var checksum: String?
  /// Whether it is sealed against changes.
  public var isFrozen: Bool
  /// Everything that was found.
  public var findings: [Finding]

  /// Whether it can be frozen into a round.
  public var isSound: Bool { checksum != nil && !findings.contains { $0.severity == .error } }
}

extension ServiceDesk {
  /// The entries of a library of a kind, by name; folders that hold neither standard nor questionnaire are left out.
  public func library(_ kind: LibraryEntry.Kind, in library: String) async throws -> [LibraryEntry] {
    let parent = library + "/" + kind.folder
    let needed = kind == .standards ? "standard.csv" : "survey.csv"
    let names = ServiceDesk.folders(in: parent).filter { InputFile.exists("\(parent)/\($0)/\(needed)") }
    return try await aside { names.map { ServiceDesk.entry(kind, $0, in: parent) } }
  }

  /// An entry of a library; nil if there is none of this name.
  public func libraryEntry(
    _ kind: LibraryEntry.Kind, _ name: String, in library: String
  ) async throws -> LibraryEntry? {
    let parent = library + "/" + kind.folder
    guard ServiceDesk.folders(in: parent).contains(name) else { return nil }
    return try await aside { ServiceDesk.entry(kind, name, in: parent) }
  }

  /// What one standard of a library has otherwise than another; nil if one of them cannot be read.
  public func difference(
    of name: String, from other: String, in library: String
  ) async throws -> [StandardDifference.Change]? {
    let parent = library + "/" + LibraryEntry.Kind.standards.folder
    let known = ServiceDesk.folders(in: parent)
    guard known.contains(name), known.contains(other) else { return nil }
    return try await aside {
      var findings: [Finding] = []
      let (first, second) = (
        StandardFolder(parent + "/" + other, findings: &findings),
        StandardFolder(parent + "/" + name, findings: &findings)
      )
      return StandardDifference(first.tables, second.tables).changes
    }
  }

  private static func entry(_ kind: LibraryEntry.Kind, _ name: String, in parent: String) -> LibraryEntry {
    let path = parent + "/" + name
    var findings: [Finding] = []
    var entry = LibraryEntry(kind: kind, name: name, isFrozen: StandardSeal.isFrozen(path), findings: [])
    switch kind {
    case .standards:
      if let (standard, checksum) = Library.standard(path, &findings) {
        (entry.standard, entry.checksum) = (standard, checksum)
      }
    case .questionnaires:
      if let (questionnaire, checksum) = Library.questionnaire(path, &findings) {
        (entry.questionnaire, entry.checksum) = (questionnaire, checksum)
      }
    }
    entry.findings = findings
    return entry
  }
}
