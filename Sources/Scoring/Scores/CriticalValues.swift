import Statistics

/// The t values of two-sided intervals at one confidence, for the degrees of freedom that a city's estimates have: some ten
/// thousand intervals share a few values, each of which takes a search.
public struct CriticalValues: Hashable, Sendable {
  /// The confidence, between 0 and 1.
  public let confidence: Double

  private let values: [Double: Double]

  /// The values at `confidence` for these degrees of freedom; those of 0 or less have no interval and are passed over.
  public init(confidence: Double, degreesOfFreedom: Set<Double>) {
    self.confidence = confidence
    let pairs = degreesOfFreedom.filter { $0 > 0 }.map { ($0, CriticalValues.value($0, confidence)) }
    values = Dictionary(uniqueKeysWithValues: pairs)
  }

  /// The t value; one that was not foreseen is computed.
  ///
  /// - Precondition: `degreesOfFreedom > 0`.
  public func value(_ degreesOfFreedom: Double) -> Double {
    values[degreesOfFreedom] ?? CriticalValues.value(degreesOfFreedom, confidence)
  }

  private static func value(_ degreesOfFreedom: Double, _ confidence: Double) -> Double {
    StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + confidence / 2)
  }
}
