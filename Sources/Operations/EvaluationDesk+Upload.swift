import Findings
import Foundation
import Seals
import Sheets
public import Store
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

extension EvaluationDesk {
  /// Receives a file: looks for personal data, checks that a table is one, keeps the bytes, and records upload, parsed table, event of
  /// the round and audit event together.
  ///
  /// The same bytes for the same round, kind and scope are received once: asked again, the answer is the first one's receipt. Other
  /// bytes take the place of the newest upload of that kind and scope; evidence and documents stand beside each other by name.
  public func receive(_ request: UploadRequest, by actor: DeskActor) throws -> Done<UploadRecord> {
    let table = try examine(request)
    var findings: [Finding] = []
    guard let file = InputFile(request.path, name: request.name, &findings) else { throw Refusal(findings: findings) }
    let object = try store.keep(identifier()) {
      var block: [UInt8] = []
      guard file.read(1 << 20, into: &block) != nil else {
        throw Refusal(findings: [
          Finding(.fileUnreadable, at: Location(file: request.name), details: [request.name, "read error"])
        ])
      }
      return block
    }
    let fingerprint = ContentDigest.of(
      "\(request.round)\n\(request.kind.rawValue)\n\(request.scope)\n\(request.name)\n\(object.digest.hexadecimal)"
    ).hexadecimal
    if let earlier = try earlier(request, object, fingerprint) { return earlier }
    let salt = Hexadecimal.text(surroundings.random(16))
    let receiptFile = Receipt.File(sha256: object.digest.hexadecimal, salt: salt, bytes: object.bytes)
    let note = actor.note(
      "round.upload",
      details: [
        "round": request.round, "kind": request.kind.rawValue, "scope": request.scope.description,
        "commitment": receiptFile.commitment,
      ])
    return try change(note, file: receiptFile) { session in
      let isByName = request.kind == .evidence || request.kind == .document
      let before = try session.newestUpload(
        request.round, request.kind, request.scope, name: isByName ? request.name : nil)
      let upload = UploadRecord(
        number: try session.nextUpload(), round: request.round, kind: request.kind, scope: request.scope,
        name: request.name, digest: object.digest, bytes: object.bytes, salt: salt, commitment: receiptFile.commitment,
        rows: table?.rows, leaf: session.leaf, receivedAt: session.moment.description, receivedBy: actor.name,
        supersedes: before?.number)
      guard try session.round(request.round) != nil else {
        throw Refusal(findings: [Finding(.unknownRound, found: request.round, details: [request.round])])
      }
      try session.record(object)
      try session.insert(upload)
      if let table {
        try session.insert(
          ParsedTable(
            upload: upload.number, version: 1, reader: "csv \(workbench.version)", columns: table.columns,
            rows: table.rows, digest: table.digest))
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
  }

  /// The answer to a request that was already answered; nil if it is new.
  private func earlier(
    _ request: UploadRequest, _ object: StoredObject, _ fingerprint: String
  ) throws -> Done<UploadRecord>? {
    var found: UploadRecord?
    if !request.idempotencyKey.isEmpty, let (known, leaf) = try store.idempotent(request.idempotencyKey) {
      guard known == fingerprint else { throw Refusal(findings: [Finding(.keyReused, found: request.idempotencyKey)]) }
      found = try store.uploads(request.round).first { $0.leaf == leaf }
    } else {
      let uploads = try store.uploads(request.round).filter { $0.kind == request.kind && $0.scope == request.scope }
      let isByName = request.kind == .evidence || request.kind == .document
      let newest = uploads.last { !isByName || $0.name == request.name }
      if newest?.digest == object.digest { found = newest }
    }
    guard let found else { return nil }
    return Done(
      value: found, receipt: try store.receipt(found.leaf, file: found.file),
      findings: [Finding(.alreadyReceived, details: [String(found.number)])])
  }

  /// What the reader understood of a table; nil for evidence and documents, which are no tables.
  private func examine(_ request: UploadRequest) throws -> (columns: [String], rows: Int, digest: ContentDigest)? {
    var findings: [Finding] = []
    var scan = PersonalDataScan()
    guard request.kind != .evidence, request.kind != .document else { return nil }
    guard let file = InputFile(request.path, name: request.name, &findings) else { throw Refusal(findings: findings) }
    let lines = TableLines(request.name)
    let isRead = try lines.read(file) { line, isHeader in
      if isHeader {
        scan.look(header: String(decoding: line, as: UTF8.self).split(separator: ",").map(String.init))
      } else {
        scan.look(line)
      }
    }
    guard isRead else {
      findings.append(
        Finding(.fileUnreadable, at: Location(file: request.name), details: [request.name, "read error"]))
      throw Refusal(findings: findings)
    }
    if !scan.found.isEmpty {
      findings.append(
        Finding(.personalData, at: Location(file: request.name), details: [scan.found.joined(separator: ", ")]))
    }
    guard let header = lines.header,
      let sheet = CSVSheet.read(header, file: request.name, required: request.kind.columns, findings: &findings)
    else {
      throw Refusal(findings: findings.isEmpty ? [Finding(.fileEmpty, at: Location(file: request.name))] : findings)
    }
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    return (sheet.header, lines.rows, lines.digest())
  }
}

extension RoundUpload.Kind {
  /// The columns without which a table of this kind is of no use; the rating checks the rest.
  var columns: [String] {
    switch self {
    case .responses: ["community_id"]
    case .frame: ["community_id", "stratum", "psu_total"]
    case .psu: ["community_id", "stratum", "psu", "households"]
    case .reviews: ["community_id", "indicator", "score"]
    case .events: ["event_id", "community_id", "code", "status"]
    case .thirdParty: ["community_id"]
    case .evidence, .document: []
    }
  }
}
