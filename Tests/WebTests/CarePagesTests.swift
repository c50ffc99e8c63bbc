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

/// The pages of the administrator and the office: register, calendar, library, backups, health, users.
@Suite("Register, calendar, library, backups, health", .serialized)
struct CarePagesTests {
  private static let form: HTTPField = HTTPField(name: .contentType, value: "application/x-www-form-urlencoded")

  private func page(
    _ path: String, _ cookies: String, _ client: some TestClientProtocol, status: HTTPResponse.Status = .ok
  ) async throws -> String {
    let answer = try await client.execute(
      uri: path, method: .get, headers: [.cookie: cookies + "; language=en"])
    #expect(answer.status == status, "\(path): \(answer.status)")
    let text = String(buffer: answer.body)
    #expect(!text.contains("{{"), "\(path)")
    return text
  }

  private func send(
    _ path: String, _ body: String, _ cookies: String, _ token: String, _ client: some TestClientProtocol
  ) async throws -> TestResponse {
    try await client.execute(
      uri: path, method: .post,
      headers: HTTPFields([Self.form, HTTPField(name: .cookie, value: cookies + "; language=en")]),
      body: ByteBuffer(string: body + "&_token=\(token)"))
  }

  @Test("a community is found by the code that it had on a day, and its page has its whole life")
  func register() async throws {
    let made = try await EvaluatedRound()
    let desk = made.fixture.desk
    let register = try desk.register()
    let day = desk.now.day
    let entry = try #require(register.standing(on: day).first)
    var renamed = entry.attributes
    renamed.name = "新名社区"
    renamed.code = "329999999999"
    _ = try desk.rounds.enter(
      [
        RegisterChange(
          .recoded, effective: day, document: "民发〔2014〕9号", communities: [entry.id], results: [renamed])
      ], by: .console)
    try await made.fixture.service.application().test(.router) { client in
      let cookies = try await made.fixture.signIn("auditor", client).cookies
      let now = try await page("/register?q=329999999999&day=\(day)", cookies, client)
      #expect(now.contains("新名社区") && now.contains("1 community"))
      let before = try await page("/register?q=329999999999&day=\(day + -1)", cookies, client)
      #expect(before.contains("0 communities"))
      let old = try await page("/register?q=\(entry.attributes.code)&day=\(day + -1)", cookies, client)
      #expect(old.contains(entry.id.description))
      let life = try await page("/register/\(entry.id)", cookies, client)
      #expect(life.contains(entry.attributes.code) && life.contains("329999999999") && life.contains("民发〔2014〕9号"))
      #expect(life.contains("recoded"))
      _ = try await page("/register/K999999", cookies, client, status: .notFound)
      _ = try await page("/register/..%2f", cookies, client, status: .notFound)
    }
  }

  @Test("a period ends on the day that the notices say, and no year is guessed")
  func calendar() async throws {
    let made = try await EvaluatedRound()
    _ = try made.fixture.desk.rounds.takeOver(
      calendar: EvaluatedRound.repository.appending(path: "Scoring/calendar-china").path, by: .console)
    try await made.fixture.service.application().test(.router) { client in
      let cookies = try await made.fixture.signIn("office", client).cookies
      // 国庆 2014: 28 September is worked, 1 to 7 October are free, 11 October is worked.
      for (query, last) in [
        ("from=2014-09-28&days=3", "2014-09-30"), ("from=2014-09-29&days=5", "2014-10-10"),
        ("from=2014-10-08&days=4", "2014-10-11"),
      ] {
        let text = try await page("/calendar?\(query)", cookies, client)
        #expect(text.contains("end on \(last)"), "\(query)")
      }
      for query in [
        "from=1990-01-01&days=5", "from=x&days=5", "from=2014-09-29&days=0", "from=2014-09-29&days=9999999",
      ] {
        let text = try await page("/calendar?\(query)", cookies, client)
        #expect(text.contains("notice wrong"), "\(query)")
      }
    }
  }

  @Test("backups that are asked for in the same second are made one after the other, each under a name of its own")
  func backupsOfOneSecond() async throws {
    let made = try await EvaluatedRound()
    let desk = made.fixture.desk
    try await made.fixture.service.application().test(.router) { client in
      let (cookies, token) = try await made.fixture.signIn("admin", client)
      let answers = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for _ in 1...4 { group.addTask { try await self.send("/backups", "a=b", cookies, token, client).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers == Array(repeating: .seeOther, count: 4))
    }
    #expect(Set(desk.backups().map(\.name)).count == 4)
  }

  @Test("a backup is made and restored on trial, and both stand in the log")
  func backups() async throws {
    let made = try await EvaluatedRound()
    let desk = made.fixture.desk
    try await made.fixture.service.application().test(.router) { client in
      let (cookies, token) = try await made.fixture.signIn("admin", client)
      #expect(try await send("/backups", "a=b", cookies, token, client).status == .seeOther)
      let backup = try #require(desk.backups().first)
      let verified = try await send("/backups/\(backup.name)/verify", "a=b", cookies, token, client)
      #expect(String(buffer: verified.body).contains("everything in it is sound"))
      // Nothing but a backup's own name is opened.
      for name in ["..%2Fkaoping.db", "nothing.tar", "%2Fetc%2Fpasswd"] {
        let answer = try await send("/backups/\(name)/verify", "a=b", cookies, token, client)
        #expect(answer.status == .notFound, "\(name): \(answer.status)")
      }
      let health = try await page("/health", cookies, client)
      #expect(health.contains("last backup"))
      let checked = try await send("/health/verify", "a=b", cookies, token, client)
      #expect(String(buffer: checked.body).contains("Complete and unchanged"))
    }
    let actions = try desk.auditEvents(from: 0, count: 10_000, actor: "admin", action: nil).map(\.action)
    #expect(actions.contains("backup.make") && actions.contains("backup.verify") && actions.contains("audit.verify"))
    let manager = FileManager.default
    #expect(try manager.contentsOfDirectory(atPath: desk.backupFolder).count == 1, "the trial leaves nothing behind")
    try? manager.removeItem(atPath: desk.backupFolder)
  }

  @Test("standards are checked and compared before they are frozen")
  func library() async throws {
    let made = try await EvaluatedRound()
    let library = EvaluatedRound.repository.path
    let desk = made.fixture.desk
    let standards = try await desk.library(.standards, in: library)
    #expect(standards.contains { $0.name == "kp-2014" && $0.isSound })
    #expect(!standards.contains { $0.name == "calendar-china" }, "a calendar is no standard")
    let same = try #require(try await desk.difference(of: "kp-2014", from: "kp-2014", in: library))
    #expect(same.isEmpty)
    let other = try #require(try await desk.difference(of: "kp-2014-donghu", from: "kp-2014", in: library))
    #expect(!other.isEmpty)
    #expect(try await desk.difference(of: "../Surveys", from: "kp-2014", in: library) == nil)
    #expect(try await desk.libraryEntry(.standards, "../../etc", in: library) == nil)
    let forms = try await desk.library(.questionnaires, in: library)
    #expect(forms.contains { $0.name == "example-city-2014" && $0.isSound && $0.questionnaire != nil })
  }

  @Test("a user's roles are ticked, chosen and written; what is no role is refused with what was typed")
  func users() async throws {
    let made = try await EvaluatedRound()
    let desk = made.fixture.desk
    let district = try #require(try made.round().districts.first)
    try await made.fixture.service.application().test(.router) { client in
      let (cookies, token) = try await made.fixture.signIn("admin", client)
      let added = try await send(
        "/users",
        "name=chen&display=Chen&grants=auditor&district=\(district.code)&department=%E5%9F%8E%E7%AE%A1&grants=",
        cookies, token, client)
      #expect(added.status == .ok)
      let grants = try #require(try desk.user("chen")).grants.map(\.description)
      #expect(grants == ["auditor", "district-office@district:\(district.code)", "reviewer@department:城管"])
      let page = try await page("/users", cookies, client)
      #expect(page.contains("id=\"user-chen-auditor\" name=\"grants\" value=\"auditor\" checked"))
      let changed = try await send("/users/chen/grants", "grants=leading-group-member", cookies, token, client)
      #expect(changed.status == .seeOther)
      #expect(try desk.user("chen")?.grants == [RoleGrant(.leadingGroupMember)])
      let refused = try await send("/users", "name=wu&grants=emperor", cookies, token, client)
      #expect(refused.status == .unprocessableContent)
      #expect(String(buffer: refused.body).contains("value=\"emperor\""))
      #expect(try desk.user("wu") == nil)
    }
  }

  @Test("the public reads a community's own figures, and none of fewer than ten people")
  func figures() async throws {
    let made = try await EvaluatedRound()
    let round = try made.round()
    let figures = try await round.communities.values.sorted { $0.id < $1.id }.asyncMap {
      try await made.fixture.desk.figures(of: $0, in: round)
    }
    #expect(figures.count == 35)
    for own in figures {
      let own = try #require(own)
      guard let answers = own.answers else {
        #expect(own.satisfaction == nil && own.items.isEmpty)
        continue
      }
      #expect(answers >= CommunityFigures.fewest)
      #expect(own.items.map(\.mean) == own.items.map(\.mean).sorted(by: >))
    }
    #expect(figures.contains { $0?.items.isEmpty == false })
  }
}

extension Array {
  /// Maps one after the other.
  fileprivate func asyncMap<Value>(_ change: (Element) async throws -> Value) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await change(element)) }
    return values
  }
}
