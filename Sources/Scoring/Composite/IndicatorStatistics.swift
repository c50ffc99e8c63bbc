public import Statistics

/// What one indicator's values look like (指标统计).
public struct IndicatorStatistics: Hashable, Sendable {
  /// Values present.
  public let count: Int
  /// Values missing.
  public let missing: Int
  /// Values that are 0.
  public let zeros: Int
  /// Different values.
  public let distinct: Int
  /// The largest number of units with one and the same value.
  public let same: Int
  /// The smallest value; nil without any, as for the next four.
  public let minimum: Double?
  /// The largest value.
  public let maximum: Double?
  /// The arithmetic mean.
  public let mean: Double?
  /// The median.
  public let median: Double?
  /// The sample's standard deviation; nil with fewer than two values.
  public let standardDeviation: Double?
  /// Skewness and kurtosis.
  public let shape: SampleShape
  /// Whether skewness or kurtosis lies below its limit; nil if neither is defined.
  public let passes: Bool?

  /// The statistics of `values`.
  public init(_ values: [Double?], limits: OutlierRule.ShapeLimits = OutlierRule.ShapeLimits()) {
    let present = values.compactMap { $0 }
    let n = Double(present.count)
    count = present.count
    missing = values.count - present.count
    zeros = present.count { $0 == 0 }
    let counts = present.reduce(into: [Double: Int]()) { $0[$1, default: 0] += 1 }
    distinct = counts.count
    same = counts.values.max() ?? 0
    minimum = present.min()
    maximum = present.max()
    let centre = present.isEmpty ? nil : present.reduce(0, +) / n
    mean = centre
    median = ImputationRule.Centre.median.of(present)
    standardDeviation = centre.flatMap { centre in
      present.count < 2 ? nil : (present.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / (n - 1)).squareRoot()
    }
    shape = SampleShape(present)
    passes = limits.passes(shape)
  }
}
