/// The rank of given replicate weights, from which their degrees of freedom follow (Lumley: rank less one).
enum ReplicateRank {
  /// The rank of the columns restricted to `rows`, by Gram–Schmidt with a relative tolerance of 1e-5.
  ///
  /// Where
  /// the work would exceed some 10¹⁰ operations the smaller number of rows or columns is taken.
  static func rank(of columns: [[Double]], rows: [Int32]) -> Int {
    guard !columns.isEmpty, !rows.isEmpty else { return 0 }
    let limit = min(columns.count, rows.count)
    if Double(rows.count) * Double(columns.count) * Double(limit) > 1e10 { return limit }
    var basis: [[Double]] = []
    for column in columns {
      var vector = rows.map { column[Int($0)] }
      let norm = length(vector)
      guard norm > 0 else { continue }
      for _ in 0..<2 {
        for direction in basis {
          var product = 0.0
          for index in vector.indices { product += vector[index] * direction[index] }
          for index in vector.indices { vector[index] -= product * direction[index] }
        }
      }
      let rest = length(vector)
      if rest > 1e-5 * norm {
        basis.append(vector.map { $0 / rest })
        if basis.count == limit { break }
      }
    }
    return basis.count
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
