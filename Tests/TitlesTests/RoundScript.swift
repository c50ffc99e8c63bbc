import Findings
import Foundation
import Seals
import Sheets
import Titles

/// A whole round in which everything happens that can: a tie, objections of both levels, a withdrawal, a merger, a return, new
/// scores, a list sent back, titles put right and withdrawn. Keeps the round after every event.
struct RoundScript {
  /// The round after an event, and the day.
  struct Snapshot {
    let round: TitleRound
    let day: CalendarDay
  }

  private(set) var round = TitleRound(id: "2014", year: 2014, title: "和谐社区（村）")
  private(set) var day = Self.start
  private(set) var snapshots: [Snapshot] = []
  private(set) var events: [RoundEvent] = []
  /// The round before each event.
  private(set) var before: [TitleRound] = []

  static let start = CalendarDay(year: 2014, month: 3, day: 3)!
  static let districts = ["320401", "320402", "320403", "320404"]
  static let office = RoundActor("office", RoleGrant(.leadingGroupOffice))
  static let members = ["wang", "li", "zhao"].map { RoundActor($0, RoleGrant(.leadingGroupMember)) }
  static let reviewer = RoundActor("reviewer", RoleGrant(.reviewer, .department("民政局")))
  static let evaluator = RoundActor("evaluator", RoleGrant(.thirdParty, .study("autumn")))
  static let anyone = RoundActor("", RoleGrant(.public))
  static func clerk(_ district: String) -> RoundActor {
    RoundActor("clerk-\(district)", RoleGrant(.districtOffice, .district(district)))
  }

  /// Community `number` from 1 to 20, five in each district.
  static func k(_ number: Int) -> CommunityID { CommunityID(number: number) }
  static func district(of number: Int) -> String { districts[(number - 1) / 5] }

  /// The State Council's calendar of the repository.
  static let calendar: WorkingCalendar = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scoring/calendar-china")
    var findings: [Finding] = []
    func table(_ name: String, _ columns: [String]) -> CSVSheet? {
      let bytes = (try? Data(contentsOf: folder.appendingPathComponent(name))).map(Array.init) ?? []
      return CSVSheet.read(bytes, file: name, required: columns, findings: &findings)
    }
    guard let notices = table("notices.csv", WorkingCalendar.columns.notices),
      let days = table("days.csv", WorkingCalendar.columns.days),
      let calendar = WorkingCalendar(notices: notices, days: days, findings: &findings)
    else { preconditionFailure("the repository's calendar is faulty: \(findings)") }
    return calendar
  }()

  static func notice(from day: CalendarDay) -> NoticePeriod {
    guard let period = try? NoticePeriod(from: day, workingDays: 5).ended(by: calendar) else {
      preconditionFailure("2014 has a notice")
    }
    return period
  }

  static func communities() -> [RoundCommunity] {
    (1...20).map { number in
      RoundCommunity(
        id: k(number), code: "\(district(of: number))001\(String(format: "%03d", number))", name: "社区\(number)",
        district: district(of: number), barred: number == 10 ? "2013 年已命名" : "")
    }
  }

  static func quotas() -> [DistrictQuota] {
    districts.map { DistrictQuota(district: $0, name: "区\($0.suffix(1))", communities: 5, seats: 2) }
  }

  /// A ranking from numbers and ranks; scores fall with the rank.
  static func ranking(_ places: (Int, Int)...) -> [RankedCommunity] {
    places.map { RankedCommunity(id: k($0.0), rank: $0.1, score: 100 - Double($0.1)) }
  }

  mutating func wait(until next: CalendarDay) {
    day = max(day, next)
    snapshots.append(Snapshot(round: round, day: day))
  }

  mutating func take(_ action: RoundAction, _ actor: RoundActor) throws {
    let event = RoundEvent(action, by: actor, on: day)
    before.append(round)
    round = try round.applying(event)
    events.append(event)
    snapshots.append(Snapshot(round: round, day: day))
  }

  /// Waits for the end of the notices of these districts and submits.
  private mutating func submit(_ districts: [String]) throws {
    wait(until: day + 14)
    for district in districts { try take(.submitShortlist(district: district), Self.clerk(district)) }
  }

  private mutating func openNotice(_ district: String) throws {
    try take(.openDistrictNotice(district: district, notice: Self.notice(from: day)), Self.clerk(district))
  }

  static func whole() throws -> RoundScript {
    var script = RoundScript()
    script.snapshots.append(Snapshot(round: script.round, day: script.day))
    try script.setUp()
    try script.districtsEvaluate()
    try script.cityReviews()
    try script.cityNotice()
    try script.decide()
    try script.afterwards()
    return script
  }

  private mutating func setUp() throws {
    let office = Self.office
    try take(
      .freeze(
        standard: "aa", questionnaire: "bb", basis: "常社建〔2014〕1号", admission: "准入〔2014〕3号",
        required: [.responses, .reviews]), office)
    try take(
      .fixQuotas(
        cutOff: CalendarDay(year: 2014, month: 3, day: 31)!, titles: 8, communities: Self.communities(),
        quotas: Self.quotas(), isTied: false, decision: ""), office)
    try take(.openApplications(until: day + 10), office)
    for district in Self.districts {
      let ids = Self.communities().filter { $0.district == district && $0.barred.isEmpty }.map(\.id)
      try take(.apply(communities: ids), Self.clerk(district))
      try take(.examine(communities: ids, isQualified: true, reason: ""), Self.clerk(district))
    }
    try take(.examine(communities: [Self.k(5)], isQualified: false, reason: "换届未完成"), Self.clerk("320401"))
    try take(.withdrawApplication(community: Self.k(20), reason: "自愿"), Self.clerk("320404"))
    try take(.declareRecusal(user: "zhao", communities: [Self.k(6)], reason: "曾任职"), Self.members[2])
    wait(until: day + 11)
    try take(.closeApplications, office)
    try take(.withdrawApplication(community: Self.k(15), reason: "自愿"), Self.clerk("320403"))
    for (index, district) in Self.districts.enumerated() {
      try take(
        .upload(file: Self.upload(index + 1, .responses, .district(district))), Self.clerk(district))
    }
    try take(.upload(file: Self.upload(5, .reviews, .department("民政局"))), Self.reviewer)
    try take(.upload(file: Self.upload(6, .reviews, .department("民政局"), supersedes: 5)), Self.reviewer)
    try take(.closeCollection, office)
  }

  static func upload(
    _ number: Int, _ kind: RoundUpload.Kind, _ scope: Scope, supersedes: Int? = nil
  ) -> RoundUpload {
    RoundUpload(number: number, kind: kind, scope: scope, commitment: "c\(number)", rows: 1, supersedes: supersedes)
  }

  private mutating func districtsEvaluate() throws {
    let (a, b, c, d) = (Self.districts[0], Self.districts[1], Self.districts[2], Self.districts[3])
    try take(.evaluate(district: a, ranking: Self.ranking((1, 1), (2, 2), (3, 3), (4, 4)), result: "r"), Self.clerk(a))
    try take(.evaluate(district: b, ranking: Self.ranking((6, 1), (7, 2), (8, 2), (9, 4)), result: "r"), Self.clerk(b))
    try take(
      .evaluate(district: c, ranking: Self.ranking((11, 1), (12, 2), (13, 3), (14, 4)), result: "r"), Self.clerk(c))
    try take(
      .evaluate(district: d, ranking: Self.ranking((16, 1), (17, 2), (18, 3), (19, 4)), result: "r"), Self.clerk(d))
    try take(.decideTie(district: b, chosen: [Self.k(8)], reason: "满意度高", minutes: "纪要〔2014〕7号"), Self.members[0])
    for district in Self.districts { try openNotice(district) }
    try take(.object(district: b, community: Self.k(8), ground: "评分", isAnonymous: false), Self.anyone)
    try take(.object(district: a, community: nil, ground: "线索", isAnonymous: true), Self.anyone)
    try take(.object(district: c, community: Self.k(11), ground: "佐证", isAnonymous: false), Self.anyone)
    try take(.answerObjection(number: 1, isUpheld: true, reason: "漏计一份"), Self.clerk(b))
    try take(.evaluate(district: b, ranking: Self.ranking((6, 1), (8, 2), (7, 3), (9, 4)), result: "r2"), Self.clerk(b))
    try take(.answerObjection(number: 3, isUpheld: true, reason: "佐证无效"), Self.clerk(c))
    try take(
      .evaluate(district: c, ranking: Self.ranking((12, 1), (13, 2), (11, 3), (14, 4)), result: "r2"), Self.clerk(c))
    try openNotice(c)
    try take(.withdrawApplication(community: Self.k(17), reason: "自愿"), Self.clerk(d))
    try openNotice(d)
    try take(.noteChange(event: Self.merger(1, [12, 14], into: 14, on: day)), Self.office)
    try openNotice(c)
    try submit(Self.districts)
  }

  /// A merger in which one of the communities goes on.
  static func merger(_ number: Int, _ before: [Int], into after: Int, on day: CalendarDay) -> LineageEvent {
    LineageEvent(
      number: number, kind: .merged, effective: day, document: "政发〔2014〕\(number)号", before: before.map { k($0) },
      after: [k(after)])
  }

  private mutating func cityReviews() throws {
    let d = Self.districts[3]
    let office = Self.office
    try take(.beginCityReview, office)
    try take(.spotCheck(community: Self.k(1), isPassed: true, record: "查1"), Self.evaluator)
    try take(.spotCheck(community: Self.k(16), isPassed: false, record: "查2"), office)
    try take(.returnShortlist(district: d, reason: "抽查不合格"), office)
    try take(.evaluate(district: d, ranking: Self.ranking((18, 1), (16, 2), (19, 2)), result: "r3"), Self.clerk(d))
    try take(.decideTie(district: d, chosen: [Self.k(19)], reason: "抽查合格", minutes: "纪要〔2014〕9号"), Self.members[1])
    try openNotice(d)
    try take(.object(district: d, community: Self.k(19), ground: "环境", isAnonymous: false), Self.anyone)
    try take(.answerObjection(number: 4, isUpheld: false, reason: "不属实"), Self.clerk(d))
    try submit([d])
    try take(.withdrawApplication(community: Self.k(9), reason: "自愿"), Self.clerk("320402"))
    for district in Self.districts { try take(.acceptShortlist(district: district), office) }
  }

  private mutating func cityNotice() throws {
    let (a, office) = (Self.districts[0], Self.office)
    try take(.openCityNotice(notice: Self.notice(from: day)), office)
    try take(.object(district: a, community: Self.k(2), ground: "评分", isAnonymous: false), Self.anyone)
    try take(.answerCityObjection(number: 5, isUpheld: true, reason: "重复计分"), office)
    try take(
      .rescore(district: a, ranking: Self.ranking((1, 1), (2, 2), (3, 2), (4, 4)), result: "r4", reason: "异议成立"), office
    )
    try take(.decideTie(district: a, chosen: [Self.k(3)], reason: "无异议", minutes: "纪要〔2014〕11号"), Self.members[0])
    try take(.openCityNotice(notice: Self.notice(from: day)), office)
    wait(until: day + 14)
    try take(.closeCityNotice, office)
  }

  private mutating func decide() throws {
    let office = Self.office
    try confirm(Self.members[0])
    try take(.sendBack(district: "320402", reason: "核对"), Self.members[1])
    try take(.acceptShortlist(district: "320402"), office)
    try take(.openCityNotice(notice: Self.notice(from: day)), office)
    wait(until: day + 14)
    try take(.closeCityNotice, office)
    try confirm(Self.members[0])
    try confirm(Self.members[1])
    try take(.name(document: "常社建〔2014〕9号", day: day, standing: (1...20).map { Self.k($0) }), office)
  }

  private mutating func confirm(_ member: RoundActor) throws {
    try take(.confirm(list: round.listDigest(round.list ?? []).hexadecimal), member)
  }

  private mutating func afterwards() throws {
    let office = Self.office
    for isArchived in [false, true] {
      if isArchived { try take(.archive(manifest: "m"), office) }
      wait(until: day + 200)
      try take(.recheck(communities: [Self.k(1)], year: 2015, record: "复1"), Self.clerk("320401"))
      try take(.demandCorrection(community: Self.k(1), by: day + 30, reason: "台账"), office)
      try take(.acceptCorrection(community: Self.k(1), record: "改1"), office)
      let holder = isArchived ? 8 : 6
      try take(.proposeWithdrawal(community: Self.k(holder), reason: "弄虚作假"), office)
      try take(
        .withdrawTitle(community: Self.k(holder), document: "撤\(holder)", reason: "查实"), Self.members[1])
      let merged = isArchived ? 18 : 19
      try take(.noteChange(event: Self.merger(merged, [merged, 20], into: merged, on: day)), office)
      try take(.keepTitle(community: Self.k(merged), document: "保\(merged)", reason: "合并后合格"), Self.members[0])
    }
  }
}
