import Reports
import Titles

/// The kinds of documents that the interface speaks in (JSON Schema 2020-12).
enum InterfaceSchemas {
  /// All kinds by name.
  static let all = core.merging(programs) { one, _ in one }

  /// What a round is called.
  static let roundPattern = "^[A-Za-z0-9][A-Za-z0-9._\\-]{0,31}$"
  /// What a user is called.
  static let userPattern = "^[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}$"
  /// What a file or a batch may be about.
  static let scopePattern = "^(all|(district|department|study):[^\\s\\u0085:][^\\n]*)$"
  /// A day of the calendar.
  static let day: JSONValue = ["type": "string", "format": "date", "example": "2014-10-22"]
  /// A role with its scope.
  static let grant: JSONValue = [
    "type": "string",
    "pattern":
      "^(administrator|leading-group-member|leading-group-office|auditor|district-office@district:.+|reviewer@department:.+|third-party@study:.+)$",
    "example": "auditor",
  ]

  private static let bilingual = object(["zh": text, "en": text], required: ["zh", "en"])

  private static let core: [String: JSONValue] = [
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
        "listDigest": optional("string"), "districts": list(["$ref": "#/components/schemas/District"]),
        "actions": list(text),
      ],
      required: ["id", "year", "title", "phase", "version"]),
    "DueWork": object(
      [
        "tasks": list(
          object(
            ["task": task, "name": bilingual, "help": bilingual], required: ["task", "name", "help"])),
        "actions": list(
          object(
            ["action": text, "isDue": ["type": "boolean"], "name": bilingual, "requires": bilingual],
            required: ["action", "isDue", "name", "requires"])),
        "days": list(object(["day": text, "text": bilingual], required: ["day", "text"])),
      ], required: ["tasks", "actions", "days"]),
    "NewRound": object(
      [
        "id": ["type": "string", "pattern": .string(roundPattern)],
        "year": ["type": "integer", "minimum": 1949, "maximum": 9999], "title": text,
      ], required: ["id", "year", "title"]),
    "District": object(
      [
        "code": text, "name": text, "communities": integer, "seats": integer, "stage": text, "shortlist": list(text),
        "ranking": list(
          object(["id": text, "rank": integer, "score": ["type": "number"]], required: ["id", "rank", "score"])),
      ],
      required: ["code", "name"]),
    "CommunityList": page("Community"),
    "Community": object(
      ["id": text, "code": text, "name": text, "district": text, "stage": text], required: ["id", "code", "name"]),
    "EventList": page("Event"),
    "Event": object(
      ["number": integer, "action": text, "user": text, "role": text, "day": text], required: ["number", "action"]),
    "Action": object(["action": ActionSchemas.document], required: ["action"]),
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
    "NewUser": object(
      [
        "name": ["type": "string", "pattern": .string(userPattern)], "display": optional("string"),
        "grants": ["type": "array", "items": grant, "minItems": 1, "uniqueItems": true],
      ], required: ["name", "grants"]),
    "AccessCode": object(["user": text, "code": text], required: ["user", "code"]),
    "AuditList": page("AuditEvent"),
    "AuditEvent": object(
      ["leaf": integer, "at": text, "actor": text, "role": text, "action": text], required: ["leaf", "action"]),
    "PublishedLists": object(["round": text, "lists": list(["type": "object"])], required: ["round", "lists"]),
    "PublishedRounds": object(["items": list(["type": "object"])], required: ["items"]),
    "Key": object(["key": text], required: ["key"]),
    "Head": object(["head": optional("string")], required: ["head"]),
    "Consistency": object(["from": integer, "to": integer, "path": list(text)], required: ["from", "to", "path"]),
    "ReceiptCheck": object(
      [
        "receipt": ["type": "object"], "sha256": ["type": ["string", "null"], "pattern": "^[0-9A-Fa-f]{64}$"],
      ], required: ["receipt"]),
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
    "LibraryEntry": libraryEntry,
  ]

  static let text: JSONValue = ["type": "string"]
  static let integer: JSONValue = ["type": "integer"]
  static let phase: JSONValue = .object([
    "type": "string", "enum": .array(RoundPhase.allCases.map { .string($0.rawValue) }),
  ])
  /// Work that goes on while material is collected.
  private static let task: JSONValue = .object([
    "type": "string", "enum": .array(DueWork.Task.allCases.map { .string($0.rawValue) }),
  ])
  private static let kind: JSONValue = .object([
    "type": "string", "enum": .array(RoundUpload.Kind.allCases.map { .string($0.rawValue) }),
  ])

  static func optional(_ type: String) -> JSONValue { .object(["type": .array([.string(type), "null"])]) }
  static func list(_ item: JSONValue) -> JSONValue { .object(["type": "array", "items": item]) }

  static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
    .object([
      "type": "object", "properties": .object(properties), "required": .array(required.map(JSONValue.string)),
    ])
  }

  static func page(_ name: String) -> JSONValue {
    object(
      ["items": list(.object(["$ref": .string("#/components/schemas/\(name)")])), "next": optional("string")],
      required: ["items", "next"])
  }
}
