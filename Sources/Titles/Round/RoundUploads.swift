import Findings

/// The files that came in for a round, as its rules know them.
///
/// Material, from which results are made, is known file by file. Evidence and documents come by the thousand and nothing is decided by any
/// one of them: of these the rules know how many there are, and each of them is recorded where its bytes are kept.
public struct RoundUploads: Hashable, Sendable, Codable {
  /// The files that results are made from, in their order, with those that another took the place of.
  public private(set) var material: [RoundUpload] = []
  /// The pieces of evidence that count.
  public private(set) var evidence = 0
  /// The documents that count.
  public private(set) var documents = 0
  /// The number of the last file; each has a higher one than those before.
  public private(set) var last = 0

  /// No files.
  public init() {}

  /// Reads the present form, or the list of all files that rounds had before evidence was only counted.
  public init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      while !list.isAtEnd { take(try list.decode(RoundUpload.self)) }
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    material = try values.decode([RoundUpload].self, forKey: .material)
    evidence = try values.decode(Int.self, forKey: .evidence)
    documents = try values.decode(Int.self, forKey: .documents)
    last = try values.decode(Int.self, forKey: .last)
  }

  /// The material that counts: what no other file took the place of.
  public var currentMaterial: [RoundUpload] {
    let superseded = Set(material.compactMap(\.supersedes))
    return material.filter { !superseded.contains($0.number) }
  }

  /// How many files of all kinds count.
  public var currentCount: Int { material.count - material.count { $0.supersedes != nil } + evidence + documents }

  /// Whether a file of a kind counts.
  func has(_ kind: RoundUpload.Kind) -> Bool {
    switch kind {
    case .evidence: evidence > 0
    case .document: documents > 0
    default: material.contains { $0.kind == kind }
    }
  }

  /// Adds a file.
  ///
  /// - Throws: `RoundRefusal` if its number was given before, or the file whose place it takes is not there, is of another kind or scope,
  ///   or has a successor already. Of evidence and documents the last three are the records' to keep.
  mutating func add(_ file: RoundUpload) throws(RoundRefusal) {
    guard file.number > last else {
      throw RoundRefusal(.uploadNotWelcome, found: file.scope.description, file.kind.rawValue, String(file.number))
    }
    if let old = file.supersedes {
      guard file.kind.isByName ? old <= last : isOpen(old, to: file) else {
        throw RoundRefusal(.unknownInRound, found: String(old), "upload \(old)")
      }
    }
    take(file)
  }

  /// Whether a file of the material may take the place of another.
  private func isOpen(_ old: Int, to file: RoundUpload) -> Bool {
    material.contains { $0.number == old && $0.kind == file.kind && $0.scope == file.scope }
      && !material.contains { $0.supersedes == old }
  }

  private mutating func take(_ file: RoundUpload) {
    let more = file.supersedes == nil ? 1 : 0
    switch file.kind {
    case .evidence: evidence += more
    case .document: documents += more
    default: material.append(file)
    }
    last = max(last, file.number)
  }
}
