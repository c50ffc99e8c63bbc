import Foundation

/// A usual upper limit of weights (权数上限), from the weights themselves.
///
/// Weights of 0 take no part; quantiles are of Hyndman and Fan's type 7.
///
/// - SeeAlso: Potter (1990), Proc. Survey Res. Methods Section ASA, 225–230; Van de Kerckhove, Mohadjer and Krenzke (2014);
///   Chowdhury, Khare and Wolter (2007) for the rule of contributions to Σw².
public struct WeightLimit: Hashable, Sendable {
  /// What the limit is a multiple of.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// k times the median.
    case median
    /// The median plus k times the interquartile range.
    case medianRange = "median-iqr"
    /// k times the mean.
    case mean
    /// The mean plus k standard deviations, divisor n − 1.
    case meanDeviation = "mean-sd"
    /// The root of k times the mean square.
    case meanSquare = "mean-square"

    /// The usual k.
    public var usualFactor: Double {
      switch self {
      case .median: 3.5
      case .medianRange: 6
      case .mean: 4
      case .meanDeviation: 3
      case .meanSquare: 10
      }
    }
  }

  /// What the limit is a multiple of.
  public let rule: Rule
  /// The multiple, k.
  public let factor: Double

  /// A rule with its multiple; the usual one if nil.
  ///
  /// - Throws: `.invalidArgument` unless the multiple is finite and above 0.
  public init(_ rule: Rule, factor: Double? = nil) throws(StatisticsError) {
    let factor = factor ?? rule.usualFactor
    guard factor > 0, factor.isFinite else { throw .invalidArgument("\(rule.rawValue)=\(factor)") }
    self.rule = rule
    self.factor = factor
  }

  /// The limit for these weights; nil without two weights above 0.
  public func limit(of weights: [Double], persons: [Double]? = nil) -> Double? {
    let used = weights.indices.filter { weights[$0] > 0 && (persons?[$0] ?? 1) > 0 }
    guard used.count > 1 else { return nil }
    let heads = used.map { persons?[$0] ?? 1 }
    let values = used.map { weights[$0] }
    let n = heads.reduce(0, +)
    let mean = zip(values, heads).reduce(0) { $0 + $1.0 * $1.1 } / n
    let quantiles = WeightedQuantile(values: values, weights: values.map { _ in 1 }, persons: heads)
    func quantile(_ p: Double) -> Double { quantiles.quantile(p, rule: .hf7) ?? mean }
    switch rule {
    case .median: return factor * quantile(0.5)
    case .medianRange: return quantile(0.5) + factor * (quantile(0.75) - quantile(0.25))
    case .mean: return factor * mean
    case .meanDeviation:
      let squares = zip(values, heads).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
      return mean + factor * (squares / (n - 1)).squareRoot()
    case .meanSquare:
      return (factor * zip(values, heads).reduce(0) { $0 + $1.1 * $1.0 * $1.0 } / n).squareRoot()
    }
  }
}
