import Credentials
import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Seals
import Store
import Testing
import Titles
import Web

/// Grids from their assignment to their receipts, as a browser without JavaScript and as a program.
@Suite("Reviewers' grids", .serialized)
struct ReviewGridTests {
  private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

  /// A collecting round with a colleague of the reviewer, and a grid of two indicators for the communities of the first district.
  private func prepared() async throws -> ServiceFixture {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try CollectingRound.begin(fixture)
    try CollectingRound.collect(fixture, clock)
    return fixture
  }

  private func post(
    _ uri: String, _ fields: String, _ session: (cookies: String, token: String), _ client: some TestClientProtocol
  ) async throws -> TestResponse {
    var headers = Self.form
    headers[.cookie] = session.cookies
    return try await client.execute(
      uri: uri, method: .post, headers: headers, body: ByteBuffer(string: "_token=\(session.token)&\(fields)"))
  }

  private func assign(_ fixture: ServiceFixture, _ client: some TestClientProtocol) async throws {
    let office = try await fixture.signIn("office", client)
    let answer = try await post(
      "/rounds/2014/reviews", "do=assign&reviewer=reviewer&indicator=B01&indicator=B02&district=320402&due=2014-12-01",
      office, client)
    #expect(answer.status == .seeOther, "\(String(buffer: answer.body))")
  }

  /// Fields that fill every cell but those in `but`.
  private func marks(_ value: String, but: Set<String> = []) -> String {
    CollectingRound.codes.filter { $0.hasPrefix("320402") }.flatMap { code in
      ["B01", "B02"].filter { !but.contains("\(code)/\($0)") }.map { "c/\(code)/\($0)/0=\(value)" }
    }.joined(separator: "&")
  }

  @Test("a grid is assigned, filled in, submitted with a receipt, locked, returned and submitted again")
  func wholeWay() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      try await assign(fixture, client)
      let reviewer = try await fixture.signIn("reviewer", client)
      let page = try await client.execute(
        uri: "/rounds/2014/reviews/1", method: .get, headers: [.cookie: reviewer.cookies])
      let html = String(buffer: page.body)
      #expect(html.matches(of: /name="c\/320402[0-9]+\/B0[12]\/0"/).count == 12 && !html.contains("320404001001"))
      // A script that runs twice listens and saves twice.
      let scripts = html.matches(of: /<script src="\/static\/([a-z]+\.js)/).map { String($0.output.1) }
      #expect(scripts.sorted() == ["grid.js", "page.js"])
      let missing = "320402001003/B02"
      let saved = try await post(
        "/rounds/2014/reviews/1", marks("3.5", but: [missing]) + "&do=save", reviewer, client)
      #expect(saved.status == .seeOther)
      let early = try await post("/rounds/2014/reviews/1", "do=submit", reviewer, client)
      #expect(early.status == .unprocessableContent && String(buffer: early.body).contains("D301"))
      // The office sees how far it is, and not one mark.
      let office = try await fixture.signIn("office", client)
      let overview = try await client.execute(
        uri: "/rounds/2014/reviews", method: .get, headers: [.cookie: office.cookies])
      #expect(String(buffer: overview.body).contains("11/12") && !String(buffer: overview.body).contains("3.5"))
      let done = try await post("/rounds/2014/reviews/1", "c/\(missing)/0=4&do=submit", reviewer, client)
      #expect(done.status == .seeOther && done.headers[.location]?.contains("gridSubmitted") == true)
      let upload = try #require(try fixture.desk.rounds.store.uploads("2014").first { $0.kind == .reviews })
      #expect(upload.rows == 12 && upload.scope == .department("civil/1"))
      #expect(
        try fixture.desk.receipt(of: upload)?.faults(key: fixture.desk.verifier, file: upload.digest).isEmpty == true)
      let locked = try await post("/rounds/2014/reviews/1", "c/\(missing)/1=1&do=save", reviewer, client)
      #expect(locked.status == .unprocessableContent)
      let returned = try await post("/rounds/2014/reviews/1/return", "reason=B02+%E5%81%8F%E9%AB%98", office, client)
      #expect(returned.status == .seeOther)
      let again = try await post("/rounds/2014/reviews/1", "c/\(missing)/1=2&do=submit", reviewer, client)
      #expect(again.status == .seeOther, "\(String(buffer: again.body).prefix(3000))")
      let newest = try #require(try fixture.desk.rounds.store.uploads("2014").last { $0.kind == .reviews })
      #expect(newest.supersedes == upload.number)
    }
  }

  @Test("a program saves cells, hears at once what is wrong, and does not overwrite what moved on")
  func cells() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      try await assign(fixture, client)
      let reviewer = try await fixture.signIn("reviewer", client)
      let header = try #require(HTTPField.Name("x-form-token"))
      let headers: HTTPFields = [.cookie: reviewer.cookies, .contentType: "application/json", header: reviewer.token]
      func patch(_ text: String, _ version: Int) async throws -> [String: Any] {
        let body =
          #"{"cells":[{"community":"320402001001","indicator":"B01","text":"\#(text)","version":\#(version)}]}"#
        let answer = try await client.execute(
          uri: "/api/v1/rounds/2014/review-grids/1/cells", method: .patch, headers: headers,
          body: ByteBuffer(string: body))
        #expect(answer.status == .ok, "\(String(buffer: answer.body))")
        let document = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
        return try #require((document?["cells"] as? [[String: Any]])?.first)
      }
      let first = try await patch("4.5", 0)
      #expect(
        first["state"] as? String == "rated" && first["points"] as? Double == 4.5 && first["version"] as? Int == 1)
      let wrong = try await patch("6", 1)
      #expect(wrong["state"] as? String == "faulty" && (wrong["findings"] as? [Any])?.isEmpty == false)
      let stale = try await patch("2", 1)
      #expect(stale["isConflict"] as? Bool == true && stale["text"] as? String == "6")
      let foreign = try await client.execute(
        uri: "/api/v1/rounds/2014/review-grids/1/cells", method: .patch, headers: headers,
        body: ByteBuffer(string: #"{"cells":[{"community":"320404001001","indicator":"B01","text":"1"}]}"#))
      #expect(foreign.status == .unprocessableContent)
    }
  }

  @Test("nobody but its reviewer sees a grid, and a colleague sees none of its marks once they are uploads")
  func isBlind() async throws {
    let fixture = try await prepared()
    _ = try fixture.desk.rounds.addUser(
      "colleague", display: "", grants: ["reviewer@department:civil"], by: .console)
    let person = try #require(try fixture.desk.user("colleague"))
    let hash = try await fixture.desk.hashing.hash(ServiceFixture.password)
    var changed = person
    changed.password = hash.text
    let user = changed
    _ = try fixture.desk.rounds.store.change(
      ChangeNote(actor: "console", role: "operator", action: "test"), at: fixture.desk.now
    ) { try $0.save(user) }
    try await fixture.service.application().test(.router) { client in
      try await assign(fixture, client)
      let reviewer = try await fixture.signIn("reviewer", client)
      let colleague = try await fixture.signIn("colleague", client)
      let done = try await post("/rounds/2014/reviews/1", marks("3") + "&do=submit", reviewer, client)
      #expect(done.status == .seeOther)
      let number = try #require(try fixture.desk.rounds.store.uploads("2014").first { $0.kind == .reviews }).number
      for uri in [
        "/rounds/2014/reviews/1", "/rounds/2014/reviews/1/workbook.xlsx", "/api/v1/rounds/2014/review-grids/1",
        "/rounds/2014/uploads/\(number)", "/rounds/2014/uploads/\(number)/original",
      ] {
        let answer = try await client.execute(uri: uri, method: .get, headers: [.cookie: colleague.cookies])
        #expect(answer.status == .notFound, "\(uri)")
      }
      let own = try await client.execute(
        uri: "/rounds/2014/uploads/\(number)", method: .get, headers: [.cookie: reviewer.cookies])
      #expect(own.status == .ok)
      // The colleague takes over what the reviewer must not mark.
      let office = try await fixture.signIn("office", client)
      _ = try await post("/rounds/2014/reviews/1/return", "reason=x", office, client)
      let recused = try await post(
        "/rounds/2014/reviews/1/recusal", "community=320402001002&reason=kin", reviewer, client)
      #expect(recused.headers[.location]?.hasSuffix("done=recused") == true)
      let theirs = try await client.execute(
        uri: "/rounds/2014/reviews/2", method: .get, headers: [.cookie: colleague.cookies])
      #expect(theirs.status == .ok && String(buffer: theirs.body).contains("c/320402001002/B01/0"))
      let mine = try await client.execute(
        uri: "/rounds/2014/reviews/1", method: .get, headers: [.cookie: reviewer.cookies])
      #expect(!String(buffer: mine.body).contains("c/320402001002/B01"))
      #expect(try fixture.desk.round("2014")?.recusals.first?.user == "reviewer")
    }
  }

  @Test("a workbook goes out with what is there and comes back with findings by row and column")
  func workbook() async throws {
    let fixture = try await prepared()
    try await fixture.service.application().test(.router) { client in
      try await assign(fixture, client)
      let reviewer = try await fixture.signIn("reviewer", client)
      _ = try await post("/rounds/2014/reviews/1", "c/320402001001/B01/0=2.5&do=save", reviewer, client)
      let header = try #require(HTTPField.Name("x-form-token"))
      let uri = "/api/v1/rounds/2014/review-grids/1/workbook"
      let out = try await client.execute(uri: uri, method: .get, headers: [.cookie: reviewer.cookies])
      #expect(out.status == .ok && out.body.readableBytes > 3000)
      let back = try await client.execute(
        uri: uri, method: .put, headers: [.cookie: reviewer.cookies, header: reviewer.token], body: out.body)
      let same = String(buffer: back.body).filter { !$0.isWhitespace }
      #expect(same.contains("\"changed\":0") && same.contains("\"same\":1"), "\(same)")
      let table = "社区代码,社区（村）,B01 名称,B02 名称,Z9 x\n320402001001,一,3,9,1\n320499999999,二,1,1,1\n320402001002,三,,4,\n"
      let taken = try await client.execute(
        uri: uri, method: .put, headers: [.cookie: reviewer.cookies, header: reviewer.token],
        body: ByteBuffer(string: table))
      let text = String(buffer: taken.body).filter { !$0.isWhitespace }
      #expect(text.contains("\"changed\":3"), "\(text)")
      for code in ["D308", "D309"] { #expect(text.contains(code), "\(code): \(text)") }
      #expect(text.contains("\"row\":2") && text.contains("\"column\":4"), "\(text)")
      let nothing = try await client.execute(
        uri: uri, method: .put, headers: [.cookie: reviewer.cookies, header: reviewer.token],
        body: ByteBuffer(string: "a,b\n1,2\n"))
      #expect(nothing.status == .unprocessableContent && String(buffer: nothing.body).contains("D307"))
    }
  }
}
