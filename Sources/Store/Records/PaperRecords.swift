import GRDB
public import Seals
public import Titles

extension EvaluationStore {
  /// The batch of paper questionnaires of this name; nil if there is none.
  public func paperBatch(_ id: String) throws -> PaperBatch? { try read { try PaperRows.read($0, id) } }

  /// The batches of a round by name.
  public func paperBatches(_ round: String) throws -> [PaperBatch] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT state FROM paper_batches WHERE round = ? ORDER BY id", arguments: [round])
        .map { try JSONText.read(PaperBatch.self, $0) }
    }
  }
}

extension ChangeSession {
  /// The batch of this name as it stands within this change.
  public func paperBatch(_ id: String) throws -> PaperBatch? { try PaperRows.read(db, id) }

  /// Adds a batch.
  public func insert(_ batch: PaperBatch) throws {
    try insert(.paperBatches, [("id", batch.id), ("round", batch.round)] + PaperRows.columns(batch))
  }

  /// Stores a batch after an event.
  public func save(_ batch: PaperBatch) throws {
    try update(.paperBatches, id: batch.id, PaperRows.columns(batch))
  }

  /// Forgets what was typed for an upload whose time is over.
  ///
  /// - Returns: the digests of the typed files, which nothing refers to any more.
  public func purgeTypings(of upload: Int) throws -> [ContentDigest] {
    var gone: [ContentDigest] = []
    let states = try String.fetchAll(db, sql: "SELECT state FROM paper_batches WHERE upload = ?", arguments: [upload])
    for batch in try states.map({ try JSONText.read(PaperBatch.self, $0) }) {
      try save(batch.purged)
      for digest in batch.typings.compactMap(\.sha256) where try !isReferred(digest) {
        try delete(.objects, id: digest)
        if let digest = ContentDigest(hexadecimal: digest) { gone.append(digest) }
      }
    }
    return gone
  }

  private func isReferred(_ digest: String) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql:
        "SELECT EXISTS (SELECT 1 FROM uploads WHERE object = ?) OR EXISTS (SELECT 1 FROM round_files WHERE object = ?)",
      arguments: [digest, digest]) ?? true
  }
}

/// Rows of batches and their values.
enum PaperRows {
  static func read(_ db: Database, _ id: String) throws -> PaperBatch? {
    try String.fetchOne(db, sql: "SELECT state FROM paper_batches WHERE id = ?", arguments: [id])
      .map { try JSONText.read(PaperBatch.self, $0) }
  }

  static func columns(_ batch: PaperBatch) throws -> [(String, (any DatabaseValueConvertible)?)] {
    [
      ("stage", batch.stage.rawValue), ("version", batch.eventCount), ("upload", batch.upload),
      ("state", try JSONText.of(batch)),
    ]
  }
}
