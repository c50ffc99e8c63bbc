import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import TestSupport
import Testing
import Titles
import Web

/// Standards, questionnaires, communities and holidays that programs send.
@Suite("Materials for the whole city, by program", .serialized)
struct MaterialInterfaceTests {
  private static let base = "/api/v1/materials/"

  private func table(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  @Test("a table of communities is tried, refused with all its findings, taken once, and read back")
  func communities() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      let uri = Self.base + "communities?effective=2014-01-01&document=%E6%B0%91%E5%8F%91&name=a.csv"
      let header = "社区代码,名称,区代码,区,街道,户数,备案"
      let bad = table(header, "320402001001,甲,320402,东区,一街,800,", "320402001001,乙,320402,东区,一街,x,maybe")
      let refused = try await office.send(uri, .post, bad)
      #expect(refused.status == .unprocessableContent)
      let findings = try #require(Caller.document(refused)["findings"] as? [[String: Any]])
      #expect(findings.count >= 2 && findings.allSatisfy { $0["code"] is String && $0["remedy"] is String })
      #expect(findings.contains { $0["row"] as? Int == 3 })
      let good = table(
        header, "320402001001,甲,320402,东区,一街,800,", "320402001002,乙,320402,东区,一街,2100,筹备")
      let tried = try await office.send(uri + "&dry_run=true", .post, good)
      #expect(tried.status == .ok)
      #expect(Caller.document(tried)["changeCount"] as? Int == 2)
      #expect(Caller.document(tried)["isAcceptable"] as? Bool == true)
      #expect((Caller.document(tried)["changes"] as? [[String: Any]])?.count == 2)
      // What is meant as a trial is never carried out, and a day that is none is not left out.
      #expect(try await office.send(uri + "&dry_run=yes", .post, good).status == .badRequest)
      let noDay = try await office.send(Self.base + "communities?effective=2014-02-30&document=x", .post, good)
      #expect(noDay.status == .unprocessableContent)
      #expect(try fixture.desk.register().communities.isEmpty)
      #expect(try fixture.desk.incoming(of: try #require(try await fixture.person("office"))).isEmpty)
      let key = ["Idempotency-Key": "first"]
      let taken = try await office.send(uri, .post, good, key)
      #expect(taken.status == .created && Caller.document(taken)["receipt"] is [String: Any])
      let again = try await office.send(uri, .post, good, key)
      #expect(again.status == .created && again.body == taken.body)
      #expect(Caller.field("Idempotent-Replayed", again) == "true")
      #expect(try await office.send(uri, .post, bad, key).status == .unprocessableContent)
      // The table of the register, sent again, changes nothing: a community that is being set up stays so.
      let read = try await office.send("/api/v1/register/table?day=2014-06-01", .get)
      let roster = String(buffer: read.body)
      #expect(roster.contains("preparing") && roster.contains(",filed,"))
      let back = try await office.send(
        Self.base + "communities?effective=2014-06-01&document=x&dry_run=true", .post, roster)
      #expect(Caller.document(back)["changeCount"] as? Int == 0, "\(String(buffer: back.body))")
      let east = try await Caller(fixture, "east", client)
      #expect(try await east.send(uri, .post, good).status == .forbidden)
      #expect(try await office.send(Self.base + "nothing", .post, good).status == .notFound)
      let template = try await office.send(Self.base + "lineage/template", .get)
      #expect(String(buffer: template.body).contains("merged"))
      #expect(try await office.send(Self.base + "standard/template", .get).status == .noContent)
    }
    #expect(try fixture.desk.register().communities.count == 2)
    let log = try fixture.desk.auditEvents(from: 0, count: 10_000, actor: "office", action: "register.enter")
    #expect(log.count == 1)
  }

  @Test("a code, the sizes and the holidays of a day are read by program")
  func register() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      let rows = [
        "event,change,effective,document,before,continues,community_id,name,street,households",
        "1,renamed,2015-01-01,甲1号,320402001001,,,新名,,5000",
      ]
      let start = table("community_id,name,district_code,district,households", "320402001001,旧名,320402,东区,800")
      for (uri, body) in [
        ("communities?effective=2014-01-01&document=x", start), ("lineage", rows.joined(separator: "\n") + "\n"),
      ] {
        let taken = try await office.send(Self.base + uri, .post, body)
        #expect(taken.status == .created, "\(String(buffer: taken.body))")
      }
      let code = Caller.document(try await office.send("/api/v1/register/codes/320402001001?day=2014-06-01", .get))
      let uses = try #require(code["uses"] as? [[String: Any]])
      #expect(uses.map { $0["holds"] as? Bool } == [true, false])
      #expect(((uses[0]["attributes"] as? [String: Any])?["name"] as? String) == "旧名")
      let unused = Caller.document(try await office.send("/api/v1/register/codes/999?day=2014-06-01", .get))
      #expect((unused["uses"] as? [Any])?.isEmpty == true)
      let sizes = try await office.send("/api/v1/register/sizes?day=2014-06-01", .get)
      #expect(String(buffer: sizes.body).contains("W010"))
      #expect(
        try await office.send("/api/v1/register/sizes?day=2014-13-01", .get).status == .unprocessableContent)
      let archive = storedArchive([
        ("2015/notices.csv", "notice,document\n2015,国办发明电〔2014〕28号\n"),
        ("2015/days.csv", "notice,date,kind,name\n2015,2015-01-01,holiday,元旦\n"),
      ])
      let sent = try await office.send(Self.base + "holidays?name=h.zip", .post, bytes: archive)
      #expect(sent.status == .created, "\(String(buffer: sent.body))")
      let calendar = String(buffer: try await office.send("/api/v1/calendar", .get).body)
      #expect(calendar.contains("2015-01-01") && calendar.contains("国办发明电"))
    }
  }

  @Test("a standard is compared, added under a new name, sealed, and never overwritten")
  func library() async throws {
    let library = try CollectingRound.library()
    let manager = FileManager.default
    defer { try? manager.removeItem(at: library) }
    let fixture = try await ServiceFixture(library: library.path)
    let standard = library.appending(path: "Scoring/kp-2014")
    let files = try manager.contentsOfDirectory(atPath: standard.path).filter { $0.hasSuffix(".csv") }.map { name in
      (name: "kp/" + name, text: try String(contentsOf: standard.appending(path: name), encoding: .utf8))
    }
    let next = storedArchive(
      files.map {
        ($0.name, $0.name.hasSuffix("/standard.csv") ? $0.text.replacing("year,2014", with: "year,2015") : $0.text)
      })
    try await fixture.service.application().test(.router) { client in
      let admin = try await Caller(fixture, "admin", client)
      let uri = Self.base + "standard?folder=kp-2015&against=kp-2014&survey=kp-2014&name=kp.zip"
      let tried = Caller.document(try await admin.send(uri + "&dry_run=true", .post, bytes: next))
      let changes = try #require(tried["changes"] as? [[String: Any]])
      #expect(changes.contains { $0["after"] as? String == "2015" })
      #expect(!manager.fileExists(atPath: library.path + "/Scoring/kp-2015"))
      #expect(try await admin.send(uri, .post, bytes: next).status == .created)
      let twice = try await admin.send(uri, .post, bytes: next)
      #expect(twice.status == .unprocessableContent && Caller.document(twice)["code"] as? String == "S119")
      let seal = "/api/v1/library/standards/kp-2015/seal"
      let sealed = try await admin.send(seal, .post)
      #expect(sealed.status == .ok && (Caller.document(sealed)["sha256"] as? String)?.count == 64)
      let entry = Caller.document(try await admin.send("/api/v1/library/standards/kp-2015", .get))
      #expect((entry["entry"] as? [String: Any])?["isFrozen"] as? Bool == true)
      #expect(String(buffer: try await admin.send("/api/v1/library", .get).body).contains("kp-2015"))
      #expect(try await admin.send("/api/v1/library/questionnaires/kp-2014/seal", .post).status == .notFound)
      let member = try await Caller(fixture, "member", client)
      #expect(try await member.send(seal, .post).status == .forbidden)
    }
    #expect(try fixture.desk.rounds.store.verify().isSound)
  }
}
