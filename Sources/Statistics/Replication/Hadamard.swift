/// Hadamard matrices: square matrices of ±1 with orthogonal rows.
enum Hadamard {
  /// The smallest matrix of order at least `order` among those of Sylvester and Paley (order q + 1, q prime, q ≡ 3 mod 4, and
  /// their doublings); true is +1, the first column is all true.
  ///
  /// - SeeAlso: Sylvester (1867); Paley (1933).
  static func matrix(atLeast order: Int) -> [[Bool]] {
    var best: [[Bool]]?
    var core = 1
    // Each core is doubled until it is large enough; the smallest result wins.
    var candidates: [(size: Int, core: Int)] = []
    while core <= max(order, 4) * 2 {
      if core == 1 || core == 2 || (core % 4 == 0 && isPrime(core - 1)) {
        var size = core
        while size < order { size *= 2 }
        candidates.append((size, core))
      }
      core += 1
    }
    if let choice = candidates.min(by: { ($0.size, $0.core) < ($1.size, $1.core) }) {
      var matrix = choice.core <= 2 ? sylvester(choice.core) : paley(choice.core - 1)
      while matrix.count < choice.size {
        matrix = matrix.map { $0 + $0 } + matrix.map { row in row + row.map { !$0 } }
      }
      best = matrix
    }
    return best ?? [[true]]
  }

  private static func sylvester(_ order: Int) -> [[Bool]] { order == 1 ? [[true]] : [[true, true], [true, false]] }

  private static func isPrime(_ n: Int) -> Bool {
    guard n > 2 else { return n == 2 }
    var divisor = 2
    while divisor * divisor <= n {
      if n % divisor == 0 { return false }
      divisor += 1
    }
    return true
  }

  /// Paley's first construction for a prime q ≡ 3 mod 4, its first column made all true.
  private static func paley(_ q: Int) -> [[Bool]] {
    var residue = [Bool](repeating: false, count: q)
    for value in 1..<q { residue[value * value % q] = true }
    var matrix = [[Bool](repeating: true, count: q + 1)]
    for row in 0..<q {
      // I + S with S skew: the diagonal is +1, the border −1; then the row is negated to begin with +1.
      var line = [false]
      for column in 0..<q { line.append(row == column || residue[((column - row) % q + q) % q]) }
      matrix.append(line.map { !$0 })
    }
    return matrix
  }
}
