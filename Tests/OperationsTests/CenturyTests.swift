import Findings
import Foundation
import Operations
import Seals
import Store
import Synchronization
import Testing
import Titles

/// Round after round in one data directory, each from opening to naming with 1001 communities: two here; `Tests/Soak/century.py` makes a
/// hundred in a directory of its own (KAOPING_CENTURY=DIR,YEARS) and measures how long the overview of the current one takes.
@Suite struct CenturyTests {
  private static let districts = [
    ("329981", "天目区", 193), ("329982", "洮湖区", 170), ("329912", "武阳区", 324), ("329911", "北塘区", 116),
    ("329902", "天和区", 91),
    ("329904", "钟山区", 80), ("329905", "戚家区", 27),
  ]

  /// A register of 1001 communities and holidays for every year.
  private func prepare(_ folder: URL, years: Int) throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("calendar"), withIntermediateDirectories: true)
    var roster = "community_id,name,district_code,district,town,kind,households\n"
    for (code, name, count) in Self.districts {
      for number in 1...count {
        let digits = String(200 + number)
        roster += "\(code)100\(digits),\(name)\(number)村,\(code),\(name),街镇,village,1500\n"
      }
    }
    try Data(roster.utf8).write(to: folder.appendingPathComponent("roster.csv"))
    let (first, last) = (2014, 2015 + years)
    try Data(("notice,document\n" + (first...last).map { "\($0),国办发明电\n" }.joined()).utf8).write(
      to: folder.appendingPathComponent("calendar/notices.csv"))
    try Data(("notice,date,kind,name\n" + (first...last).map { "\($0),\($0)-10-01,holiday,国庆\n" }.joined()).utf8).write(
      to: folder.appendingPathComponent("calendar/days.csv"))
  }

  /// Adds a user and signs in.
  private static func add(_ name: String, _ grant: String, to desk: EvaluationDesk) throws -> (
    actor: DeskActor, code: String
  ) {
    let code = try desk.addUser(name, display: "", grants: [grant], by: .console).value
    return (try desk.signIn(name, code: code, as: nil), code)
  }

  @Test func roundAfterRoundStandsInOneDirectory() throws {
    let wish = ProcessInfo.processInfo.environment["KAOPING_CENTURY"]?.split(separator: ",").map(String.init)
    let years = wish.flatMap { $0.count == 2 ? Int($0[1]) : nil } ?? 2
    let folder =
      wish.map { URL(fileURLWithPath: $0[0]) }
      ?? FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-century-\(UUID().uuidString)")
    defer { if wish == nil { try? FileManager.default.removeItem(at: folder) } }
    try prepare(folder, years: years)
    let clock = RoundFixture.Clock()
    func wait(_ days: Int) { clock.now.withLock { $0 = Moment(seconds: $0.seconds + days * 86_400) } }
    func today() -> CalendarDay { clock.now.withLock { $0.day } }
    func set(_ day: String) { clock.now.withLock { $0 = Moment("\(day)T01:00:00Z") ?? $0 } }
    set("2014-03-03")
    let desk = try EvaluationDesk.create(
      folder.appendingPathComponent("data").path, calendar: folder.appendingPathComponent("calendar").path,
      Workbench(version: "test"),
      surroundings: Surroundings(now: { clock.now.withLock { $0 } }, random: { RandomBytes.draw($0) })
    ).desk
    var codes: [String: String] = [:]
    func user(_ name: String, _ grant: String) throws -> DeskActor {
      let added = try Self.add(name, grant, to: desk)
      codes[name] = added.code
      return added.actor
    }
    let office = try user("office", "leading-group-office")
    let members = [try user("wang", "leading-group-member"), try user("li", "leading-group-member")]
    var clerks: [String: DeskActor] = [:]
    for (code, _, _) in Self.districts { clerks[code] = try user("clerk-\(code)", "district-office@district:\(code)") }
    _ = try desk.establish(
      folder.appendingPathComponent("roster.csv").path, effective: FullRoundTests.day("2010-01-01"), document: "设",
      by: .console)
    let paper = folder.appendingPathComponent("纪要.pdf")
    try Data("%PDF-1.4".utf8).write(to: paper)

    for year in 2014..<(2014 + years) {
      set("\(year)-03-03")
      let id = String(year)
      func apply(_ action: RoundAction, _ actor: DeskActor) throws -> TitleRound {
        try desk.apply(action, to: id, by: actor).value
      }
      _ = try desk.openRound(id, year: year, title: "和谐社区", by: office)
      _ = try desk.freeze(
        id, standard: RatingFixture.standard, survey: RatingFixture.survey, basis: "批", admission: "准", by: office)
      let round = try desk.fixQuotas(
        id, cutOff: today(), titles: 100, districts: nil, pause: 3, decision: nil, by: office
      ).value
      _ = try apply(.openApplications(until: today() + 9), office)
      let free = Dictionary(grouping: round.communities.values.filter(\.barred.isEmpty), by: \.district)
        .mapValues { $0.map(\.id).sorted() }
      for (code, ids) in free.sorted(by: { $0.key < $1.key }) {
        let clerk = try #require(clerks[code])
        _ = try apply(.apply(communities: ids), clerk)
        _ = try apply(.examine(communities: ids, isQualified: true, reason: ""), clerk)
      }
      wait(10)
      _ = try apply(.closeApplications, office)
      _ = try desk.receive(
        UploadRequest(round: id, kind: .document, scope: .all, path: paper.path), by: office)
      // The current round collects; those before go on to naming.
      if year == 2014 + years - 1 { break }
      try nameByHand(desk, id, free, office, members, clerks, wait: wait, today: today)
    }
    let rounds = try desk.store.rounds()
    #expect(rounds.count == years && rounds.first?.phase == .collecting)
    #expect(rounds.dropFirst().allSatisfy { $0.phase == .named })
    // Holders of the last three years may not apply.
    let current = try #require(try desk.store.round(rounds[0].id)?.round)
    #expect(current.communities.values.count { !$0.barred.isEmpty } == 100 * min(3, years - 1))
    if wish == nil {
      #expect(try desk.store.verify().findings.isEmpty)
    } else {
      try JSONEncoder().encode(codes).write(to: folder.appendingPathComponent("codes.json"))
      try desk.store.close()
    }
  }

  /// From collecting to naming without scores from answers: what is stored is the same.
  private func nameByHand(
    _ desk: EvaluationDesk, _ id: String, _ free: [String: [CommunityID]], _ office: DeskActor, _ members: [DeskActor],
    _ clerks: [String: DeskActor], wait: (Int) -> Void, today: () -> CalendarDay
  ) throws {
    func apply(_ action: RoundAction, _ actor: DeskActor) throws -> TitleRound {
      try desk.apply(action, to: id, by: actor).value
    }
    for kind in [RoundUpload.Kind.responses, .reviews] {
      let city = try RatingFixture.reference("city-12-defects-off")
      let file = kind == .reviews ? "reviews.csv" : "responses/329912.csv"
      _ = try desk.receive(
        UploadRequest(round: id, kind: kind, scope: .all, path: city.appendingPathComponent(file).path), by: office)
    }
    let round = try apply(.closeCollection, office)
    for (code, ids) in free.sorted(by: { $0.key < $1.key }) {
      let ranking = ids.enumerated().map { RankedCommunity(id: $1, rank: $0 + 1, score: 95 - Double($0) / 10) }
      _ = try apply(.evaluate(district: code, ranking: ranking, result: "r"), try #require(clerks[code]))
    }
    let seated = round.districts.filter { $0.seats > 0 }.map(\.code)
    for code in seated {
      let notice = NoticePeriod(from: today(), workingDays: 5)
      _ = try apply(.openDistrictNotice(district: code, notice: notice), try #require(clerks[code]))
    }
    wait(20)
    for code in seated { _ = try apply(.submitShortlist(district: code), try #require(clerks[code])) }
    _ = try apply(.beginCityReview, office)
    for code in seated { _ = try apply(.acceptShortlist(district: code), office) }
    _ = try apply(.openCityNotice(notice: NoticePeriod(from: today(), workingDays: 5)), office)
    wait(20)
    let closed = try apply(.closeCityNotice, office)
    let list = try #require(closed.list)
    let digest = closed.listDigest(list).hexadecimal
    for member in members { _ = try apply(.confirm(list: digest), member) }
    _ = try apply(.name(document: "名", day: today(), standing: []), office)
  }
}
