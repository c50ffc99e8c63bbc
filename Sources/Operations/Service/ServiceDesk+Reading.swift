import Findings
import Foundation
public import Seals
public import Store
public import Titles

/// What somebody may see: the one place where scopes decide about reading. What is out of somebody's sight is not there for them.
extension ServiceDesk {
  /// All rounds, the newest first.
  public func roundList() throws -> [RoundSummary] { try store.rounds() }

  /// The round of a name; nil if there is none.
  public func round(_ id: String) throws -> TitleRound? {
    try recollection.rounds.value(id, at: generation) { try store.round(id)?.round }
  }

  /// A number that rises with everything that is written: what was read at a number holds as long as the number does.
  public var generation: Int { store.generation }

  /// Whether a grant sees a district's list before it is published.
  public static func sees(_ grant: RoleGrant, district: String) -> Bool {
    switch grant.role {
    case .leadingGroupMember, .leadingGroupOffice, .auditor: true
    case .districtOffice: grant.scope == .district(district)
    case .administrator, .reviewer, .thirdParty, .public: false
    }
  }

  /// Whether a person sees an upload. A reviewer sees none of the marks of others, not even of the same department.
  public static func sees(_ person: SignedInPerson, upload: UploadRecord) -> Bool {
    let grant = person.grant
    switch grant.role {
    case .leadingGroupMember, .leadingGroupOffice, .auditor: return true
    case .districtOffice, .thirdParty: return grant.scope.covers(upload.scope)
    case .reviewer:
      let isMark = upload.kind == .reviews || upload.kind == .measures
      return grant.scope.covers(upload.scope) && (!isMark || upload.receivedBy == person.user)
    case .administrator, .public: return false
    }
  }

  /// Uploads of a round that a person sees.
  ///
  /// - Parameters:
  ///   - newestFirst: the order; otherwise the oldest come first.
  ///   - bound: the upload beyond which they begin; nil for all.
  ///   - part: what their files' names hold; all if it is empty.
  ///   - most: how many are wanted.
  public func uploads(
    of round: String, for person: SignedInPerson, newestFirst: Bool = true, beyond bound: Int? = nil,
    named part: String = "", most: Int = .max
  ) throws -> [UploadRecord] {
    var uploads: [UploadRecord] = []
    try store.forEachUpload(round, newestFirst: newestFirst, beyond: bound) { upload in
      if ServiceDesk.sees(person, upload: upload), part.isEmpty || upload.name.localizedCaseInsensitiveContains(part) {
        uploads.append(upload)
      }
      return uploads.count < most
    }
    return uploads
  }

  /// An upload that a person sees; nil if there is none.
  public func upload(_ number: Int, for person: SignedInPerson) throws -> UploadRecord? {
    try store.upload(number).flatMap { ServiceDesk.sees(person, upload: $0) ? $0 : nil }
  }

  /// The receipt of an upload; nil if it has none.
  public func receipt(of upload: UploadRecord) throws -> Receipt? { try store.receipt(upload.leaf, file: upload.file) }

  /// The receipt of a decision.
  public func receipt(leaf: Int) throws -> Receipt? { try store.receipt(leaf) }

  /// An upload's bytes, block by block; false if they were purged.
  public func bytes(of upload: UploadRecord, _ write: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    guard let digest = upload.digest else { return false }
    return try store.bytes(of: digest, write)
  }

  /// A reader of an upload's bytes; nil if they were purged.
  public func reader(of upload: UploadRecord) -> ObjectReader? { upload.digest.flatMap { store.reader(of: $0) } }

  /// The events of a round in their order.
  public func roundEvents(_ id: String) throws -> [RoundEvent] { try store.roundEvents(id) }

  /// What was published of a round, in order.
  public func publications(_ round: String) throws -> [Publication] { try store.publications(round) }

  /// The newest result file of a district, such as `ranking.csv`; nil before it was scored.
  public func resultFile(_ round: String, district: String, name: String) throws -> [UInt8]? {
    try recollection.results.value("\(round)\n\(district)\n\(name)", at: generation) {
      try readResultFile(round, district: district, name: name)
    }
  }

  private func readResultFile(_ round: String, district: String, name: String) throws -> [UInt8]? {
    guard let file = try store.roundFiles(round).first(where: { $0.folder == "results/\(district)" && $0.name == name })
    else {
      return nil
    }
    var bytes: [UInt8] = []
    return try store.bytes(of: file.digest) { bytes += $0 } ? bytes : nil
  }

  /// Entries of the audit log from one on.
  public func auditEvents(
    from first: Int, count: Int, actor: String?, action: String?
  ) throws -> [AuditEvent] {
    try store.events(from: first, count: count, actor: actor, action: action)
  }

  /// The newest signed head of the audit log.
  public func head(size: Int? = nil) throws -> SignedTreeHead? { try store.head(size: size) }

  /// The proof that the log of `old` entries is the beginning of that of `size`.
  public func consistency(from old: Int, to size: Int) throws -> [ContentDigest]? {
    try store.consistency(from: old, to: size)
  }

  /// The public key that receipts and heads are checked with.
  public var verifier: VerifierKey { store.verifier }

  /// The audit log's own name.
  public var origin: String { store.origin }

  /// All users.
  public func users() throws -> [UserRecord] { try store.users() }

  /// The user of a name; nil if there is none.
  public func user(_ name: String) throws -> UserRecord? { try store.user(name) }
}

extension ServiceDesk {
  /// The names of the folders in a folder, sorted; none if it cannot be read.
  public static func folders(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") && InputFile.isFolder(path + "/" + $0) }.sorted()
  }
}
