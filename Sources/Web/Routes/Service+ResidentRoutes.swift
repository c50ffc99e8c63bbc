import Findings
import HTTPTypes
import Hummingbird
import Operations
import Store
import Surveys
import Titles

extension Service {
  /// Those who make invitations and take the answers in.
  static let inviters = Access.roles([.leadingGroupOffice, .thirdParty])
  /// Those who see how many came back.
  static let invitationReaders = Access.roles([.leadingGroupOffice, .thirdParty, .leadingGroupMember, .auditor])

  /// The questionnaire page of invited residents, without sign-in, and the pages on which invitations are made.
  func addResidentRoutes(_ table: inout RouteTable) {
    table.get("/q", .anyone) { request, context in
      pages.response(InvitationCodePage(context.language), request, context)
    }
    table.post("/q", .anyone) { request, context in
      let fields = try await FormFields(of: request)
      let code = (fields["code"] ?? "").filter { $0 != "/" && !$0.isWhitespace }
      do {
        _ = try desk.open(invitation: code, from: context.remoteAddress ?? "")
      } catch let refusal as Refusal {
        guard let finding = refusal.findings.first else { throw refusal }
        var page = InvitationCodePage(context.language)
        (page.code, page.fault, page.hasFault) = (
          code,
          finding.message(context.language) + Words.text("stop", context.language)
            + finding.remedy(context.language), true
        )
        return pages.response(page, request, context, ErrorMapping.fault(refusal, context).status)
      }
      return .seeOther("/q/\(code.escapedForQuery)")
    }
    table.get("/q/{code}", .anyone) { request, context in
      let code = try context.parameter("code")
      return try answering(request, context) {
        let invitation = try desk.open(invitation: code, from: context.remoteAddress ?? "")
        return pages.response(QuestionnaireStartPage(invitation, code: code, context.language), request, context)
      }
    }
    table.post("/q/{code}", .anyone) { request, context in
      let code = try context.parameter("code")
      let fields = try await FormFields(of: request)
      return try answering(request, context) { try step(code, fields, request, context) }
    }
    addInvitationRoutes(&table)
  }

  private func addInvitationRoutes(_ table: inout RouteTable) {
    table.get("/invitations", Service.invitationReaders) { _, _ in
      guard let round = try currentRound() else { return .seeOther("/work") }
      return .seeOther("/rounds/\(round.id.escapedForQuery)/invitations")
    }
    table.get("/rounds/{round}/invitations", Service.invitationReaders) { request, context in
      let round = try round(context)
      return pages.response(try invitationsPage(round, request, context), request, context)
    }
    table.form("/rounds/{round}/invitations", Service.inviters) { fields, request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      do {
        let address = try Service.siteAddress(fields["address"], context.language)
        guard let until = fields["until"].flatMap({ CalendarDay($0) }) else {
          throw ServiceFault(
            .unprocessableContent, .fieldInvalid,
            details: [Words.text("answerUntil", context.language), "2014-10-31"])
        }
        let (batch, cards) = try await desk.invite(
          fields.verbatim("list") ?? "", until: until, in: round, by: visitor.person)
        return pages.response(
          InvitationCardsPage(
            batch, cards, try desk.questionnaire(round.id), address: address, context.language), request, context)
      } catch {
        let fault = ErrorMapping.fault(error, context)
        guard fault.status == .unprocessableContent || fault.status == .gone else { throw error }
        var page = try invitationsPage(round, request, context)
        page.refuse(fault.findings, fields, context.language)
        return pages.response(page, request, context, .unprocessableContent)
      }
    }
    table.form("/rounds/{round}/invitations/take", Service.inviters) { _, _, context in
      let round = try round(context)
      let done = try await desk.takeOnlineAnswers(in: round, by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/uploads/\(done.value.number)?done=answersTaken")
    }
    table.form("/rounds/{round}/invitations/{batch}/void", Service.inviters) { _, _, context in
      let round = try round(context)
      guard let batch = Int(try context.parameter("batch")) else { throw ServiceFault.notFound }
      try await desk.makeVoid(batch: batch, in: round, by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/invitations?done=batchVoid")
    }
  }

  private func invitationsPage(_ round: TitleRound, _ request: Request, _ context: ServiceContext) throws
    -> InvitationsPage
  {
    let visitor = try context.signedIn()
    let authority = request.head.authority ?? "\(settings.host):\(settings.port)"
    return InvitationsPage(
      try desk.invitationBatches(round, of: visitor.person), in: round, today: desk.now.day,
      address: "\(settings.isEncrypted ? "https" : "http")://\(authority)",
      mayInvite: Service.inviters.admits(visitor.grant.role), context.language)
  }

  /// The address that is printed on cards, without a stroke at its end.
  ///
  /// - Throws: 422 unless it is an address of the web.
  static func siteAddress(_ text: String?, _ language: Language) throws(ServiceFault) -> String {
    var address = (text ?? "").trimmed
    while address.hasSuffix("/") { address.removeLast() }
    guard address.utf8.count <= 120,
      address.wholeMatch(of: /https?:\/\/[A-Za-z0-9.\-\[\]:]+(\/[A-Za-z0-9._~\/\-]*)?/) != nil
    else {
      throw ServiceFault(
        .unprocessableContent, .fieldInvalid, found: text,
        details: [Words.text("siteAddress", language), "https://kaoping.example"])
    }
    return address
  }

  /// Shows residents what is wrong on a page of their own, without the service's frame.
  private func answering(_ request: Request, _ context: ServiceContext, _ work: () throws -> Response) throws
    -> Response
  {
    do {
      return try work()
    } catch let refusal as Refusal {
      guard let finding = refusal.findings.first else { throw refusal }
      return pages.response(
        QuestionnaireEndPage(finding, context.language), request, context, ErrorMapping.fault(refusal, context).status)
    }
  }

  /// One step through the questionnaire: on, back, in the other language, or to the end.
  private func step(_ code: String, _ fields: FormFields, _ request: Request, _ context: ServiceContext) throws
    -> Response
  {
    var context = context
    let invitation = try desk.open(invitation: code, from: context.remoteAddress ?? "")
    let questionnaire = invitation.questionnaire
    var filling = invitation.filling(ResidentAnswers.read(fields, questionnaire))
    var start = fields["at"].flatMap(Int.init).map { max(0, min($0, questionnaire.questions.count)) } ?? 0
    var trail = (fields["trail"] ?? "").split(separator: ".").compactMap { Int($0) }.prefix(
      questionnaire.questions.count)
    var faults: [String: [Finding]] = [:]
    switch fields["go"] {
    case "next":
      let places = filling.page(from: start)
      for place in places where filling.questionnaire.questions[place].kind.isAnswered {
        let found = filling.faults(place)
        if !found.isEmpty { faults[questionnaire.questions[place].name] = found }
      }
      if faults.isEmpty {
        trail.append(start)
        start = (places.last ?? questionnaire.questions.count - 1) + 1
      }
    case "back": start = trail.popLast() ?? 0
    case "language": context.language = context.language.other
    case "send":
      do {
        try desk.answer(invitation, with: filling)
        var response = pages.response(QuestionnaireEndPage(context.language), request, context)
        response.headers[.cacheControl] = "no-store"
        return response
      } catch let refusal as Refusal {
        // A fault at the end leads back to its question; what concerns the invitation has no place.
        guard let name = refusal.findings.first?.location?.file,
          let place = questionnaire.questions.firstIndex(where: { $0.name == name })
        else { throw refusal }
        faults = Dictionary(grouping: refusal.findings) { $0.location?.file ?? "" }
        (start, trail) = (place, [])
      }
    default: break
    }
    filling.answers = filling.answers.filter { !$0.value.isEmpty }
    let page = QuestionnairePage(
      invitation, filling, places: filling.page(from: start), start: start, trail: Array(trail), code: code,
      faults: faults, context.language)
    var response = pages.response(page, request, context, faults.isEmpty ? .ok : .unprocessableContent)
    if fields["go"] == "language" { response.setCookie(cookies.language(context.language)) }
    return response
  }
}

/// The answers in a form or document, by the names of the questions.
enum ResidentAnswers {
  /// Reads `a/<name>`; several values of one name are the choices of one question.
  static func read(_ fields: FormFields, _ questionnaire: Questionnaire) -> [String: String] {
    var answers: [String: String] = [:]
    let several = Set(questionnaire.questions.filter { [.multiple, .rank].contains($0.kind) }.map(\.name))
    for (name, value) in fields.pairs where name.hasPrefix("a/") {
      let name = String(name.dropFirst(2))
      let text = clean(value)
      answers[name] =
        several.contains(name) && answers[name]?.isEmpty == false ? "\(answers[name] ?? "") \(text)" : text
    }
    return answers
  }

  /// One line without control characters; long texts are cut.
  static func clean(_ value: String) -> String {
    let kept = value.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
    return String(kept.trimmed.prefix(500))
  }
}
