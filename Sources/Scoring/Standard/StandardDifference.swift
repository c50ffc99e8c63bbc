/// What one standard has otherwise than another, row by row and cell by cell.
public struct StandardDifference: Hashable, Sendable {
  /// One difference.
  public struct Change: Hashable, Sendable {
    /// What happened to a row or cell.
    public enum Kind: String, Sendable {
      /// A row that the first standard lacks.
      case added
      /// A row that the second standard lacks.
      case removed
      /// A cell with another text.
      case changed
    }

    /// The table, such as `indicators.csv`.
    public var table: String
    /// The row's key.
    public var key: String
    /// The column; nil for a whole row.
    public var column: String?
    /// What happened.
    public var kind: Kind
    /// The first standard's text.
    public var before: String?
    /// The second standard's text.
    public var after: String?
  }

  /// The differences by table, in the order of the rows.
  public let changes: [Change]

  /// Remarks are no difference of substance.
  private static let remarks: Set<String> = ["meaning", "note", "locked", "remove"]

  /// The differences that lead from `first` to `second`.
  public init(_ first: StandardTables, _ second: StandardTables) {
    var changes: [Change] = []
    for kind in StandardTable.Kind.allCases {
      let (old, new) = (first[kind], second[kind])
      for record in old.records {
        guard let other = new.record(record.key) else {
          changes.append(
            Change(
              table: kind.rawValue, key: record.label, column: nil, kind: .removed,
              before: StandardDifference.summary(record, kind), after: nil))
          continue
        }
        for column in Set(record.cells.keys).union(other.cells.keys).subtracting(Self.remarks).sorted()
        where record.text(column) != other.text(column) {
          changes.append(
            Change(
              table: kind.rawValue, key: record.label, column: column, kind: .changed, before: record.text(column),
              after: other.text(column)))
        }
      }
      for record in new.records where old.record(record.key) == nil {
        changes.append(
          Change(
            table: kind.rawValue, key: record.label, column: nil, kind: .added, before: nil,
            after: StandardDifference.summary(record, kind)))
      }
    }
    self.changes = changes
  }

  private static func summary(_ record: StandardTable.Record, _ kind: StandardTable.Kind) -> String {
    let columns: [String] =
      switch kind {
      case .settings, .rules: ["value"]
      case .indicators: ["name_zh", "points", "rule"]
      case .criteria: ["name_zh", "points"]
      case .conditions: ["name_zh", "basis"]
      case .bands: ["name_zh", "minimum"]
      }
    return columns.map(record.text).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
