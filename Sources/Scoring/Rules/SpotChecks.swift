/// R5, spot checks (抽点): k of n sampled spots pass. The share of the points is k/n, or what the standard says for the number
/// of failures (上海文明小区: “5条均符合为A;4条为B;其余为C” is `0:1;1:0.8;*:0.6`).
public struct SpotChecks: Hashable, Sendable {
  /// The spots that a check must have; nil for any number.
  public let spots: Int?
  /// The share of the points by the number of failures; nil for k/n.
  public let shares: [String: Double]?

  /// The share of the points if `passed` of `checked` spots pass.
  public func share(passed: Int, of checked: Int) -> Double {
    guard let shares else { return Double(passed) / Double(checked) }
    return shares[String(checked - passed)] ?? shares["*"] ?? 0
  }
}
