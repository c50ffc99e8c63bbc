/// Units compared two by two over the indicators that both have (两两比较): which share of the weight speaks for either.
///
///     o(i, j) = Σ weight of the indicators in which i beats j + half of those in which they tie, over the shared weight
///
/// With missing values COINr sets o(j, i) = 1 − o(i, j) over all indicators, so that a gap counts as a win for the later row;
/// here only shared indicators speak, and a pair that shares none is not compared.
///
/// - SeeAlso: Munda and Nardo (2009), doi:10.1080/00036840601019364; Copeland (1951).
public struct Outranking: Sendable {
  /// o(i, j); nil on the diagonal and for pairs without a shared indicator.
  public let matrix: [[Double?]]

  /// - Parameters:
  ///   - indicators: one list for each indicator, one value for each unit; more is better.
  ///   - weights: one for each indicator.
  public init(_ indicators: [[Double?]], weights: [Double]) {
    let units = indicators.first?.count ?? 0
    var matrix = [[Double?]](repeating: Array(repeating: nil, count: units), count: units)
    for i in 0..<units {
      for j in (i + 1)..<max(units, i + 1) {
        var (wins, ties, shared) = (0.0, 0.0, 0.0)
        for (indicator, weight) in zip(indicators, weights) {
          guard let a = indicator[i], let b = indicator[j] else { continue }
          shared += weight
          if a > b { wins += weight } else if a == b { ties += weight }
        }
        guard shared > 0 else { continue }
        let share = (wins + ties / 2) / shared
        // Weights such as 0.1 + 0.2 and 0.3 must meet at one half.
        matrix[i][j] = abs(share - 0.5) < 1e-12 ? 0.5 : share
        matrix[j][i] = matrix[i][j].map { 1 - $0 }
      }
    }
    self.matrix = matrix
  }

  /// Copeland's scores: pairs won less pairs lost; nil for a unit that is compared with none.
  public var copeland: [Double?] {
    matrix.map { row in
      let shares = row.compactMap { $0 }
      guard !shares.isEmpty || matrix.count == 1 else { return nil }
      return Double(shares.count { $0 > 0.5 } - shares.count { $0 < 0.5 })
    }
  }
}
