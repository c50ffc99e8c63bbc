import Foundation
import Statistics

/// Why an indicator has no normalised values.
public enum NormalisationFault: Error, Hashable, Sendable {
  /// No unit has a value.
  case empty
  /// All units have the same value, or the span that the rule divides by is 0.
  case constant
  /// The reference unit is unknown or has no value.
  case referenceMissing(String)
  /// A logarithm of a value that is not above 0, at this unit.
  case notPositive(Int)
}

extension NormalisationRule {
  /// The normalised values of one indicator; a missing value stays missing.
  ///
  /// - Parameters:
  ///   - values: one for each unit.
  ///   - direction: +1 or −1.
  ///   - units: the units' codes, for a reference unit.
  public func apply(
    _ values: [Double?], direction: Int, units: [String]
  ) throws(NormalisationFault) -> [Double?] {
    if case .given = self { return values }
    let sign = Double(direction)
    let turned = values.map { $0.map { $0 * sign } }
    let present = turned.compactMap { $0 }
    guard let least = present.min(), let most = present.max() else { throw .empty }
    switch self {
    case .given, .none: return turned
    case .minMax(let lower, let upper):
      guard most > least else { throw .constant }
      return turned.mapped { ($0 - least) / (most - least) * (upper - lower) + lower }
    case .zScore(let mean, let deviation):
      let n = Double(present.count)
      let centre = present.reduce(0, +) / n
      let spread = (present.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / (n - 1)).squareRoot()
      guard most > least, spread > 0 else { throw .constant }
      return turned.mapped { ($0 - centre) / spread * deviation + mean }
    case .rank(let ties): return NormalisationRule.places(turned, ties)
    case .borda(let ties): return NormalisationRule.places(turned, ties).mapped { $0 - 1 }
    case .percentileRank(let ties):
      guard present.count > 1 else { throw .constant }
      return NormalisationRule.places(turned, ties).mapped { ($0 - 1) / Double(present.count - 1) }
    case .scaled(let lower, let upper, let scale):
      guard lower != upper else { throw .constant }
      let (from, to) = direction < 0 ? (-upper, -lower) : (lower, upper)
      return turned.mapped { ($0 - from) / (to - from) * scale }
    case .goalposts(let posts): return try posts.apply(values, direction: direction)
    case .distanceToMaximum:
      guard most > least else { throw .constant }
      return turned.mapped { 1 - (most - $0) / (most - least) }
    case .distanceToReference(let unit, let isCapped):
      guard let index = units.firstIndex(of: unit), let reference = turned[index] else {
        throw .referenceMissing(unit)
      }
      guard reference != least else { throw .constant }
      return turned.mapped { NormalisationRule.capped(1 - (reference - $0) / (reference - least), isCapped) }
    case .distanceToTarget(let target, let isCapped):
      let aim = target * sign
      guard aim != least else { throw .constant }
      return turned.mapped { NormalisationRule.capped(($0 - least) / (aim - least), isCapped) }
    case .fractionOfMaximum:
      guard most != 0 else { throw .constant }
      return turned.mapped { $0 / most }
    case .categories(let classes): return classes.apply(values, direction: direction)
    }
  }

  private static func capped(_ value: Double, _ isCapped: Bool) -> Double { isCapped ? min(1, value) : value }

  /// Places from below among the values that are present.
  static func places(_ values: [Double?], _ ties: RankTies) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
    var places = [Double?](repeating: nil, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count && values[order[end + 1]] == values[order[start]] { end += 1 }
      let place: Double =
        switch ties {
        case .min: Double(start + 1)
        case .average: Double(start + end) / 2 + 1
        case .max: Double(end + 1)
        }
      for position in start...end { places[order[position]] = place }
      start = end + 1
    }
    return places
  }
}

extension NormalisationRule.Goalposts {
  func apply(_ values: [Double?], direction: Int) throws(NormalisationFault) -> [Double?] {
    if isLogarithmic, let bad = values.firstIndex(where: { ($0 ?? 1) <= 0 }) { throw .notPositive(bad) }
    func measure(_ value: Double) -> Double { isLogarithmic ? log(value) : value }
    let (from, to) = direction < 0 ? (measure(upper), measure(lower)) : (measure(lower), measure(upper))
    return values.mapped { value in
      let share = (measure(value) - from) / (to - from)
      return (isCut ? Swift.min(1, Swift.max(0, share)) : share) * scale
    }
  }
}

extension NormalisationRule.ValueClasses {
  /// For an indicator of which less is better the classes are numbered from above.
  func apply(_ values: [Double?], direction: Int) -> [Double?] {
    let measured: [Double?]
    if areShares {
      let turned = values.map { $0.map { $0 * Double(direction) } }
      let count = Double(turned.compactMap { $0 }.count)
      measured = NormalisationRule.places(turned, .average).mapped { count > 1 ? ($0 - 1) / (count - 1) : 0 }
    } else {
      measured = values
    }
    return measured.mapped { value in
      let position = limits.count { value >= $0 }
      return direction < 0 && !areShares ? scores[limits.count - position] : scores[position]
    }
  }
}

extension [Double?] {
  /// The values that are present, transformed.
  func mapped(_ transform: (Double) -> Double) -> [Double?] { map { $0.map(transform) } }
}
