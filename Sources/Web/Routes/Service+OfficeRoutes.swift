import Findings
import Hummingbird
import Logging
import Operations
import Seals
import Store
import Titles

extension Service {
  /// The pages of the administrator and of those who look into the audit log.
  func addOfficeRoutes(_ table: inout RouteTable) {
    let administrator = Access.roles([.administrator])
    table.get("/users", administrator) { request, context in
      pages.response(UsersPage(try desk.users(), try currentRound(), context.language), request, context)
    }
    table.form("/users", administrator) { fields, request, context in
      let visitor = try context.signedIn()
      let grants = fields.all("grants").flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
      let name = fields["name"] ?? ""
      do {
        let code = try await desk.addUser(name, display: fields["display"] ?? "", grants: grants, by: visitor.person)
        context.logger.notice("user", metadata: ["action": "add", "by": "\(visitor.user)"])
        return try codePage(name, code, request, context)
      } catch let refusal as Refusal {
        var page = UsersPage(try desk.users(), try currentRound(), context.language)
        page.refuse(refusal.findings, fields, context.language)
        return pages.response(page, request, context, .unprocessableContent)
      }
    }
    table.form("/users/{user}/reset", administrator) { _, request, context in
      let (visitor, user) = (try context.signedIn(), try user(context))
      try proved(visitor)
      let code = try await desk.resetUser(user.name, by: visitor.person)
      context.logger.notice("user", metadata: ["action": "reset", "by": "\(visitor.user)"])
      return try codePage(user.name, code, request, context)
    }
    table.form("/users/{user}/disable", administrator) { _, _, context in
      let (visitor, user) = (try context.signedIn(), try user(context))
      guard user.name != visitor.user else { throw ServiceFault.notPermitted }
      try await desk.setDisabled(user.name, true, by: visitor.person)
      return .seeOther("/users?done=userDisabled")
    }
    table.form("/users/{user}/enable", administrator) { _, _, context in
      try await desk.setDisabled(try user(context).name, false, by: try context.signedIn().person)
      return .seeOther("/users?done=userEnabled")
    }
    table.form("/users/{user}/grants", administrator) { fields, _, context in
      let texts = (fields["grants"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
      let grants = texts.compactMap { RoleGrant($0) }
      guard !grants.isEmpty, grants.count == texts.count else {
        throw ServiceFault(.unprocessableContent, .grantUnsound, details: [texts.joined(separator: " ")])
      }
      try await desk.setGrants(try user(context).name, grants, by: try context.signedIn().person)
      return .seeOther("/users?done=userChanged")
    }
    table.get("/audit", .roles([.administrator, .auditor, .leadingGroupOffice])) { request, context in
      let filter = AuditPage.Filter(request)
      let events = try desk.auditEvents(
        from: filter.from, count: AuditPage.size + 1, actor: filter.actor, action: filter.action)
      let page = AuditPage(events, filter, head: try desk.head(), context.language)
      return pages.response(page, request, context)
    }
  }

  /// The user of a path.
  func user(_ context: ServiceContext) throws -> UserRecord {
    guard let user = try desk.user(try context.parameter("user")) else { throw ServiceFault.notFound }
    return user
  }

  /// Lets grave changes through only soon after the password was given (ASVS 5.0, 7.5.3).
  func proved(_ visitor: Visitor) throws(ServiceFault) {
    guard let proved = visitor.person.proved, desk.sessionClock() - proved < 3600 else { throw .notSignedIn }
  }

  /// The page with a new access code, which is shown this once.
  private func codePage(_ name: String, _ code: String, _ request: Request, _ context: ServiceContext) throws
    -> Response
  {
    var page = UsersPage(try desk.users(), try currentRound(), context.language)
    page.newCode = UsersPage.NewCode(user: name, code: code)
    return pages.response(page, request, context)
  }
}
