import Findings
import GRDB
public import Seals

extension EvaluationStore {
  /// Keeps a file's bytes, given block by block, before the change that refers to it.
  public func keep(_ name: String, _ next: () throws -> [UInt8]) throws -> StoredObject {
    try objects.add(name, next)
  }

  /// Writes a file's bytes to disk before anybody knows whether they may be kept: `keep` or `discard` must follow. What a crash leaves of
  /// it the next start removes.
  public func stage(_ name: String, _ next: () throws -> [UInt8]) throws -> StagedObject {
    try objects.stage(name, next)
  }

  /// Keeps a staged file, before the change that refers to it.
  public func keep(_ staged: StagedObject) throws -> StoredObject { try objects.place(staged) }

  /// Gives a staged file up.
  public func discard(_ staged: StagedObject) { objects.discard(staged) }

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
