public import Findings

/// What a standard's folder is.
public enum StandardLevel: String, Hashable, Sendable, CaseIterable {
  /// A guiding standard (指导标准) that others extend: it must lock the shares of its halves.
  case guiding
  /// Implementing rules (实施细则) that extend a guiding standard.
  case implementing
  /// A standard that stands alone.
  case single
}

/// How “50 % residents, 50 % departments” is read; the sources allow both (domain: KP-2014 and the example city).
public enum Reading: String, Hashable, Sendable, CaseIterable {
  /// Two scores of 0–100, averaged by the shares of the halves.
  case halves
  /// Points inside one table: the survey's indicators have that share of the points.
  case points
}

/// How answers become the residents' half.
public enum ResponseScore: String, Hashable, Sendable, CaseIterable {
  /// A response scores the mean of its valid answers, a unit the weighted mean of its responses.
  case meanOfValidAnswers = "mean-of-valid-answers"
  /// Each item scores the weighted mean of its valid answers, and earns that share of its points.
  case itemMeans = "item-means"
}

/// What happens to an indicator that nobody has rated (未评). It is never taken for zero.
public enum MissingReviewPolicy: String, Hashable, Sendable, CaseIterable {
  /// The points of the rated indicators of the half stand for the whole, and the report says so.
  case rebase
  /// The points of the rated indicators of the same first-level group stand for the group's.
  case rebaseGroup = "rebase-group"
  /// The rating waits until the review is there.
  case block
}

/// What is done about the severity of raters under rule R6.
public enum SeverityUse: String, Hashable, Sendable, CaseIterable {
  /// Nothing.
  case off
  /// It is reported.
  case report
  /// Scores are freed from it, and it is reported.
  case adjust
}

/// A line that a total, a half or an indicator must reach.
public struct PassLine: Hashable, Sendable {
  /// `total`, `satisfaction`, `department` or an indicator's code.
  public var subject: String
  /// The least points; of 0–100 for a half.
  public var minimum: Points
}

/// Where scores are rounded before they count, half up; ranks come from the unrounded total unless `total` says otherwise.
public struct Rounding: Hashable, Sendable {
  /// The decimals of each indicator's points; nil leaves them.
  public var indicators: Int?
  /// The decimals of the total; nil leaves it.
  public var total: Int?
}

/// A band of the score (等次), such as 5A or 优秀.
public struct Band: Hashable, Sendable {
  /// The code.
  public var code: String
  /// The name.
  public var name: Bilingual
  /// The least total.
  public var minimum: Points
  /// What it brings, such as an award; empty if nothing.
  public var award: Bilingual
}

/// What the rated units are called in all that users read.
public struct UnitWords: Hashable, Sendable {
  /// A unit, such as 社区（村）.
  public var unit: Bilingual
  /// A group of units that share a quota, such as 区.
  public var group: Bilingual
}

/// A condition that bars a unit while a confirmed event stands against it (申报前置条件).
///
/// 民发〔2015〕136号 abolished vetoes on communities (取消对社区的“一票否决”事项), so every condition needs a basis in law or document.
public struct EligibilityCondition: Hashable, Sendable {
  /// The code that events cite.
  public var code: String
  /// The condition's name.
  public var name: Bilingual
  /// The law or document that it rests on.
  public var basis: String
  /// Who certifies an event.
  public var certifier: String
  /// The departments whose finding establishes an event (认定机关); empty if any may, and people judge by `certifier`.
  public var departments: [String]
  /// How an event is established (认定办法); empty if the standard does not say.
  public var method: String
  /// The months before the assessment date in which an event counts (追溯期); nil for any date.
  public var lookBackMonths: Int?
  /// What an event's record must show: `date`, `document`, `reply`, `department`.
  public var requirements: Set<Requirement>

  /// Something that the record of an event must show.
  public enum Requirement: String, Hashable, Sendable, CaseIterable {
    /// The day of the event.
    case date
    /// The number of the document that establishes it.
    case document
    /// The unit's written reply (回复), or the word that it gave none.
    case reply
    /// The body that found it.
    case department
  }
}

/// A rule that decides between units of equal total.
public enum TieRule: Hashable, Sendable, RawRepresentable {
  /// The higher residents' half goes first.
  case satisfaction
  /// The higher departments' half goes first.
  case department
  /// The higher share of an indicator's points goes first; of several codes the one that the unit's variant has.
  case indicator([String])
  /// Fewer events under rule R2 go first.
  case fewerEvents
  /// The lower code goes first. Only for checks against other programs: a code is no merit.
  case communityCode

  /// The rules as a standard writes them, for messages.
  public static let allowed = "satisfaction, department, indicator:CODE|CODE, fewer_events, community_id"

  /// The rule that `rawValue` writes.
  public init?(rawValue: String) {
    switch rawValue {
    case "satisfaction": self = .satisfaction
    case "department": self = .department
    case "fewer_events": self = .fewerEvents
    case "community_id": self = .communityCode
    default:
      guard rawValue.hasPrefix("indicator:") else { return nil }
      let codes = rawValue.dropFirst("indicator:".count).split(separator: "|").map { String($0).trimmed }
      guard !codes.isEmpty else { return nil }
      self = .indicator(codes)
    }
  }

  /// The rule as a standard writes it.
  public var rawValue: String {
    switch self {
    case .satisfaction: "satisfaction"
    case .department: "department"
    case .indicator(let codes): "indicator:" + codes.joined(separator: "|")
    case .fewerEvents: "fewer_events"
    case .communityCode: "community_id"
    }
  }
}

/// A rule that decides between districts of equal remainder.
public enum QuotaTieRule: String, Hashable, Sendable, CaseIterable {
  /// The district with more communities goes first.
  case communities
  /// The district that stands first in the register (official order) goes first.
  case districtOrder = "district_order"
}
