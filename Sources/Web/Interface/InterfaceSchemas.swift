import Reports
import Titles

/// The kinds of documents that the interface speaks in (JSON Schema 2020-12).
enum InterfaceSchemas {
  /// All kinds by name.
  static let all: [String: JSONValue] = [
    "Problem": object(
      [
        "type": text, "title": text, "detail": text, "status": integer, "instance": text, "code": optional("string"),
        "request": text,
        "findings": list(["$ref": "#/components/schemas/Finding"]),
      ],
      required: ["type", "title", "status", "findings"]),
    "Finding": object(
      [
        "code": text, "severity": ["type": "string", "enum": ["error", "warning", "note"]], "file": optional("string"),
        "sheet": optional("string"), "row": optional("integer"), "column": optional("integer"),
        "found": optional("string"),
        "message": text, "remedy": text,
      ],
      required: ["code", "severity", "message", "remedy"]),
    "Status": object(["status": text], required: ["status"]),
    "Person": object(["user": text, "name": text, "grant": text, "grants": list(text)], required: ["user", "grant"]),
    "RoundList": page("RoundSummary"),
    "RoundSummary": object(
      ["id": text, "year": integer, "title": text, "phase": phase, "version": integer],
      required: ["id", "year", "phase"]),
    "Round": object(
      [
        "id": text, "year": integer, "title": text, "phase": phase, "version": integer, "titles": integer,
        "districts": list(["$ref": "#/components/schemas/District"]), "actions": list(text),
      ],
      required: ["id", "year", "title", "phase", "version"]),
    "NewRound": object(["id": text, "year": integer, "title": text], required: ["id", "year", "title"]),
    "District": object(
      ["code": text, "name": text, "communities": integer, "seats": integer, "stage": text, "shortlist": list(text)],
      required: ["code", "name"]),
    "CommunityList": page("Community"),
    "Community": object(
      ["id": text, "code": text, "name": text, "district": text, "stage": text], required: ["id", "code", "name"]),
    "EventList": page("Event"),
    "Event": object(
      ["number": integer, "action": text, "user": text, "role": text, "day": text], required: ["number", "action"]),
    "Action": object(
      ["action": ["type": "object", "minProperties": 1, "maxProperties": 1]], required: ["action"]),
    "Done": object(
      [
        "version": integer, "phase": phase, "receipt": ["$ref": "#/components/schemas/Receipt"],
        "findings": list(["$ref": "#/components/schemas/Finding"]),
      ], required: ["version", "phase"]),
    "Receipt": ["type": ["object", "null"]],
    "UploadList": page("Upload"),
    "Upload": object(
      [
        "number": integer, "round": text, "kind": kind, "scope": text, "name": text, "bytes": integer,
        "rows": optional("integer"),
        "sha256": optional("string"), "receivedAt": text, "receivedBy": text, "supersedes": optional("integer"),
        "receipt": ["$ref": "#/components/schemas/Receipt"],
      ],
      required: ["number", "round", "kind", "scope"]),
    "Preview": object(
      [
        "id": text, "recognised": text, "rows": integer, "usable": integer, "columns": list(text),
        "isAcceptable": ["type": "boolean"],
        "findings": list(["$ref": "#/components/schemas/Finding"]),
      ],
      required: ["rows", "usable", "isAcceptable", "findings"]),
    "UserList": page("User"),
    "User": object(
      ["name": text, "display": text, "grants": list(text), "isDisabled": ["type": "boolean"]],
      required: ["name", "grants"]),
    "NewUser": object(["name": text, "display": text, "grants": list(text)], required: ["name", "grants"]),
    "AccessCode": object(["user": text, "code": text], required: ["user", "code"]),
    "AuditList": page("AuditEvent"),
    "AuditEvent": object(
      ["leaf": integer, "at": text, "actor": text, "role": text, "action": text], required: ["leaf", "action"]),
    "PublishedLists": object(["round": text, "lists": list(["type": "object"])], required: ["round", "lists"]),
    "PublishedRounds": object(["items": list(["type": "object"])], required: ["items"]),
    "Key": object(["key": text], required: ["key"]),
    "Head": object(["head": optional("string")], required: ["head"]),
    "Consistency": object(["from": integer, "to": integer, "path": list(text)], required: ["from", "to", "path"]),
    "ReceiptCheck": object(["receipt": ["type": "object"], "sha256": optional("string")], required: ["receipt"]),
    "ReceiptVerdict": object(["holds": ["type": "boolean"], "faults": list(text)], required: ["holds", "faults"]),
    "Description": ["type": "object"],
    "Quotas": quotas,
    "Standing": standing,
    "WhatIf": whatIf,
    "Sensitivity": sensitivity,
    "FieldProgress": fieldProgress,
    "RegisterEntry": registerEntry,
    "RegisterList": registerList,
    "WorkingPeriod": workingPeriod,
    "Backup": backup,
    "BackupList": backupList,
    "AuditReport": auditReport,
    "Health": health,
    "Library": library,
    "LibraryEntry": libraryEntry,
  ]

  private static let text: JSONValue = ["type": "string"]
  private static let integer: JSONValue = ["type": "integer"]
  private static let phase: JSONValue = .object([
    "type": "string", "enum": .array(RoundPhase.allCases.map { .string($0.rawValue) }),
  ])
  private static let kind: JSONValue = .object([
    "type": "string", "enum": .array(RoundUpload.Kind.allCases.map { .string($0.rawValue) }),
  ])

  private static func optional(_ type: String) -> JSONValue { .object(["type": .array([.string(type), "null"])]) }
  private static func list(_ item: JSONValue) -> JSONValue { .object(["type": "array", "items": item]) }

  private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
    .object([
      "type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string)),
    ])
  }

  private static func page(_ name: String) -> JSONValue {
    object(
      ["items": list(.object(["$ref": .string("#/components/schemas/\(name)")])), "next": optional("string")],
      required: ["items", "next"])
  }
}
