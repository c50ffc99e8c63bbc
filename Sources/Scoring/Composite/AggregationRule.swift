import Foundation

/// How the children of a group become its score (汇总).
///
/// The means are taken over the children that have a value, their weights spread over them:
///
///     arithmetic Σwx/Σw    geometric exp(Σw ln x/Σw)    harmonic Σw/Σ(w/x)    power (Σw xᵖ/Σw)^(1/p)
///
/// - SeeAlso: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6.
public enum AggregationRule: Hashable, Sendable {
  /// Weighted arithmetic mean: full compensation.
  case arithmetic
  /// Weighted geometric mean: needs values above 0.
  case geometric
  /// Weighted harmonic mean: needs values other than 0.
  case harmonic
  /// Weighted power mean.
  case power(Double)
  /// Weighted median: half of the weight on either side; the mean of two values where the weight parts evenly.
  case median
  /// The smallest child.
  case minimum
  /// The largest child.
  case maximum
  /// Copeland's score over the units: how many others a unit outranks less how many outrank it.
  case copeland

  /// The names of the methods as tables and options write them.
  public static let names = [
    "arithmetic", "geometric", "harmonic", "power:P", "median", "minimum", "maximum", "copeland",
  ]

  /// Reads a specification such as `geometric` or `power:2`.
  public init(_ specification: MethodSpecification) throws(SpecificationFault) {
    var parameters = MethodSpecification.Parameters(specification)
    switch specification.name {
    case "arithmetic", "amean", "a-amean", "mean": self = .arithmetic
    case "geometric", "gmean", "a-gmean": self = .geometric
    case "harmonic", "hmean", "a-hmean": self = .harmonic
    case "power", "genmean", "a-genmean", "generalised":
      let exponent = parameters.number("p")
      if exponent == 0 { parameters.refuse("p≠0 (geometric)") }
      self = .power(exponent)
    case "median": self = .median
    case "minimum", "min": self = .minimum
    case "maximum", "max": self = .maximum
    case "copeland", "a-copeland", "outranking": self = .copeland
    default: throw SpecificationFault(text: specification.description, faults: AggregationRule.names)
    }
    let faults = parameters.finish()
    if !faults.isEmpty { throw SpecificationFault(text: specification.description, faults: faults) }
  }

  /// The name of the method as tables and options write it.
  public var name: String {
    switch self {
    case .arithmetic: "arithmetic"
    case .geometric: "geometric"
    case .harmonic: "harmonic"
    case .power(let p): "power:\(p)"
    case .median: "median"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .copeland: "copeland"
    }
  }

  /// Whether `value` lies outside the rule's domain.
  public func refuses(_ value: Double) -> Bool {
    switch self {
    case .geometric: value <= 0
    case .harmonic: value == 0
    case .power(let p): p < 0 ? value <= 0 : value < 0 && p != p.rounded()
    default: false
    }
  }

  /// The scores of a group, one for each unit.
  ///
  /// - Parameters:
  ///   - children: one list for each child, one value for each unit.
  ///   - weights: one for each child, at least 0.
  ///   - threshold: the least share of children with a value; a unit with fewer gets none.
  /// - Returns: the score of each unit; nil where too few children have a value or the rule has none for them.
  public func apply(_ children: [[Double?]], weights: [Double], threshold: Double?) -> [Double?] {
    guard let units = children.first?.count else { return [] }
    let scores: [Double?]
    if case .copeland = self {
      scores = Outranking(children, weights: weights).copeland
    } else {
      scores = (0..<units).map { unit in
        var (values, shares): ([Double], [Double]) = ([], [])
        for (child, weight) in zip(children, weights) {
          guard let value = child[unit] else { continue }
          values.append(value)
          shares.append(weight)
        }
        return mean(values, shares)
      }
    }
    guard let threshold else { return scores }
    return (0..<units).map { unit in
      let present = children.count { $0[unit] != nil }
      return Double(present) / Double(children.count) < threshold ? nil : scores[unit]
    }
  }

  /// The mean of present values; nil without any, without weight, or outside the rule's domain.
  private func mean(_ values: [Double], _ weights: [Double]) -> Double? {
    let sum = weights.reduce(0, +)
    guard !values.isEmpty, sum > 0, !values.contains(where: refuses) else { return nil }
    func weighted(_ transform: (Double) -> Double) -> Double {
      zip(values, weights).reduce(0) { $0 + $1.1 * transform($1.0) } / sum
    }
    let result: Double =
      switch self {
      case .arithmetic: weighted { $0 }
      case .geometric: exp(weighted { log($0) })
      case .harmonic: 1 / weighted { 1 / $0 }
      case .power(let p): pow(weighted { pow($0, p) }, 1 / p)
      case .median: AggregationRule.median(values, weights, sum)
      case .minimum: values.min() ?? .nan
      case .maximum: values.max() ?? .nan
      case .copeland: .nan
      }
    return result.isFinite ? result : nil
  }

  private static func median(_ values: [Double], _ weights: [Double], _ sum: Double) -> Double {
    let order = values.indices.filter { weights[$0] > 0 }.sorted { values[$0] < values[$1] }
    var below = 0.0
    for (position, index) in order.enumerated() {
      below += weights[index]
      if abs(below - sum / 2) <= 1e-12 * sum, position + 1 < order.count {
        return (values[index] + values[order[position + 1]]) / 2
      }
      if below > sum / 2 { return values[index] }
    }
    return order.last.map { values[$0] } ?? .nan
  }
}
