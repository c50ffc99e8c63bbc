import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import Web

@Suite("Interface for programs", .serialized)
struct InterfaceTests {
  @Test("the description has exactly the operations of the router")
  func description() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let answer = try await client.execute(uri: "/api/v1/openapi.json", method: .get)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any])
      let paths = try #require(document["paths"] as? [String: [String: Any]])
      let described = Set(paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } })
      let routed = Set(fixture.service.routes.entries.filter(\.isInterface).map { "\($0.method.rawValue) \($0.path)" })
      #expect(described == routed)
      #expect(document["openapi"] as? String == "3.1.0")
      // Every reference leads somewhere.
      let text = String(buffer: answer.body)
      let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
      for match in text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/) {
        #expect(schemas[String(match.output.1)] != nil, "\(match.output.1)")
      }
    }
  }

  @Test("faults are problems with the findings' codes, in the caller's language")
  func problems() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let english: HTTPFields = [.acceptLanguage: "en"]
      let answer = try await client.execute(uri: "/api/v1/rounds", method: .get, headers: english)
      #expect(answer.status == .unauthorized)
      #expect(answer.headers[.contentType] == "application/problem+json")
      let text = String(buffer: answer.body)
      #expect(text.contains("\"H101\"") && text.contains("signed in"))
      let method = try await client.execute(uri: "/api/v1/rounds", method: .delete, headers: english)
      #expect(method.status == .methodNotAllowed)
      #expect(method.headers[.allow]?.contains("GET") == true)
    }
  }

  @Test("a change needs the version that was seen, and happens once for each key")
  func versionsAndKeys() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let (cookies, token) = try await fixture.signIn("office", client)
      let tokenHeader = try #require(HTTPField.Name("x-form-token"))
      let keyHeader = try #require(HTTPField.Name("Idempotency-Key"))
      var headers: HTTPFields = [
        .cookie: cookies, .contentType: "application/json", tokenHeader: token, keyHeader: "first",
      ]
      let body = ByteBuffer(string: #"{"id":"2015","year":2015,"title":"和谐社区"}"#)
      let made = try await client.execute(uri: "/api/v1/rounds", method: .post, headers: headers, body: body)
      #expect(made.status == .created)
      let again = try await client.execute(uri: "/api/v1/rounds", method: .post, headers: headers, body: body)
      #expect(again.status == .created && again.body == made.body)
      let other = try await client.execute(
        uri: "/api/v1/rounds", method: .post, headers: headers,
        body: ByteBuffer(string: #"{"id":"2016","year":2016,"title":"x"}"#))
      #expect(other.status == .unprocessableContent)
      headers[keyHeader] = nil
      let action = ByteBuffer(string: #"{"action":{"beginCityReview":{}}}"#)
      let uri = "/api/v1/rounds/2015/actions"
      let blind = try await client.execute(uri: uri, method: .post, headers: headers, body: action)
      #expect(blind.status == .preconditionRequired)
      headers[.ifMatch] = "\"v99\""
      let stale = try await client.execute(uri: uri, method: .post, headers: headers, body: action)
      #expect(stale.status == .preconditionFailed)
      headers[.ifMatch] = "\"v0\""
      let early = try await client.execute(uri: uri, method: .post, headers: headers, body: action)
      #expect(early.status.code >= 400 && early.status.code < 500)
    }
  }

  @Test(
    "what is not well formed is refused, never a fault of the service",
    arguments: ["", "{", "[]", "null", #"{"action":{"confirm":{"list":5}}}"#, #"{"action":{"a":1,"b":2}}"#, "\u{FFFD}"])
  func malformed(body: String) async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let (cookies, token) = try await fixture.signIn("member", client)
      let tokenHeader = try #require(HTTPField.Name("x-form-token"))
      let answer = try await client.execute(
        uri: "/api/v1/rounds/2014/actions", method: .post,
        headers: [.cookie: cookies, .contentType: "application/json", tokenHeader: token, .ifMatch: "*"],
        body: ByteBuffer(string: body))
      #expect(answer.status == .badRequest, "\(answer.status)")
    }
  }

  @Test("parameters are taken as they are sent: what the description does not know is refused")
  func parameters() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      for query in ["", "?limit=1", "?limit=500", "?limit=3&cursor="] {
        #expect(try await office.send("/api/v1/rounds" + query, .get).status == .ok, "\(query)")
      }
      for query in [
        "limit=%203", "limit=3%20", "limit=+3", "limit=%2B3", "limit=03", "limit=-3", "limit=0", "limit=501", "limit=",
        "limit=3.0", "limit=%EF%BC%93", "cursor=%2061", "cursor=6", "cursor=zz",
      ] {
        #expect(try await office.send("/api/v1/rounds?" + query, .get).status == .badRequest, "\(query)")
      }
      // The calendar of that year is not known here: what is asked was understood.
      for (days, status) in [
        ("7", HTTPResponse.Status.unprocessableContent), ("%207", .badRequest), ("%2B7", .badRequest),
      ] {
        let answer = try await office.send("/api/v1/calendar/period?from=2014-11-03&days=" + days, .get)
        #expect(answer.status == status, "\(days): \(answer.status)")
      }
    }
  }

  @Test("nothing that somebody typed is shown as HTML")
  func escapes() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      for (user, uri) in [("office", "/rounds"), ("office", "/rounds/2014"), ("admin", "/users"), ("office", "/work")] {
        let cookies = try await fixture.signIn(user, client).cookies
        let page = try await client.execute(uri: uri, method: .get, headers: [.cookie: cookies])
        let text = String(buffer: page.body)
        #expect(page.status == .ok && !text.contains("<script>alert") && !text.contains("<b>office"), "\(uri)")
      }
    }
  }
}
