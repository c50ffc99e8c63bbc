/// A community as it stood on the register at the round's cut-off date, and its application.
public struct RoundCommunity: Hashable, Sendable, Codable {
  /// The permanent id.
  public var id: CommunityID
  /// The code on the cut-off date.
  public var code: String
  /// The name on the cut-off date, with its street.
  public var name: String
  /// The code of its district.
  public var district: String
  /// Why it may not apply, such as a title it already holds (暂停申报); empty if it may.
  public var barred: String
  /// How far its application has come.
  public var stage: ApplicationStage

  /// A community that has not applied.
  public init(
    id: CommunityID, code: String, name: String, district: String, barred: String = "", stage: ApplicationStage = .none
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.district = district
    self.barred = barred
    self.stage = stage
  }
}

/// A district's share of the titles.
public struct DistrictQuota: Hashable, Sendable, Codable {
  /// The district's code.
  public var district: String
  /// Its name.
  public var name: String
  /// Its communities on file at the cut-off date.
  public var communities: Int
  /// Its titles.
  public var seats: Int

  /// A share.
  public init(district: String, name: String, communities: Int, seats: Int) {
    self.district = district
    self.name = name
    self.communities = communities
    self.seats = seats
  }
}

/// A place in a district's ranking.
public struct RankedCommunity: Hashable, Sendable, Codable {
  /// The community.
  public var id: CommunityID
  /// The competition rank, from 1; equal ranks are a tie that no rule of the standard broke.
  public var rank: Int
  /// The unrounded score.
  public var score: Double

  /// A place.
  public init(id: CommunityID, rank: Int, score: Double) {
    self.id = id
    self.rank = rank
    self.score = score
  }
}

/// A period of public notice (公示).
public struct NoticePeriod: Hashable, Sendable, Codable {
  /// The first day, which counts.
  public var from: CalendarDay
  /// The working days.
  public var workingDays: Int
  /// The last day; worked out from the calendar when the notice is given, and kept, because calendars may change later.
  public var lastDay: CalendarDay?

  /// A period whose end is not worked out yet, or is known.
  public init(from: CalendarDay, workingDays: Int, lastDay: CalendarDay? = nil) {
    self.from = from
    self.workingDays = workingDays
    self.lastDay = lastDay
  }

  /// The same period with its last day by the calendar.
  public func ended(by calendar: WorkingCalendar) throws(WorkingCalendar.UnknownYear) -> NoticePeriod {
    var period = self
    period.lastDay = workingDays < 1 ? nil : try calendar.lastDay(of: workingDays, from: from)
    return period
  }

  /// Whether `day` lies in the period.
  public func includes(_ day: CalendarDay) -> Bool { from <= day && lastDay.map { day <= $0 } ?? false }
  /// Whether the period is over on `day`.
  public func isOver(on day: CalendarDay) -> Bool { lastDay.map { $0 < day } ?? false }
}

/// A file that came in for the round; its bytes are kept as evidence elsewhere.
public struct RoundUpload: Hashable, Sendable, Codable {
  /// What the file holds.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Answers of residents.
    case responses
    /// The sampling frame.
    case frame
    /// The sampled units.
    case psu
    /// Marks of departments or streets.
    case reviews
    /// What departments or streets found under rules other than direct points.
    case measures
    /// Events under the conditions.
    case events
    /// Evidence: ledgers, records, photographs.
    case evidence
    /// Figures of a third party for comparison.
    case thirdParty = "third-party"
    /// Minutes, decisions, letters.
    case document

    /// The roles that may send it.
    public var roles: Set<Role> {
      switch self {
      case .responses: [.leadingGroupOffice, .districtOffice, .thirdParty]
      case .frame, .psu: [.leadingGroupOffice, .districtOffice, .thirdParty]
      case .reviews, .measures: [.leadingGroupOffice, .reviewer]
      case .events: [.leadingGroupOffice, .districtOffice]
      case .evidence, .document: [.leadingGroupOffice, .districtOffice, .reviewer, .thirdParty]
      case .thirdParty: [.leadingGroupOffice, .thirdParty]
      }
    }

    /// Whether files of this kind stand beside each other by name instead of taking each other's place. Nothing is computed from them, and
    /// they may come while the round goes on after collecting.
    public var isByName: Bool { self == .evidence || self == .document }
  }

  /// The number under which it is kept.
  public var number: Int
  /// What it holds.
  public var kind: Kind
  /// The district, department or study that it is about.
  public var scope: Scope
  /// A salted digest of its bytes.
  public var commitment: String
  /// Its rows; nil if it is no table.
  public var rows: Int?
  /// The number of the upload that it takes the place of; nil if it is the first.
  public var supersedes: Int?

  /// A file.
  public init(number: Int, kind: Kind, scope: Scope, commitment: String, rows: Int?, supersedes: Int?) {
    self.number = number
    self.kind = kind
    self.scope = scope
    self.commitment = commitment
    self.rows = rows
    self.supersedes = supersedes
  }
}

/// An objection (异议) to a list on notice. Who objected is kept elsewhere, sealed.
public struct Objection: Hashable, Sendable, Codable {
  /// Whose notice it is about.
  public enum Level: String, Hashable, Sendable, Codable {
    case district, city
  }

  /// The running number, from 1.
  public var number: Int
  /// Whose notice it is about.
  public var level: Level
  /// The district.
  public var district: String
  /// The community that it is about; nil if it is about the list.
  public var community: CommunityID?
  /// What it says is wrong, in a word or two without personal data.
  public var ground: String
  /// Whether it is anonymous: then it is a lead that is looked into but need not be answered.
  public var isAnonymous: Bool
  /// The day on which it was received.
  public var received: CalendarDay
  /// The day of the answer; nil while it is open.
  public var answered: CalendarDay?
  /// Whether it was upheld.
  public var isUpheld: Bool
  /// The answer's reason.
  public var reason: String
  /// Whether the district has still to be scored again because of it.
  public var awaitsScores: Bool

  /// Whether it holds up what comes after the notice.
  public var isOpen: Bool { (answered == nil && !isAnonymous) || awaitsScores }
}

/// A declared conflict of interest (回避): this person does not act on these communities.
public struct Recusal: Hashable, Sendable, Codable {
  /// The person.
  public var user: String
  /// The communities.
  public var communities: [CommunityID]
  /// The reason, in a word or two.
  public var reason: String
}

extension [Recusal] {
  /// Adds a declaration. Whoever declares the same again has said why in other words: the last ones stand.
  mutating func declare(_ recusal: Recusal) {
    removeAll { $0.user == recusal.user && $0.communities == recusal.communities }
    append(recusal)
  }
}

/// The recusals of a round. Rounds that were stored while each repetition still counted are read as if it had not.
@propertyWrapper
public struct DeclaredOnce: Hashable, Sendable, Codable {
  /// The recusals.
  public var wrappedValue: [Recusal]

  /// Recusals.
  public init(wrappedValue: [Recusal]) { self.wrappedValue = wrappedValue }

  /// Reads a list.
  public init(from decoder: any Decoder) throws {
    wrappedValue = []
    for recusal in try [Recusal](from: decoder) { wrappedValue.declare(recusal) }
  }

  /// Writes the list.
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

/// A check on the spot (抽查).
public struct SpotCheck: Hashable, Sendable, Codable {
  /// The community.
  public var community: CommunityID
  /// Whether it was passed.
  public var isPassed: Bool
  /// The record's number.
  public var record: String
  /// Who checked.
  public var user: String
}

/// A title and what has become of it. The list that named it is never rewritten.
public struct HeldTitle: Hashable, Sendable, Codable {
  /// The stage.
  public var stage: TitleStage
  /// The day by which it is to be put right; nil unless it is being corrected.
  public var correctBy: CalendarDay?
  /// Who proposed its withdrawal; empty otherwise.
  public var proposedBy: String
  /// The years in which it was checked again and passed.
  public var rechecked: [Int]

  /// A title just given.
  public init() {
    stage = .held
    correctBy = nil
    proposedBy = ""
    rechecked = []
  }
}
