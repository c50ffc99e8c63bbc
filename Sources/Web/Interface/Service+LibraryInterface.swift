import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Scoring
import Titles

extension Service {
  /// What checking found in a standard or questionnaire, for programs.
  func addLibraryInterface(_ table: inout RouteTable) {
    let readers = Access.roles(Service.libraryReaders)
    table.interface(
      .get, "/api/v1/library/{kind}/{name}", readers,
      OperationNote(
        summary: "A standard or questionnaire with its findings, and what a standard has otherwise than another",
        parameters: [OperationNote.Parameter(name: "against", place: .query, type: "string")],
        answers: [200: "LibraryEntry"])
    ) { request, context in
      let entry = try await libraryEntry(context)
      var changes: [StandardDifference.Change]?
      if entry.kind == .standards, let against = request.parameter("against"), !against.isEmpty {
        changes = try await desk.difference(of: entry.name, from: against, in: settings.library)
        guard changes != nil else { throw ServiceFault.notFound }
      }
      return .json(
        .object([
          "entry": entry.json, "findings": .array(entry.findings.map { $0.json(context.language) }),
          "changes": changes.map { .array($0.map(Service.json)) } ?? .null,
        ]))
    }
  }

  private static func json(_ change: StandardDifference.Change) -> JSONValue {
    .object([
      "table": .string(change.table), "key": .string(change.key), "column": .optional(change.column),
      "kind": .string(change.kind.rawValue), "before": .optional(change.before), "after": .optional(change.after),
    ])
  }
}

extension LibraryEntry {
  /// The entry without its findings.
  var json: JSONValue {
    .object([
      "kind": .string(kind.rawValue), "name": .string(name), "isSound": .bool(isSound), "isFrozen": .bool(isFrozen),
      "sha256": .optional(checksum), "errors": .integer(findings.count { $0.severity == .error }),
      "warnings": .integer(findings.count { $0.severity == .warning }),
    ])
  }
}
