import Findings

/// The award of advanced districts in community building (社区建设先进地区), which runs beside the titles: districts are scored by the
/// task table, three at most are put forward, two members of the leading group agree, and the city's Party committee and government,
/// a different authority, commend them.
public struct AdvancedDistrictAward: Hashable, Sendable, Codable {
  /// How far it has come.
  public internal(set) var stage = AwardStage.open
  /// The districts' points.
  public internal(set) var points: [DistrictPoints] = []
  /// Those put forward.
  public internal(set) var nominees: [String] = []
  /// Why these of tied ones; empty without a tie.
  public internal(set) var reason = ""
  /// Who put them forward.
  public internal(set) var nominatedBy = ""
  /// Who has agreed.
  public internal(set) var confirmations: [String] = []
  /// The number of the decision that commended them.
  public internal(set) var document = ""
  /// Its day.
  public internal(set) var day: CalendarDay?

  /// The districts that are commended each year (常州 2014).
  public static let places = 3
}

extension TitleRound {
  /// The steps of the award.
  mutating func takeAward(_ event: RoundEvent) throws(RoundRefusal) {
    func refusal(_ what: String) -> RoundRefusal { RoundRefusal(.awardUnsound, found: award.stage.rawValue, what) }
    switch event.action {
    case .scoreDistricts(let points):
      let codes = points.map(\.district)
      guard Set(codes) == Set(districts.map(\.code)), codes.count == districts.count else { throw refusal("districts") }
      guard points.allSatisfy({ entry in entry.items.values.allSatisfy { (0...1_000_000).contains($0) } }) else {
        throw refusal("points")
      }
      award.points = points
      award.stage = .scored
    case .nominateDistricts(let nominees, let reason):
      guard !nominees.isEmpty, nominees.count <= AdvancedDistrictAward.places, Set(nominees).count == nominees.count
      else { throw refusal("1…\(AdvancedDistrictAward.places)") }
      let totals = Dictionary(award.points.map { ($0.district, $0.total) }, uniquingKeysWith: { a, _ in a })
      guard let lowest = nominees.map({ totals[$0] ?? -1 }).min(), lowest >= 0 else { throw refusal("districts") }
      let others = totals.filter { !nominees.contains($0.key) }.map(\.value)
      guard others.allSatisfy({ $0 <= lowest }) else { throw refusal("better district left out") }
      if others.contains(lowest) { try require(reason, "理由 reason") }
      award.nominees = nominees
      award.reason = reason
      award.nominatedBy = event.actor.user
      award.confirmations = []
      award.stage = .nominated
    case .confirmDistricts(let names):
      guard names == award.nominees else { throw refusal(award.nominees.joined(separator: ", ")) }
      let user = event.actor.user
      guard !user.isEmpty, user != award.nominatedBy, !award.confirmations.contains(user) else {
        throw RoundRefusal(.samePerson, found: user, user)
      }
      award.confirmations.append(user)
      if award.confirmations.count == 2 { award.stage = .confirmed }
    case .commendDistricts(let document, let day):
      try require(document, "文号 document")
      award.document = document
      award.day = day
      award.stage = .commended
    default: preconditionFailure("the award takes its own actions")
    }
  }
}
