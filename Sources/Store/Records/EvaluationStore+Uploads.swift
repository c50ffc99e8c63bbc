import Findings
import GRDB
public import Seals
public import Titles

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

  /// The uploads of a round in their order, all or those that are wanted.
  public func uploads(
    _ round: String, newestFirst: Bool = false, where isWanted: (UploadRecord) throws -> Bool = { _ in true }
  ) throws -> [UploadRecord] {
    var uploads: [UploadRecord] = []
    try forEachUpload(round, newestFirst: newestFirst) { upload in
      if try isWanted(upload) { uploads.append(upload) }
      return true
    }
    return uploads
  }

  /// Goes through the uploads of a round, one at a time, for a round may have thousands.
  ///
  /// - Parameters:
  ///   - bound: the number after which they begin, or before which if the newest come first.
  ///   - body: says whether to go on.
  public func forEachUpload(
    _ round: String, newestFirst: Bool = false, beyond bound: Int? = nil, _ body: (UploadRecord) throws -> Bool
  ) throws {
    let (order, relation) = newestFirst ? ("DESC", "<") : ("ASC", ">")
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          \(UploadRecord.selection) WHERE round = ? AND (? IS NULL OR uploads.id \(relation) ?) ORDER BY uploads.id \(order)
          """)
      let rows = try Row.fetchCursor(statement, arguments: [round, bound, bound])
      while let row = try rows.next() {
        guard try body(UploadRecord(row)) else { return }
      }
    }
  }

  /// The newest upload of a kind and scope, and of a name if one is given; nil if there is none.
  public func newestUpload(_ round: String, _ kind: RoundUpload.Kind, _ scope: Scope, name: String?) throws
    -> UploadRecord?
  {
    try read { try UploadRows.newest($0, round, kind, scope, name: name) }
  }

  /// The upload of a round that an entry of the log is about; nil if there is none.
  public func upload(leaf: Int, of round: String) throws -> UploadRecord? {
    try read { db in
      try Row.fetchOne(db, sql: UploadRecord.selection + " WHERE round = ? AND leaf = ?", arguments: [round, leaf])
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

  static func newest(
    _ db: Database, _ round: String, _ kind: RoundUpload.Kind, _ scope: Scope, name: String?
  ) throws -> UploadRecord? {
    try Row.fetchOne(
      db,
      sql: """
        \(UploadRecord.selection) WHERE round = ? AND kind = ? AND scope = ? AND (? IS NULL OR name = ?)
        ORDER BY uploads.id DESC LIMIT 1
        """, arguments: [round, kind.rawValue, scope.description, name, name]
    ).map { try UploadRecord($0) }
  }

  static func idempotent(_ db: Database, _ key: String) throws -> (request: String, leaf: Int)? {
    try Row.fetchOne(db, sql: "SELECT request, leaf FROM idempotency_keys WHERE id = ?", arguments: [key]).map {
      ($0["request"], $0["leaf"])
    }
  }
}
