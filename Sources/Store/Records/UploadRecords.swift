import Findings
import GRDB
public import Seals
public import Titles

/// A file as it was sent, if it is not the file that is kept.
public struct SentFile: Hashable, Sendable {
  /// The digest of its bytes.
  public var digest: ContentDigest
  /// Its size.
  public var bytes: Int

  /// A file of this digest and size.
  public init(digest: ContentDigest, bytes: Int) {
    self.digest = digest
    self.bytes = bytes
  }
}

/// A file that was received: kept as it was, or, if it identified people, as the table without them.
public struct UploadRecord: Hashable, Sendable {
  /// The number.
  public var number: Int
  /// The round.
  public var round: String
  /// What it holds.
  public var kind: RoundUpload.Kind
  /// What it is about.
  public var scope: Scope
  /// The file's name as it was sent; never used as a path.
  public var name: String
  /// The digest of the bytes that are kept; nil once they are purged.
  public var digest: ContentDigest?
  /// Their size.
  public var bytes: Int
  /// The salt of the commitment; nil once the bytes are purged.
  public var salt: String?
  /// The salted digest that the log names.
  public var commitment: String
  /// Its rows; nil if it is no table.
  public var rows: Int?
  /// The place of its audit event.
  public var leaf: Int
  /// When it was received.
  public var receivedAt: String
  /// Who sent it.
  public var receivedBy: String
  /// The upload that it took the place of.
  public var supersedes: Int?
  /// When its bytes were purged; nil while they are there.
  public var purgedAt: String?
  /// The file as it was sent, if something else is kept in its place; nil if it is itself kept.
  public var sent: SentFile?

  /// The digest of the file as it was sent; nil once it is purged.
  public var sentDigest: ContentDigest? { sent?.digest ?? digest }

  /// What the receipt says of the file; nil once it is purged.
  public var file: Receipt.File? {
    guard let sentDigest, let salt else { return nil }
    return Receipt.File(sha256: sentDigest.hexadecimal, salt: salt, bytes: sent?.bytes ?? bytes)
  }

  /// An upload.
  public init(
    number: Int, round: String, kind: RoundUpload.Kind, scope: Scope, name: String, digest: ContentDigest?, bytes: Int,
    salt: String?, commitment: String, rows: Int?, leaf: Int, receivedAt: String, receivedBy: String, supersedes: Int?,
    purgedAt: String? = nil, sent: SentFile? = nil
  ) {
    self.number = number
    self.round = round
    self.kind = kind
    self.scope = scope
    self.name = name
    self.digest = digest
    self.bytes = bytes
    self.salt = salt
    self.commitment = commitment
    self.rows = rows
    self.leaf = leaf
    self.receivedAt = receivedAt
    self.receivedBy = receivedBy
    self.supersedes = supersedes
    self.purgedAt = purgedAt
    self.sent = sent
  }

  /// An upload from a row of `selection`.
  init(_ row: Row) throws {
    guard let kind = RoundUpload.Kind(rawValue: row["kind"]), let scope = Scope(row["scope"]) else {
      throw StoreRowFault(table: "uploads", id: "\(row["id"] as Int)")
    }
    self.init(
      number: row["id"], round: row["round"], kind: kind, scope: scope, name: row["name"],
      digest: (row["object"] as String?).flatMap { ContentDigest(hexadecimal: $0) }, bytes: row["bytes"],
      salt: row["salt"], commitment: row["commitment"], rows: row["rows"], leaf: row["leaf"],
      receivedAt: row["received_at"], receivedBy: row["received_by"], supersedes: row["supersedes"],
      purgedAt: row["purged_at"],
      sent: (row["sent_sha256"] as String?).flatMap { ContentDigest(hexadecimal: $0) }.map {
        SentFile(digest: $0, bytes: row["sent_bytes"])
      })
  }

  /// What `init(_:)` reads, to be followed by the conditions.
  static let selection = """
    SELECT uploads.*, sent_files.sha256 AS sent_sha256, sent_files.bytes AS sent_bytes
    FROM uploads LEFT JOIN sent_files ON sent_files.id = uploads.id
    """
}

/// A table as a reader of this program understood an upload; a new reader makes a new version.
public struct ParsedTable: Hashable, Sendable {
  /// The upload.
  public var upload: Int
  /// The version, from 1.
  public var version: Int
  /// The reader, such as `csv 0.1.0`.
  public var reader: String
  /// The columns.
  public var columns: [String]
  /// The rows.
  public var rows: Int
  /// The digest of the table written out again: the same rows give the same digest, whatever the file's line ends.
  public var digest: ContentDigest

  /// A parsed table.
  public init(upload: Int, version: Int, reader: String, columns: [String], rows: Int, digest: ContentDigest) {
    self.upload = upload
    self.version = version
    self.reader = reader
    self.columns = columns
    self.rows = rows
    self.digest = digest
  }
}

/// A file of a round that is no upload: standard, questionnaire, the register of the cut-off date, results.
public struct RoundFile: Hashable, Sendable {
  /// The folder, such as `standard`.
  public var folder: String
  /// The name in it.
  public var name: String
  /// The version, from 1; a newer one stands beside the older.
  public var version: Int
  /// The digest of its bytes.
  public var digest: ContentDigest
}

extension EvaluationStore {
  /// Keeps a file's bytes, given block by block, before the change that refers to it.
  public func keep(_ name: String, _ next: () throws -> [UInt8]) throws -> StoredObject {
    try objects.add(name, next)
  }

  /// Keeps bytes.
  public func keep(_ bytes: [UInt8], named name: String) throws -> StoredObject {
    var rest: [UInt8]? = bytes
    return try objects.add(name) {
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// Gives the bytes of a kept file block by block; false if it is not there.
  public func bytes(of digest: ContentDigest, _ write: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    do {
      return try objects.read(digest, write)
    } catch is GzipReader.Fault {
      throw StoreFailure(.objectDiffers, found: digest.hexadecimal, digest.hexadecimal)
    }
  }

  /// The uploads of a round in their order.
  public func uploads(_ round: String) throws -> [UploadRecord] {
    try read { db in
      try Row.fetchAll(db, sql: UploadRecord.selection + " WHERE round = ? ORDER BY uploads.id", arguments: [round])
        .map { try UploadRecord($0) }
    }
  }

  /// The upload of a number; nil if there is none.
  public func upload(_ number: Int) throws -> UploadRecord? { try read { try UploadRows.read($0, number) } }

  /// The newest version of each file of a round's folders.
  public func roundFiles(_ round: String) throws -> [RoundFile] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT folder, name, max(version) AS version, object FROM round_files WHERE round = ? GROUP BY folder, name
          ORDER BY folder, name
          """, arguments: [round]
      ).compactMap { row in
        ContentDigest(hexadecimal: row["object"]).map {
          RoundFile(folder: row["folder"], name: row["name"], version: row["version"], digest: $0)
        }
      }
    }
  }

  /// The parsed tables of an upload.
  public func parsedTables(_ upload: Int) throws -> [ParsedTable] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM parsed_tables WHERE upload = ? ORDER BY version", arguments: [upload])
        .compactMap { row in
          try ContentDigest(hexadecimal: row["sha256"]).map {
            ParsedTable(
              upload: row["upload"], version: row["version"], reader: row["reader"],
              columns: try JSONText.read([String].self, row["columns"]), rows: row["rows"], digest: $0)
          }
        }
    }
  }

  /// The bytes that a rating reads of each upload of a round: the newest table that is kept of it, else the file itself.
  public func readableDigests(_ round: String) throws -> [Int: ContentDigest] {
    try read { db in
      var digests: [Int: ContentDigest] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT id, object AS digest FROM uploads WHERE round = ? AND object IS NOT NULL", arguments: [round])
        + Row.fetchAll(
          db,
          sql: """
            SELECT uploads.id, parsed_tables.sha256 AS digest FROM uploads
              JOIN parsed_tables ON parsed_tables.upload = uploads.id JOIN objects ON objects.id = parsed_tables.sha256
            WHERE uploads.round = ? ORDER BY parsed_tables.version
            """, arguments: [round])
      {
        digests[row["id"]] = ContentDigest(hexadecimal: row["digest"])
      }
      return digests
    }
  }

  /// What an idempotency key was used for: the digest of the request and the place of its audit event.
  public func idempotent(_ key: String) throws -> (request: String, leaf: Int)? {
    try read { try UploadRows.idempotent($0, key) }
  }
}

extension ChangeSession {
  /// The number that the next upload will have.
  public func nextUpload() throws -> Int { try nextID(.uploads) }

  /// The newest upload of a kind and scope; nil if there is none.
  public func newestUpload(_ round: String, _ kind: RoundUpload.Kind, _ scope: Scope, name: String?) throws
    -> UploadRecord?
  {
    try Row.fetchOne(
      db,
      sql: """
        \(UploadRecord.selection) WHERE round = ? AND kind = ? AND scope = ? AND (? IS NULL OR name = ?)
        ORDER BY uploads.id DESC LIMIT 1
        """, arguments: [round, kind.rawValue, scope.description, name, name]
    ).map { try UploadRecord($0) }
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

extension EvaluationStore {
  /// Removes the bytes of purged uploads from disk.
  public func discard(_ digests: [ContentDigest]) throws {
    for digest in digests { try objects.remove(digest) }
  }
}

/// Rows of uploads and their values.
enum UploadRows {
  static func read(_ db: Database, _ number: Int) throws -> UploadRecord? {
    try Row.fetchOne(db, sql: UploadRecord.selection + " WHERE uploads.id = ?", arguments: [number])
      .map { try UploadRecord($0) }
  }

  static func idempotent(_ db: Database, _ key: String) throws -> (request: String, leaf: Int)? {
    try Row.fetchOne(db, sql: "SELECT request, leaf FROM idempotency_keys WHERE id = ?", arguments: [key]).map {
      ($0["request"], $0["leaf"])
    }
  }
}
