import Foundation

/// How far a calibrated weight may stray from its base weight, and at which price: the function g(u) of Deville and Särndal.
public struct CalibrationDistance: Hashable, Sendable {
  /// The shape of g.
  public enum Shape: String, Hashable, Sendable, CaseIterable {
    /// g = 1 + u, cut at the bounds: the generalised regression estimator.
    case linear
    /// g = exp u, cut at the bounds: never negative; equal to raking on category margins.
    case raking
    /// g runs smoothly between the two bounds (case 6 of the paper).
    case logit
  }

  /// The shape.
  public let shape: Shape
  /// The smallest g-weight.
  public let lower: Double
  /// The largest g-weight.
  public let upper: Double

  /// A distance.
  ///
  /// - Throws: `.invalidArgument` unless `lower` < 1 < `upper`, and for `logit` unless both are finite and `lower` ≥ 0.
  public init(
    _ shape: Shape, lower: Double = -.infinity, upper: Double = .infinity
  ) throws(StatisticsError) {
    guard lower < 1, upper > 1 else {
      throw .invalidArgument("bounds of g-weights enclose 1, not \(lower) and \(upper)")
    }
    if shape == .logit, !(lower.isFinite && upper.isFinite) {
      throw .invalidArgument("the logit distance needs a lower and an upper bound")
    }
    self.shape = shape
    self.lower = lower
    self.upper = upper
  }

  /// g(u).
  func factor(_ u: Double) -> Double {
    switch shape {
    case .linear: return min(max(1 + u, lower), upper)
    case .raking: return min(max(exp(u), lower), upper)
    case .logit:
      let a = (upper - lower) / ((upper - 1) * (1 - lower))
      // Dividing by the larger exponential keeps both ends finite.
      if a * u > 0 {
        let e = exp(-a * u)
        return (lower * (upper - 1) * e + upper * (1 - lower)) / ((upper - 1) * e + (1 - lower))
      }
      let e = exp(a * u)
      return (lower * (upper - 1) + upper * (1 - lower) * e) / (upper - 1 + (1 - lower) * e)
    }
  }

  /// g′(u); 0 where the bounds cut.
  func slope(_ u: Double) -> Double {
    switch shape {
    case .linear: return 1 + u > lower && 1 + u < upper ? 1 : 0
    case .raking:
      let value = exp(u)
      return value > lower && value < upper ? value : 0
    case .logit:
      let a = (upper - lower) / ((upper - 1) * (1 - lower))
      let g = factor(u)
      return (g - lower) * (upper - g) * a / (upper - lower)
    }
  }
}
