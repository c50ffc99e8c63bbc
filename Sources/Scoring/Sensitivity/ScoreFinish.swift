/// What a total goes through after the weighted mean of the halves (总分的收尾): the full score, bonus points, cap and rounding.
public struct ScoreFinish: Hashable, Sendable {
  /// The full score over 100.
  public var scale: Double
  /// The bonus of each unit.
  public var bonus: [Double]
  /// The highest total; nil without one.
  public var cap: Double?
  /// The decimals to which the total is rounded before it is ranked; nil leaves it.
  public var decimals: Int?

  /// A finish.
  public init(scale: Double, bonus: [Double], cap: Double?, decimals: Int?) {
    self.scale = scale
    self.bonus = bonus
    self.cap = cap
    self.decimals = decimals
  }

  /// The total of a mean on 0–100.
  func total(_ mean: Double, _ unit: Int) -> Double {
    var total = mean * scale + bonus[unit]
    if let cap { total = min(total, cap) }
    return decimals.map { rounded(total, $0) } ?? total
  }
}

/// The sampling errors of one child of the top (居民部分的抽样误差), by which scores are drawn.
public struct PartErrors: Hashable, Sendable {
  /// The child of the top.
  public var node: Int
  /// The standard error of each unit's score of it, on its nominal scale; 0 where it is unknown.
  public var errors: [Double]
  /// The degrees of freedom of each error.
  public var degreesOfFreedom: [Double]

  /// Errors of a part.
  public init(node: Int, errors: [Double], degreesOfFreedom: [Double]) {
    self.node = node
    self.errors = errors
    self.degreesOfFreedom = degreesOfFreedom
  }
}
