public import Findings
public import Sheets

/// One table of a standard, as one folder writes it or as several layers of folders give it together.
///
/// A cell remembers where it is written, so that a fault in an inherited row is found in the folder that holds it.
public struct StandardTable: Sendable {
  /// The tables of a standard, with the columns that make a row's key.
  public enum Kind: String, Sendable, CaseIterable {
    /// Settings: `key,value`.
    case settings = "standard.csv"
    /// The tree.
    case indicators = "indicators.csv"
    /// Rule parameters.
    case rules = "rules.csv"
    /// Criteria and events that rules R1 and R2 name.
    case criteria = "criteria.csv"
    /// Eligibility conditions.
    case conditions = "conditions.csv"
    /// Bands of the score (等次).
    case bands = "bands.csv"

    /// The columns that identify a row.
    public var key: [String] {
      switch self {
      case .settings: ["key"]
      case .indicators, .conditions, .bands: ["code"]
      case .rules: ["rule", "indicator", "parameter"]
      case .criteria: ["indicator", "code"]
      }
    }

    /// The columns that the table of a standard without a parent must have.
    public var columns: [String] {
      switch self {
      case .settings: ["key", "value"]
      case .indicators:
        [
          "code", "parent", "name_zh", "name_en", "points", "weight", "direction", "method", "rater", "rule", "kind",
        ]
      case .rules: ["rule", "indicator", "parameter", "value"]
      case .criteria: ["indicator", "code", "name_zh", "name_en", "points"]
      case .conditions: ["code", "name_zh", "name_en", "basis", "certifier"]
      case .bands: ["code", "name_zh", "name_en", "minimum"]
      }
    }

    /// Whether a standard without a parent must have it.
    public var isNeeded: Bool { self == .settings || self == .indicators || self == .rules }
  }

  /// A cell and its place.
  public struct Cell: Hashable, Sendable {
    /// The trimmed text.
    public var text: String
    /// Where it is written.
    public var place: Location
  }

  /// A row.
  public struct Record: Hashable, Sendable {
    /// The key's parts.
    public var key: [String]
    /// The cells by column.
    public var cells: [String: Cell]
    /// The row.
    public var place: Location

    /// The text of a cell; empty if the table has no such column.
    public func text(_ column: String) -> String { cells[column]?.text ?? "" }
    /// The place of a cell, or of the row.
    public func location(_ column: String) -> Location { cells[column]?.place ?? place }
    /// The key as findings show it.
    public var label: String { key.filter { !$0.isEmpty }.joined(separator: " ") }
  }

  /// Which table it is.
  public let kind: Kind
  /// The file that findings about the whole table name.
  public let file: String
  /// The rows in order.
  public internal(set) var records: [Record]

  /// An empty table.
  public init(_ kind: Kind, file: String) {
    self.kind = kind
    self.file = file
    records = []
  }

  /// The rows of a file; a key that stands twice is a finding, and its first row counts.
  public init(_ kind: Kind, _ sheet: CSVSheet, findings: inout [Finding]) {
    self.init(kind, file: sheet.file)
    let columns = sheet.header.filter { !$0.isEmpty }
    var rows: [[String]: Int] = [:]
    for row in sheet.rows {
      let key = kind.key.map { sheet.text(row, $0) }
      if let first = rows[key] {
        let last = kind.key.last ?? "key"
        findings.append(
          Finding(
            .keyTwice, at: sheet.location(row, last), found: sheet.text(row, last),
            details: [key.filter { !$0.isEmpty }.joined(separator: " "), String(first)]))
        continue
      }
      rows[key] = row.number
      var cells: [String: Cell] = [:]
      for column in columns { cells[column] = Cell(text: sheet.text(row, column), place: sheet.location(row, column)) }
      records.append(Record(key: key, cells: cells, place: Location(file: sheet.file, row: row.number)))
    }
  }

  /// The record with this key.
  public func record(_ key: [String]) -> Record? { records.first { $0.key == key } }
}

/// The tables of one standard.
public struct StandardTables: Sendable {
  /// The tables by kind; a table that the standard lacks is empty.
  public internal(set) var tables: [StandardTable.Kind: StandardTable] = [:]
  /// The folder's name, for findings.
  public let name: String

  /// Tables of a folder called `name`.
  public init(_ tables: [StandardTable], name: String) {
    self.name = name
    for table in tables { self.tables[table.kind] = table }
  }

  /// One table.
  public subscript(kind: StandardTable.Kind) -> StandardTable {
    tables[kind] ?? StandardTable(kind, file: name.isEmpty ? kind.rawValue : name + "/" + kind.rawValue)
  }

  /// The standard that these tables say they extend; nil without one.
  public var parentName: String? {
    let text = self[.settings].record(["extends"])?.text("value") ?? ""
    return text.isEmpty ? nil : text
  }
}
