import Foundation

/// −2 × the restricted log-likelihood of a crossed model, profiled over the mean and the residual variance.
///
/// With ratios θ = (unit, rater) of standard deviations to the residual one, the random effects enter scaled by θ. The larger
/// side is eliminated (its block is diagonal), so that one value costs a Cholesky factor of the smaller side's order.
struct RestrictedCriterion {
  private let cells: [[(rater: Int, value: Double)]]
  private let raters: Int
  private let count: Double
  private let isExchanged: Bool

  init(_ scores: CrossedScores) throws(StatisticsError) {
    isExchanged = scores.raters > scores.units
    let ordered = isExchanged ? scores.exchanged : scores
    let mean = scores.scores.reduce(0) { $0 + $1.value } / Double(scores.scores.count)
    var cells = [[(rater: Int, value: Double)]](repeating: [], count: ordered.units)
    for score in ordered.scores { cells[score.unit].append((score.rater, score.value - mean)) }
    self.cells = cells
    raters = ordered.raters
    count = Double(scores.scores.count)
  }

  /// The criterion and the residual variance at ratios a (eliminated side) and b; both enter only through their squares and
  /// product, so that signs do not matter.
  func value(_ a: Double, _ b: Double) throws(StatisticsError) -> (deviance: Double, residual: Double) {
    // Columns: the scores y and the constant 1, both to be freed from the random effects.
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: raters), count: raters)
    var rightY = [Double](repeating: 0, count: raters)
    var rightOne = rightY
    for rater in 0..<raters { matrix[rater][rater] = 1 }
    var logDeterminant = 0.0
    var (yy, yOne, oneOne) = (0.0, 0.0, 0.0)
    for unit in cells {
      let n = Double(unit.count)
      let pivot = 1 + a * a * n
      logDeterminant += log(pivot)
      let sum = unit.reduce(0) { $0 + $1.value }
      let shrink = a * a / pivot
      yy += unit.reduce(0) { $0 + $1.value * $1.value } - shrink * sum * sum
      yOne += sum - shrink * sum * n
      oneOne += n - shrink * n * n
      for cell in unit {
        rightY[cell.rater] += b * (cell.value - shrink * sum)
        rightOne[cell.rater] += b * (1 - shrink * n)
        matrix[cell.rater][cell.rater] += b * b
        for other in unit { matrix[cell.rater][other.rater] -= b * b * shrink }
      }
    }
    let system = try SymmetricSystem(matrix, in: "restricted likelihood")
    let solvedY = system.solve(rightY)
    let solvedOne = system.solve(rightOne)
    yy -= zip(rightY, solvedY).reduce(0) { $0 + $1.0 * $1.1 }
    yOne -= zip(rightY, solvedOne).reduce(0) { $0 + $1.0 * $1.1 }
    oneOne -= zip(rightOne, solvedOne).reduce(0) { $0 + $1.0 * $1.1 }
    let squares = max(yy - yOne * yOne / oneOne, 0)
    let freedom = count - 1
    guard squares > 0 else { return (-Double.greatestFiniteMagnitude, 0) }
    return (
      logDeterminant + system.logDeterminant + log(oneOne) + freedom * log(squares / freedom), squares / freedom
    )
  }

  /// The ratios of the least criterion, by Nelder and Mead's simplex, begun again until it no longer falls.
  ///
  /// - Throws: `.notConverged`; `.singular` if no ratio is finite.
  func minimum() throws(StatisticsError) -> (unit: Double, rater: Double, residual: Double) {
    var best = (a: 1.0, b: 1.0, deviance: try value(1, 1).deviance)
    for start in [(0.3, 0.3), (1.0, 1.0), (3.0, 1.0), (1.0, 3.0), (0.0, 1.0), (1.0, 0.0), (0.0, 0.0)] {
      let deviance = try value(start.0, start.1).deviance
      if deviance < best.deviance { best = (start.0, start.1, deviance) }
    }
    var isSettled = false
    for _ in 0..<12 where !isSettled {
      let next = try simplex(best.a, best.b)
      guard abs(next.a) < 1e5, abs(next.b) < 1e5 else { throw .noVariance("the residuals of the scores") }
      isSettled =
        abs(abs(next.a) - abs(best.a)) <= 1e-7 * (abs(next.a) + 1e-3)
        && abs(abs(next.b) - abs(best.b)) <= 1e-7 * (abs(next.b) + 1e-3)
      if next.deviance <= best.deviance { best = next } else { isSettled = true }
    }
    guard isSettled else { throw .notConverged("restricted likelihood") }
    // A ratio that does no better than 0 is 0.
    for candidate in [(0.0, best.b), (best.a, 0.0), (0.0, 0.0)] {
      let deviance = try value(candidate.0, candidate.1).deviance
      if deviance <= best.deviance + 1e-10 { best = (candidate.0, candidate.1, min(deviance, best.deviance)) }
    }
    let residual = try value(best.a, best.b).residual
    return isExchanged ? (abs(best.b), abs(best.a), residual) : (abs(best.a), abs(best.b), residual)
  }

  private func simplex(_ a: Double, _ b: Double) throws(StatisticsError) -> (a: Double, b: Double, deviance: Double) {
    var points = [(a, b), (a + 0.25 * max(abs(a), 0.4), b), (a, b + 0.25 * max(abs(b), 0.4))]
    var values: [Double] = []
    for point in points { values.append(try value(point.0, point.1).deviance) }
    for _ in 0..<2000 {
      let order = values.indices.sorted { values[$0] < values[$1] }
      points = order.map { points[$0] }
      values = order.map { values[$0] }
      let size = max(abs(points[2].0 - points[0].0), abs(points[2].1 - points[0].1))
      if size < 1e-9 * (1e-2 + abs(points[0].0) + abs(points[0].1)) { break }
      let centre = ((points[0].0 + points[1].0) / 2, (points[0].1 + points[1].1) / 2)
      func along(_ t: Double) -> (Double, Double) {
        (centre.0 + t * (points[2].0 - centre.0), centre.1 + t * (points[2].1 - centre.1))
      }
      let reflected = try value(along(-1).0, along(-1).1).deviance
      if reflected < values[0] {
        let expanded = try value(along(-2).0, along(-2).1).deviance
        points[2] = along(expanded < reflected ? -2 : -1)
        values[2] = min(expanded, reflected)
      } else if reflected < values[1] {
        points[2] = along(-1)
        values[2] = reflected
      } else {
        let t = reflected < values[2] ? -0.5 : 0.5
        let contracted = try value(along(t).0, along(t).1).deviance
        if contracted < min(reflected, values[2]) {
          points[2] = along(t)
          values[2] = contracted
        } else {
          for index in 1...2 {
            points[index] = ((points[0].0 + points[index].0) / 2, (points[0].1 + points[index].1) / 2)
            values[index] = try value(points[index].0, points[index].1).deviance
          }
        }
      }
    }
    let best = values.indices.min { values[$0] < values[$1] } ?? 0
    return (points[best].0, points[best].1, values[best])
  }
}
