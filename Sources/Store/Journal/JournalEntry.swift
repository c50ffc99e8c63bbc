import Foundation
import GRDB

/// One line of the event journal: an entry of the audit log as it stands there, and the rows that it left behind.
///
/// With the kept files and the keys, these lines are enough to make the database anew. A round's state may be left out: it follows from
/// its events.
struct JournalEntry: Codable {
  /// The entry, byte for byte.
  var body: String
  /// The rows after the change by `table/id`; nil for one that is gone. A row that a later line speaks of may be left out.
  var rows: [String: JournalRow?]
  /// Idempotency keys that the change answered, with the digest of the request.
  var keys: [String: String]

  /// One line of JSON, with its end.
  func line() throws -> [UInt8] { Array(try JSONText.of(self).utf8) + [0x0A] }

  /// Reads a line; nil if it is none, such as the half of one that a power cut has left.
  init?(line: some Sequence<UInt8>) {
    guard let entry = try? JSONDecoder().decode(JournalEntry.self, from: Data(line)) else { return nil }
    self = entry
  }

  init(body: String, rows: [String: JournalRow?], keys: [String: String]) {
    self.body = body
    self.rows = rows
    self.keys = keys
  }
}

/// A row's columns by name.
typealias JournalRow = [String: JournalValue]

/// What a column of an audited table holds; there are no blobs and no fractions among them.
enum JournalValue: Codable {
  case null
  case integer(Int64)
  case text(String)

  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .string(let text): self = .text(text)
    case .double, .blob: preconditionFailure("audited tables hold text and whole numbers")
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .integer(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }

  /// As a value of SQLite.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }
}
