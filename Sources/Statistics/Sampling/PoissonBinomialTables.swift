/// Sums of independent yes-or-no trials, as the fixed-size designs need them.
///
/// Elementary symmetric sums of λ = π/(1 − π) are these probabilities divided by Π(1 − π): working with probabilities keeps
/// every number in [0, 1] and every term positive, where the textbook recursion by power sums alternates and overflows.
enum PoissonBinomialTables {
  /// P(sum over units k, k + 1, … = m) for each k and m ≤ `most`; row N is the empty sum.
  static func suffixes(_ probabilities: [Double], most: Int) -> [[Double]] {
    var table = [[Double]](repeating: [], count: probabilities.count + 1)
    var row = [Double](repeating: 0, count: most + 1)
    row[0] = 1
    table[probabilities.count] = row
    for unit in probabilities.indices.reversed() {
      let p = probabilities[unit]
      for m in stride(from: most, to: 0, by: -1) { row[m] = row[m] * (1 - p) + row[m - 1] * p }
      row[0] *= 1 - p
      table[unit] = row
    }
    return table
  }

  /// For a functional f(m) of the sum: E f(m + sum over units k, k + 1, …) for each k and m ≤ `most`, f being 0 above.
  static func expectations(_ probabilities: [Double], of values: [Double]) -> [[Double]] {
    var table = [[Double]](repeating: [], count: probabilities.count + 1)
    var row = values
    table[probabilities.count] = row
    for unit in probabilities.indices.reversed() {
      let p = probabilities[unit]
      for m in values.indices { row[m] = row[m] * (1 - p) + (m + 1 < values.count ? row[m + 1] * p : 0) }
      table[unit] = row
    }
    return table
  }
}
