/// Sums of independent yes-or-no trials, as the fixed-size designs need them.
///
/// Elementary symmetric sums of λ = π/(1 − π) are these probabilities divided by Π(1 − π): working with probabilities keeps
/// every number in [0, 1] and every term positive, where the textbook recursion by power sums alternates and overflows.
enum IndependentDraws {
  /// P(sum over units k, k + 1, … = m) for each k and m ≤ `most`; row N is the empty sum.
  static func suffixes(_ probabilities: [Double], most: Int) -> [[Double]] {
    var table = [[Double]](repeating: [], count: probabilities.count + 1)
    var row = [Double](repeating: 0, count: most + 1)
    row[0] = 1
    table[probabilities.count] = row
    for unit in probabilities.indices.reversed() {
      add(probabilities[unit], to: &row)
      table[unit] = row
    }
    return table
  }

  /// P(sum over all units = m) for m ≤ `most`.
  static func first(_ probabilities: [Double], most: Int) -> [Double] {
    var row = [Double](repeating: 0, count: most + 1)
    row[0] = 1
    for p in probabilities { add(p, to: &row) }
    return row
  }

  /// Adds one unit to the distribution of a sum.
  static func add(_ p: Double, to row: inout [Double]) {
    for m in stride(from: row.count - 1, to: 0, by: -1) { row[m] = row[m] * (1 - p) + row[m - 1] * p }
    row[0] *= 1 - p
  }

  /// Takes the expectation of f(m) over one more unit, f(m) becoming (1 − p) f(m) + p f(m + 1); f is 0 beyond its end.
  static func expect(_ p: Double, _ values: inout [Double]) {
    for m in values.indices { values[m] = values[m] * (1 - p) + (m + 1 < values.count ? values[m + 1] * p : 0) }
  }
}
