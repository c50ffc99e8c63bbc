import Findings
import Foundation
import Operations
import Seals
import Store
import TestSupport
import Testing
import Titles

/// A round from opening to archive for seven districts, through the desk that commands and service use: real answers and marks, a tie,
/// objections of both levels, a withdrawn application, a merger in mid-year, a withdrawn title; then backup, archive and replay.
@Suite struct FullRoundTests {
  static func day(_ text: String) -> CalendarDay {
    guard let day = CalendarDay(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  @Test func sevenDistrictsFromOpeningToArchive() async throws {
    let fixture = try RoundFixture()
    let desk = fixture.desk
    let roster = try String(contentsOfFile: fixture.city("roster.csv"), encoding: .utf8)
    let tied = roster.split(separator: "\n").filter { $0.contains("运河区") }.map { String($0.prefix(12)) }
    try fixture.makeEqual(tied[0], Array(tied.dropFirst()))

    // Set-up
    let office = try fixture.user("office", "leading-group-office")
    let members = try ["wang", "li"].map { try fixture.user($0, "leading-group-member") }
    let evaluator = try fixture.user("evaluator", "third-party@study:autumn")
    let reviewer = try fixture.user("reviewer", "reviewer@department:民政局")
    var clerks: [String: DeskActor] = [:]
    for district in RoundFixture.districts {
      clerks[district] = try fixture.user("clerk-\(district)", "district-office@district:\(district)")
    }
    func clerk(_ district: String) throws -> DeskActor { try #require(clerks[district]) }
    let established = try desk.establish(
      fixture.city("roster.csv"), effective: Self.day("2010-01-01"), document: "设立", by: .console)
    #expect(established.value.count == 35)
    _ = try desk.openRound("2014", year: 2014, title: "和谐社区", by: office)
    _ = try desk.freeze(
      "2014", standard: fixture.path("standard"), survey: RatingFixture.survey, basis: "常社建〔2014〕1号",
      admission: "准入〔2014〕1号", by: office)
    let fixed = try desk.fixQuotas(
      "2014", cutOff: Self.day("2014-03-31"), titles: 10, districts: nil, pause: 3, decision: nil, by: office)
    #expect(fixed.value.districts.map(\.seats).reduce(0, +) == 10)
    #expect(fixed.value.districts.count == 7)

    // Applications
    _ = try desk.apply(.openApplications(until: fixture.today + 14), to: "2014", by: office)
    for district in RoundFixture.districts {
      let ids = fixed.value.communities.values.filter { $0.district == district }.map(\.id).sorted()
      _ = try desk.apply(.apply(communities: ids), to: "2014", by: try clerk(district))
      _ = try desk.apply(.examine(communities: ids, isQualified: true, reason: ""), to: "2014", by: try clerk(district))
    }
    fixture.wait(days: 15)
    _ = try desk.apply(.closeApplications, to: "2014", by: office)

    // Material: one district sends GB18030, one a workbook, one a table with telephone numbers
    var receipts: [Receipt] = []
    let sent = try Dictionary(uniqueKeysWithValues: RoundFixture.districts.map { ($0, try answers($0, fixture)) })
    for district in RoundFixture.districts {
      let done = try desk.receive(
        UploadRequest(
          round: "2014", kind: .responses, scope: .district(district), path: try #require(sent[district])),
        by: try clerk(district))
      receipts.append(try #require(done.receipt))
    }
    for (kind, name) in [(RoundUpload.Kind.frame, "frame.csv"), (.psu, "psu.csv")] {
      _ = try desk.receive(
        UploadRequest(round: "2014", kind: kind, scope: .study("autumn"), path: fixture.city(name)), by: evaluator)
    }
    _ = try desk.receive(
      UploadRequest(round: "2014", kind: .events, scope: .all, path: fixture.city("veto.csv")), by: office)
    let reviews = UploadRequest(
      round: "2014", kind: .reviews, scope: .department("民政局"), path: fixture.city("reviews.csv"), idempotencyKey: "r1")
    let first = try desk.receive(reviews, by: reviewer)
    #expect(try desk.receive(reviews, by: reviewer).receipt == first.receipt, "asked again, the same receipt")
    _ = try desk.apply(.closeCollection, to: "2014", by: office)

    // Districts
    let scored = try await desk.evaluate("2014", districts: [], by: office)
    let tiedDistrict = try #require(scored.value.districts.first { $0.name == "运河区" })
    #expect(scored.value.line(tiedDistrict).tied.count == 3)
    let tieRefusal = refusal {
      _ = try desk.apply(
        .openDistrictNotice(district: tiedDistrict.code, notice: NoticePeriod(from: fixture.today, workingDays: 5)),
        to: "2014", by: try clerk(tiedDistrict.code))
    }
    #expect(tieRefusal == .tieOpen)
    let choice = scored.value.line(tiedDistrict)
    _ = try desk.apply(
      .decideTie(
        district: tiedDistrict.code, chosen: Array(choice.tied.suffix(choice.seatsLeft)), reason: "群众推荐", minutes: "纪要1"
      ),
      to: "2014", by: members[0])
    func openNotices(_ districts: [String]) throws {
      for district in districts {
        _ = try desk.apply(
          .openDistrictNotice(district: district, notice: NoticePeriod(from: fixture.today, workingDays: 5)),
          to: "2014", by: try clerk(district))
      }
    }
    let seated = scored.value.districts.filter { $0.seats > 0 }.map(\.code)
    try openNotices(seated)
    let east = try #require(scored.value.districts.first { $0.name == "东湖区" })
    let listed = try #require(scored.value.shortlist(east))
    _ = try desk.apply(
      .object(district: east.code, community: listed[0], ground: "评分有误", isAnonymous: false), to: "2014",
      by: .anyone, contact: "联系人 13800000000")
    _ = try desk.apply(
      .answerObjection(number: 1, isUpheld: true, reason: "重新核对"), to: "2014", by: try clerk(east.code))
    _ = try await desk.evaluate("2014", districts: [east.code], by: try clerk(east.code))
    // A withdrawal, and a merger in mid-year: both drop out of the list, and the notice begins anew.
    _ = try desk.apply(.withdrawApplication(community: listed[1], reason: "自愿"), to: "2014", by: try clerk(east.code))
    let ending = listed[2]
    let register = try desk.store.register()
    let other = try #require(
      register.standing(on: fixture.today).first { $0.attributes.district == east.code && !listed.contains($0.id) })
    var merged = other.attributes
    merged.name = "合并社区"
    let lineage = try desk.enter(
      [
        RegisterChange(
          .merged, effective: fixture.today, document: "政发〔2014〕5号", communities: [ending, other.id], results: [merged],
          continues: other.id)
      ], by: .console)
    _ = try desk.apply(.noteChange(event: lineage.value[0]), to: "2014", by: office)
    try openNotices([east.code])
    fixture.wait(days: 20)
    for district in seated {
      _ = try desk.apply(.submitShortlist(district: district), to: "2014", by: try clerk(district))
    }

    // City
    _ = try desk.apply(.beginCityReview, to: "2014", by: office)
    try checkByLot(fixture, seated, by: office)
    for district in seated { _ = try desk.apply(.acceptShortlist(district: district), to: "2014", by: office) }
    _ = try desk.apply(
      .openCityNotice(notice: NoticePeriod(from: fixture.today, workingDays: 5)), to: "2014", by: office)
    _ = try desk.apply(
      .object(district: east.code, community: nil, ground: "名单", isAnonymous: false), to: "2014", by: .anyone)
    _ = try desk.apply(.answerCityObjection(number: 2, isUpheld: false, reason: "不属实"), to: "2014", by: office)
    fixture.wait(days: 20)
    let closed = try desk.apply(.closeCityNotice, to: "2014", by: office).value
    let list = try #require(closed.list)
    #expect(list.count == 10 && !list.contains(listed[1]) && !list.contains(ending))
    let digest = closed.listDigest(list).hexadecimal
    _ = try desk.apply(.confirm(list: digest), to: "2014", by: members[0])
    #expect(refusal { _ = try desk.apply(.confirm(list: digest), to: "2014", by: members[0]) } == .samePerson)
    _ = try desk.apply(.confirm(list: digest), to: "2014", by: members[1])
    try expectNamingNeedsWitnesses(fixture, by: office)
    let named = try desk.apply(
      .name(document: "常社建〔2014〕9号", day: fixture.today, standing: []), to: "2014", by: office
    ).value
    #expect(named.naming?.list == list)
    let titles = try #require(try desk.store.publications("2014").last { $0.kind == "titles" })
    #expect(titles.body.split(separator: "\n").count == 11)

    // Afterwards
    fixture.wait(days: 300)
    _ = try desk.apply(.proposeWithdrawal(community: list[0], reason: "弄虚作假"), to: "2014", by: office)
    _ = try desk.apply(.withdrawTitle(community: list[0], document: "撤1", reason: "查实"), to: "2014", by: members[1])
    let file = fixture.path("2014.tar")
    let archived = try desk.archive("2014", to: file, by: office)
    #expect(archived.value.phase == .archived)

    // What outsiders can show
    let report = try desk.store.verify(known: [try #require(SignedTreeHead(receipts[0].head))])
    #expect(report.findings.isEmpty, "\(report.findings)")
    for (district, receipt) in zip(RoundFixture.districts, receipts) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: try #require(sent[district])))
      #expect(receipt.faults(key: desk.store.verifier, file: .of(bytes)).isEmpty)
    }
    let replay = try await Workbench(version: "another").replay(file, key: desk.store.verifier)
    #expect(replay.findings.isEmpty, "\(replay.findings)")
    #expect(replay.results.count == 7 && replay.results.allSatisfy(\.isSame))
    #expect(replay.auditEvents > 50 && replay.roundEvents > 40)
    try await expectReplaySeesChanges(file, fixture)

    // Retention: who objected goes once the titles are given, answers after ten years; proofs hold.
    let purge = try desk.purge("2014", isTrial: false, by: .console)
    #expect(purge.value.contacts && purge.value.uploads.isEmpty)
    fixture.wait(days: 3700)
    let later = try desk.purge("2014", isTrial: false, by: .console)
    #expect(later.value.uploads.count == 9, "answers, frame and units")
    #expect(try desk.store.verify().isSound)
    #expect(receipts[0].faults(key: desk.store.verifier).isEmpty)
    let database = try Data(contentsOf: URL(fileURLWithPath: desk.store.directory.database))
    #expect(database.firstRange(of: Data("13800000000".utf8)) == nil, "removed text is nowhere in the file")
  }

  /// Checks on the spot: drawn from a seed, made by those whom the lot names, and only then a list is accepted.
  private func checkByLot(_ fixture: RoundFixture, _ seated: [String], by office: DeskActor) throws {
    let desk = fixture.desk
    let checkers = try ["zhao", "qian"].map { try fixture.user($0, "leading-group-office") }
    let draw = try desk.drawSpotChecks("2014", seed: "双色球2014-141", count: 1, checkers: ["zhao", "qian"], by: office)
    #expect(draw.value.lots.count == seated.count && Set(draw.value.lots.map(\.checker)) == ["zhao", "qian"])
    #expect(try desk.spotChecks("2014") == draw.value)
    for lot in draw.value.lots {
      #expect(lot.lot == ContentDigest.of("双色球2014-141\n\(lot.code)").hexadecimal, "anyone can draw again")
      #expect(
        refusal { _ = try desk.apply(.acceptShortlist(district: lot.district), to: "2014", by: office) }
          == .checksOutstanding)
      let check = RoundAction.spotCheck(community: lot.community, isPassed: true, record: "抽查1")
      let other = try #require(checkers.first { $0.name != lot.checker })
      #expect(refusal { _ = try desk.apply(check, to: "2014", by: other) } == .notDrawn)
      _ = try desk.apply(check, to: "2014", by: try #require(checkers.first { $0.name == lot.checker }))
    }
  }

  /// Titles are given only on a history that more than half of the districts and the auditor have cosigned.
  private func expectNamingNeedsWitnesses(_ fixture: RoundFixture, by office: DeskActor) throws {
    let desk = fixture.desk
    let name = RoundAction.name(document: "文", day: fixture.today, standing: [])
    let keys = try (0..<5).map { number in
      try #require(SigningKey(name: "w\(number)", seed: [UInt8](repeating: UInt8(number + 1), count: 32)))
    }
    let holders = RoundFixture.districts.prefix(4).map { "district:\($0)" } + [WitnessList.auditor]
    let old = try #require(try desk.store.head(size: 5))
    for (key, holder) in zip(keys, holders) { _ = try desk.addWitness(key.verifier, holder: holder, by: .console) }
    #expect(refusal { _ = try desk.apply(name, to: "2014", by: office) } == .cosignaturesMissing)
    for key in keys { _ = try desk.take(cosigned: try #require(old.cosigned(by: key)), by: .console) }
    #expect(refusal { _ = try desk.apply(name, to: "2014", by: office) } == .cosignaturesMissing, "an older history")
    let head = try #require(try desk.store.head())
    for key in keys.dropFirst() { _ = try desk.take(cosigned: try #require(head.cosigned(by: key)), by: .console) }
    #expect(refusal { _ = try desk.apply(name, to: "2014", by: office) } == .cosignaturesMissing, "three of seven")
    _ = try desk.take(cosigned: try #require(head.cosigned(by: keys[0])), by: .console)
    let round = try #require(try desk.store.round("2014")?.round)
    let best = try #require(try desk.bestWitnessed(try desk.witnessList(of: round), from: 1))
    #expect(best.standing.isMet && best.head.head == head.head)
  }

  /// A district's answers as it sends them; the second, third and fourth send something else than plain CSV.
  private func answers(_ district: String, _ fixture: RoundFixture) throws -> String {
    let plain = fixture.city("responses/\(district).csv")
    let text = try String(contentsOfFile: plain, encoding: .utf8)
    let rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let (name, bytes): (String, [UInt8])
    switch RoundFixture.districts.firstIndex(of: district) {
    case 1:
      let chinese = text.replacing("response_id", with: "问卷编号").replacing("community_id", with: "社区代码")
      (name, bytes) = ("\(district).csv", Array(chinese.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data()))
    case 2: (name, bytes) = ("\(district).xlsx", storedWorkbook(rows))
    case 3:
      let named = rows.enumerated().map { $1 + [$0 == 0 ? "联系电话" : "1391234\(5000 + $0)"] }
      (name, bytes) = (
        "\(district).csv", Array((named.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n").utf8)
      )
    default: return plain
    }
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.path(name)))
    return fixture.path(name)
  }

  private func expectReplaySeesChanges(_ file: String, _ fixture: RoundFixture) async throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    let spoiledFile = fixture.path("spoiled.tar")
    for place in stride(from: 700, to: bytes.count - 2000, by: bytes.count / 5) {
      var spoiled = bytes
      spoiled[place] ^= 1
      try spoiled.write(to: URL(fileURLWithPath: spoiledFile))
      do {
        let report = try await Workbench(version: "test").replay(spoiledFile)
        // Padding behind a file is no content.
        if report.findings.isEmpty { #expect(bytes[place] == 0, "byte \(place)") }
      } catch let refusal as Refusal {
        #expect(refusal.findings.first?.code == .archiveUnreadable)
      }
    }
  }

  private func refusal(_ body: () throws -> Void) -> FindingCode? {
    do {
      try body()
      return nil
    } catch let refusal as Refusal {
      return refusal.findings.first?.code
    } catch { return nil }
  }
}
