import Credentials
import Findings
import HTTPTypes
import Hummingbird
import Logging
import Operations
import Titles

extension Service {
  /// Signing in and out, and what belongs to one's own account.
  func addAccountRoutes(_ table: inout RouteTable) {
    table.get("/sign-in", .anyone) { request, context in
      guestForm(SignInPage(next: request.query("next"), context.language), request, context)
    }
    table.post("/sign-in", .anyone) { request, context in try await signIn(request, context) }
    table.form("/sign-out", .signedIn) { _, _, context in
      let visitor = try context.signedIn()
      try desk.signOut(visitor.person.id)
      var response = Response.seeOther("/")
      response.setCookie(cookies.end(cookies.session))
      // What the browser kept of pages goes with the session; the device stays known (ASVS 5.0, 14.3.1).
      if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\", \"storage\"" }
      return response
    }
    table.get("/account", .signedIn) { request, context in
      pages.response(try accountPage(try context.signedIn(), context.language), request, context)
    }
    table.form("/account/role", .signedIn) { fields, _, context in
      let visitor = try context.signedIn()
      guard let grant = fields["grant"].flatMap({ RoleGrant($0) }), try desk.act(as: grant, session: visitor.person.id)
      else {
        throw ServiceFault.notPermitted
      }
      return .seeOther("/work")
    }
    table.form("/account/sessions/end", .signedIn) { fields, request, context in
      let visitor = try context.signedIn()
      // Whoever found a machine unlocked must not sign the owner out everywhere else (ASVS 5.0, 7.5.2).
      guard try await desk.prove(visitor.person.id, password: fields.verbatim("password") ?? "") else {
        var page = try accountPage(visitor, context.language)
        page.fault = Finding(.signInRefused).sentence(context.language)
        return pages.response(page, request, context, .unprocessableContent)
      }
      try desk.endSessions(of: visitor.user, but: visitor.person.id)
      return .seeOther("/account?done=sessionsEnded")
    }
    table.get("/account/password", .signedIn) { request, context in
      pages.response(PasswordPage(try context.signedIn(), faults: [], context.language), request, context)
    }
    table.form("/account/password", .signedIn) { fields, request, context in
      try await changePassword(fields, request, context)
    }
    table.form("/account/tokens", .signedIn) { fields, request, context in try makeToken(fields, request, context) }
    table.form("/account/tokens/{token}/end", .signedIn) { _, _, context in
      guard try desk.endToken(try context.parameter("token"), of: try context.signedIn().person) else {
        throw ServiceFault.notFound
      }
      return .seeOther("/account?done=tokenEnded")
    }
  }

  private func signIn(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let fields = try await guestFields(of: request)
    let user = fields["user"] ?? ""
    let outcome = try await desk.signIn(
      user: user, password: fields.verbatim("password") ?? "", address: context.remoteAddress ?? "-",
      device: request.cookies[cookies.device]?.value, agent: request.headers[.userAgent] ?? "")
    var page = SignInPage(next: fields["next"], context.language)
    page.user = user
    switch outcome {
    case .signedIn(let session, let device):
      metrics.signIn("accepted")
      context.logger.notice(
        "sign-in", metadata: ["user": "\(user)", "outcome": "accepted", "address": "\(context.remoteAddress ?? "-")"])
      // Whoever had a session in this browser does not keep it: a planted one is worth nothing (session fixation).
      if let visitor = context.visitor { try desk.signOut(visitor.person.id) }
      let next = LocalPath(fields["next"]).text
      var response = Response.seeOther(next == "/" ? "/work" : next)
      response.setCookie(cookies.make(cookies.session, session, seconds: nil))
      response.setCookie(cookies.make(cookies.device, device, seconds: 31_536_000))
      response.setCookie(cookies.end(cookies.form))
      return response
    case .refused:
      metrics.signIn("refused")
      context.logger.warning("sign-in", metadata: ["outcome": "refused", "address": "\(context.remoteAddress ?? "-")"])
      page.fault = Finding(.signInRefused).sentence(context.language)
      return guestForm(page, request, context, .unauthorized)
    case .wait(let seconds):
      metrics.signIn("throttled")
      context.logger.warning(
        "sign-in", metadata: ["outcome": "throttled", "address": "\(context.remoteAddress ?? "-")"])
      page.fault = Finding(.tooManyAttempts, details: [String(seconds)]).sentence(context.language)
      var response = guestForm(page, request, context, .tooManyRequests)
      response.headers[.retryAfter] = String(seconds)
      return response
    }
  }

  private func changePassword(_ fields: FormFields, _ request: Request, _ context: ServiceContext) async throws
    -> Response
  {
    let visitor = try context.signedIn()
    let (old, new) = (fields.verbatim("old") ?? "", fields.verbatim("new") ?? "")
    var faults: [Finding] = []
    if new != fields.verbatim("again") {
      faults = [Finding(.passwordRepeatDiffers)]
    } else {
      do {
        faults = try await desk.changePassword(of: visitor.user, from: old, to: new, keeping: visitor.person.id)
      } catch let refusal as Refusal {
        faults = refusal.findings
      }
    }
    guard !faults.isEmpty else {
      context.logger.notice("password", metadata: ["user": "\(visitor.user)", "outcome": "changed"])
      return .seeOther("/account?done=passwordChanged")
    }
    return pages.response(
      PasswordPage(visitor, faults: faults, context.language), request, context, .unprocessableContent)
  }

  private func makeToken(_ fields: FormFields, _ request: Request, _ context: ServiceContext) throws -> Response {
    let visitor = try context.signedIn()
    guard let name = fields["name"], !name.isEmpty, let days = fields["days"].flatMap(Int.init),
      (1...366).contains(days)
    else {
      throw ServiceFault(
        .unprocessableContent, .fieldInvalid, details: [Words.text("tokenDays", context.language), "1–366"])
    }
    let made = try desk.makeToken(for: visitor.person, name: name, isReadOnly: fields["readOnly"] != nil, days: days)
    var page = try accountPage(visitor, context.language)
    page.newToken = made.secret
    return pages.response(page, request, context)
  }

  private func accountPage(_ visitor: Visitor, _ language: Language) throws -> AccountPage {
    AccountPage(
      visitor, sessions: try desk.sessions(of: visitor.user), tokens: try desk.tokens(of: visitor.user), language)
  }
}

extension Finding {
  /// What is wrong and what to do, in one text.
  func sentence(_ language: Language) -> String {
    language == .chinese ? "\(message(language))。\(remedy(language))。" : "\(message(language)): \(remedy(language))."
  }
}
