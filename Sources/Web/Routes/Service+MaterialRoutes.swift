import Findings
import Hummingbird
import Operations
import Sheets
import Titles

extension Service {
  /// Those who send something for the whole city.
  static let materialSenders = CityMaterial.allCases.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }

  /// The pages on which standards, questionnaires, communities and holidays are sent; what arrives is checked and confirmed where uploads
  /// are.
  func addMaterialRoutes(_ table: inout RouteTable) {
    let senders = Access.roles(Service.materialSenders)
    table.get("/send/{material}", senders) { request, context in
      let material = try material(context)
      let page = MaterialPage(
        material, others: Service.folders(material, settings.library),
        surveys: ServiceDesk.folders(in: settings.library + "/" + LibraryEntry.Kind.questionnaires.folder),
        today: desk.now.day, context.language)
      return pages.response(page, request, context)
    }
    table.get("/send/{material}/template.csv", senders) { _, context in
      guard let template = try materialTemplate(context) else { throw ServiceFault.notFound }
      return template
    }
    table.post("/send/{material}", senders) { request, context in
      let visitor = try context.signedIn()
      return try await receive(request, context) { fields, name in
        (try desk.begin(try material(context), name: name, by: visitor.person), Service.cityRequest(fields))
      } examine: {
        try await desk.examine($0, $1, library: settings.library)
      }
    }
    table.form("/library/{kind}/{name}/seal", senders) { _, _, context in
      let (name, _) = try await sealStandard(context)
      return .seeOther("/library/standards/\(name.escapedForQuery)?done=standardSealed")
    }
    table.get("/codes", .staff) { request, context in
      let code = String((request.query("code") ?? "").prefix(40))
      let page = CodePage(
        try desk.register(), code: code, on: day(request), today: desk.now.day, context.language)
      return pages.response(page, request, context)
    }
    table.get("/sizes", .staff) { request, context in
      pages.response(SizesPage(try desk.register(), on: day(request), context.language), request, context)
    }
  }

  /// The material of a path.
  func material(_ context: ServiceContext) throws -> CityMaterial {
    guard let material = CityMaterial(rawValue: try context.parameter("material")) else { throw ServiceFault.notFound }
    return material
  }

  /// The table of a path's material to fill in; nil if it is no single table.
  func materialTemplate(_ context: ServiceContext) throws -> Response? {
    let material = try material(context)
    guard let rows = MaterialPage.template(of: material) else { return nil }
    var writer = CSVWriter(endsLinesWithCRLF: true)
    for row in rows { writer.write(row) }
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + writer.bytes
    return .download(bytes, "text/csv; charset=utf-8", named: "\(material.rawValue).csv")
  }

  /// Seals the standard of a path.
  ///
  /// - Returns: its name and checksum.
  func sealStandard(_ context: ServiceContext) async throws -> (name: String, checksum: String) {
    let entry = try await libraryEntry(context)
    guard entry.kind == .standards,
      let checksum = try await desk.seal(entry.name, in: settings.library, by: try context.signedIn().person)
    else { throw ServiceFault.notFound }
    return (entry.name, checksum)
  }

  /// Where somebody goes on after a material was taken, or given up.
  static func home(_ material: CityMaterial, isTaken: Bool, folder: String) -> String {
    switch material {
    case .standard, .questionnaire:
      !isTaken
        ? "/library?done=materialDiscarded"
        : "/library/\(material == .standard ? "standards" : "questionnaires")/\(folder.escapedForQuery)?done=libraryTaken"
    case .communities, .lineage: "/register?done=\(isTaken ? "communitiesTaken" : "materialDiscarded")"
    case .holidays: "/calendar?done=\(isTaken ? "holidaysTaken" : "materialDiscarded")"
    }
  }

  private static func folders(_ material: CityMaterial, _ library: String) -> [String] {
    switch material {
    case .standard: ServiceDesk.folders(in: library + "/" + LibraryEntry.Kind.standards.folder)
    case .questionnaire: ServiceDesk.folders(in: library + "/" + LibraryEntry.Kind.questionnaires.folder)
    case .communities, .lineage, .holidays: []
    }
  }

  /// What was said beside a file.
  static func cityRequest(_ fields: [String: String]) -> CityRequest {
    var request = CityRequest()
    request.effective = fields["effective"].flatMap { CalendarDay($0.trimmed) }
    request.document = (fields["document"] ?? "").trimmed
    request.folder = (fields["folder"] ?? "").trimmed
    request.against = fields["against"] ?? ""
    request.survey = fields["survey"] ?? ""
    return request
  }
}
