/// Units in rows, items or raters in columns; nil where nobody answered.
public struct RatingTable: Hashable, Sendable {
  /// The values, row by row, each row as long as `columns`.
  public let rows: [[Double?]]
  /// The number of items or raters.
  public let columns: Int

  /// - Throws: `.emptySample` without rows or columns; `.notFinite` for a value whose square is not finite.
  /// - Precondition: all rows are equally long.
  public init(_ rows: [[Double?]]) throws(StatisticsError) {
    guard let first = rows.first, !first.isEmpty else { throw .emptySample }
    precondition(rows.allSatisfy { $0.count == first.count }, "all rows are equally long")
    for row in rows {
      for case let value? in row where !(abs(value) < 1e150) { throw .notFinite("value \(value)") }
    }
    self.rows = rows
    columns = first.count
  }

  /// The rows without a gap.
  public var complete: [[Double]] {
    rows.compactMap { row in
      let values = row.compactMap { $0 }
      return values.count == row.count ? values : nil
    }
  }
}
