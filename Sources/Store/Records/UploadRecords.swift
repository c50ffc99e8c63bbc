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
  /// The upload that took its place; nil while it counts.
  public var successor: Int?
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

  /// An upload that no other has taken the place of.
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
    successor = row["successor"]
  }

  /// What `init(_:)` reads, to be followed by the conditions.
  static let selection = """
    SELECT uploads.*, sent_files.sha256 AS sent_sha256, sent_files.bytes AS sent_bytes,
      (SELECT later.id FROM uploads later WHERE later.supersedes = uploads.id) AS successor
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
