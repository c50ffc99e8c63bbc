import Operations
import Reports
import Store

/// The documents of jobs, webhooks, tokens and what else programs ask for.
extension InterfaceSchemas {
  static let programs: [String: JSONValue] = [
    "NewEvaluation": object(
      ["districts": ["type": ["array", "null"], "items": text], "reason": optional("string")], required: []),
    "JobList": page("Job"),
    "Job": object(
      [
        "id": text, "kind": ["type": "string", "enum": names(JobRecord.Kind.allCases.map(\.rawValue))],
        "round": text, "state": ["type": "string", "enum": names(JobRecord.State.allCases.map(\.rawValue))],
        "progress": object(
          ["step": optional("string"), "done": optional("integer"), "total": optional("integer")], required: []),
        "madeAt": text, "changedAt": text,
        "outcome": ["anyOf": [["type": "null"], ["$ref": "#/components/schemas/JobOutcome"]]],
      ], required: ["id", "kind", "round", "state", "progress", "outcome"]),
    "JobOutcome": object(
      [
        "version": optional("integer"), "phase": optional("string"),
        "receipt": ["$ref": "#/components/schemas/Receipt"],
        "findings": list(["$ref": "#/components/schemas/Finding"]),
      ], required: ["findings"]),
    "NewWebhook": object(
      [
        "url": ["type": "string", "format": "uri", "maxLength": 500],
        "actions": [
          "type": ["array", "null"], "items": ["type": "string", "enum": names(ServiceDesk.webhookActions)],
        ],
      ], required: ["url"]),
    "WebhookList": page("Webhook"),
    "Webhook": object(webhook, required: ["id", "url", "actions", "isPaused"]),
    "WebhookWithSecret": object(
      webhook.merging(["secret": text]) { one, _ in one }, required: ["id", "url", "actions", "secret"]),
    "WebhookRestart": object(
      ["from": ["type": ["integer", "null"], "minimum": 0, "maximum": 1_000_000_000]], required: []),
    "NewToken": object(
      [
        "name": ["type": "string", "minLength": 1, "maxLength": 80, "pattern": "\\S"],
        "days": ["type": "integer", "minimum": 1, "maximum": 366], "isReadOnly": optional("boolean"),
        "scopes": [
          "type": ["array", "null"], "uniqueItems": true, "items": ["type": "string", "enum": names(TokenScope.all)],
        ],
      ], required: ["name", "days"]),
    "TokenList": page("Token"),
    "Token": object(token, required: ["id", "name", "grant", "scopes"]),
    "TokenWithSecret": object(token.merging(["secret": text]) { one, _ in one }, required: ["id", "secret"]),
    "SessionList": page("Session"),
    "Session": object(
      ["agent": text, "openedAt": text, "seenAt": text, "isCurrent": ["type": "boolean"]],
      required: ["openedAt", "isCurrent"]),
    "Library": object(
      ["standards": list(text), "questionnaires": list(text)], required: ["standards", "questionnaires"]),
    "Freezing": object(
      ["standard": text, "questionnaire": text, "basis": text, "admission": text],
      required: ["standard", "questionnaire", "basis", "admission"]),
    "QuotaFixing": object(
      [
        "cutOff": day, "titles": ["type": ["integer", "null"], "minimum": 1, "maximum": 100_000],
        "pause": ["type": ["integer", "null"], "minimum": 0, "maximum": 100],
      ], required: ["cutOff"]),
    "Grants": object(
      ["grants": ["type": "array", "items": grant, "minItems": 1, "uniqueItems": true]], required: ["grants"]),
    "IncomingList": page("Incoming"),
    "Incoming": object(
      [
        "id": text, "round": text, "kind": text, "scope": text, "name": text, "length": optional("integer"),
        "madeAt": text, "isExamined": ["type": "boolean"],
      ], required: ["id", "round", "kind", "scope", "name"]),
    "PublicCommunity": object(
      [
        "id": text, "code": text, "name": text, "district": text, "lists": list(["type": "object"]),
        "result": ["type": ["object", "null"]],
      ], required: ["id", "code", "name", "district", "lists"]),
    "NewObjection": object(
      [
        "list": ["type": "integer", "minimum": 1, "maximum": 1_000_000_000],
        "community": ["type": ["string", "null"], "pattern": "^K(?!0{6})[0-9]{6}$"],
        "ground": ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "\\S"],
        "contact": ["type": ["string", "null"], "maxLength": 500],
      ], required: ["list", "ground"]),
    "ObjectionReceived": object(["number": integer], required: ["number"]),
    "FindingCode": object(
      ["code": text, "severity": text, "message": text, "remedy": text],
      required: ["code", "severity", "message", "remedy"]),
    "FindingCodeList": page("FindingCode"),
  ]

  private static let webhook: [String: JSONValue] = [
    "id": text, "url": text, "actions": list(text), "nextLeaf": integer, "failures": integer,
    "lastStatus": optional("integer"), "isPaused": ["type": "boolean"], "madeAt": text,
  ]
  private static let token: [String: JSONValue] = [
    "id": text, "name": text, "grant": text, "isReadOnly": ["type": "boolean"], "scopes": list(text), "expiresAt": text,
  ]

  private static func names(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
}
