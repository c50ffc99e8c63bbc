import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing
import Titles
import Web

/// A third party's study from its frame to the comparison with a district's own answers.
@Suite("Studies", .serialized)
struct StudyTests {
  /// Two communities of two strata with six units each.
  static let frame: String = {
    var lines = ["community_id,stratum,psu,households"]
    for code in ["320402001001", "320402001003"] {
      for stratum in 1...2 { for unit in 1...6 { lines.append("\(code),\(stratum),\(stratum)0\(unit),\(20 + unit)") } }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private static let parameters =
    #"{"margin":10,"confidence":0.95,"deviation":20,"intraclass":0,"interviews":4,"responseRate":0.5,"method":"srs","seed":7}"#

  private func prepared() async throws -> ServiceFixture {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try CollectingRound.begin(fixture, standard: "kp-2014")
    try CollectingRound.collect(fixture, clock)
    return fixture
  }

  @Test("size and allocation are those of the formulas, and one seed draws one list")
  func plan() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let study = try await fixture.signIn("study", client)
      let header = try #require(HTTPField.Name("x-form-token"))
      let json: HTTPFields = [.cookie: study.cookies, .contentType: "application/json", header: study.token]
      let base = "/api/v1/rounds/2014/studies/autumn"
      let kept = try await client.execute(
        uri: base + "/frame", method: .put, headers: [.cookie: study.cookies, header: study.token],
        body: ByteBuffer(string: Self.frame))
      #expect(kept.status == .created, "\(String(buffer: kept.body))")
      let plan = try await client.execute(
        uri: base + "/plan?dry_run=true", method: .post, headers: json, body: ByteBuffer(string: Self.parameters))
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(plan.body.readableBytesView)) as? [String: Any])
      let first = try #require((document["communities"] as? [[String: Any]])?.first)
      // n0 = (1.96·20/10)² = 15.366; with 282 households 15.366/(1 + 15.366/282) = 14.57, so 15 interviews and 4 units of 4.
      #expect(first["households"] as? Int == 282)
      #expect(first["unitsDrawn"] as? Int == 4 && first["completed"] as? Int == 16)
      // At a response rate of a half, 8 households are drawn for 4 interviews.
      #expect(first["toDraw"] as? Int == 32)
      let entered = try await client.execute(
        uri: base + "/plan", method: .post, headers: json, body: ByteBuffer(string: Self.parameters))
      #expect(entered.status == .created, "\(String(buffer: entered.body))")
      let drawn = try await client.execute(uri: base + "/drawn", method: .get, headers: [.cookie: study.cookies])
      let lines = String(buffer: drawn.body).split(separator: "\n")
      #expect(lines.count == 9)
      // Two of six units in every stratum: probability 1/3.
      #expect(lines.dropFirst().allSatisfy { $0.contains(",0.333333,") }, "\(lines)")
      let again = try await client.execute(
        uri: base + "/plan", method: .post, headers: json, body: ByteBuffer(string: Self.parameters))
      #expect(again.status == .created)
      let same = try await client.execute(uri: base + "/drawn", method: .get, headers: [.cookie: study.cookies])
      #expect(same.body == drawn.body)
    }
  }

  @Test("progress and estimates stand beside the district's own figures")
  func comparison() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let study = try await fixture.signIn("study", client)
      let header = try #require(HTTPField.Name("x-form-token"))
      let json: HTTPFields = [.cookie: study.cookies, .contentType: "application/json", header: study.token]
      let plain: HTTPFields = [.cookie: study.cookies, header: study.token]
      let base = "/api/v1/rounds/2014/studies/autumn"
      _ = try await client.execute(
        uri: base + "/frame", method: .put, headers: plain, body: ByteBuffer(string: Self.frame))
      _ = try await client.execute(
        uri: base + "/plan", method: .post, headers: json, body: ByteBuffer(string: Self.parameters))
      let drawn = try await client.execute(uri: base + "/drawn", method: .get, headers: [.cookie: study.cookies])
      // Answers of the units that were drawn: threes and fours for the study, fives for the district.
      let units = String(buffer: drawn.body).split(separator: "\n").dropFirst().map {
        $0.split(separator: ",").map(String.init)
      }
      func table(_ prefix: String, _ mark: (Int) -> Int) -> String {
        var lines = [
          "response_id,community_id,stratum,psu,weight,kind,s01,s02,s03,s04,s05,s06,s07,s08,s09,s10c,s10v,s11,s12,s13c,s13v,s14,s15"
        ]
        for (number, unit) in units.enumerated() {
          for person in 0..<3 {
            let mark = String(mark(number + person))
            let isVillage = unit[0].hasSuffix("003")
            let items = (0..<17).map { place in
              [9, 13].contains(place) && isVillage || [10, 14].contains(place) && !isVillage ? "" : mark
            }
            lines.append(
              ["\(prefix)\(number)-\(person)", unit[0], unit[1], unit[2], "10", isVillage ? "village" : "community"]
                .joined(separator: ",") + "," + items.joined(separator: ","))
          }
        }
        return lines.joined(separator: "\n") + "\n"
      }
      let sent = try await client.execute(
        uri: "/api/v1/rounds/2014/uploads?kind=responses&name=study.csv", method: .post, headers: plain,
        body: ByteBuffer(string: table("A", { 3 + $0 % 2 })))
      #expect(sent.status == .created, "\(String(buffer: sent.body))")
      let east = try await fixture.signIn("east", client)
      let own = try await client.execute(
        uri: "/api/v1/rounds/2014/uploads?kind=responses&name=own.csv", method: .post,
        headers: [.cookie: east.cookies, header: east.token], body: ByteBuffer(string: table("B", { _ in 5 })))
      #expect(own.status == .created, "\(String(buffer: own.body))")
      let answer = try await client.execute(uri: base, method: .get, headers: [.cookie: study.cookies])
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any])
      let rows = try #require(document["communities"] as? [[String: Any]])
      #expect(rows.count == 2)
      for row in rows {
        #expect(row["done"] as? Int == 12 && row["needed"] as? Int == 16 && row["drawn"] as? Int == 32, "\(row)")
        #expect(row["unitsReached"] as? Int == 4)
        let mean = try #require((row["study"] as? [String: Any])?["mean"] as? Double)
        #expect(mean > 50 && mean < 75, "\(row)")
        #expect((row["own"] as? [String: Any])?["mean"] as? Double == 100)
        #expect((row["difference"] as? [String: Any])?["isClear"] as? Bool == true, "\(row)")
      }
      let page = try await client.execute(
        uri: "/rounds/2014/studies/autumn", method: .get, headers: [.cookie: study.cookies])
      #expect(page.status == .ok && String(buffer: page.body).contains("12/16"))
      let estimates = try await client.execute(
        uri: base + "/estimates", method: .get, headers: [.cookie: study.cookies])
      #expect(String(buffer: estimates.body).split(separator: "\n").count == 3)
      // What was found is kept, but not beyond the next table that counts, whoever sends it.
      let again = try await client.execute(uri: base, method: .get, headers: [.cookie: study.cookies])
      #expect(again.body == answer.body)
      let changed = try await client.execute(
        uri: "/api/v1/rounds/2014/uploads?kind=responses&name=own-2.csv", method: .post,
        headers: [.cookie: east.cookies, header: east.token], body: ByteBuffer(string: table("C", { _ in 3 })))
      #expect(changed.status == .created, "\(String(buffer: changed.body))")
      let later = try await client.execute(uri: base, method: .get, headers: [.cookie: study.cookies])
      #expect(later.body != answer.body && !String(buffer: later.body).contains(#""mean":100"#))
    }
  }

  @Test("a page on which nothing can be sent says why")
  func closed() async throws {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try CollectingRound.begin(fixture, standard: "kp-2014")
    try await fixture.service.application().test(.router) { client in
      let study = try await PageVisitor("study", fixture, client)
      let reason = "only while the round is collecting"
      let early = try await study.page("/rounds/2014/studies/autumn")
      #expect(early.contains(reason) && !early.contains("name=\"file\""))
      let office = try await PageVisitor("office", fixture, client)
      #expect(!(try await office.page("/rounds/2014/studies/autumn")).contains(reason), "it never sends any")
      try CollectingRound.collect(fixture, clock)
      // The session has ended by then.
      let later = try await PageVisitor("study", fixture, client)
      let open = try await later.page("/rounds/2014/studies/autumn")
      #expect(!open.contains(reason) && open.contains("name=\"file\""))
    }
  }

  @Test("a study is seen by its evaluator and the leading group, not by another's")
  func scope() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let study = try await fixture.signIn("study", client)
      for uri in ["/rounds/2014/studies/spring", "/api/v1/rounds/2014/studies/spring"] {
        let answer = try await client.execute(uri: uri, method: .get, headers: [.cookie: study.cookies])
        #expect(answer.status == .notFound, "\(uri)")
      }
      let office = try await fixture.signIn("office", client)
      let seen = try await client.execute(
        uri: "/rounds/2014/studies/autumn", method: .get, headers: [.cookie: office.cookies])
      #expect(seen.status == .ok)
    }
  }

  @Test(
    "parameters and frames that cannot be used are refused",
    arguments: [
      #"{"margin":0,"confidence":0.95,"deviation":20,"intraclass":0,"interviews":4,"responseRate":0.5,"method":"srs","seed":1}"#,
      #"{"margin":5,"confidence":1,"deviation":20,"intraclass":0,"interviews":4,"responseRate":0.5,"method":"srs","seed":1}"#,
      #"{"margin":5,"confidence":0.9,"deviation":20,"intraclass":1,"interviews":4,"responseRate":0,"method":"srs","seed":1}"#,
      #"{"margin":5,"confidence":0.9,"deviation":1e300,"intraclass":0,"interviews":0,"responseRate":1,"method":"srs","seed":1}"#,
    ])
  func faults(_ parameters: String) async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let study = try await fixture.signIn("study", client)
      let header = try #require(HTTPField.Name("x-form-token"))
      let plain: HTTPFields = [.cookie: study.cookies, header: study.token]
      let base = "/api/v1/rounds/2014/studies/autumn"
      let wrong = try await client.execute(
        uri: base + "/frame", method: .put, headers: plain,
        body: ByteBuffer(string: "community_id,stratum,psu,households\n320402001001,1,1,0\n999,1,1,5\n"))
      #expect(wrong.status == .unprocessableContent && String(buffer: wrong.body).contains("H402"))
      _ = try await client.execute(
        uri: base + "/frame", method: .put, headers: plain, body: ByteBuffer(string: Self.frame))
      let answer = try await client.execute(
        uri: base + "/plan?dry_run=true", method: .post,
        headers: [.cookie: study.cookies, header: study.token, .contentType: "application/json"],
        body: ByteBuffer(string: parameters))
      #expect(answer.status == .unprocessableContent && String(buffer: answer.body).contains("H401"))
    }
  }
}
