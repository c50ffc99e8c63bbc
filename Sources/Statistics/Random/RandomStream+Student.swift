import Foundation

extension RandomStream {
  /// A deviate of Student's t distribution: a normal one over the root of an independent chi-square over its degrees of
  /// freedom; normal if these are infinite.
  ///
  /// - Precondition: `degreesOfFreedom` is at least 1.
  public mutating func student(degreesOfFreedom: Double) -> Double {
    precondition(degreesOfFreedom >= 1, "degrees of freedom are at least 1")
    guard degreesOfFreedom.isFinite else { return normal() }
    let z = normal()
    return z / (2 * gamma(shape: degreesOfFreedom / 2) / degreesOfFreedom).squareRoot()
  }

  /// A deviate of the gamma distribution with scale 1 and a shape of at least 1/2.
  ///
  /// - SeeAlso: Marsaglia and Tsang (2000), doi:10.1145/358407.358414; a shape below 1 is raised by one and the deviate
  ///   multiplied by U^(1/shape).
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 {
      let larger = gamma(shape: shape + 1)
      return larger * pow(openUnit(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = openUnit()
      if u < 1 - 0.0331 * x * x * x * x { return d * v }
      if log(u) < 0.5 * x * x + d * (1 - v + log(v)) { return d * v }
    }
  }
}
