public import Findings
import Scoring
import Surveys
import Titles

/// What a round's titles hang on: how often each community has one when weights, means, gaps and the sample's draw are otherwise.
public struct RoundSensitivity: Sendable {
  /// A choice that was varied.
  public struct Factor: Hashable, Sendable {
    /// What it is.
    public var name: Bilingual
    /// The share of the changes of titles that it explains alone; nil if nothing changes.
    public var alone: Double?
    /// The share that it explains with all its interactions.
    public var total: Double?
  }

  /// A community's fate over the variants.
  public struct Unit: Hashable, Sendable {
    /// The community's code.
    public var code: String
    /// Its name.
    public var name: String
    /// Its district's code.
    public var district: String
    /// Its rank in the district.
    public var rank: Int?
    /// Whether it is on the list: 1, 0, or a part in a tie.
    public var title: Double
    /// The share of the variants in which it has a title.
    public var titleShare: Double
    /// The 5 per cent quantile of its rank.
    public var lower: Double?
    /// The 95 per cent quantile.
    public var upper: Double?

    /// Whether some variants give it a title and others do not.
    public var isOpen: Bool { titleShare > 0 && titleShare < 1 }
  }

  /// How far the residents' share can go before the list changes.
  public struct Stability: Hashable, Sendable {
    /// The share now.
    public var share: Double
    /// The share below which the list changes; nil if it never does.
    public var lower: Double?
    /// The share above which it changes.
    public var upper: Double?
    /// Those who change places at the lower end: who leaves, who enters.
    public var lowerPair: [String]
    /// Those at the upper end.
    public var upperPair: [String]
  }

  /// What becomes of the list without an indicator.
  public struct Omission: Hashable, Sendable {
    /// The indicator.
    public var name: Bilingual
    /// Its code.
    public var code: String
    /// Communities that get a title only without it.
    public var entering: [String]
    /// Communities that lose theirs without it.
    public var leaving: [String]
  }

  /// The variants.
  public var variants: Int
  /// Whether these are all combinations.
  public var isExact: Bool
  /// The seed of those that were drawn.
  public var seed: UInt64
  /// The share of the variants with exactly the list.
  public var unchanged: Double
  /// The titles that go to others, on average.
  public var titleChanges: Double
  /// The choices.
  public var factors: [Factor]
  /// The communities that are ranked, by district and rank.
  public var units: [Unit]
  /// The residents' share; nil if there is one half only.
  public var stability: Stability?
  /// The indicators without which the list would be another.
  public var omissions: [Omission]
  /// Whether bonuses count, which stand outside the study.
  public var hasBonus: Bool

  /// Runs the study of a result that was narrowed to the round's partakers; nil if there is nothing to vary.
  init?(_ result: RatingResult, in round: TitleRound, replications: Int) {
    guard let made = result.study(round), !made.study.factors.isEmpty,
      let outcome = try? made.study.run(
        .init(replications: replications, seed: result.seed, wantsIndices: true, bootstrap: 100))
    else { return nil }
    let study = made.study
    variants = outcome.variants
    isExact = outcome.isExact
    seed = outcome.seed
    unchanged = outcome.unchanged
    titleChanges = outcome.titleChanges
    factors = study.factors.enumerated().map { index, factor in
      let own = outcome.titleIndices?.indices?[index]
      return Factor(name: RoundStudy.name(factor), alone: own?.first, total: own?.total)
    }
    let roster = result.roster
    func name(_ unit: Int) -> String { roster.communities[made.places[unit]].name }
    units = study.units.indices.filter { study.isEligible[$0] }.map { unit in
      let entry = roster.communities[made.places[unit]]
      let fate = outcome.units[unit]
      return Unit(
        code: entry.id, name: entry.name, district: roster.districts[entry.district].code,
        rank: result.communities[made.places[unit]].outcome?.rank, title: fate.title, titleShare: fate.titleShare,
        lower: fate.lower, upper: fate.upper)
    }
    .sorted { ($0.district, $0.rank ?? .max, $0.code) < ($1.district, $1.rank ?? .max, $1.code) }
    stability = RoundSensitivity.stability(result, made, name)
    omissions = outcome.omissions.compactMap { omission in
      guard let leaf = study.tree.leaves.firstIndex(of: omission.node), made.leaves[leaf].isDepartment,
        !omission.enters.isEmpty || !omission.leaves.isEmpty
      else { return nil }
      return Omission(
        name: made.leaves[leaf].name, code: made.leaves[leaf].code, entering: omission.enters.map(name),
        leaving: omission.leaves.map(name))
    }
    hasBonus = result.communities.contains { ($0.reviews?.bonus ?? 0) > 0 }
  }

  /// How far the residents' share can go, exactly.
  private static func stability(_ result: RatingResult, _ made: RoundStudy, _ name: (Int) -> String) -> Stability? {
    guard result.standard.hasSurvey, result.standard.hasReviews else { return nil }
    let units = made.places.map { result.communities[$0] }
    var (inside, outside): ([[Int]], [[Int]]) = ([], [])
    for group in made.study.places.indices {
      let own = made.study.units.indices.filter { made.study.groups[$0] == group && made.study.isEligible[$0] }
      inside.append(own.filter { units[$0].outcome?.isInQuota == true })
      outside.append(own.filter { units[$0].outcome?.isInQuota == false })
    }
    guard zip(inside, outside).contains(where: { !$0.isEmpty && !$1.isEmpty }) else { return nil }
    let weights = result.standard.weights
    let ranges = WeightStability(
      parts: [units.map { $0.satisfaction?.overall?.mean ?? 0 }, units.map { $0.reviews?.score ?? 0 }],
      weights: [weights.satisfaction.value, weights.department.value], inside: inside, outside: outside
    ).ranges
    guard let range = ranges.first else { return nil }
    func names(_ pair: WeightStability.Pair?) -> [String] { pair.map { [name($0.inside), name($0.outside)] } ?? [] }
    return Stability(
      share: range.share, lower: range.lower, upper: range.upper, lowerPair: names(range.lowerPair),
      upperPair: names(range.upperPair))
  }
}
