import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import Testing
import Titles
import Web

/// The questionnaire page: from a printed card to an upload of the round, as a phone without JavaScript.
@Suite("Residents' questionnaire", .serialized)
struct ResidentPagesTests {
  private static let list = "community_id,stratum,psu,weight,count\n320402001001,1,001,12.5,2\n320402001003,1,002,8,1"

  private func prepared(_ clock: FixtureClock = FixtureClock()) async throws -> ServiceFixture {
    let fixture = try await ServiceFixture(clock: clock)
    try CollectingRound.begin(fixture, standard: "kp-2014")
    try CollectingRound.collect(fixture, clock)
    return fixture
  }

  /// Prints cards as the office does and gives their codes.
  private func cards(
    _ fixture: ServiceFixture, _ client: some TestClientProtocol, list: String = list
  ) async throws -> (page: TestResponse, codes: [String]) {
    let office = try await fixture.signIn("office", client)
    let page = try await client.execute(
      uri: "/rounds/2014/invitations", method: .post,
      headers: [.cookie: office.cookies, .contentType: "application/x-www-form-urlencoded"],
      body: ByteBuffer(
        string: "_token=\(office.token)&until=2014-12-31&address=http://10.0.0.5:8080&list="
          + list.replacing("\n", with: "%0A")))
    let codes = String(buffer: page.body).matches(of: /<b>([0-9a-z-]{19})<\/b>/).map { String($0.output.1) }
    return (page, codes)
  }

  private func post(_ code: String, _ fields: String, _ client: some TestClientProtocol) async throws -> (
    status: HTTPResponse.Status, html: String
  ) {
    let answer = try await client.execute(
      uri: "/q/\(code)", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
      body: ByteBuffer(string: fields))
    return (answer.status, String(buffer: answer.body))
  }

  /// The hidden fields that a page carries on.
  private func hidden(_ html: String) -> String {
    html.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
      .map { "\($0.output.1)=\($0.output.2)" }.joined(separator: "&")
  }

  @Test("a card is answered page by page, once, and the answers become an upload with a receipt")
  func wholeWay() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let (page, codes) = try await cards(fixture, client)
      #expect(page.status == .ok && codes.count == 3 && Set(codes).count == 3)
      #expect(String(buffer: page.body).matches(of: /<svg[^>]*class="qr"/).count == 3)
      let start = try await client.execute(uri: "/q/\(codes[0].uppercased())", method: .get)
      #expect(start.status == .ok && String(buffer: start.body).contains("320402") == false)
      var (status, html) = try await post(codes[0], "go=start", client)
      #expect(status == .ok && html.contains("a/s01") && !html.contains("a/response_id") && !html.contains("a/weight"))
      // The community is urban: the village's questions never come.
      var seen: Set<String> = []
      var steps = 0
      while html.contains("value=\"next\""), steps < 10 {
        let names = Set(html.matches(of: /type="radio"[^>]*name="a\/([a-z0-9]+)"/).map { String($0.output.1) })
        seen.formUnion(names)
        let answers = names.sorted().map { "a/\($0)=4" }.joined(separator: "&")
        (status, html) = try await post(codes[0], "\(hidden(html))&\(answers)&go=next", client)
        #expect(status == .ok, "\(html)")
        steps += 1
      }
      #expect(seen.count == 15 && seen.contains("s10c") && !seen.contains("s10v"), "\(seen.sorted())")
      let ready = hidden(html)
      (status, html) = try await post(codes[0], "\(ready)&go=send", client)
      #expect(status == .ok && html.contains("谢谢"))
      (status, html) = try await post(codes[0], "\(ready)&go=send", client)
      #expect(status == .conflict && !html.contains("value=\"send\""))
      let again = try await client.execute(uri: "/q/\(codes[0])", method: .get)
      #expect(again.status == .conflict)
      let office = try await fixture.signIn("office", client)
      let taken = try await client.execute(
        uri: "/rounds/2014/invitations/take", method: .post,
        headers: [.cookie: office.cookies, .contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "_token=\(office.token)"))
      #expect(taken.status == .seeOther, "\(String(buffer: taken.body))")
      let upload = try #require(try fixture.desk.rounds.store.uploads("2014").first { $0.kind == .responses })
      #expect(upload.rows == 1 && upload.scope == .study("online"))
      var bytes: [UInt8] = []
      _ = try fixture.desk.bytes(of: upload) { bytes += $0 }
      let table = String(decoding: bytes, as: UTF8.self)
      #expect(table.contains("320402001001,1,001,12.5,community,4,4"), "\(table)")
      #expect(!codes.contains { table.contains($0) })
      let list = try await client.execute(
        uri: "/api/v1/rounds/2014/invitations", method: .get, headers: [.cookie: office.cookies])
      #expect(String(buffer: list.body).filter { !$0.isWhitespace }.contains("\"answered\":1"))
    }
  }

  @Test("nothing of a code is kept but its digest, and nothing ties an answer to it")
  func isSecret() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let codes = try await cards(fixture, client).codes
      _ = try await client.execute(
        uri: "/api/v1/public/invitations/\(codes[2])/answers", method: .post,
        headers: [.contentType: "application/json"], body: ByteBuffer(string: #"{"answers":{"s01":"5","s10v":"3"}}"#))
      let store = fixture.desk.rounds.store
      let answers = try store.onlineAnswers("2014", .study("online"))
      #expect(answers.count == 1 && answers[0].answers["s10v"] == "3" && answers[0].answers["kind"] == "village")
      for invitation in try store.invitations(of: 1) {
        #expect(invitation.id.count == 64 && !answers[0].id.contains(invitation.id.prefix(8)))
        #expect(!codes.contains { invitation.id.contains($0) || invitation.design.values.contains($0) })
      }
    }
  }

  @Test("answers that the form does not allow are refused with their question")
  func faults() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let codes = try await cards(fixture, client).codes
      let wrong = try await post(codes[0], "at=0&a/s01=77&go=next", client)
      #expect(wrong.status == .unprocessableContent && wrong.html.contains("class=\"fault\""))
      let direct = try await post(codes[0], "at=0&a/s01=77&go=send", client)
      #expect(direct.status == .unprocessableContent && direct.html.contains("class=\"fault\""))
      let program = try await client.execute(
        uri: "/api/v1/public/invitations/\(codes[0])/answers", method: .post,
        headers: [.contentType: "application/json"], body: ByteBuffer(string: #"{"answers":{"s01":"77"}}"#))
      #expect(program.status == .unprocessableContent && String(buffer: program.body).contains("H305"))
      let foreign = try await client.execute(
        uri: "/q/\(codes[0])", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded", .origin: "https://evil.example"],
        body: ByteBuffer(string: "go=send"))
      #expect(foreign.status == .forbidden)
    }
  }

  @Test("unknown, void and late invitations open nothing, and guessing ends soon")
  func closed() async throws {
    let clock = FixtureClock()
    let fixture = try await prepared(clock)
    try await fixture.service.application().test(.router) { client in
      let codes = try await cards(fixture, client).codes
      for text in ["abcd", "0000-0000-0000-0000", "..%2f..%2fetc"] {
        let answer = try await client.execute(uri: "/q/\(text)", method: .get)
        #expect([.notFound, .badRequest].contains(answer.status), "\(text): \(answer.status)")
      }
      clock.seconds += 120 * 86_400
      let late = try await client.execute(uri: "/q/\(codes[0])", method: .get)
      #expect(late.status == .gone)
      clock.seconds -= 120 * 86_400
      let office = try await fixture.signIn("office", client)
      let void = try await client.execute(
        uri: "/rounds/2014/invitations/1/void", method: .post,
        headers: [.cookie: office.cookies, .contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "_token=\(office.token)"))
      #expect(void.status == .seeOther)
      #expect(try await client.execute(uri: "/q/\(codes[1])", method: .get).status == .notFound)
      var last = HTTPResponse.Status.ok
      for _ in 0..<80 { last = try await client.execute(uri: "/q/0000-0000-0000-0001", method: .get).status }
      #expect(last == .tooManyRequests)
    }
  }

  @Test(
    "a list that cannot be used is refused by line",
    arguments: [
      ("community_id\n999", "H308"), ("community_id,count\n320402001001,0", "H308"),
      ("community_id,weight\n320402001001,-1", "H308"), ("community_id,count\n320402001001,1001", "H308"),
      ("name\nx", "F0"), ("community_id\n", "H308"),
    ])
  func lists(_ test: (String, String)) async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      let (page, codes) = try await cards(fixture, client, list: test.0)
      #expect(page.status == .unprocessableContent && codes.isEmpty)
      #expect(String(buffer: page.body).contains("/help/findings/\(test.1)"), "\(String(buffer: page.body))")
    }
  }
}
