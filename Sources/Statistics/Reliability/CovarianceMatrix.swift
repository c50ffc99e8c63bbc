/// How rows with gaps enter a matrix of covariances.
public enum MissingValues: String, Hashable, Sendable, CaseIterable {
  /// A row with any gap is left out.
  case listwise
  /// Each covariance takes the rows that have both values.
  case pairwise
}

/// Sample covariances (divisor n − 1) of the columns of a table.
public struct CovarianceMatrix: Hashable, Sendable {
  /// The covariances.
  public let values: [[Double]]
  /// The means of the columns, over the rows that count for the column.
  public let means: [Double]
  /// Rows that took part: the complete ones, or with pairwise covariances all that hold a value.
  public let count: Int

  /// - Throws: `.tooFew` if fewer than two rows have both values of a pair of columns.
  public init(_ table: RatingTable, _ missing: MissingValues) throws(StatisticsError) {
    switch missing {
    case .listwise:
      let rows = table.complete
      guard rows.count >= 2 else { throw .tooFew(what: "complete rows", needed: 2, found: rows.count) }
      let n = Double(rows.count)
      let means = (0..<table.columns).map { column in rows.reduce(0) { $0 + $1[column] } / n }
      var sums = [[Double]](repeating: [Double](repeating: 0, count: table.columns), count: table.columns)
      for row in rows {
        for a in 0..<table.columns {
          for b in 0...a { sums[a][b] += (row[a] - means[a]) * (row[b] - means[b]) }
        }
      }
      values = (0..<table.columns).map { a in (0..<table.columns).map { b in sums[max(a, b)][min(a, b)] / (n - 1) } }
      self.means = means
      count = rows.count
    case .pairwise:
      var values = [[Double]](repeating: [Double](repeating: 0, count: table.columns), count: table.columns)
      for a in 0..<table.columns {
        for b in 0...a {
          values[a][b] = try CovarianceMatrix.covariance(table.rows, a, b)
          values[b][a] = values[a][b]
        }
      }
      self.values = values
      means = (0..<table.columns).map { column in
        let present = table.rows.compactMap { $0[column] }
        return present.reduce(0, +) / Double(present.count)
      }
      count = table.rows.count { row in row.contains { $0 != nil } }
    }
  }

  private static func covariance(_ rows: [[Double?]], _ a: Int, _ b: Int) throws(StatisticsError) -> Double {
    var pairs: [(Double, Double)] = []
    for row in rows { if let x = row[a], let y = row[b] { pairs.append((x, y)) } }
    guard pairs.count >= 2 else {
      throw .tooFew(what: "rows with items \(a + 1) and \(b + 1)", needed: 2, found: pairs.count)
    }
    let n = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.0 } / n
    let meanY = pairs.reduce(0) { $0 + $1.1 } / n
    return pairs.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / (n - 1)
  }

  /// The correlations, or nil if a column has no variance.
  public var correlations: [[Double]]? {
    let deviations = values.indices.map { values[$0][$0].squareRoot() }
    guard deviations.allSatisfy({ $0 > 0 }) else { return nil }
    return values.indices.map { a in
      values.indices.map { b in a == b ? 1 : values[a][b] / (deviations[a] * deviations[b]) }
    }
  }
}
