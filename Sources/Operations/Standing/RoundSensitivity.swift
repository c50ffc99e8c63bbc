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
  /// Runs the usual analysis of a result that was narrowed to the round's partakers; nil if there is nothing to rank.
  init?(_ result: RatingResult, in round: TitleRound, replications: Int) {
    let places = result.roster.districts.map { district in
      round.districts.first { $0.code == district.code }?.seats ?? 0
    }
    // What the analysis cannot define is nil in it, and the page says so.
    var undefined: [Finding] = []
    guard
      let analysis = result.usualSensitivity(
        .init(replications: replications, seed: result.seed, wantsIndices: true, bootstrap: 100), places: places,
        &undefined)
    else { return nil }
    let outcome = analysis.result
    variants = outcome.variants
    isExact = outcome.isExact
    seed = outcome.seed
    unchanged = outcome.unchanged
    titleChanges = outcome.titleChanges
    factors = analysis.study.factors.enumerated().map { index, factor in
      let own = outcome.titleIndices?.indices?[index]
      return Factor(name: analysis.words(factor), alone: own?.first, total: own?.total)
    }
    let roster = result.roster
    func names(_ places: [Int]) -> [String] { places.map { roster.communities[$0].name } }
    units = roster.communities.indices.filter { result.communities[$0].outcome != nil }.map { place in
      let entry = roster.communities[place]
      let fate = outcome.units[place]
      return Unit(
        code: entry.id, name: entry.name, district: roster.districts[entry.district].code,
        rank: result.communities[place].outcome?.rank, title: fate.title, titleShare: fate.titleShare,
        lower: fate.lower, upper: fate.upper)
    }
    .sorted { ($0.district, $0.rank ?? .max, $0.code) < ($1.district, $1.rank ?? .max, $1.code) }
    stability = analysis.rangeOfResidents.map { range in
      func pair(_ pair: WeightStability.Pair?) -> [String] { pair.map { names([$0.inside, $0.outside]) } ?? [] }
      return Stability(
        share: range.share, lower: range.lower, upper: range.upper, lowerPair: pair(range.lowerPair),
        upperPair: pair(range.upperPair))
    }
    omissions = outcome.omissions.compactMap { omission in
      guard analysis.study.tree.nodes[omission.node].level < 3, !omission.enters.isEmpty || !omission.leaves.isEmpty
      else { return nil }
      return Omission(
        name: analysis.names[omission.node], code: analysis.standardCode(omission.node),
        entering: names(omission.enters), leaving: names(omission.leaves))
    }
  }
}
