import HTTPTypes
import Operations
import Reports
import Titles

/// The description of the interface (OpenAPI 3.1), made from the very table that the router is made from.
struct InterfaceDescription: Sendable {
  let table: RouteTable
  let version: String

  /// The document.
  var document: JSONValue {
    var paths: [String: [String: JSONValue]] = [:]
    for entry in table.entries where entry.isInterface {
      guard let note = table.notes[RouteTable.key(entry)] else { continue }
      paths[entry.path, default: [:]][entry.method.rawValue.lowercased()] = operation(entry, note)
    }
    return .object([
      "openapi": "3.1.0",
      "info": .object([
        "title": "Kaoping", "version": .string(version),
        "description":
          "Rounds, uploads, decisions and published lists. Faults are RFC 9457 problems with finding codes.",
        "license": .object(["name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"]),
      ]),
      "servers": .array([.object(["url": "/"])]),
      "paths": .object(paths.mapValues(JSONValue.object)),
      "components": .object([
        "schemas": .object(
          InterfaceSchemas.all.merging(InterfaceSchemas.reviewing) { known, _ in known }
            .merging(InterfaceSchemas.residents) { known, _ in known }
            .merging(InterfaceSchemas.studies) { known, _ in known }
            .merging(InterfaceSchemas.cityMaterials) { known, _ in known }
            .merging(InterfaceSchemas.paper) { known, _ in known }
            .merging(InterfaceSchemas.watching) { known, _ in known }),
        "securitySchemes": .object(["token": .object(["type": "http", "scheme": "bearer"])]),
        "responses": .object([
          "Problem": .object([
            "description": "The request was not carried out.",
            "content": .object(["application/problem+json": .object(["schema": reference("Problem")])]),
          ])
        ]),
      ]),
    ])
  }

  private func reference(_ name: String) -> JSONValue { .object(["$ref": .string("#/components/schemas/\(name)")]) }

  private func operation(_ entry: RouteTable.Entry, _ note: OperationNote) -> JSONValue {
    var answers = note.refusals(entry).reduce(into: ["default": InterfaceDescription.problem]) {
      $0[String($1)] = InterfaceDescription.problem
    }
    for (status, kind) in note.answers {
      let phrase = HTTPResponse.Status(code: status).reasonPhrase
      var answer: [String: JSONValue] = ["description": .string(phrase.isEmpty ? "Answer" : phrase)]
      if let kind {
        answer["content"] =
          kind.contains("/")
          ? .object([kind: .object([:])]) : .object(["application/json": .object(["schema": reference(kind)])])
      }
      if let link = note.link { answer["links"] = .object([link.operation: link.document]) }
      answers[String(status)] = .object(answer)
    }
    var parameters = entry.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      InterfaceDescription.pathParameter(String($0.dropFirst().dropLast()))
    }
    parameters += note.parameters
    var operation: [String: JSONValue] = [
      "summary": .string(note.summary),
      "operationId": .string(InterfaceDescription.name(entry.method.rawValue, entry.path)),
      "responses": .object(answers), "parameters": .array(parameters.map(InterfaceDescription.parameter)),
      "tags": [.string(entry.path.split(separator: "/").dropFirst(2).first.map(String.init) ?? "")],
    ]
    if entry.access != .anyone { operation["security"] = .array([.object(["token": .array([])])]) }
    switch note.body {
    case .json(let kind):
      operation["requestBody"] = .object([
        "required": true, "content": .object(["application/json": .object(["schema": reference(kind)])]),
      ])
    case .bytes(let mediaType):
      operation["requestBody"] = .object(["content": .object([mediaType: .object([:])])])
    case nil: break
    }
    return .object(operation)
  }

  private static let problem = JSONValue.object(["$ref": "#/components/responses/Problem"])

  /// A parameter of the path: what it looks like follows from its name, which is the same everywhere.
  private static func pathParameter(_ name: String) -> OperationNote.Parameter {
    var parameter = OperationNote.Parameter(name: name, place: .path, type: "string", isRequired: true)
    switch name {
    case "round": (parameter.pattern, parameter.example) = (InterfaceSchemas.roundPattern, "2014")
    case "upload": (parameter.type, parameter.range, parameter.example) = ("integer", 1...Int(Int32.max), 1)
    case "incoming", "job", "webhook": parameter.pattern = "^[0-9a-f]{32}$"
    case "token": parameter.pattern = "^[0-9a-f]{64}$"
    case "material": parameter.choices = CityMaterial.allCases.map(\.rawValue)
    case "kind": parameter.choices = LibraryEntry.Kind.allCases.map(\.rawValue)
    case "user": parameter.pattern = InterfaceSchemas.userPattern
    case "community": (parameter.pattern, parameter.example) = ("^K(?!0{6})[0-9]{6}$", "K000001")
    default: break
    }
    return parameter
  }

  private static func parameter(_ parameter: OperationNote.Parameter) -> JSONValue {
    var schema: [String: JSONValue] = ["type": .string(parameter.type)]
    if !parameter.choices.isEmpty { schema["enum"] = .array(parameter.choices.map(JSONValue.string)) }
    if let pattern = parameter.pattern { schema["pattern"] = .string(pattern) }
    if let range = parameter.range {
      schema["minimum"] = .integer(range.lowerBound)
      schema["maximum"] = .integer(range.upperBound)
    }
    var document: [String: JSONValue] = [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue), "required": .bool(parameter.isRequired),
      "schema": .object(schema),
    ]
    if let example = parameter.example { document["example"] = example }
    return .object(document)
  }

  /// `get_api_v1_rounds_round` for `GET /api/v1/rounds/{round}`.
  static func name(_ method: String, _ path: String) -> String {
    let path = path.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return (method.lowercased() + String(path)).split(separator: "_").joined(separator: "_")
  }
}

extension OperationNote {
  /// The statuses of the refusals that an operation knows, from what it takes. Others, such as 507, are the same everywhere and stand
  /// under `default`.
  func refusals(_ entry: RouteTable.Entry) -> [Int] {
    var statuses: Set<Int> = [400, 503]
    if entry.access != .anyone { statuses.formUnion([401, 403]) }
    if entry.path.contains("{") { statuses.insert(404) }
    if body != nil { statuses.formUnion([408, 413, 415, 422]) }
    if !Access.reading.contains(entry.method) { statuses.formUnion([403, 409, 422]) }
    if parameters.contains(OperationNote.match) { statuses.formUnion([412, 428]) }
    if entry.access == .anyone, !Access.reading.contains(entry.method) { statuses.insert(429) }
    return statuses.subtracting(answers.keys).sorted()
  }

  /// Where what an operation made is found: the operation that reads it, and how its path comes out of the answer.
  struct Link: Hashable, Sendable {
    /// The operation's name.
    let operation: String
    let document: JSONValue

    /// A link to `GET path`, whose parameter is found in the answer at a JSON pointer.
    init(_ path: String, _ parameter: String, at pointer: String) {
      operation = InterfaceDescription.name("GET", path)
      document = .object([
        "operationId": .string(operation),
        "parameters": .object([parameter: .string("$response.body#" + pointer)]),
      ])
    }
  }
}
