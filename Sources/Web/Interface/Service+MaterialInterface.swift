import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// What is sent for the whole city, for programs: standards, questionnaires, communities, changes of communities, holidays.
  func addMaterialInterface(_ table: inout RouteTable) {
    let senders = Access.roles(Service.materialSenders)
    let base = "/api/v1/materials/{material}"
    table.interface(
      .post, base, senders,
      OperationNote(
        summary: "Send something for the whole city: the body is the file as it is, looked at and taken over at once",
        parameters: Service.materialParameters, body: .bytes("application/octet-stream"),
        answers: [200: "MaterialPreview", 201: "MaterialTaken"])
    ) { request, context in try await receiveMaterial(request, context) }
    table.interface(
      .get, base + "/template", senders,
      OperationNote(
        summary: "The table to fill in; nothing for what is no single table", answers: [200: "text/csv", 204: nil])
    ) { _, context in try materialTemplate(context) ?? Response(status: .noContent) }
    table.interface(
      .post, "/api/v1/library/{kind}/{name}/seal", senders,
      OperationNote(summary: "Seal a standard of the library against changes", answers: [200: "StandardSealed"])
    ) { _, context in
      let (name, checksum) = try await sealStandard(context)
      return .json(.object(["name": .string(name), "sha256": .string(checksum)]))
    }
  }

  /// What may be said beside a file; which of it a material asks for stands in docs/api.md.
  private static let materialParameters: [OperationNote.Parameter] =
    [
      OperationNote.Parameter(name: "name", place: .query, type: "string"),
      OperationNote.Parameter(
        name: "folder", place: .query, type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}$",
        example: "kp-2015"),
    ]
    + ["against", "survey", "document"].map { OperationNote.Parameter(name: $0, place: .query, type: "string") }
    + [OperationNote.day("effective"), OperationNote.dryRun, OperationNote.key]

  private func receiveMaterial(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let visitor = try context.signedIn()
    let (material, isTrial) = (try material(context), try request.isTrial())
    var asked = Service.cityRequest(FormFields(request.uri.query ?? "")?.values ?? [:])
    asked.effective = try request.queriedDay("effective")
    // Before anything is kept: a key that cannot be used is the sender's fault whatever the file is.
    _ = try request.idempotencyKey
    let record = try desk.begin(
      material, name: request.parameter("name") ?? "\(material.rawValue).\(material.isTable ? "csv" : "zip")",
      by: visitor.person)
    do {
      try await receive(request, into: record)
      let examined = try await desk.examine(record, asked, library: settings.library)
      let preview = desk.preview(of: examined)
      if isTrial {
        try desk.drop(record)
        return .json(preview?.json(of: material, name: examined.name, context.language) ?? .null)
      }
      // The digest of what was sent stands for the body: the body itself may be too large for memory.
      let response = try await once(request, context, body: Array((examined.sha256 ?? "").utf8)) {
        let done = try await desk.take(examined, library: settings.library, by: visitor.person)
        return .json(
          .object([
            "material": .string(material.rawValue), "folder": .optional(asked.folder.isEmpty ? nil : asked.folder),
            "changeCount": .integer(preview?.changeCount ?? 0), "receipt": done.receipt?.json ?? .null,
            "findings": .array(done.findings.map { $0.json(context.language) }),
          ]), status: .created)
      }
      desk.discard(record)
      return response
    } catch {
      desk.discard(record)
      throw error
    }
  }
}

extension CityMaterial {
  /// Whether it is one table, and not a folder of them.
  var isTable: Bool { MaterialPage.template(of: self) != nil }
}

extension UploadPreview {
  /// What was found in a material, and what would be otherwise if it were taken.
  func json(of material: CityMaterial, name: String, _ language: Language) -> JSONValue {
    func text(_ texts: [String: String]) -> JSONValue { .string(texts[language.rawValue] ?? "") }
    return .object([
      "material": .string(material.rawValue), "recognised": text(recognised),
      "columns": .array(columns.map(JSONValue.string)), "rows": .integer(rows), "usable": .integer(usable),
      "isAcceptable": .bool(isAcceptable), "findingCount": .integer(findingCount),
      "findings": .array(readable(file: name).map { $0.json(language) }),
      "changeCount": .integer(changeCount ?? 0),
      "changes": .array(
        (changes ?? []).map {
          .object([
            "what": text($0.what), "place": .string($0.place), "before": text($0.before), "after": text($0.after),
          ])
        }),
    ])
  }
}
