public import Scoring
public import Statistics

/// The ranking of one district with the line of its quota.
///
/// Unrounded scores decide; equal ones are decided by the standard's tie rules in order, and what these leave tied shares the
/// better rank. If the line runs through such a tie, nobody of it is named: that is a decision for people.
public struct TitleRanking: Sendable {
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
    /// What other tie rules compare, more being better; a rule without a value cannot decide.
    public var tieValues: [TieRule: Double]
    /// A candidate.
    public init(
      place: Int, id: String, score: CompositeScore, satisfaction: Double?, department: Double?,
      tieValues: [TieRule: Double] = [:]
    ) {
      self.place = place
      self.id = id
      self.score = score
      self.satisfaction = satisfaction
      self.department = department
      self.tieValues = tieValues
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
    /// Whether the data tell it from the other side of the line; nil if there is no line.
    public var line: LineStanding?
  }

  /// Whether the data tell a unit from those on the other side of the line, all comparisons together (Holm).
  public enum LineStanding: String, Hashable, Sendable, CaseIterable {
    /// Certainly within the quota.
    case certainlyIn = "certainly-in"
    /// Not distinguishable from the other side (差异不显著).
    case notDistinguishable = "not-distinguishable"
    /// Certainly outside.
    case certainlyOut = "certainly-out"
  }

  /// What decided which side of the line the units next to it stand on.
  public enum LineDecision: Hashable, Sendable {
    /// There is no line: no title, or a title for everyone.
    case none
    /// The unrounded scores differ.
    case score
    /// A tie rule of the standard.
    case rule(TieRule)
    /// People, by a recorded decision.
    case people(document: String, date: String)
    /// Nobody yet.
    case open
  }

  /// A recorded decision about a tie at the line (领导小组决定).
  public struct PeoplesDecision: Hashable, Sendable {
    /// The places in the roster that get the titles.
    public var winners: Set<Int>
    /// The document that records it.
    public var document: String
    /// Its day.
    public var date: String
    /// A decision.
    public init(winners: Set<Int>, document: String, date: String) {
      self.winners = winners
      self.document = document
      self.date = date
    }
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

  /// The comparison of everyone inside with everyone outside; nil if there is no line.
  public let line: QuotaLine?
  /// The places in the roster of the candidates that `line` numbers.
  public let linePlaces: [Int]
  /// What decided the line.
  public let lineDecision: LineDecision
  /// Whether a decision was given that does not fit the tie: not among the tied, or not as many as there are titles.
  public let hasUnusableDecision: Bool

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

  /// Ranks the candidates of a district with `seats` titles; `decision` is what people decided about a tie at its line, `level`
  /// the error that the comparison at the line allows.
  public init(
    _ candidates: [Candidate], seats: Int, tieRules: [TieRule], decision: PeoplesDecision? = nil, level: Double = 0.05
  ) throws {
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
    let tiedPlaces = sorted.indices.filter { ranks[$0] == tiedRank }.map { sorted[$0].place }
    let tiedTitles = seats - ((tiedRank ?? 1) - 1)
    let fits = decision.map { $0.winners.count == tiedTitles && $0.winners.isSubset(of: tiedPlaces) } ?? false
    let winners = isTied && fits ? decision?.winners : nil
    hasUnusableDecision = decision != nil && winners == nil
    tieAtLine = isTied && winners == nil ? TieAtLine(places: tiedPlaces, titles: tiedTitles) : nil
    lineScore = seats > 0 && !sorted.isEmpty ? sorted[min(seats, sorted.count) - 1].score.score : nil
    self.decided = decided
    if seats <= 0 || seats >= sorted.count {
      lineDecision = .none
    } else if isTied {
      lineDecision = winners == nil ? .open : .people(document: decision?.document ?? "", date: decision?.date ?? "")
    } else {
      lineDecision = decided.first(where: \.isAtLine).map { .rule($0.rule) } ?? .score
    }
    let line = try TitleRanking.line(sorted, seats: seats, level: level)
    self.line = line
    linePlaces = sorted.map(\.place)
    var standing = [LineStanding?](repeating: line == nil ? nil : .notDistinguishable, count: sorted.count)
    for index in line?.secureIn ?? [] { standing[index] = .certainlyIn }
    for index in line?.clearlyOut ?? [] { standing[index] = .certainlyOut }
    let probabilities = try TitleRanking.probabilities(sorted, seats: seats)
    outcomes = sorted.indices.map { index in
      let place = sorted[index].place
      let isDecided = ranks[index] == tiedRank ? winners.map { $0.contains(place) } : index < seats
      return Outcome(
        place: place, rank: ranks[index], isInQuota: isDecided, probability: probabilities[index],
        line: standing[index])
    }
  }

  /// The places in the roster with the ranks that the tie rules alone give, equal ranks for what they leave tied.
  package static func tieRanks(_ candidates: [Candidate], _ rules: [TieRule]) -> [(place: Int, rank: Int)] {
    let level = candidates.map { candidate in
      var candidate = candidate
      candidate.score = CompositeScore(score: 0, standardError: nil, degreesOfFreedom: 0)
      return candidate
    }
    let sorted = level.sorted { a, b in
      switch compare(a, b, rules) {
      case .before: true
      case .after: false
      case .tied: a.id < b.id
      }
    }
    var ranks: [(place: Int, rank: Int)] = []
    for (index, candidate) in sorted.enumerated() {
      let isTied = index > 0 && compare(sorted[index - 1], candidate, rules) == .tied
      ranks.append((candidate.place, isTied ? ranks[index - 1].rank : index + 1))
    }
    return ranks
  }

  /// The comparison at the line. Scores that count as equal are made equal; a unit whose standard error is unknown gets one so
  /// large that nothing tells it from anyone.
  private static func line(_ sorted: [Candidate], seats: Int, level: Double) throws -> QuotaLine? {
    guard seats > 0, seats < sorted.count else { return nil }
    var estimates = sorted.map(\.score.score)
    for index in estimates.indices.dropFirst() where areEqual(estimates[index - 1], estimates[index]) {
      estimates[index] = estimates[index - 1]
    }
    let errors = sorted.map { $0.score.standardError ?? 1e9 }
    return try QuotaLine(RankedEstimates(estimates, standardErrors: errors), places: seats, level: level)
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
    case .indicator, .fewerEvents: return decides(a.tieValues[rule], b.tieValues[rule])
    }
  }

  private static func decides(_ a: Double?, _ b: Double?) -> Bool? {
    guard let a, let b, !areEqual(a, b) else { return nil }
    return a > b
  }
}
