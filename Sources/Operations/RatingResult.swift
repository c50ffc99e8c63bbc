public import Findings
public import Scoring
import Surveys
public import Titles

/// A rated city: every number with what it was made from.
public struct RatingResult: Sendable {
  /// The standard.
  public let standard: ScoringStandard
  /// The register.
  public let roster: Roster
  /// The quotas with their working.
  public let quotas: TitleQuotas
  /// The ranking of each district.
  public let rankings: [TitleRanking]
  /// Each community's figures, in the order of the register.
  public let communities: [Community]
  /// Everything that was found.
  public internal(set) var findings: [Finding]
  /// The files that were read.
  public let files: [File]
  /// The seed.
  public let seed: UInt64
  /// The titles that were divided.
  public let titles: Int
  /// The checksum of the standard's folder.
  public let standardChecksum: String
  /// The checksum of the questionnaire's folder.
  public let surveyChecksum: String
  /// The program's version.
  public let version: String
  /// The questionnaire's title; nil without a residents' half.
  public let surveyTitle: Bilingual?
  /// How the standard errors were computed.
  public let design: SampleDesign
  /// The simulation that checked the exact probabilities.
  public let simulation: SimulationCheck?
  /// How strict the raters are; nil if the standard does not ask.
  public let raters: RaterReport?
  /// Whether the counts of every answer were kept.
  let hasCounts: Bool
  /// The scored items in the order of the questionnaire.
  let items: [Question]
  /// The units' own scores.
  let selfScores: SelfScores
  /// The t values of all intervals.
  let criticalValues: CriticalValues
  /// The residents' half by other answer maps, for a sensitivity analysis.
  let otherMaps: [ResidentsHalf.OtherMap]
  /// How far the list depends on choices; nil unless it was asked for.
  public var sensitivity: SensitivityAnalysis?

  /// Which part of the sample design the standard errors know.
  public enum SampleDesign: String, Sendable {
    /// Both stages with finite-population corrections.
    case twoStage = "two-stage"
    /// Sampling units drawn with replacement: no frame, or no table of sampled units.
    case withReplacement = "with-replacement"
    /// No residents' half.
    case none
  }

  /// A simulation beside the exact probabilities.
  public struct SimulationCheck: Hashable, Sendable {
    /// The generator.
    public var generator: String
    /// The replications.
    public var replications: Int
    /// The largest difference of a simulated from an exact probability.
    public var largestDifference: Double
    /// The largest Monte Carlo standard error.
    public var monteCarloError: Double
  }

  /// An input file.
  public struct File: Hashable, Sendable {
    /// The name inside the city's folder.
    public var name: String
    /// Its SHA-256.
    public var sha256: String
    /// Its size in bytes.
    public var bytes: Int
    /// Its rows below the header.
    public var rows: Int
    /// Those that entered the result.
    public var used: Int
  }

  /// One community's figures.
  public struct Community: Sendable {
    /// The place of its variant's tree in the standard's.
    var tree: Int
    /// The residents' half; nil without a usable response or without such a half.
    var satisfaction: CommunitySatisfaction?
    /// The departments' half by indicator.
    var reviews: DepartmentScore?
    /// The composite; nil if a half is missing.
    public var score: CompositeScore?
    /// Why the community takes no part; nil if it does.
    public var exclusion: Exclusion?
    /// Its place in the district's ranking.
    public var outcome: TitleRanking.Outcome?
    /// The band of its total (等次); nil if the standard has none or the total reaches none.
    public var band: Band?
  }

  /// Why a community takes no part in the ranking.
  public enum Exclusion: Hashable, Sendable {
    /// A confirmed event under a condition.
    case condition(EligibilityEvents.Event)
    /// Fewer usable responses than the standard asks for.
    case tooFewResponses(found: Int, needed: Int)
    /// No department review.
    case noReviews
    /// A total, half or indicator below the standard's pass line.
    case belowLine(subject: String, found: Double, needed: Double)
    /// An own score (自评) that is missing or below the line for applications.
    case belowSelfLine(found: Double?, needed: Double)
    /// Not on file (未备案) at the cut-off date.
    case notFiled
  }

  /// Whether a decision is open that only people may take.
  public var needsDecision: Bool {
    titles > 0 && (quotas.tie != nil || rankings.contains { $0.tieAtLine != nil })
  }
}
