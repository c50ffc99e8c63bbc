/// Scores that raters gave to units, not every rater to every unit.
public struct CrossedScores: Hashable, Sendable {
  /// One score.
  public struct Score: Hashable, Sendable {
    /// The rater's number, from 0.
    public let rater: Int
    /// The unit's number, from 0.
    public let unit: Int
    /// The score.
    public let value: Double

    /// A score of `unit` by `rater`.
    public init(rater: Int, unit: Int, value: Double) {
      self.rater = rater
      self.unit = unit
      self.value = value
    }
  }

  /// The scores.
  public let scores: [Score]
  /// The number of raters; each has a score.
  public let raters: Int
  /// The number of units; each has a score.
  public let units: Int

  /// - Throws: `.emptySample` without scores; `.notFinite` for a score whose square is not finite; `.tooFew` with fewer than two raters or units, or if a number below
  ///   the counts has no score.
  public init(_ scores: [Score], raters: Int, units: Int) throws(StatisticsError) {
    guard !scores.isEmpty else { throw .emptySample }
    for score in scores where !(abs(score.value) < 1e150) { throw .notFinite("score \(score.value)") }
    guard raters >= 2 else { throw .tooFew(what: "raters", needed: 2, found: raters) }
    guard units >= 2 else { throw .tooFew(what: "units", needed: 2, found: units) }
    precondition(
      scores.allSatisfy { (0..<raters).contains($0.rater) && (0..<units).contains($0.unit) }, "numbers below the counts"
    )
    guard Set(scores.map(\.rater)).count == raters else { throw .invalidArgument("a rater without score") }
    guard Set(scores.map(\.unit)).count == units else { throw .invalidArgument("a unit without score") }
    self.scores = scores
    self.raters = raters
    self.units = units
  }

  /// The units by connected part: two units are connected if a chain of raters who scored both leads from one to the other.
  /// Raters of different parts cannot be compared.
  public var parts: [[Int]] {
    var parent = Array(0..<(units + raters))
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for score in scores {
      let (a, b) = (root(score.unit), root(units + score.rater))
      if a != b { parent[max(a, b)] = min(a, b) }
    }
    var members: [Int: [Int]] = [:]
    for unit in 0..<units { members[root(unit), default: []].append(unit) }
    return members.keys.sorted().map { members[$0] ?? [] }
  }

  /// Whether each rater scored each unit exactly once.
  public var isComplete: Bool {
    scores.count == raters * units && Set(scores.map { $0.unit * raters + $0.rater }).count == scores.count
  }

  /// The same with raters and units exchanged.
  var exchanged: CrossedScores {
    CrossedScores(
      unchecked: scores.map { Score(rater: $0.unit, unit: $0.rater, value: $0.value) }, raters: units, units: raters)
  }

  private init(unchecked scores: [Score], raters: Int, units: Int) {
    self.scores = scores
    self.raters = raters
    self.units = units
  }

  /// The rows of a complete table, one per unit.
  var rows: [[Double]] {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: raters), count: units)
    for score in scores { rows[score.unit][score.rater] = score.value }
    return rows
  }
}
