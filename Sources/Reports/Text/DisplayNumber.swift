import Foundation

/// Numbers as people read them: fixed decimals, a point, no thousands separator, no locale.
///
/// The rule is *round half up, away from zero* (四舍五入, GB/T 8170 takes half to even and is not meant here), applied to the
/// shortest decimal that reads back as the same number. So 82.345 shows 82.35, although the double nearest to 82.345 lies
/// below it. Rounding is for display alone: ranks and lines are decided before it.
public enum DisplayNumber {
  /// What stands where a number is undefined.
  public static let missing = "–"

  /// `value` with `places` decimals; `–` for nil and for what is not finite.
  public static func rounded(_ value: Double?, places: Int) -> String {
    guard let value, value.isFinite else { return missing }
    guard let exact = Decimal(string: "\(value)"), exact.isFinite else { return "\(value)" }
    var source = exact
    var result = Decimal()
    NSDecimalRound(&result, &source, places, .plain)
    if result == 0 { result = 0 }
    var text = result.description
    guard places > 0 else { return text }
    let point = text.firstIndex(of: ".")
    let decimals = point.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    if point == nil { text += "." }
    return text + String(repeating: "0", count: max(0, places - decimals))
  }

  /// Points of 0–100 with two decimals.
  public static func score(_ value: Double?) -> String { rounded(value, places: 2) }

  /// A number with at most three decimals, none that carry nothing, such as `2.5` or `100`.
  public static func short(_ value: Double) -> String {
    var text = rounded(value, places: 3)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// An interval with two decimals, such as `81.20–84.61`; `–` if an end is undefined.
  public static func interval(_ lower: Double?, _ upper: Double?) -> String {
    guard let lower, let upper, lower.isFinite, upper.isFinite else { return missing }
    return score(lower) + "–" + score(upper)
  }

  /// A probability as a percentage with one decimal; what would round to 0 or 100 without being it shows `<0.1%` or `>99.9%`.
  public static func probability(_ value: Double?) -> String {
    guard let value, value.isFinite else { return missing }
    if value > 0, value < 0.001 { return "<0.1%" }
    if value < 1, value > 0.999 { return ">99.9%" }
    return rounded(value * 100, places: 1) + "%"
  }

  /// A share without decimals that carry nothing, such as `50%` or `12.5%`.
  public static func share(_ value: Double) -> String {
    var text = rounded(value * 100, places: 2)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text + "%"
  }

  /// A coordinate of a drawing with at most two decimals.
  static func coordinate(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e7, "a drawing has finite coordinates")
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + "\(whole)" }
    if rest % 10 == 0 { return sign + "\(whole).\(rest / 10)" }
    return sign + "\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
