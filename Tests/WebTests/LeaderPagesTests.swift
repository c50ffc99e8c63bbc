import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing
import Titles
import Web

/// The pages that leaders and districts read before a list is decided, on a round that was scored from real files.
@Suite("Lists, quotas, what if", .serialized)
struct LeaderPagesTests {
  /// A page's text in a language.
  private func page(
    _ path: String, _ cookies: String, _ client: some TestClientProtocol, language: String = "en",
    status: HTTPResponse.Status = .ok
  ) async throws -> String {
    let answer = try await client.execute(
      uri: path, method: .get, headers: [.cookie: cookies + "; language=\(language)"])
    #expect(answer.status == status, "\(path): \(answer.status)")
    let text = String(buffer: answer.body)
    #expect(!text.contains("{{") && !text.contains("<script>alert"), "\(path)")
    return text
  }

  private func document(_ path: String, _ cookies: String, _ client: some TestClientProtocol) async throws
    -> [String: Any]
  {
    let answer = try await client.execute(uri: path, method: .get, headers: [.cookie: cookies])
    #expect(answer.status == .ok, "\(path): \(answer.status)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any])
  }

  @Test("leaders read every list, its doubts and what it hangs on; a district reads its own")
  func pages() async throws {
    let made = try await EvaluatedRound()
    let round = try made.round()
    let seated = try #require(round.districts.first { $0.seats > 0 })
    let other = try #require(round.districts.first { $0.seats > 0 && $0.code != seated.code })
    try await made.fixture.admit("clerk-\(seated.code)")
    try await made.fixture.service.application().test(.router) { client in
      let member = try await made.fixture.signIn("member", client).cookies
      let clerk = try await made.fixture.signIn("clerk-\(seated.code)", client).cookies
      let base = "/rounds/2014/districts/\(seated.code)"
      for language in ["zh", "en"] {
        for path in [
          "/rounds/2014", "/rounds/2014/lists", "/rounds/2014/quotas", "/rounds/2014/sensitivity",
          "/rounds/2014/decision", base, base + "/shortlist", base + "/what-if",
        ] {
          let text = try await page(path, member, client, language: language)
          #expect(text.contains("<html lang=\"\(language)\">"), "\(path)")
        }
      }

      // Every district is drawn once, and its number of secure places is that of the list.
      let lists = try await page("/rounds/2014/lists", member, client)
      #expect(lists.components(separatedBy: "<svg").count - 1 == round.districts.count)
      #expect(lists.contains("Of 10 titles"))

      // The district's own page: chart, line, intervals.
      let own = try await page(base, clerk, client)
      #expect(own.contains("<svg") && own.contains("95 % interval") && own.contains("at-line"))
      let shortlist = try await page(base + "/shortlist", clerk, client)
      #expect(shortlist.contains("exactly \(seated.seats) places"))
      #expect(shortlist.components(separatedBy: "data-name=\"Decided by\"").count - 1 == seated.seats)

      // Others' lists are not there for a district, nor are the leaders' pages.
      let foreign = "/rounds/2014/districts/\(other.code)"
      for path in [foreign, foreign + "/what-if", foreign + "/shortlist", foreign + "/shortlist.csv"] {
        _ = try await page(path, clerk, client, status: .notFound)
      }
      for path in ["/rounds/2014/lists", "/rounds/2014/sensitivity", "/rounds/2014/decision"] {
        _ = try await page(path, clerk, client, status: .forbidden)
      }
      // A link may say what the form of an action begins with, and nothing more.
      let action = try await page(
        "/rounds/2014/actions/openDistrictNotice?district=\(seated.code)&from=%22%3E%3Cscript%3Ealert(1)", clerk, client
      )
      #expect(action.contains("value=\"\(seated.code)\" selected"))
    }
  }

  @Test("quotas are shown in exact fractions that add up")
  func quotas() async throws {
    let made = try await EvaluatedRound()
    let round = try made.round()
    try await made.fixture.service.application().test(.router) { client in
      let member = try await made.fixture.signIn("member", client).cookies
      let text = try await page("/rounds/2014/quotas", member, client)
      #expect(text.contains("one title for 7/2 communities"))
      let document = try await document("/api/v1/rounds/2014/quotas", member, client)
      let districts = try #require(document["districts"] as? [[String: Any]])
      #expect(districts.compactMap { $0["seats"] as? Int } == round.districts.map(\.seats))
      let methods = try #require(document["methods"] as? [[String: Any]])
      #expect(methods.count == 12)
      for method in methods {
        guard let seats = method["seats"] as? [Int] else { continue }
        #expect(seats.reduce(0, +) == 10, "\(method["method"] ?? "")")
      }
    }
  }

  @Test("a what-if says who moves, and leaves no trace")
  func whatIf() async throws {
    let made = try await EvaluatedRound()
    let round = try made.round()
    // A district with somebody outside the line.
    let district = try #require(round.districts.first { $0.seats > 0 && $0.ranking.count > $0.seats })
    let list = try #require(round.shortlist(district))
    let leaving = try #require(list.first)
    let entering = try #require(district.ranking.first { !list.contains($0.id) })
    let before = round.eventCount
    try await made.fixture.service.application().test(.router) { client in
      let member = try await made.fixture.signIn("member", client).cookies
      let base = "/rounds/2014/districts/\(district.code)/what-if"
      let name = try #require(round.communities[entering.id]?.name)

      // If one of the list takes no part, the first outside comes in.
      let text = try await page(base + "?community=\(leaving)&change=leavesOut", member, client)
      #expect(text.contains("The list would change") && text.contains("nothing was recorded"))
      #expect(text.contains(name.split(separator: "·").last.map(String.init) ?? name))
      let answer = try await document(
        "/api/v1" + base + "?community=\(leaving)&change=leavesOut", member, client)
      #expect(answer["entering"] as? [String] == [try #require(round.communities[entering.id]?.code)])

      // Marks of nought for one indicator never help; the score falls by no more than the indicator's part.
      let standing = try #require(try await made.fixture.desk.standing(of: district.code, in: round))
      let indicator = try #require(standing.indicators.first)
      let worse = try await document(
        "/api/v1" + base + "?community=\(leaving)&change=marks&indicator=\(indicator.code)&points=0", member, client)
      let moves = try #require(worse["moves"] as? [[String: Any]])
      let asked = try #require(moves.first { $0["isAsked"] as? Bool == true })
      let (old, new) = (asked["before"] as? [String: Any], asked["after"] as? [String: Any])
      let (was, is_) = (try #require(old?["score"] as? Double), try #require(new?["score"] as? Double))
      #expect(is_ < was && was - is_ < 10)

      // An interviewer that does not exist, an indicator that does not exist: a reason, no fault.
      for query in [
        "community=\(leaving)&change=withoutInterviewer&interviewer=nobody",
        "community=\(leaving)&change=marks&indicator=none&points=1",
        "community=\(leaving)&change=marks&indicator=\(indicator.code)&points=1e9", "community=x&change=leavesOut",
        "community=\(leaving)&change=everything",
      ] {
        let text = try await page(base + "?" + query, member, client, status: .unprocessableContent)
        #expect(text.contains("role=\"alert\""), "\(query)")
      }
    }
    #expect(try made.round().eventCount == before)
    #expect(try made.round() == round, "a what-if is stored nowhere")
  }

  @Test("over all variants a district gives away exactly its titles")
  func sensitivity() async throws {
    let made = try await EvaluatedRound()
    let round = try made.round()
    let sensitivity = try #require(try await made.fixture.desk.sensitivity(of: round))
    #expect(sensitivity.variants == 1000 && !sensitivity.isExact)
    for district in round.districts where district.ranking.count >= district.seats {
      let shares = sensitivity.units.filter { $0.district == district.code }.map(\.titleShare)
      #expect(abs(shares.reduce(0, +) - Double(district.seats)) < 1e-9, "\(district.name)")
      let listed = Set((round.shortlist(district) ?? []).compactMap { round.communities[$0]?.code })
      let nominal = Set(sensitivity.units.filter { $0.district == district.code && $0.title == 1 }.map(\.code))
      #expect(nominal == listed, "the study's nominal list is the round's: \(district.name)")
    }
    #expect((0...1).contains(sensitivity.unchanged))
  }
}
