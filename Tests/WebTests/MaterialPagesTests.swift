import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import Operations
import Store
import TestSupport
import Testing
import Titles
import Web

/// Standards, questionnaires, communities and holidays that are sent on pages: looked at, confirmed, in the log.
@Suite("Materials for the whole city", .serialized)
struct MaterialPagesTests {
  private static let repository = CollectingRound.repository

  private func table(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  private func actions(_ fixture: ServiceFixture) throws -> [String] {
    try fixture.desk.auditEvents(from: 0, count: 10_000, actor: "office", action: nil).map(\.action)
  }

  @Test("a table of communities shows what will change, its faults go back, and confirming enters it once")
  func communities() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await PageVisitor("office", fixture, client)
      let said = [("effective", "2014-01-01"), ("document", "民发〔2014〕1号")]
      let header = "社区代码,名称,区代码,区,街道,户数,主任电话"
      #expect(try await office.page("/send/communities").contains("community_id"))
      let bad = table([header, "320402001001,甲,320402,东区,一街,800,13800000000", "320402001001,乙,320402,东区,一街,x,"])
      let check = PageVisitor.target(try await office.send("/send/communities", file: bad, named: "a.csv", said))
      let faulty = try await office.page(check)
      #expect(faulty.contains("cannot be taken") && faulty.contains("W022") && !faulty.contains("13800000000"))
      let rejected = try await office.page(check + "/rejected.csv")
      #expect(rejected.contains("320402001001") && !rejected.contains("13800000000"))
      #expect(try await office.send(check + "/confirm").status == .unprocessableContent)
      #expect(try fixture.desk.register().communities.isEmpty)
      let good = table([header, "320402001001,甲,320402,东区,一街,800,1", "320402001002,乙,320402,东区,一街,2100,1"])
      let next = PageVisitor.target(try await office.send("/send/communities", file: good, named: "a.csv", said))
      let shown = try await office.page(next)
      #expect(shown.contains("set up") && shown.contains("一街甲") && shown.contains("W010"), "sizes are noticed")
      #expect(PageVisitor.target(try await office.send(next + "/confirm")) == "/register?done=communitiesTaken")
      _ = try await office.page(next, status: .notFound)
      // Next year's table: one is renamed, one has grown; the same table once more changes nothing.
      let later = [("effective", "2015-01-01"), ("document", "民发〔2015〕1号")]
      let grown = table([header, "320402001001,丙,320402,东区,一街,800,", "320402001002,乙,320402,东区,一街,4100,"])
      let third = PageVisitor.target(try await office.send("/send/communities", file: grown, named: "b.csv", later))
      let text = try await office.page(third)
      #expect(text.contains("renamed") && text.contains("updated") && text.contains("W011"))
      _ = try await office.send(third + "/confirm")
      let fourth = PageVisitor.target(try await office.send("/send/communities", file: grown, named: "b.csv", later))
      #expect(try await office.page(fourth).contains("W021"))
      _ = PageVisitor.target(try await office.send(fourth + "/discard"))
      #expect(try await office.page("/codes?code=320402001001&day=2014-06-01").contains("一街甲"))
      #expect(try await office.page("/codes?code=320402001001&day=2013-06-01").contains("No community had this code"))
      #expect(try await office.page("/sizes?day=2015-02-01").contains("W011"))
    }
    let register = try fixture.desk.register()
    #expect(register.lineage.map(\.kind) == [.established, .established, .renamed, .updated])
    #expect(try actions(fixture).filter { $0 == "register.enter" }.count == 2)
    #expect(try fixture.desk.rounds.store.verify().isSound)
  }

  @Test("a table of changes merges, splits, moves and abolishes by codes of the day")
  func lineage() async throws {
    let fixture = try await ServiceFixture()
    try CollectingRound.begin(fixture)
    let codes = CollectingRound.codes
    try await fixture.service.application().test(.router) { client in
      let office = try await PageVisitor("office", fixture, client)
      #expect(try await office.page("/send/lineage/template.csv").contains("abolished"))
      let rows = table([
        "event,change,effective,document,before,continues,community_id,name,street,households",
        "1,合并,2015-01-01,甲1号,\(codes[0]) \(codes[1]),\(codes[0]),,合并社区,,1800",
        "2,split,2015-01-01,甲2号,\(codes[3]),\(codes[3]),\(codes[3]),,,400", "2,,,,,,320402001099,新分社区,,500",
        "3,moved,2015-01-01,甲3号,\(codes[4]),,,,黄河街道,", "4,abolished,2015-01-01,甲4号,\(codes[6]),,,,,",
        "5,recoded,2015-02-01,甲5号,320402001099,,320402001088,,,",
      ])
      let check = PageVisitor.target(try await office.send("/send/lineage", file: rows, named: "c.csv"))
      let shown = try await office.page(check)
      for word in ["merged", "split", "moved", "abolished", "recoded", "黄河街道", "甲5号"] {
        #expect(shown.contains(word), "\(word)")
      }
      #expect(PageVisitor.target(try await office.send(check + "/confirm")) == "/register?done=communitiesTaken")
      let odd = table([
        "event,change,effective,document,before", "1,vanished,2015-03-01,乙,\(codes[2])", "2,abolished,2015-13-01,乙,",
        "3,abolished,2015-03-01,,\(codes[2])", "4,abolished,2015-03-01,乙,999",
      ])
      let faults = try await office.page(
        PageVisitor.target(try await office.send("/send/lineage", file: odd, named: "d.csv")))
      for code in ["F013", "W030", "W001", "W003"] { #expect(faults.contains(">\(code)<"), "\(code)") }
    }
    let register = try fixture.desk.register()
    let day = try #require(CalendarDay("2015-03-01"))
    let merged = try #require(register.communities(withCode: codes[0], on: day).first)
    #expect(register.attributes(of: merged, on: day)?.name == "合并社区")
    #expect(register.communities(withCode: codes[6], on: day).isEmpty)
    let split = try #require(register.communities(withCode: "320402001088", on: day).first)
    #expect(register.attributes(of: split, on: day)?.name == "新分社区")
  }

  @Test("holidays come in one file, and a year is replaced as a whole")
  func holidays() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await PageVisitor("office", fixture, client)
      @Sendable func archive(_ days: String) -> [UInt8] {
        storedArchive([
          ("2015/notices.csv", "notice,document\n2015,国办发明电〔2014〕28号\n"),
          ("2015/days.csv", "notice,date,kind,name\n\(days)"),
        ])
      }
      for (days, word) in [("2015,2015-01-01,holiday,元旦\n", "new"), ("2015,2015-01-02,holiday,元旦\n", "replaced")] {
        let check = PageVisitor.target(try await office.send("/send/holidays", file: archive(days), named: "h.zip"))
        #expect(try await office.page(check).contains(word))
        #expect(PageVisitor.target(try await office.send(check + "/confirm")) == "/calendar?done=holidaysTaken")
      }
      #expect(try await office.page("/calendar?year=2015").contains("2015-01-02"))
      let lacking = storedArchive([("days.csv", "notice,date,kind,name\n")])
      let check = PageVisitor.target(try await office.send("/send/holidays", file: lacking, named: "h.zip"))
      #expect(try await office.page(check).contains("S120"))
    }
    #expect(try fixture.desk.calendar().entries.map(\.day.description) == ["2015-01-02"])
    #expect(try actions(fixture).filter { $0 == "register.calendar" }.count == 2)
  }

  @Test("a standard is checked, compared, added under a new name, sealed, and never overwritten")
  func library() async throws {
    let library = try CollectingRound.library()
    let manager = FileManager.default
    defer { try? manager.removeItem(at: library) }
    let fixture = try await ServiceFixture(library: library.path)
    let standard = Self.repository.appending(path: "Scoring/kp-2014")
    let files = try manager.contentsOfDirectory(atPath: standard.path).filter { $0.hasSuffix(".csv") }.map { name in
      (name: "kp/" + name, text: try String(contentsOf: standard.appending(path: name), encoding: .utf8))
    }
    @Sendable func archive(_ change: (String) -> String) -> [UInt8] {
      storedArchive(files.map { ($0.name, $0.name.hasSuffix("/standard.csv") ? change($0.text) : $0.text) })
    }
    try await fixture.service.application().test(.router) { client in
      let admin = try await PageVisitor("admin", fixture, client)
      let said = [("folder", "kp-2015"), ("against", "kp-2014"), ("survey", "kp-2014")]
      let next = archive { $0.replacing("year,2014", with: "year,2015") }
      let check = PageVisitor.target(try await admin.send("/send/standard", file: next, named: "kp.zip", said))
      let shown = try await admin.page(check)
      #expect(shown.contains("standard.csv year") && shown.contains("<td data-name=\"After\">2015</td>"))
      #expect(
        PageVisitor.target(try await admin.send(check + "/confirm")) == "/library/standards/kp-2015?done=libraryTaken")
      #expect(try await admin.page("/library/standards/kp-2015").contains("/library/standards/kp-2015/seal"))
      _ = PageVisitor.target(try await admin.send("/library/standards/kp-2015/seal"))
      #expect(try await admin.page("/library/standards/kp-2015").contains("sealed"))
      for folder in ["kp-2015", "../kp", ".kp", ""] {
        let again = try await admin.send("/send/standard", file: next, named: "kp.zip", [("folder", folder)])
        let page = PageVisitor.target(again)
        #expect(try await admin.page(page).contains("S119"), "\(folder)")
        #expect(try await admin.send(page + "/confirm").status == .unprocessableContent)
      }
      let broken = archive { $0.replacing("year,2014", with: "year,soon") }
      let faulty = PageVisitor.target(
        try await admin.send("/send/standard", file: broken, named: "kp.zip", [("folder", "kp-2016")]))
      #expect(try await admin.send(faulty + "/confirm").status == .unprocessableContent)
      let member = try await PageVisitor("member", fixture, client)
      #expect(try await member.send("/library/standards/kp-2015/seal").status == .forbidden)
    }
    #expect(try manager.contentsOfDirectory(atPath: library.path + "/Scoring").sorted() == ["kp-2014", "kp-2015"])
    let log = try fixture.desk.auditEvents(from: 0, count: 10_000, actor: "admin", action: nil).map(\.action)
    #expect(log.contains("library.add") && log.contains("library.seal"))
    #expect(try fixture.desk.rounds.store.verify().isSound)
  }

  @Test("nobody else confirms what somebody sent, and another role cannot send it")
  func others() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let (office, admin) = (
        try await PageVisitor("office", fixture, client), try await PageVisitor("admin", fixture, client)
      )
      let rows = table(["event,change,effective,document", "1,abolished,2015-01-01,甲"])
      let check = PageVisitor.target(try await office.send("/send/lineage", file: rows, named: "c.csv"))
      _ = try await admin.page(check, status: .notFound)
      #expect(try await admin.send(check + "/confirm").status == .notFound)
      let east = try await PageVisitor("east", fixture, client)
      #expect(try await east.send("/send/lineage", file: rows, named: "c.csv").status == .forbidden)
      _ = try await office.page("/send/nothing", status: .notFound)
    }
  }

  @Test("pages whose address does not name their section stand in it all the same")
  func sections() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await PageVisitor("office", fixture, client)
      let rows = table(["event,change,effective,document", "1,abolished,2015-01-01,甲"])
      let check = PageVisitor.target(try await office.send("/send/lineage", file: rows, named: "c.csv"))
      for (path, section) in [
        (check, "/register"), ("/send/lineage", "/register"), ("/send/communities", "/register"),
        ("/send/standard", "/library"), ("/send/holidays", "/calendar"), ("/codes", "/register"),
        ("/sizes", "/register"), ("/rounds", "/rounds"),
      ] {
        let page = try await office.page(path)
        let current = page.matches(of: /<a href="([^"]+)" aria-current="page"/).map { String($0.output.1) }
        #expect(current == [section], "\(path)")
      }
    }
  }
}
