public import Scoring
public import Statistics

/// The ranking of one district with the line of its quota.
///
/// Unrounded scores decide; equal ones are decided by the standard's tie rules in order, and what these leave tied shares the
/// better rank. If the line runs through such a tie, nobody of it is named: that is a decision for people.
public struct TitleRanking: Hashable, Sendable {
  /// One candidate for the ranking.
  public struct Candidate: Hashable, Sendable {
    /// Its place in the roster.
    public var place: Int
    /// Its code.
    public var id: String
    /// Its composite.
    public var score: CompositeScore
    /// The residents' half, for tie rules.
    public var satisfaction: Double?
    /// The departments' half, for tie rules.
    public var department: Double?
    /// A candidate.
    public init(place: Int, id: String, score: CompositeScore, satisfaction: Double?, department: Double?) {
      self.place = place
      self.id = id
      self.score = score
      self.satisfaction = satisfaction
      self.department = department
    }
  }

  /// One candidate's outcome.
  public struct Outcome: Hashable, Sendable {
    /// Its place in the roster.
    public var place: Int
    /// Its competition rank ("1224"), from 1.
    public var rank: Int
    /// Whether it stands within the quota; nil if a tie leaves that open.
    public var isInQuota: Bool?
    /// The probability of being within the quota; nil if its standard error is unknown.
    public var probability: Double?
  }

  /// The outcomes by rank.
  public let outcomes: [Outcome]
  /// The score of the last place within the quota; nil without one.
  public let lineScore: Double?
  /// The places in the roster that are tied at the line, and the titles among them.
  public let tieAtLine: TieAtLine?
  /// A tie through which the line runs.
  public struct TieAtLine: Hashable, Sendable {
    /// The tied communities' places in the roster.
    public var places: [Int]
    /// The titles among them.
    public var titles: Int
  }

  /// Pairs of equal scores that a tie rule decided, better one first, with the rule.
  public let decided: [Decision]

  /// Equal scores that a rule of the standard told apart.
  public struct Decision: Hashable, Sendable {
    /// The better one's place in the roster.
    public var better: Int
    /// The other's.
    public var worse: Int
    /// The rule.
    public var rule: TieRule
    /// Whether the line runs between them.
    public var isAtLine: Bool
  }

  /// Scores that agree to eleven digits are equal: less than that is rounding of the arithmetic, no difference of the data.
  public static func areEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-11 * max(abs(a), abs(b), 1) }

  /// Ranks the candidates of a district with `seats` titles.
  public init(_ candidates: [Candidate], seats: Int, tieRules: [TieRule]) throws {
    let order = candidates.indices.sorted { a, b in
      switch TitleRanking.compare(candidates[a], candidates[b], tieRules) {
      case .before: true
      case .after: false
      case .tied: candidates[a].id < candidates[b].id
      }
    }
    let sorted = order.map { candidates[$0] }
    var ranks: [Int] = []
    var decided: [Decision] = []
    for index in sorted.indices {
      guard index > 0 else {
        ranks.append(1)
        continue
      }
      let (better, worse) = (sorted[index - 1], sorted[index])
      if case .tied = TitleRanking.compare(better, worse, tieRules) {
        ranks.append(ranks[index - 1])
        continue
      }
      ranks.append(index + 1)
      if TitleRanking.areEqual(better.score.score, worse.score.score),
        let rule = tieRules.first(where: { TitleRanking.decides($0, better, worse) != nil })
      {
        decided.append(
          Decision(better: better.place, worse: worse.place, rule: rule, isAtLine: index == seats))
      }
    }
    let isTied = seats > 0 && seats < sorted.count && ranks[seats - 1] == ranks[seats]
    let tiedRank = isTied ? ranks[seats - 1] : nil
    if let tiedRank {
      let places = sorted.indices.filter { ranks[$0] == tiedRank }.map { sorted[$0].place }
      tieAtLine = TieAtLine(places: places, titles: seats - (tiedRank - 1))
    } else {
      tieAtLine = nil
    }
    lineScore = seats > 0 && !sorted.isEmpty ? sorted[min(seats, sorted.count) - 1].score.score : nil
    self.decided = decided
    let probabilities = try TitleRanking.probabilities(sorted, seats: seats)
    outcomes = sorted.indices.map { index in
      Outcome(
        place: sorted[index].place, rank: ranks[index],
        isInQuota: ranks[index] == tiedRank ? nil : index < seats, probability: probabilities[index])
    }
  }

  /// The sampling distributions of the candidates' true scores: Student's t around the estimate on the design's degrees of
  /// freedom, a point where the standard error is unknown.
  public static func distributions(_ candidates: [Candidate]) -> [SamplingDistribution] {
    candidates.map { candidate in
      let score = candidate.score
      guard let error = score.standardError, error > 0 else { return .normal(score.score, standardError: 0) }
      return .student(score.score, standardError: error, degreesOfFreedom: score.degreesOfFreedom)
    }
  }

  private static func probabilities(_ candidates: [Candidate], seats: Int) throws -> [Double?] {
    guard !candidates.isEmpty else { return [] }
    let values = try probabilitiesInBest(distributions(candidates), best: seats)
    return zip(candidates, values).map { $0.score.standardError == nil ? nil : $1 }
  }

  private enum Comparison {
    case before, after, tied
  }

  private static func compare(_ a: Candidate, _ b: Candidate, _ rules: [TieRule]) -> Comparison {
    if !areEqual(a.score.score, b.score.score) { return a.score.score > b.score.score ? .before : .after }
    for rule in rules {
      if let before = decides(rule, a, b) { return before ? .before : .after }
    }
    return .tied
  }

  /// Whether `rule` puts `a` before `b`; nil if it cannot tell them apart.
  private static func decides(_ rule: TieRule, _ a: Candidate, _ b: Candidate) -> Bool? {
    switch rule {
    case .communityCode: return a.id == b.id ? nil : a.id < b.id
    case .satisfaction: return decides(a.satisfaction, b.satisfaction)
    case .department: return decides(a.department, b.department)
    }
  }

  private static func decides(_ a: Double?, _ b: Double?) -> Bool? {
    guard let a, let b, !areEqual(a, b) else { return nil }
    return a > b
  }
}
