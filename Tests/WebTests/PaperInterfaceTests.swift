import Findings
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import Testing
import Titles
import Web

/// Paper questionnaires by program: two people type, a third decides and approves.
@Suite("Paper questionnaires by program", .serialized)
struct PaperInterfaceTests {
  private static let base = "/api/v1/rounds/2014/paper"

  @Test("two typings, one by forms and one as a table, become one upload")
  func aBatch() async throws {
    let fixture = try await CollectingRound.service(clerks: ["li", "wang"])
    try await fixture.service.application().test(.router) { client in
      let (li, wang) = (try await Caller(fixture, "li", client), try await Caller(fixture, "wang", client))
      let (east, west) = (try await Caller(fixture, "east", client), try await Caller(fixture, "west", client))
      let (base, batch) = (Self.base, Self.base + "/B01")
      let key = ["Idempotency-Key": "open"]
      let opened = try await li.send(base, .post, #"{"batch":"B01"}"#, key)
      #expect(opened.status == .created && opened.headers[.location] == batch)
      #expect(try await li.send(base, .post, #"{"batch":"B01"}"#, key).body == opened.body)
      #expect(try await li.send(base, .post, #"{"batch":"B01"}"#).status == .unprocessableContent)
      #expect(try await li.send(base, .post, #"{"batch":"B02","scope":"nowhere"}"#).status == .unprocessableContent)
      let office = try await Caller(fixture, "office", client)
      let foreign = try await office.send(base, .post, #"{"batch":"B02","scope":"district:999999"}"#)
      #expect(Caller.document(foreign)["code"] as? String == "W108")
      #expect(try await west.send(batch, .get).status == .notFound)
      #expect(try await west.send(batch + "/forms", .post, Self.form("N1", [:])).status == .notFound)
      let sheet = Caller.document(try await li.send(batch + "/sheet", .get))
      let columns = try #require(sheet["columns"] as? [[String: Any]])
      let answers = Self.answers(columns)
      // Everything that cannot be typed is said at once.
      var wrong = answers("4")
      wrong[try #require(answers("4").first { $0.key.hasPrefix("q") }?.key)] = "77"
      wrong[try #require(columns.first { $0["isCommunity"] as? Bool == true }?["name"] as? String)] = "1"
      let refused = try await li.send(batch + "/forms", .post, Self.form("N1", wrong))
      #expect(refused.status == .unprocessableContent)
      #expect((Caller.document(refused)["findings"] as? [Any])?.count == 2)
      let unknown = try await li.send(batch + "/forms", .post, Self.form("N1", ["nothing": "1"]))
      #expect(unknown.status == .unprocessableContent)
      #expect(try fixture.desk.rounds.paper("B01").eventCount == 0)
      for (number, score) in [("N1", "4"), ("N2", "5"), ("N3", "3"), ("N 4/五", "3")] {
        let kept = try await li.send(batch + "/forms", .post, Self.form(number, answers(score)))
        #expect(kept.status == .created, "\(String(buffer: kept.body))")
      }
      #expect(try await li.send(batch + "/forms", .post, Self.form("N1", answers("4"))).status == .unprocessableContent)
      #expect(try await li.send(batch + "/forms/N3", .put, Self.form("N4", answers("2"))).status == .ok)
      #expect(try await li.send(batch + "/forms/N3", .put, Self.form("N3", answers("2"))).status == .notFound)
      #expect(try await li.send(batch + "/forms/N%204%2F%E4%BA%94", .delete).status == .noContent)
      #expect(try await li.send(batch + "/forms/N9", .delete).status == .notFound)
      let typed = Caller.document(try await li.send(batch + "/forms?limit=2", .get))
      #expect((typed["items"] as? [[String: Any]])?.compactMap { $0["number"] as? String } == ["N1", "N2"])
      #expect(typed["next"] is String)
      let blind = Caller.document(try await wang.send(batch + "/forms", .get))
      #expect((blind["items"] as? [Any])?.isEmpty == true, "the second typist sees nothing")
      #expect(try await li.send(batch + "/hand-in", .post).status == .ok)
      #expect(try await li.send(batch + "/forms", .post, Self.form("N9", answers("4"))).status == .forbidden)
      let names = columns.compactMap { $0["name"] as? String }
      let number = try #require(sheet["number"] as? String)
      func table(_ rows: [(String, String)]) -> String {
        ([[number] + names] + rows.map { row in [row.0] + names.map { answers(row.1)[$0] ?? "" } })
          .map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
      }
      let twice = try await wang.send(
        batch + "/table", .post, table([("N1", "4"), ("N1", "4")]), ["Content-Type": "text/csv"])
      #expect(twice.status == .unprocessableContent)
      let handed = try await wang.send(
        batch + "/table", .post, table([("N1", "4"), ("N2", "5")]), ["Content-Type": "text/csv"])
      #expect(handed.status == .ok && Caller.document(handed)["stage"] as? String == "differing")
      let seen = try await east.send(batch, .get)
      let tag = try #require(Caller.field("ETag", seen))
      #expect(try await east.send(batch, .get, nil, ["If-None-Match": tag]).status == .notModified)
      #expect((Caller.document(seen)["differences"] as? [[String: Any]])?.first?["form"] as? String == "N4")
      let decision = #"{"decisions":[{"form":"N4","item":"","value":"drop"}],"reason":"not there"}"#
      let odd = #"{"decisions":[{"form":"N7","item":"q1","value":"1"}],"reason":"x"}"#
      let match = ["If-Match": tag]
      #expect(try await east.send(batch + "/decisions", .post, decision).status == .preconditionRequired)
      let stale = try await east.send(batch + "/decisions", .post, decision, ["If-Match": "\"v1\""])
      #expect(stale.status == .preconditionFailed)
      #expect(try await east.send(batch + "/decisions", .post, odd, match).status == .unprocessableContent)
      #expect(try await wang.send(batch + "/decisions", .post, decision, match).status == .forbidden)
      let early = try await east.send(batch + "/approve", .post, nil, match)
      #expect(early.status == .unprocessableContent)
      let decided = try await east.send(batch + "/decisions", .post, decision, match)
      #expect(Caller.document(decided)["stage"] as? String == "agreed", "\(String(buffer: decided.body))")
      let now = ["If-Match": try #require(Caller.field("ETag", decided))]
      #expect(try await li.send(batch + "/approve", .post, nil, now).status == .forbidden)
      let upload = try await east.send(batch + "/approve", .post, nil, now)
      #expect(upload.status == .created && Caller.document(upload)["rows"] as? Int == 2)
      let list = Caller.document(try await east.send(base, .get))
      #expect((list["items"] as? [[String: Any]])?.first?["stage"] as? String == "approved")
      let none = Caller.document(try await west.send(base, .get))
      #expect((none["items"] as? [Any])?.isEmpty == true)
    }
    #expect(try fixture.desk.rounds.store.verify().isSound)
  }

  @Test("a batch is sent back and given up with a reason")
  func ending() async throws {
    let fixture = try await CollectingRound.service()
    try await fixture.service.application().test(.router) { client in
      let east = try await Caller(fixture, "east", client)
      let batch = Self.base + "/B01"
      #expect(try await east.send(Self.base, .post, #"{"batch":"B01"}"#).status == .created)
      let any = ["If-Match": "*"]
      #expect(try await east.send(batch + "/hand-in", .post).status == .unprocessableContent, "nothing typed")
      #expect(try await east.send(batch + "/discard", .post, #"{"reason":" "}"#, any).status == .unprocessableContent)
      #expect(try await east.send(batch + "/send-back", .post, #"{"reason":"x"}"#, any).status == .unprocessableContent)
      let ended = try await east.send(batch + "/discard", .post, #"{"reason":"lost"}"#, any)
      #expect(Caller.document(ended)["stage"] as? String == "discarded")
      let auditor = try await Caller(fixture, "auditor", client)
      #expect(try await auditor.send(batch, .get).status == .ok)
      #expect(try await auditor.send(batch + "/sheet", .get).status == .forbidden)
    }
  }

  /// The answers of a form by score: the community, the score for each question, 1 for numbers.
  private static func answers(_ columns: [[String: Any]]) -> @Sendable (String) -> [String: String] {
    let kinds = columns.compactMap { column -> (name: String, isCommunity: Bool, isNumber: Bool)? in
      guard let name = column["name"] as? String else { return nil }
      return (name, column["isCommunity"] as? Bool == true, column["isNumber"] as? Bool == true)
    }
    return { score in
      Dictionary(
        kinds.map { kind in
          let value =
            kind.isCommunity
            ? CollectingRound.codes[0] : kind.name.hasPrefix("q") ? score : kind.isNumber ? "1" : ""
          return (kind.name, value)
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  private static func form(_ number: String, _ answers: [String: String]) -> String {
    let pairs = answers.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    return #"{"number":"\#(number)","answers":{\#(pairs.joined(separator: ","))}}"#
  }
}
