import Foundation

/// Solves P(X ≤ x) = p for a continuous distribution on [0, ∞) or [0, 1] from its forward functions.
///
/// GSL's own inverses of the beta, F and chi-square distributions return NaN for about one argument in a hundred of those
/// that survey intervals need, while its forward functions hold. So the root is bracketed, halved on a logarithmic scale
/// while the bracket is wide, and polished by Newton steps that may never leave the bracket.
struct BracketedInversion {
  /// P(X ≤ x).
  let cumulative: (Double) -> Double
  /// P(X > x).
  let upperTail: (Double) -> Double
  /// The density at x.
  let density: (Double) -> Double

  /// The x with P(X ≤ x) = p between `low` and `high`, which must enclose it; the smaller tail decides, so that neither
  /// end loses digits.
  func quantile(_ p: Double, low: Double, high: Double) -> Double {
    let usesLower = p <= 0.5
    // Positive where x is too large.
    func excess(_ x: Double) -> Double { usesLower ? cumulative(x) - p : (1 - p) - upperTail(x) }
    var low = low
    var high = high
    var x = BracketedInversion.middle(low, high)
    for _ in 0..<400 {
      let distance = excess(x)
      if distance == 0 { return x }
      if distance > 0 { high = x } else { low = x }
      if high - low <= 2 * x.ulp { return x }
      let slope = density(x)
      let step = distance / slope
      let newton = x - step
      if slope > 0, step.isFinite, newton > low, newton < high, high <= 4 * low || abs(step) < 0.5 * x {
        if abs(step) <= 0.25 * x.ulp { return newton }
        x = newton
      } else {
        x = BracketedInversion.middle(low, high)
      }
    }
    return x
  }

  /// The geometric middle of a wide bracket, the arithmetic middle of a narrow one.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    if high <= 4 * low { return low + (high - low) / 2 }
    let floor = max(low, 1e-300)
    return high <= floor ? low + (high - low) / 2 : (floor.squareRoot() * high.squareRoot())
  }
}
