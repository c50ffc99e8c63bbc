import Foundation

/// The sampled areas of a Fay–Herriot model, ready for its likelihoods and its moment equation.
struct AreaModel {
  /// The covariates with the intercept, in orthonormal columns.
  let rows: [[Double]]
  /// The direct estimates.
  let values: [Double]
  /// Their sampling variances.
  let variances: [Double]

  /// The regression with model variance `a`.
  func fit(_ a: Double) throws(StatisticsError) -> WeightedRegression {
    try WeightedRegression(rows: rows, values: values, weights: variances.map { 1 / (a + $0) })
  }

  /// The estimate of A, at least 0.
  ///
  /// The likelihoods may have more than one maximum, so they are looked at over a grid of A, 0 included, from a thousandth of
  /// the smallest sampling variance to a thousand times the spread of the estimates; around the best place the equation
  /// "derivative = 0" is solved by bisection. The moment equation falls in A and needs no grid.
  ///
  /// - Throws: `.notConverged` if no sign change encloses the maximum.
  func modelVariance(_ method: FayHerriot.Method) throws(StatisticsError) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    if spread == 0 { return 0 }
    let smallest = (variances.min() ?? 0) / 1000
    let largest = max(spread * 1000, smallest * 1000)
    if method == .fayHerriot {
      guard try momentEquation(0) > 0 else { return 0 }
      guard try momentEquation(largest) < 0 else { throw .notConverged("moment equation of the model variance") }
      return try solve(0, largest) { a throws(StatisticsError) in try momentEquation(a) }
    }
    let points = 200
    var grid = [0.0]
    for point in 0...points { grid.append(smallest * pow(largest / smallest, Double(point) / Double(points))) }
    var (best, height) = (0, -Double.infinity)
    for (index, a) in grid.enumerated() {
      let likelihood = try logLikelihood(a, method)
      if likelihood > height { (best, height) = (index, likelihood) }
    }
    let low = grid[max(0, best - 1)]
    let high = grid[min(grid.count - 1, best + 1)]
    let (rising, falling) = (try score(low, method) > 0, try score(high, method) < 0)
    if low == 0 && !rising { return 0 }
    guard rising && falling else { throw .notConverged("maximum of the likelihood of the model variance") }
    return try solve(low, high) { a throws(StatisticsError) in try score(a, method) }
  }

  /// Σ (y − xβ)²/(A + ψ) − (m − p), which falls in A.
  private func momentEquation(_ a: Double) throws(StatisticsError) -> Double {
    let residuals = try fit(a).residuals
    let sum = residuals.indices.reduce(0) { $0 + residuals[$1] * residuals[$1] / (a + variances[$1]) }
    return sum - Double(rows.count - rows[0].count)
  }

  /// The (restricted) log-likelihood of A, up to a constant.
  private func logLikelihood(_ a: Double, _ method: FayHerriot.Method) throws(StatisticsError) -> Double {
    let fit = try fit(a)
    var sum = method == .reml ? fit.logDeterminant : 0
    for (residual, variance) in zip(fit.residuals, variances) {
      sum += log(a + variance) + residual * residual / (a + variance)
    }
    return -sum / 2
  }

  /// Twice the derivative of the (restricted) log-likelihood: Σ r²w² − Σ w, plus tr((XᵀWX)⁻¹XᵀW²X) if restricted.
  private func score(_ a: Double, _ method: FayHerriot.Method) throws(StatisticsError) -> Double {
    let fit = try fit(a)
    var sum = method == .reml ? fit.leverage : 0
    for (residual, variance) in zip(fit.residuals, variances) {
      let weight = 1 / (a + variance)
      sum += residual * residual * weight * weight - weight
    }
    return sum
  }

  /// The place between `low` and `high` where a falling function crosses 0, to the last bit but a few.
  private func solve(
    _ low: Double, _ high: Double, _ function: (Double) throws(StatisticsError) -> Double
  ) throws(StatisticsError) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<2000 where high - low > 1e-15 * high {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if try function(middle) > 0 { low = middle } else { high = middle }
    }
    guard high - low <= 1e-12 * high else { throw .notConverged("model variance") }
    return low + (high - low) / 2
  }

  /// What the mean squared errors need of the estimate of A.
  func errorTerms(_ a: Double, _ fit: WeightedRegression, _ method: FayHerriot.Method) -> ErrorTerms {
    let weights = variances.map { 1 / (a + $0) }
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    let areas = Double(weights.count)
    return switch method {
    case .reml: ErrorTerms(modelVariance: a, variance: 2 / squares, bias: 0)
    case .ml: ErrorTerms(modelVariance: a, variance: 2 / squares, bias: -fit.leverage / squares)
    case .fayHerriot:
      ErrorTerms(
        modelVariance: a, variance: 2 * areas / (sum * sum),
        bias: 2 * (areas * squares - sum * sum) / (sum * sum * sum))
    }
  }

  /// The asymptotic variance and bias of Â and the second-order mean squared error that follows.
  struct ErrorTerms {
    /// Â.
    let modelVariance: Double
    /// The asymptotic variance of Â.
    let variance: Double
    /// The leading bias of Â; 0 for restricted maximum likelihood.
    let bias: Double

    /// g₁ + g₂ + 2g₃ − (1 − γ)²·bias, with g₁ = γψ, g₂ = (1 − γ)² x(XᵀWX)⁻¹xᵀ, g₃ = ψ²/(A + ψ)³ · var(Â).
    ///
    /// - SeeAlso: Datta, Rao and Smith (2005), doi:10.1093/biomet/92.1.183, eq. (8) and (11).
    func meanSquaredError(_ sampling: Double, spread: Double) -> Double {
      let total = modelVariance + sampling
      let rest = sampling / total
      let g1 = modelVariance * rest
      let g2 = rest * rest * spread
      let g3 = rest * rest * variance / total
      return g1 + g2 + 2 * g3 - rest * rest * bias
    }
  }
}
