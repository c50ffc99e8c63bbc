import Foundation
import GRDB
import Seals

/// How entries of the log name rows, and what keeps the log from telling which file was sent.
///
/// Who reads the log must not be able to try guesses of a small file against it. So a kept file is named by its number and not by its
/// digest, and rows that hold the digest of a file hold random bytes as well, which go into the row's own digest and go with the row.
/// Rows from before version 8 of the database have neither and keep their names.
extension AuditedTable {
  /// Columns that came after the first version; see `digest(_:)`.
  static let addedLater: Set = ["ordinal", "blinding"]

  /// The tables whose rows hold the plain digest of a file.
  private static let blinded: Set<AuditedTable> = [.objects, .parsedTables, .sentFiles, .roundFiles]

  /// The name of a row: `uploads/7`, and of a kept file `objects/12`.
  func object(_ column: (String) -> DatabaseValue) -> String {
    let ordinal = self == .objects ? column("ordinal") : .null
    let key = ordinal.isNull ? column("id") : ordinal
    return "\(rawValue)/\(String.fromDatabaseValue(key) ?? key.description)"
  }

  /// The name of a row at hand.
  func object(_ row: Row) -> String { object { row[$0] as DatabaseValue? ?? .null } }

  /// The table of a row that an entry names, the column that the name is about and what stands there.
  static func named(_ object: String) -> (table: AuditedTable, column: String, key: String)? {
    guard let slash = object.firstIndex(of: "/"), let table = AuditedTable(rawValue: String(object[..<slash])) else {
      return nil
    }
    let key = String(object[object.index(after: slash)...])
    // Before they had numbers, kept files were named by their digests.
    let isNumber = table == .objects && key.count < ContentDigest.of("").hexadecimal.count
    return (table, isNumber ? "ordinal" : "id", key)
  }

  /// What a new row needs besides what it says; empty for most tables.
  func concealment(_ db: Database) throws -> [(String, (any DatabaseValueConvertible)?)] {
    guard AuditedTable.blinded.contains(self) else { return [] }
    let blinding = Hexadecimal.text(RandomBytes.draw(16))
    guard self == .objects else { return [("blinding", blinding)] }
    let last = try Int.fetchOne(db, sql: "SELECT max(ordinal) FROM objects") ?? 0
    return [("ordinal", last + 1), ("blinding", blinding)]
  }
}
