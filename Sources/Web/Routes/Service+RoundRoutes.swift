import Findings
import HTTPTypes
import Hummingbird
import Operations
import Seals
import Sheets
import Store
import Titles

extension Service {
  /// The pages of rounds: overview, districts, actions.
  func addRoundRoutes(_ table: inout RouteTable) {
    table.get("/work", .signedIn) { request, context in
      let visitor = try context.signedIn()
      return pages.response(
        WorkPage(try desk.roundList(), try currentRound(), for: visitor, context.language), request, context)
    }
    table.get("/rounds", .staff) { request, context in
      pages.response(
        RoundListPage(try desk.roundList(), for: try context.signedIn(), context.language), request, context)
    }
    table.form("/rounds", .roles([.leadingGroupOffice])) { fields, _, context in
      let visitor = try context.signedIn()
      guard let id = fields["id"], let year = fields["year"].flatMap(Int.init), let title = fields["title"],
        !title.isEmpty
      else {
        throw ServiceFault(.unprocessableContent, .bodyMalformed)
      }
      _ = try await desk.openRound(id, year: year, title: title, by: visitor.person)
      return .seeOther("/rounds/\(id.escapedForQuery)?done=roundOpened")
    }
    table.get("/rounds/{round}", .staff) { request, context in
      pages.response(RoundPage(try round(context), for: try context.signedIn(), context.language), request, context)
    }
    table.get("/rounds/{round}/districts/{district}", .roles(Service.listReaders)) { request, context in
      let (round, district) = try district(context)
      let certainty = try certainty(round, district, context.language)
      return pages.response(DistrictPage(district, in: round, certainty: certainty, context.language), request, context)
    }
    table.get("/rounds/{round}/districts/{district}/ranking.csv", .roles(Service.listReaders)) { _, context in
      let (round, district) = try district(context)
      guard let bytes = try desk.resultFile(round.id, district: district.code, name: "ranking.csv"),
        let own = Service.rows(of: bytes, district: district.code)
      else { throw ServiceFault.notFound }
      return .download(own, "text/csv; charset=utf-8", named: "ranking-\(round.id)-\(district.code).csv")
    }
    table.get("/rounds/{round}/actions/{action}", .staff) { request, context in
      let (round, kind) = (try round(context), try action(context))
      let page = ActionPage(kind, round, for: try context.signedIn(), choices: library(kind), context.language)
      return pages.response(page, request, context)
    }
    table.form("/rounds/{round}/actions/{action}", .staff) { fields, request, context in
      let visitor = try context.signedIn()
      let (round, kind) = (try round(context), try action(context))
      do {
        try await perform(kind, fields, round, visitor, context.language)
      } catch {
        let fault = ErrorMapping.fault(error, context)
        guard fault.status.code < 500 else { throw error }
        let page = ActionPage(
          kind, round, for: visitor, values: fields, faults: fault.findings, choices: library(kind), context.language)
        return pages.response(page, request, context, fault.status)
      }
      return .seeOther("/rounds/\(round.id.escapedForQuery)?done=actionDone")
    }
  }

  /// Those who see lists before they are published.
  static let listReaders: Set<Role> = [.leadingGroupOffice, .leadingGroupMember, .auditor, .districtOffice]

  /// The round that is under way: the newest that is neither archived nor given up, else the newest.
  func currentRound() throws -> TitleRound? {
    let list = try desk.roundList()
    let current = list.first { ![.archived, .cancelled].contains($0.phase) } ?? list.first
    return try current.flatMap { try desk.round($0.id) }
  }

  /// The round of a path.
  func round(_ context: ServiceContext) throws -> TitleRound {
    guard let round = try desk.round(try context.parameter("round")) else { throw ServiceFault.notFound }
    return round
  }

  /// The district of a path, if the visitor sees it.
  func district(_ context: ServiceContext) throws -> (TitleRound, RoundDistrict) {
    let round = try round(context)
    let code = try context.parameter("district")
    guard ServiceDesk.sees(try context.signedIn().grant, district: code),
      let district = round.districts.first(where: { $0.code == code })
    else { throw ServiceFault.notFound }
    return (round, district)
  }

  /// The action of a path, if the visitor's role may ever do it.
  func action(_ context: ServiceContext) throws -> RoundAction.Kind {
    guard let kind = RoundAction.Kind(rawValue: try context.parameter("action")),
      ActionForm.of(kind) != nil || ActionPage.ownFields[kind] != nil
    else { throw ServiceFault.notFound }
    guard RoundRule.of(kind).grants[try context.signedIn().grant.role] != nil else { throw ServiceFault.notPermitted }
    return kind
  }

  /// Carries out what a form asks for.
  private func perform(
    _ kind: RoundAction.Kind, _ fields: FormFields, _ round: TitleRound, _ visitor: Visitor, _ language: Language
  ) async throws {
    let values = ActionValues(fields: fields, round: round, language: language)
    let version = fields["version"].flatMap(Int.init)
    switch kind {
    case .freeze:
      guard let standard = folder("Scoring", fields["standard"]), let survey = folder("Surveys", fields["survey"])
      else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: [Words.text("standardFolder", language), ""])
      }
      _ = try await desk.freeze(
        round.id, standard: standard, survey: survey, basis: values.text("basis"), admission: values.text("admission"),
        by: visitor.person)
    case .fixQuotas:
      let faults = (ActionPage.ownFields[kind] ?? []).compactMap {
        values.text($0.name).isEmpty && !$0.isRequired ? nil : values.fault($0)
      }
      guard faults.isEmpty else { throw ServiceFault(.unprocessableContent, findings: faults) }
      _ = try await desk.fixQuotas(
        round.id, cutOff: try values.day("cutOff"), titles: Int(values.text("titles")),
        pause: try values.number("pause"),
        by: visitor.person)
    case .evaluate, .rescore:
      let code = values.text("district")
      guard round.districts.contains(where: { $0.code == code }) else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: [Words.text("district", language), ""])
      }
      _ = try await desk.evaluate(round.id, districts: [code], reason: values.text("reason"), by: visitor.person)
    default:
      guard let form = ActionForm.of(kind) else { throw ServiceFault.notFound }
      _ = try await desk.apply(try form.action(values), to: round.id, version: version, by: visitor.person)
    }
  }

  /// The folders of standards and questionnaires that may be frozen.
  private func library(_ kind: RoundAction.Kind) -> [String: [ListChoice]] {
    guard kind == .freeze else { return [:] }
    func choices(_ folder: String) -> [ListChoice] {
      ServiceDesk.folders(in: settings.library + "/" + folder).map { ListChoice(value: $0, name: $0) }
    }
    return ["standard": choices("Scoring"), "survey": choices("Surveys")]
  }

  /// The path of a folder of the library; nil if there is none of this name.
  func folder(_ kind: String, _ name: String?) -> String? {
    let parent = settings.library + "/" + kind
    return name.flatMap { ServiceDesk.folders(in: parent).contains($0) ? parent + "/" + $0 : nil }
  }

  /// The probability of a place within the quota by community, from the district's last result.
  private func certainty(_ round: TitleRound, _ district: RoundDistrict, _ language: Language) throws -> [String:
    String]
  {
    guard let bytes = try desk.resultFile(round.id, district: district.code, name: "ranking.csv") else { return [:] }
    var findings: [Finding] = []
    guard let sheet = CSVSheet.read(bytes, file: "ranking.csv", findings: &findings) else { return [:] }
    var certainty: [String: String] = [:]
    for row in sheet.rows {
      guard let probability = Double(sheet.text(row, "probability_in_quota")), probability.isFinite else { continue }
      let percent = Int((probability * 100).rounded())
      certainty[sheet.text(row, "community_id")] =
        probability < 0.005 ? "< 1 %" : probability > 0.995 ? "> 99 %" : "\(percent) %"
    }
    return certainty
  }

  /// The rows of one district of a ranking: a district gets its own figures and nobody else's.
  static func rows(of ranking: [UInt8], district: String) -> [UInt8]? {
    var findings: [Finding] = []
    guard let sheet = CSVSheet.read(ranking, file: "ranking.csv", findings: &findings) else { return nil }
    var writer = CSVWriter()
    writer.write(sheet.header)
    for row in sheet.rows where sheet.text(row, "district") == district { writer.write(row.cells) }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}
