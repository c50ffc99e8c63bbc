import Reports
import Titles

extension InterfaceSchemas {
  /// Paper questionnaires.
  static let paper: [String: JSONValue] = [
    "PaperBatchList": page("PaperBatch"),
    "PaperBatch": object(
      [
        "id": text, "round": text, "scope": text,
        "stage": .object(["type": "string", "enum": .array(PaperBatch.Stage.allCases.map { .string($0.rawValue) })]),
        "version": integer, "typings": list(object(["user": text, "forms": integer], required: ["user", "forms"])),
        "openDifferences": integer,
        "differences": list(
          object(
            [
              "form": text, "item": text, "first": optional("string"), "second": optional("string"),
              "decided": optional("string"), "decidedBy": text, "reason": text,
            ], required: ["form", "item", "first", "second", "decided"])),
        "approvedBy": text, "upload": optional("integer"),
      ], required: ["id", "round", "scope", "stage", "version", "typings", "openDifferences", "differences", "upload"]),
    "NewPaperBatch": object(
      [
        "batch": ["type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}$"],
        "scope": [
          "type": ["string", "null"], "pattern": .string(scopePattern), "example": "district:329905",
        ],
      ], required: ["batch"]),
    "PaperSheet": object(
      [
        "number": text,
        "columns": list(
          object(
            [
              "name": text, "label": text, "isQuestion": flag, "isMultiple": flag, "isNumber": flag,
              "isCommunity": flag,
              "choices": list(object(["code": text, "label": text], required: ["code", "label"])),
            ], required: ["name", "label", "isQuestion", "isMultiple", "isNumber", "isCommunity", "choices"])),
      ], required: ["number", "columns"]),
    "PaperFormList": page("PaperForm"),
    "PaperForm": object(
      [
        "number": ["type": "string", "minLength": 1, "maxLength": 200],
        "answers": ["type": "object", "additionalProperties": ["type": "string"]],
      ], required: ["number", "answers"]),
    "PaperDecisions": object(
      [
        "decisions": [
          "type": "array", "minItems": 1,
          "items": object(["form": text, "item": text, "value": text], required: ["form", "item", "value"]),
        ], "reason": reason,
      ], required: ["decisions", "reason"]),
    "Reason": object(["reason": reason], required: ["reason"]),
  ]

  private static let flag: JSONValue = ["type": "boolean"]
  private static let reason: JSONValue = ["type": "string", "minLength": 1, "pattern": "\\S"]
}
