import Findings
import GRDB
public import Seals
public import Titles

extension ChangeSession {
  /// The number that the next upload will have.
  public func nextUpload() throws -> Int { try nextID(.uploads) }

  /// The newest upload of a kind and scope; nil if there is none.
  public func newestUpload(_ round: String, _ kind: RoundUpload.Kind, _ scope: Scope, name: String?) throws
    -> UploadRecord?
  {
    try UploadRows.newest(db, round, kind, scope, name: name)
  }

  /// The upload of a number; nil if there is none.
  public func upload(_ number: Int) throws -> UploadRecord? { try UploadRows.read(db, number) }

  /// Records a kept file.
  public func record(_ object: StoredObject) throws {
    guard
      try Bool.fetchOne(db, sql: "SELECT 1 FROM objects WHERE id = ?", arguments: [object.digest.hexadecimal]) == nil
    else { return }
    try insert(
      .objects, [("id", object.digest.hexadecimal), ("bytes", object.bytes), ("stored_bytes", object.storedBytes)])
  }

  /// Adds an upload.
  public func insert(_ upload: UploadRecord) throws {
    try insert(
      .uploads,
      [
        ("id", upload.number), ("round", upload.round), ("kind", upload.kind.rawValue),
        ("scope", upload.scope.description), ("name", upload.name), ("object", upload.digest?.hexadecimal),
        ("bytes", upload.bytes), ("salt", upload.salt), ("commitment", upload.commitment), ("rows", upload.rows),
        ("leaf", upload.leaf), ("received_at", upload.receivedAt), ("received_by", upload.receivedBy),
        ("supersedes", upload.supersedes), ("purged_at", upload.purgedAt),
      ])
    if let sent = upload.sent {
      try insert(
        .sentFiles, [("id", upload.number), ("sha256", sent.digest.hexadecimal), ("bytes", sent.bytes)])
    }
  }

  /// Adds a parsed table.
  public func insert(_ table: ParsedTable) throws {
    try insert(
      .parsedTables,
      [
        ("id", try nextID(.parsedTables)), ("upload", table.upload), ("version", table.version),
        ("reader", table.reader), ("columns", try JSONText.of(table.columns)), ("rows", table.rows),
        ("sha256", table.digest.hexadecimal),
      ])
  }

  /// Adds a version of a round's file.
  public func insert(_ object: StoredObject, round: String, folder: String, name: String) throws {
    try record(object)
    let version = try Int.fetchOne(
      db, sql: "SELECT max(version) FROM round_files WHERE round = ? AND folder = ? AND name = ?",
      arguments: [round, folder, name])
    try insert(
      .roundFiles,
      [
        ("id", try nextID(.roundFiles)), ("round", round), ("folder", folder), ("name", name),
        ("version", (version ?? 0) + 1), ("object", object.digest.hexadecimal),
      ])
  }

  /// What an idempotency key was used for.
  public func idempotent(_ key: String) throws -> (request: String, leaf: Int)? { try UploadRows.idempotent(db, key) }

  /// Remembers an idempotency key for this change.
  public func remember(_ key: String, request: String) throws {
    try db.execute(
      sql: "INSERT INTO idempotency_keys (id, request, leaf) VALUES (?, ?, ?)", arguments: [key, request, leaf])
  }

  /// Forgets an upload's bytes and tables: digests and salt go, the commitment stays.
  ///
  /// - Returns: the digests of bytes that nothing refers to any more.
  public func purge(_ upload: UploadRecord) throws -> [ContentDigest] {
    var digests = upload.digest.map { [$0.hexadecimal] } ?? []
    for row in try Row.fetchAll(
      db, sql: "SELECT id, sha256 FROM parsed_tables WHERE upload = ?", arguments: [upload.number])
    {
      digests.append(row["sha256"])
      try delete(.parsedTables, id: row["id"] as Int)
    }
    if upload.sent != nil { try delete(.sentFiles, id: upload.number) }
    try update(.uploads, id: upload.number, [("object", nil), ("salt", nil), ("purged_at", moment.description)])
    return try Set(digests).sorted().compactMap { digest in
      let isLoose = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM objects WHERE id = :digest)
            AND NOT EXISTS (SELECT 1 FROM uploads WHERE object = :digest)
            AND NOT EXISTS (SELECT 1 FROM parsed_tables WHERE sha256 = :digest)
            AND NOT EXISTS (SELECT 1 FROM round_files WHERE object = :digest)
          """, arguments: ["digest": digest])
      guard isLoose ?? false else { return nil }
      try delete(.objects, id: digest)
      return ContentDigest(hexadecimal: digest)
    }
  }

  /// Removes a sealed contact, if there is one.
  public func unseal(round: String) throws {
    for id in try String.fetchAll(db, sql: "SELECT id FROM sealed_contacts WHERE round = ?", arguments: [round]) {
      try delete(.sealedContacts, id: id)
    }
  }
}
