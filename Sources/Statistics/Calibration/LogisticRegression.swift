import Foundation

/// Logistic regression (逻辑回归) of a yes or no on numbers, by maximum likelihood.
///
///     log(p/(1 − p)) = x′β
///
/// Newton's method from β = 0; redundant columns are refused, for their coefficients would mean nothing.
///
/// - SeeAlso: McCullagh and Nelder (1989), Generalized Linear Models, 4.4.
public struct LogisticRegression: Hashable, Sendable {
  /// One coefficient for each column.
  public let coefficients: [Double]
  /// The standard error of each, from the information matrix.
  public let standardErrors: [Double]
  /// The fitted probability of each row, those without weight included.
  public let fitted: [Double]

  /// - Parameters:
  ///   - columns: the regressors, an intercept among them if one is wanted; one value for each row.
  ///   - outcome: whether each row is a yes.
  ///   - weights: how much each row counts, at least 0; 0 leaves it out.
  /// - Throws: `.emptySample`; `.noVariance` if all outcomes agree; `.singular` if columns are redundant; `.notConverged` if
  ///   the columns tell yes and no apart completely, so that no estimate exists.
  public init(_ columns: [[Double]], outcome: [Bool], weights: [Double]) throws(StatisticsError) {
    let used = outcome.indices.filter { weights[$0] > 0 }
    guard !columns.isEmpty, !used.isEmpty else { throw .emptySample }
    guard used.contains(where: { outcome[$0] }), used.contains(where: { !outcome[$0] }) else {
      throw .noVariance("the outcome of the regression")
    }
    guard columns.allSatisfy({ column in used.allSatisfy { column[$0].isFinite } }) else {
      throw .notFinite("a regressor")
    }
    var beta = [Double](repeating: 0, count: columns.count)
    var deviance = Double.infinity
    for _ in 0..<100 {
      let fit = LogisticRegression.fit(columns, beta)
      let next = LogisticRegression.deviance(fit, outcome, weights, used)
      let system = try LogisticRegression.information(columns, fit, weights, used)
      if abs(next - deviance) <= 1e-14 * (abs(next) + 0.1) {
        guard used.allSatisfy({ fit[$0] > 1e-12 && fit[$0] < 1 - 1e-12 }) else {
          throw .notConverged("logistic regression: the columns separate those who answered from the others")
        }
        coefficients = beta
        standardErrors = system.inverseDiagonal().map { max(0, $0).squareRoot() }
        fitted = fit
        return
      }
      deviance = next
      let score = columns.map { column in
        used.reduce(0.0) { $0 + weights[$1] * ((outcome[$1] ? 1 : 0) - fit[$1]) * column[$1] }
      }
      let step = system.solve(score)
      for index in beta.indices { beta[index] += step[index] }
      guard beta.allSatisfy(\.isFinite) else { break }
    }
    throw .notConverged("logistic regression")
  }

  private static func fit(_ columns: [[Double]], _ beta: [Double]) -> [Double] {
    var score = [Double](repeating: 0, count: columns[0].count)
    for (column, coefficient) in zip(columns, beta) {
      for row in score.indices { score[row] += coefficient * column[row] }
    }
    return score.map { 1 / (1 + exp(-$0)) }
  }

  private static func deviance(
    _ fit: [Double], _ outcome: [Bool], _ weights: [Double], _ used: [Int]
  ) -> Double {
    used.reduce(0) { $0 - 2 * weights[$1] * log(outcome[$1] ? fit[$1] : 1 - fit[$1]) }
  }

  private static func information(
    _ columns: [[Double]], _ fit: [Double], _ weights: [Double], _ used: [Int]
  ) throws(StatisticsError) -> SymmetricSystem {
    let slope = used.map { weights[$0] * fit[$0] * (1 - fit[$0]) }
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: columns.count), count: columns.count)
    for a in columns.indices {
      for b in 0...a {
        var sum = 0.0
        for (place, row) in used.enumerated() { sum += slope[place] * columns[a][row] * columns[b][row] }
        matrix[a][b] = sum
        matrix[b][a] = sum
      }
    }
    return try SymmetricSystem(matrix, in: "logistic regression: redundant columns, or a category that decides alone")
  }
}
