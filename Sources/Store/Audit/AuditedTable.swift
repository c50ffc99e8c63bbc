import GRDB
import Seals

/// The tables whose rows the audit log covers, each with a key named `id`.
enum AuditedTable: String, CaseIterable {
  case meta, users
  case calendarYears = "calendar_years"
  case registerChanges = "register_changes"
  case registerPeriods = "register_periods"
  case rounds
  case roundEvents = "round_events"
  case objects, uploads
  case parsedTables = "parsed_tables"
  case sentFiles = "sent_files"
  case roundFiles = "round_files"
  case sealedContacts = "sealed_contacts"
  case publications
  case userTies = "user_ties"
  case witnesses, cosignatures
  case reviewGrids = "review_grids"
  case invitationBatches = "invitation_batches"
  case paperBatches = "paper_batches"

  /// The digest of a row: SHA-256 over every column's name and value, each behind its length, so that nothing can move from one
  /// column to the next unseen. nil if there is no such row.
  func digest(_ db: Database, _ id: DatabaseValue) throws -> String? {
    try Row.fetchOne(db, sql: "SELECT * FROM \(rawValue) WHERE id = ?", arguments: [id]).map(AuditedTable.digest)
  }

  /// The digest of a row at hand.
  static func digest(_ row: Row) -> String { digest(row.map { ($0.0, $0.1) }) }

  /// The digest of columns in their order.
  ///
  /// Columns of `addedLater` that hold nothing are left out, so that rows from before those columns have the digest that they had.
  static func digest(_ columns: [(String, DatabaseValue)]) -> String {
    var bytes: [UInt8] = []
    func append(_ tag: Character, _ content: some Collection<UInt8>) {
      bytes += Array("\(tag)\(content.count):".utf8)
      bytes += content
    }
    for (name, value) in columns where !value.isNull || !addedLater.contains(name) {
      append("c", name.utf8)
      switch value.storage {
      case .null: append("n", [])
      case .int64(let number): append("i", String(number).utf8)
      case .double(let number): append("d", String(number.bitPattern, radix: 16).utf8)
      case .string(let text): append("t", text.utf8)
      case .blob(let data): append("b", Array(data))
      }
    }
    return ContentDigest.of(bytes).hexadecimal
  }
}
