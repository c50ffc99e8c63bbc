public import Findings

/// Everything the report of one rating shows, as a value: the pages, the workbook and the PDF are views of it.
///
/// Scores and standard errors are in points of 0–100, unrounded; a view rounds for display only. An undefined number is nil,
/// and one of the findings says why.
public struct RatingReport: Hashable, Sendable {
  /// The name of the award and its standard.
  public var standardName: Bilingual
  /// The name of the questionnaire; nil if the standard has no residents' half.
  public var surveyName: Bilingual?
  /// The year of the round.
  public var year: Int
  /// The titles that were to be given.
  public var titles: Int
  /// The halves of the composite, such as residents 0.5 and departments 0.5, in the standard's order.
  public var halves: [Half]
  /// The districts in the order of the roster.
  public var districts: [District]
  /// The quota's working: method, total of communities, quota per title as an exact fraction.
  public var quota: QuotaWorking
  /// The input files with what became of their rows.
  public var files: [File]
  /// How often each finding occurred, gravest first.
  public var findings: [FindingCount]
  /// How the numbers came about: one paragraph a step, each naming rule and source.
  public var method: [Bilingual]
  /// What readers must know before they use the numbers (no frame, tie, missing reviews …).
  public var cautions: [Bilingual]
  /// The confidence level of the intervals, such as 0.95.
  public var confidence: Double
  /// The seed of the simulation check.
  public var seed: UInt64
  /// The simulation that checks the exact probabilities; nil if it was not run.
  public var simulation: SimulationCheck?
  /// The checksum of the standard's folder (SHA-256, hexadecimal).
  public var standardChecksum: String
  /// The checksum of the questionnaire's folder.
  public var surveyChecksum: String
  /// The version of the program.
  public var version: String
  /// What a rated unit is called, such as 社区（村）.
  public var unit: Bilingual
  /// What a group of units with a quota of its own is called, such as 区.
  public var group: Bilingual
  /// The bands of the score (等次) with the number of units in each, highest first; empty if the standard has none.
  public var bands: [Band]
  /// The score sheets by variant, for the workbook; empty unless asked for.
  public var scoreTables: [ScoreTable]
  /// How far the list depends on choices; nil if that was not analysed.
  public var sensitivity: Sensitivity?
  /// How strict the raters are; nil if the standard does not ask.
  public var raters: RaterTable?
  /// The working of every score; nil if it is not shown.
  public var workings: Workings?

  /// A report of these parts.
  public init(
    standardName: Bilingual, surveyName: Bilingual?, year: Int, titles: Int, halves: [Half], districts: [District],
    quota: QuotaWorking, files: [File], findings: [FindingCount], method: [Bilingual], cautions: [Bilingual],
    confidence: Double, seed: UInt64, simulation: SimulationCheck?, standardChecksum: String, surveyChecksum: String,
    version: String, unit: Bilingual = ReportWords.community, group: Bilingual = ReportWords.district,
    bands: [Band] = [], scoreTables: [ScoreTable] = []
  ) {
    self.standardName = standardName
    self.surveyName = surveyName
    self.year = year
    self.titles = titles
    self.halves = halves
    self.districts = districts
    self.quota = quota
    self.files = files
    self.findings = findings
    self.method = method
    self.cautions = cautions
    self.confidence = confidence
    self.seed = seed
    self.simulation = simulation
    self.standardChecksum = standardChecksum
    self.surveyChecksum = surveyChecksum
    self.version = version
    self.unit = unit
    self.group = group
    self.bands = bands
    self.scoreTables = scoreTables
  }
}

extension RatingReport {
  /// A band of the score with the units that reached it.
  public struct Band: Hashable, Sendable {
    /// Its name.
    public var name: Bilingual
    /// The least total.
    public var minimum: String
    /// What it brings; empty if nothing.
    public var award: Bilingual
    /// The units that take part and reached it.
    public var units: Int
    /// A band.
    public init(name: Bilingual, minimum: String, award: Bilingual, units: Int) {
      self.name = name
      self.minimum = minimum
      self.award = award
      self.units = units
    }
  }

  /// One half of the composite.
  public struct Half: Hashable, Sendable {
    /// Its name, such as 居民满意度.
    public var name: Bilingual
    /// Its weight, such as 0.5.
    public var weight: Double
    /// Its first-level indicators with their mean over the communities of each district (in the districts' order).
    public var indicators: [Indicator]
    /// A half of this name and weight.
    public init(name: Bilingual, weight: Double, indicators: [Indicator]) {
      self.name = name
      self.weight = weight
      self.indicators = indicators
    }
  }

  /// A first-level indicator's means by district.
  public struct Indicator: Hashable, Sendable {
    /// Its code in the standard.
    public var code: String
    /// Its name.
    public var name: Bilingual
    /// The mean score (0–100) over the communities that have one, for each district; nil where none has.
    public var districtMeans: [Double?]
    /// An indicator of this code.
    public init(code: String, name: Bilingual, districtMeans: [Double?]) {
      self.code = code
      self.name = name
      self.districtMeans = districtMeans
    }
  }

  /// One district: its quota and its communities.
  public struct District: Hashable, Sendable {
    /// The code of the division.
    public var code: String
    /// The name as people know it.
    public var name: String
    /// The communities that count for the quota.
    public var communities: Int
    /// The exact share of the titles, such as `27600/1001`, in lowest terms.
    public var share: String
    /// The whole part of the share.
    public var wholeSeats: Int
    /// The exact remainder of the share, such as `573/1001`.
    public var remainder: String
    /// The place among the remainders, from 1.
    public var remainderRank: Int
    /// Whether the remainder won a seat.
    public var remainderWins: Bool
    /// The titles of the district; without tied seats if `quotaTied`.
    public var seats: Int
    /// Whether a seat depends on a tie between remainders.
    public var quotaTied: Bool
    /// The score of the last place within the quota; nil if the district has no seat or no score.
    public var lineScore: Double?
    /// Whether the line runs through a tie that the standard's rules do not break.
    public var lineTied: Bool
    /// The communities by rank; those without one (excluded or unscored) last, by code.
    public var places: [Place]
    /// What the data say of the line, and what then decided; nil if there is no line.
    public var line: LineRecord?
    /// A district with its places.
    public init(
      code: String, name: String, communities: Int, share: String, wholeSeats: Int, remainder: String,
      remainderRank: Int, remainderWins: Bool, seats: Int, quotaTied: Bool, lineScore: Double?, lineTied: Bool,
      places: [Place], line: LineRecord? = nil
    ) {
      self.code = code
      self.name = name
      self.communities = communities
      self.share = share
      self.wholeSeats = wholeSeats
      self.remainder = remainder
      self.remainderRank = remainderRank
      self.remainderWins = remainderWins
      self.seats = seats
      self.quotaTied = quotaTied
      self.lineScore = lineScore
      self.lineTied = lineTied
      self.places = places
      self.line = line
    }
  }

  /// The line of a district: all comparisons across it together (Holm), and what then decided.
  public struct LineRecord: Hashable, Sendable {
    /// The units that are certainly within the quota.
    public var certainlyIn: Int
    /// Those that the data cannot tell from the other side.
    public var notDistinguishable: Int
    /// Those that are certainly outside.
    public var certainlyOut: Int
    /// The last within less the first outside, in points.
    public var gap: Double?
    /// The standard error of that gap.
    public var standardError: Double?
    /// What decided, with its record.
    public var decidedBy: Bilingual
    /// A record.
    public init(
      certainlyIn: Int, notDistinguishable: Int, certainlyOut: Int, gap: Double?, standardError: Double?,
      decidedBy: Bilingual
    ) {
      self.certainlyIn = certainlyIn
      self.notDistinguishable = notDistinguishable
      self.certainlyOut = certainlyOut
      self.gap = gap
      self.standardError = standardError
      self.decidedBy = decidedBy
    }
  }

  /// An estimate with its standard error and interval, in points of 0–100.
  public struct Figure: Hashable, Sendable {
    /// The estimate.
    public var value: Double
    /// Its standard error; nil if the data do not give one.
    public var standardError: Double?
    /// The interval's lower end.
    public var lower: Double?
    /// The interval's upper end.
    public var upper: Double?
    /// A figure.
    public init(value: Double, standardError: Double?, lower: Double?, upper: Double?) {
      self.value = value
      self.standardError = standardError
      self.lower = lower
      self.upper = upper
    }
  }

  /// How sure a community's side of the line is.
  public enum Certainty: String, Hashable, Sendable, CaseIterable {
    /// P(within the quota) at least 0.95.
    case secureIn
    /// The data cannot tell the community from those on the other side of the line.
    case open
    /// P(within the quota) at most 0.05.
    case clearlyOut
  }

  /// One community's place.
  public struct Place: Hashable, Sendable {
    /// The community's 12-digit code.
    public var id: String
    /// The community's name.
    public var name: String
    /// The street or town.
    public var town: String
    /// The variant, such as 社区 or 村.
    public var kind: Bilingual
    /// Its rank among the district's eligible communities; nil without one.
    public var rank: Int?
    /// The composite; nil if a half is missing.
    public var score: Figure?
    /// The residents' half.
    public var satisfaction: Figure?
    /// The usable responses.
    public var responses: Int
    /// The departments' half.
    public var department: Double?
    /// Whether it takes part; otherwise `exclusion` says why not.
    public var isEligible: Bool
    /// Why it takes no part.
    public var exclusion: Bilingual?
    /// Whether it stands within the quota; nil if a tie at the line leaves it open.
    public var isInQuota: Bool?
    /// The probability of being within the quota; nil if it takes no part.
    public var probability: Double?
    /// How sure its side of the line is; nil if it takes no part.
    public var certainty: Certainty?
    /// A place.
    public init(
      id: String, name: String, town: String, kind: Bilingual, rank: Int?, score: Figure?, satisfaction: Figure?,
      responses: Int, department: Double?, isEligible: Bool, exclusion: Bilingual?, isInQuota: Bool?,
      probability: Double?, certainty: Certainty?
    ) {
      self.id = id
      self.name = name
      self.town = town
      self.kind = kind
      self.rank = rank
      self.score = score
      self.satisfaction = satisfaction
      self.responses = responses
      self.department = department
      self.isEligible = isEligible
      self.exclusion = exclusion
      self.isInQuota = isInQuota
      self.probability = probability
      self.certainty = certainty
    }
  }

  /// The quota's arithmetic.
  public struct QuotaWorking: Hashable, Sendable {
    /// The method's name.
    public var method: Bilingual
    /// The communities of all districts.
    public var communities: Int
    /// Communities per title as an exact fraction, such as `1001/100`.
    public var quotient: String
    /// A working.
    public init(method: Bilingual, communities: Int, quotient: String) {
      self.method = method
      self.communities = communities
      self.quotient = quotient
    }
  }

  /// An input file.
  public struct File: Hashable, Sendable {
    /// Its name inside the city's folder.
    public var name: String
    /// Its SHA-256, hexadecimal.
    public var sha256: String
    /// Its size in bytes.
    public var bytes: Int
    /// Its rows below the header.
    public var rows: Int
    /// The rows that entered the result.
    public var used: Int
    /// A file.
    public init(name: String, sha256: String, bytes: Int, rows: Int, used: Int) {
      self.name = name
      self.sha256 = sha256
      self.bytes = bytes
      self.rows = rows
      self.used = used
    }
  }

  /// How often a finding occurred.
  public struct FindingCount: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its severity.
    public var severity: Severity
    /// Its meaning, without the particulars of one occurrence.
    public var title: Bilingual
    /// How often it occurred.
    public var count: Int
    /// A count.
    public init(code: String, severity: Severity, title: Bilingual, count: Int) {
      self.code = code
      self.severity = severity
      self.title = title
      self.count = count
    }
  }

  /// The simulation that checks the exact probabilities.
  public struct SimulationCheck: Hashable, Sendable {
    /// Replications drawn.
    public var replications: Int
    /// The generator's name.
    public var generator: String
    /// The largest difference between an exact and a simulated probability.
    public var largestDifference: Double
    /// The largest Monte Carlo standard error of a simulated probability.
    public var monteCarloError: Double
    /// A check.
    public init(replications: Int, generator: String, largestDifference: Double, monteCarloError: Double) {
      self.replications = replications
      self.generator = generator
      self.largestDifference = largestDifference
      self.monteCarloError = monteCarloError
    }
  }
}
