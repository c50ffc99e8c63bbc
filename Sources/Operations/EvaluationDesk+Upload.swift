public import Findings
import Foundation
import Seals
public import Store
import Surveys
public import Titles

/// A file that somebody sends.
public struct UploadRequest: Sendable {
  /// The round.
  public var round: String
  /// What the file holds.
  public var kind: RoundUpload.Kind
  /// What it is about.
  public var scope: Scope
  /// Where it is.
  public var path: String
  /// The name that is kept; the path's last part unless given.
  public var name: String
  /// A key that makes a repeated request count once; empty without one.
  public var idempotencyKey: String
  /// A table of columns and what they are, as somebody checked it; nil lets the program find out.
  public var mapping: String?
  /// A file with the key that seals personal data into codes; nil drops them.
  public var sealKey: String?
  /// Whether one row that cannot be used refuses the whole file.
  public var needsEveryRow = false
  /// What was sent, if the file at `path` is already the table that takes its place.
  var sent: SentFile?

  /// A request.
  public init(
    round: String, kind: RoundUpload.Kind, scope: Scope, path: String, name: String? = nil, idempotencyKey: String = ""
  ) {
    self.round = round
    self.kind = kind
    self.scope = scope
    self.path = path
    self.name = name ?? (path as NSString).lastPathComponent
    self.idempotencyKey = idempotencyKey
  }
}

/// An upload that was taken, and what became of its rows.
public struct ReceivedUpload: Hashable, Sendable {
  /// The upload.
  public var record: UploadRecord
  /// What read it, such as `xlsx 问卷星`; empty for a file that is no table.
  public var reader: String
  /// The rows that cannot be used.
  public var refused: Int
  /// Those rows in their own columns with the reasons, as CSV to correct and send again, by language; empty if there are none.
  public var rejections: [Language: [UInt8]]
}

extension EvaluationDesk {
  /// Receives a file: looks at what it holds, keeps what may be kept, and records upload, parsed table, event of the round and audit
  /// event together.
  ///
  /// The same bytes for the same round, kind and scope are received once: asked again, the answer is the first one's receipt. Other
  /// bytes take the place of the newest upload of that kind and scope; evidence and documents stand beside each other by name. Of a file
  /// that identifies people only the table without them is kept; the receipt is about the file as it was sent.
  public func receive(_ request: UploadRequest, by actor: DeskActor) throws -> Done<UploadRecord> {
    let done = try take(request, by: actor)
    return Done(value: done.value.record, receipt: done.receipt, findings: done.findings)
  }

  /// Receives a file and says what became of its rows.
  ///
  /// - Parameter gather: hears of rows that cannot be used, also when the file is refused because of them.
  public func take(
    _ request: UploadRequest, by actor: DeskActor, gather: ([Language: [UInt8]]) throws -> Void = { _ in }
  ) throws -> Done<ReceivedUpload> {
    let copy = copying(request)
    // A copy that was kept has another name by then.
    defer { if let staged = try? copy?.value() { store.discard(staged) } }
    let examination = try examine(request)
    if !examination.rejections.isEmpty { try gather(examination.rejections) }
    var findings = examination.findings
    if request.needsEveryRow, examination.refused > 0, let rows = examination.rows {
      findings.append(
        Finding(
          .rowsRejected, at: Location(file: request.name), details: [String(examination.refused), String(rows)]))
    }
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    let kept = try keep(request, examination, copy)
    if kept.isWithoutOriginal {
      findings.append(Finding(.originalNotKept, at: Location(file: request.name), details: [request.name]))
    }
    let fingerprint = ContentDigest.of(
      "\(request.round)\n\(request.kind.rawValue)\n\(request.scope)\n\(request.name)\n\(kept.sent.digest.hexadecimal)"
    ).hexadecimal
    func received(_ record: UploadRecord) -> ReceivedUpload {
      ReceivedUpload(
        record: record, reader: examination.reader, refused: examination.refused, rejections: examination.rejections)
    }
    if let earlier = try earlier(request, kept.sent.digest, fingerprint) {
      return Done(
        value: received(earlier), receipt: try store.receipt(earlier.leaf, file: earlier.file),
        findings: findings + [Finding(.alreadyReceived, details: [String(earlier.number)])])
    }
    let salt = Hexadecimal.text(surroundings.random(16))
    let file = Receipt.File(sha256: kept.sent.digest.hexadecimal, salt: salt, bytes: kept.sent.bytes)
    var details = [
      "round": request.round, "kind": request.kind.rawValue, "scope": request.scope.description,
      "commitment": file.commitment,
    ]
    if let rows = examination.rows {
      details["rows"] = String(rows)
      details["refused"] = String(examination.refused)
    }
    let done = try change(actor.note("round.upload", details: details), file: file) { session in
      try enter(request, examination, kept, file, fingerprint, by: actor, session)
    }
    return Done(value: received(done.value), receipt: done.receipt, findings: done.findings + findings)
  }

  /// A file's size from which on it is compressed beside its examination.
  private static let copiedBeside = 1 << 20

  /// Compresses a large file that lies among those under way while it is examined; whether it may be kept is known only afterwards. Nil
  /// for a small file, and for one elsewhere: nothing of that is written before it is known that it names nobody.
  private func copying(_ request: UploadRequest) -> WorkBeside<StagedObject>? {
    var ignored: [Finding] = []
    guard request.sent == nil, request.path.hasPrefix(store.incomingFolder + "/"),
      let file = InputFile(request.path, name: request.name, &ignored), file.size >= EvaluationDesk.copiedBeside
    else { return nil }
    let (store, name, path) = (store, identifier(), request.path)
    return WorkBeside { try store.stage(name, InputFile.blocks(of: path, name: request.name)) }
  }

  /// What the bytes on disk are, and what was sent.
  private struct Kept {
    var object: StoredObject
    var table: StoredObject?
    var sent: SentFile
    var isWithoutOriginal: Bool
  }

  /// Keeps what may be kept: the file as it is, and beside it the table if the file is not a plain one; or the table alone.
  private func keep(
    _ request: UploadRequest, _ examination: UploadExamination, _ copy: WorkBeside<StagedObject>?
  ) throws -> Kept {
    let table = try examination.table.map { try store.keep($0, named: identifier()) }
    if let sent = try request.sent ?? (examination.isPersonal ? InputFile.digest(of: request.path) : nil) {
      // The table of a personal file, or a file on disk that is already that table.
      let object = try table ?? store.keep(identifier(), InputFile.blocks(of: request.path, name: request.name))
      return Kept(object: object, table: table, sent: sent, isWithoutOriginal: true)
    }
    let object =
      try copy.map { try store.keep($0.value()) }
      ?? store.keep(identifier(), InputFile.blocks(of: request.path, name: request.name))
    return Kept(
      object: object, table: table, sent: SentFile(digest: object.digest, bytes: object.bytes),
      isWithoutOriginal: false)
  }

  private func enter(
    _ request: UploadRequest, _ examination: UploadExamination, _ kept: Kept, _ file: Receipt.File,
    _ fingerprint: String, by actor: DeskActor, _ session: ChangeSession
  ) throws -> UploadRecord {
    let before = try session.newestUpload(
      request.round, request.kind, request.scope, name: request.kind.isByName ? request.name : nil)
    let upload = UploadRecord(
      number: try session.nextUpload(), round: request.round, kind: request.kind, scope: request.scope,
      name: request.name, digest: kept.object.digest, bytes: kept.object.bytes, salt: file.salt,
      commitment: file.commitment, rows: examination.rows, leaf: session.leaf,
      receivedAt: session.moment.description, receivedBy: actor.name, supersedes: before?.number,
      sent: kept.isWithoutOriginal ? kept.sent : nil)
    guard try session.round(request.round) != nil else {
      throw Refusal(findings: [Finding(.unknownRound, found: request.round, details: [request.round])])
    }
    try session.record(kept.object)
    try session.insert(upload)
    if let table = kept.table { try session.record(table) }
    if let rows = examination.rows, let digest = kept.table?.digest ?? examination.lines {
      try session.insert(
        ParsedTable(
          upload: upload.number, version: 1, reader: "\(examination.reader) \(workbench.version)",
          columns: examination.columns, rows: rows, digest: digest))
    }
    if !request.idempotencyKey.isEmpty { try session.remember(request.idempotencyKey, request: fingerprint) }
    _ = try apply(
      .upload(
        file: RoundUpload(
          number: upload.number, kind: upload.kind, scope: upload.scope, commitment: upload.commitment,
          rows: upload.rows, supersedes: upload.supersedes)), to: request.round, by: actor, session)
    session.note.details["upload"] = String(upload.number)
    return upload
  }

  /// The answer to a request that was already answered; nil if it is new.
  private func earlier(
    _ request: UploadRequest, _ sent: ContentDigest, _ fingerprint: String
  ) throws -> UploadRecord? {
    if !request.idempotencyKey.isEmpty, let (known, leaf) = try store.idempotent(request.idempotencyKey) {
      guard known == fingerprint else { throw Refusal(findings: [Finding(.keyReused, found: request.idempotencyKey)]) }
      return try store.upload(leaf: leaf, of: request.round)
    }
    let newest = try store.newestUpload(
      request.round, request.kind, request.scope, name: request.kind.isByName ? request.name : nil)
    return newest?.sentDigest == sent ? newest : nil
  }
}
