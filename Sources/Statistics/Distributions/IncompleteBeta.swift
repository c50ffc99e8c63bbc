import Foundation

/// scale · I_x(a, b) + offset, I the regularised incomplete beta function, through the continued fraction that converges fast; how
/// exact it must be depends on the offset.
///
/// All but the continued fraction, which takes most of the time, is computed at once; several fractions are then evaluated
/// together (`BetaFractions`).
struct IncompleteBeta {
  /// The fraction's arguments, and how exact it must be.
  let a, b, x, tolerance: Double
  private let front: Double
  private let scale: Double
  private let offset: Double
  /// Whether the fraction gives 1 − I rather than I.
  private let isComplement: Bool

  /// - Parameter logBeta: the logarithm of the complete beta function of `a` and `b`.
  init(_ a: Double, _ b: Double, _ x: Double, logBeta: Double, scale: Double, offset: Double) {
    self.scale = scale
    self.offset = offset
    front = exp(-logBeta + a * log(x) + b * log1p(-x))
    isComplement = x >= (a + 1) / (a + b + 2)
    if isComplement {
      tolerance = abs((scale + offset) / (scale * front / b)) * Double.ulpOfOne
      (self.a, self.b, self.x) = (b, a, 1 - x)
    } else {
      tolerance = abs(offset / (scale * front / a)) * Double.ulpOfOne
      (self.a, self.b, self.x) = (a, b, x)
    }
  }

  /// The value, given its continued fraction.
  func value(_ fraction: Double) -> Double {
    let term = front * fraction / a
    guard isComplement else { return scale * term + offset }
    return scale == -offset ? -scale * term : scale * (1 - term) + offset
  }
}
