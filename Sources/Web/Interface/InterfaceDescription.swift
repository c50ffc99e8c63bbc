import HTTPTypes
import Reports

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
            .merging(InterfaceSchemas.studies) { known, _ in known }),
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
    var answers: [String: JSONValue] = ["default": .object(["$ref": "#/components/responses/Problem"])]
    for (status, kind) in note.answers {
      var answer: [String: JSONValue] = [
        "description": .string(
          HTTPResponse.Status(code: status).reasonPhrase.isEmpty
            ? "Answer" : HTTPResponse.Status(code: status).reasonPhrase)
      ]
      if let kind {
        answer["content"] =
          kind.contains("/")
          ? .object([kind: .object([:])]) : .object(["application/json": .object(["schema": reference(kind)])])
      }
      answers[String(status)] = .object(answer)
    }
    var parameters = entry.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      OperationNote.Parameter(name: String($0.dropFirst().dropLast()), place: .path, type: "string", isRequired: true)
    }
    parameters += note.parameters
    var operation: [String: JSONValue] = [
      "summary": .string(note.summary), "operationId": .string(InterfaceDescription.name(entry)),
      "responses": .object(answers), "parameters": .array(parameters.map(InterfaceDescription.parameter)),
    ]
    if entry.access != .anyone { operation["security"] = .array([.object(["token": .array([])])]) }
    switch note.body {
    case .json(let kind):
      operation["requestBody"] = .object([
        "required": true, "content": .object(["application/json": .object(["schema": reference(kind)])]),
      ])
    case .bytes(let mediaType):
      operation["requestBody"] = .object(["required": true, "content": .object([mediaType: .object([:])])])
    case nil: break
    }
    return .object(operation)
  }

  private static func parameter(_ parameter: OperationNote.Parameter) -> JSONValue {
    var schema: [String: JSONValue] = ["type": .string(parameter.type)]
    if !parameter.choices.isEmpty { schema["enum"] = .array(parameter.choices.map(JSONValue.string)) }
    return .object([
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue), "required": .bool(parameter.isRequired),
      "schema": .object(schema),
    ])
  }

  /// `get_api_v1_rounds_round` for `GET /api/v1/rounds/{round}`.
  private static func name(_ entry: RouteTable.Entry) -> String {
    let path = entry.path.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return (entry.method.rawValue.lowercased() + String(path)).split(separator: "_").joined(separator: "_")
  }
}
