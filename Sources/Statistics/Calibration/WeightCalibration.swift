/// Calibration (校准): the weights nearest to the base weights with which the sample's totals are the known ones.
///
///     w = d · g(x′λ),   Σ w x = T
///
/// λ is found by Newton's method; redundant totals are welcome, contradictory ones refused.
///
/// - SeeAlso: Deville and Särndal (1992), doi:10.2307/2290268; Deville, Särndal and Sautory (1993).
public struct WeightCalibration: Sendable {
  /// The calibration variables: one column of row values each.
  public let variables: [[Double]]
  /// The known total of each variable.
  public let totals: [Double]
  /// The distance.
  public let distance: CalibrationDistance

  /// The relative misfit of a total that is accepted.
  static let tolerance = 1e-10

  /// A calibration.
  ///
  /// - Throws: `.invalidArgument` unless each variable has one total, `.notFinite` if a total or a value is not finite.
  public init(
    variables: [[Double]], totals: [Double], distance: CalibrationDistance
  ) throws(StatisticsError) {
    guard variables.count == totals.count, !variables.isEmpty else {
      throw .invalidArgument("\(variables.count) calibration variables with \(totals.count) totals")
    }
    guard totals.allSatisfy(\.isFinite), variables.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw .notFinite("calibration variables and totals")
    }
    self.variables = variables
    self.totals = totals
    self.distance = distance
  }

  /// The g-weights of base weights; persons that a row stands for are in `base` already.
  ///
  /// - Throws: `.notConverged` naming the largest relative misfit if the totals contradict each other or the bounds forbid them.
  public func factors(base: [Double]) throws(StatisticsError) -> [Double] {
    let width = variables.count
    var lambda = [Double](repeating: 0, count: width)
    var u = [Double](repeating: 0, count: base.count)
    var misfit = self.misfit(base, u)
    for _ in 0..<100 {
      if size(misfit) < 1e-14 { break }
      var hessian = [Double](repeating: 0, count: width * width)
      let slope = u.indices.map { base[$0] * distance.slope(u[$0]) }
      for a in 0..<width {
        for b in 0...a {
          var sum = 0.0
          for row in slope.indices { sum += slope[row] * variables[a][row] * variables[b][row] }
          hessian[a * width + b] = sum
          hessian[b * width + a] = sum
        }
      }
      guard let direction = try? LinearSystems.solveSemidefinite(hessian, misfit) else { break }
      var step = 1.0
      var improved = false
      while step > 1e-6 {
        let trial = lambda.indices.map { lambda[$0] + step * direction[$0] }
        let values = product(trial, base.count)
        let next = self.misfit(base, values)
        if next.allSatisfy(\.isFinite), size(next) < size(misfit) || step == 1 && size(next) < 2 * size(misfit) {
          improved = size(next) < size(misfit)
          lambda = trial
          u = values
          misfit = next
          break
        }
        step /= 2
      }
      if !improved && step < 1 || step <= 1e-6 { break }
      if !improved, size(misfit) < WeightCalibration.tolerance { break }
    }
    guard size(misfit) < WeightCalibration.tolerance else {
      throw .notConverged("calibration: largest relative misfit of a total \(size(misfit))")
    }
    return u.map { distance.factor($0) }
  }

  private func product(_ lambda: [Double], _ count: Int) -> [Double] {
    var u = [Double](repeating: 0, count: count)
    for (index, variable) in variables.enumerated() {
      for row in 0..<count { u[row] += lambda[index] * variable[row] }
    }
    return u
  }

  private func misfit(_ base: [Double], _ u: [Double]) -> [Double] {
    let weights = u.indices.map { base[$0] * distance.factor(u[$0]) }
    return variables.indices.map { index in
      var sum = 0.0
      for row in weights.indices { sum += weights[row] * variables[index][row] }
      return totals[index] - sum
    }
  }

  private func size(_ misfit: [Double]) -> Double {
    misfit.indices.reduce(0) { max($0, abs(misfit[$1]) / (1 + abs(totals[$1]))) }
  }
}
