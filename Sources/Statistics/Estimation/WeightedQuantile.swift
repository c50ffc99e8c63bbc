/// Quantiles of weighted values (加权分位数), by named rules.
///
/// Values sorted, w the weights, C their cumulative sum, n values:
///
///     math    smallest value with Cₖ/Cₙ ≥ p (Hyndman–Fan 1)
///     school  the same; the mean of the two neighbours where Cₖ/Cₙ = p (Hyndman–Fan 2)
///     hf4     linear between the points Cₖ/Cₙ                    hf5  (Cₖ − wₖ/2)/Cₙ
///     hf6     Cₖ/(Cₙ + wₙ)                                        hf7  Cₖ₋₁/Cₙ₋₁
///     hf8     (Cₖ₋₁/3 + 2Cₖ/3)/(Cₙ + wₙ/3)                        hf9  (3Cₖ₋₁/8 + 5Cₖ/8)/(Cₙ + wₙ/4)
///
/// Linear rules are constant beyond their ends. Shares are compared with a tolerance of 1e-11, so that multiplying all
/// weights by a number changes nothing.
///
/// - SeeAlso: Hyndman and Fan (1996), doi:10.1080/00031305.1996.10473566; Wang (2021) for the weighted forms.
public struct WeightedQuantile: Sendable {
  /// The rule.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The smallest value that reaches the share.
    case math
    /// The median of the school book.
    case school
    /// Linear; see the table.
    case hf4
    /// Linear; see the table.
    case hf5
    /// Linear; see the table.
    case hf6
    /// Linear; see the table.
    case hf7
    /// Linear; see the table.
    case hf8
    /// Linear; see the table.
    case hf9
  }

  private let values: [Double]
  /// Weight of one person of each value, and persons.
  private let weights: [Double]
  private let persons: [Double]
  private let cumulated: [Double]

  /// Prepares values for quantiles; weights of 0 are left out, ties keep their order.
  ///
  /// - Parameters: values, the weight of one person of each, and persons of each.
  public init(values: [Double], weights: [Double], persons: [Double]? = nil) {
    let used = values.indices.filter { weights[$0] > 0 && (persons?[$0] ?? 1) > 0 }
    // Index order breaks ties, so that sorting is stable.
    let order = used.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = order.map { values[$0] }
    self.weights = order.map { weights[$0] }
    self.persons = order.map { persons?[$0] ?? 1 }
    var sum = 0.0
    var cumulated: [Double] = []
    cumulated.reserveCapacity(order.count)
    for index in order {
      sum += weights[index] * (persons?[index] ?? 1)
      cumulated.append(sum)
    }
    self.cumulated = cumulated
  }

  /// The quantile at `p`; nil without any value.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double, rule: Rule) -> Double? {
    precondition((0...1).contains(p), "a share lies between 0 and 1")
    guard let total = cumulated.last, let last = values.last else { return nil }
    if values.count == 1 { return last }
    switch rule {
    case .math, .school:
      let tolerance = 1e-11
      var (low, high) = (0, values.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if cumulated[middle] / total >= p - tolerance { high = middle } else { low = middle + 1 }
      }
      let exact = abs(cumulated[low] / total - p) <= tolerance
      if rule == .school, exact, low + 1 < values.count { return (values[low] + values[low + 1]) / 2 }
      return values[low]
    case .hf4, .hf5, .hf6, .hf7, .hf8, .hf9:
      return interpolated(p, rule, total)
    }
  }

  /// The plotting position of the value whose cumulated weight runs from `before` to `through`.
  private func position(_ rule: Rule, before: Double, through: Double, total: Double) -> Double {
    let last = weights[weights.count - 1]
    switch rule {
    case .hf5: return (before + through) / 2 / total
    case .hf6: return through / (total + last)
    case .hf7: return total > last ? before / (total - last) : 0
    case .hf8: return (before / 3 + 2 * through / 3) / (total + last / 3)
    case .hf9: return (3 * before / 8 + 5 * through / 8) / (total + last / 4)
    default: return through / total
    }
  }

  private func interpolated(_ p: Double, _ rule: Rule, _ total: Double) -> Double {
    var previous: (position: Double, value: Double)?
    for index in values.indices {
      let before = index > 0 ? cumulated[index - 1] : 0
      // The first and the last of several identical persons bound a level stretch.
      let first = position(rule, before: before, through: before + weights[index], total: total)
      let final =
        persons[index] > 1
        ? position(rule, before: cumulated[index] - weights[index], through: cumulated[index], total: total) : first
      if p <= first {
        guard let previous else { return values[index] }
        let span = first - previous.position
        let share = span > 0 ? (p - previous.position) / span : 1
        return previous.value + share * (values[index] - previous.value)
      }
      if p <= final { return values[index] }
      previous = (final, values[index])
    }
    return values[values.count - 1]
  }
}
