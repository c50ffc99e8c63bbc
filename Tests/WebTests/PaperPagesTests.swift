import Findings
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import Testing
import Titles
import Web

/// Paper questionnaires on pages: two people type, a third decides and approves.
@Suite("Paper questionnaires on pages", .serialized)
struct PaperPagesTests {
  @Test("two typings, blind to each other, become one upload")
  func aBatch() async throws {
    let fixture = try await CollectingRound.service(clerks: ["li", "wang"])
    let code = CollectingRound.codes[0]
    try await fixture.service.application().test(.router) { client in
      let li = try await PageVisitor("li", fixture, client)
      let wang = try await PageVisitor("wang", fixture, client)
      let east = try await PageVisitor("east", fixture, client)
      let base = "/rounds/2014/paper"
      #expect(PageVisitor.target(try await li.send(base, [("batch", "B01")])) == base + "/B01?done=paperOpened")
      #expect(try await li.send(base, [("batch", "B01")]).status == .unprocessableContent)
      let sheet = try #require(try await fixture.sheet("B01", "li"))
      func form(_ number: String, _ score: String) -> [(String, String)] {
        [("number", number)]
          + sheet.fields.enumerated().map { place, field in
            ("c\(place)", field.isCommunity ? code : field.name.hasPrefix("q") ? score : field.isNumber ? "1" : "")
          }
      }
      // What cannot be typed is shown at its field, and what was typed stays.
      let refused = try await li.send(base + "/B01/type", form("N1", "77"))
      #expect(refused.status == .unprocessableContent && String(buffer: refused.body).contains("value=\"77\""))
      for (number, score) in [("N1", "4"), ("N2", "5"), ("N3", "3")] {
        _ = PageVisitor.target(try await li.send(base + "/B01/type", form(number, score)))
      }
      #expect(try await li.send(base + "/B01/type", form("N1", "4")).status == .unprocessableContent, "a number twice")
      #expect(try await li.page(base + "/B01/type").contains("3 forms"))
      #expect(try await wang.page(base + "/B01/type").contains("0 forms"), "the second typist sees nothing")
      _ = PageVisitor.target(try await li.send(base + "/B01/hand-in"))
      #expect(try await li.send(base + "/B01/type", form("N9", "4")).status == .forbidden)
      #expect(try await wang.send(base + "/B01/hand-in").status == .unprocessableContent, "nothing typed")
      for (number, score) in [("N1", "4"), ("N2", "4"), ("N4", "3")] {
        _ = PageVisitor.target(try await wang.send(base + "/B01/type", form(number, score)))
      }
      _ = PageVisitor.target(try await wang.send(base + "/B01/remove", [("number", "N4")]))
      _ = PageVisitor.target(try await wang.send(base + "/B01/hand-in"))
      let differing = try await east.page(base + "/B01")
      #expect(differing.contains("differences to decide") && differing.contains("N3"))
      #expect(try await east.send(base + "/B01/approve").status == .unprocessableContent)
      let batch = try fixture.desk.rounds.paper("B01")
      let items = sheet.fields.count { $0.name.hasPrefix("q") }
      #expect(batch.openDifferences.count == items + 1)
      // Typists may not decide; a page that is out of date decides nothing.
      let picks = batch.differences.indices.map { ("pick\($0)", "first") }
      let seen = ("version", String(batch.eventCount))
      let reason = ("reason", "paper")
      #expect(try await wang.send(base + "/B01/decide", picks + [seen, reason]).status == .forbidden)
      let stale = try await east.send(base + "/B01/decide", picks + [("version", "1"), reason])
      #expect(stale.status.code >= 400)
      _ = PageVisitor.target(try await east.send(base + "/B01/decide", picks + [seen, reason]))
      #expect(try await li.send(base + "/B01/approve").status == .forbidden)
      let upload = PageVisitor.target(try await east.send(base + "/B01/approve"))
      #expect(upload.hasPrefix("/rounds/2014/uploads/"))
      #expect(try await east.page(upload).contains("B01.csv"))
      let west = try await PageVisitor("west", fixture, client)
      _ = try await west.page(base + "/B01", status: .notFound)
      #expect(!(try await west.page(base)).contains("/paper/B01"))
    }
    #expect(try fixture.desk.rounds.paper("B01").stage == .approved)
    #expect(try fixture.desk.rounds.store.verify().isSound)
  }
}

extension ServiceFixture {
  /// The columns of a batch for a user.
  fileprivate func sheet(_ batch: String, _ user: String) async throws -> PaperSheet? {
    guard let person = try await person(user) else { return nil }
    return try desk.paperSheet(try desk.rounds.paper(batch), of: person)
  }
}
