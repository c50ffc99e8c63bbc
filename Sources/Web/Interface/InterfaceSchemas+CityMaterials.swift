import Reports
import Titles

extension InterfaceSchemas {
  /// What is sent for the whole city, and what the register and the calendar say.
  static let cityMaterials: [String: JSONValue] = [
    "MaterialPreview": object(
      [
        "material": material, "recognised": text, "columns": list(text), "rows": integer, "usable": integer,
        "isAcceptable": ["type": "boolean"], "findingCount": integer, "findings": findings, "changeCount": integer,
        "changes": list(
          object(
            ["what": text, "place": text, "before": text, "after": text],
            required: ["what", "place", "before", "after"]
          )),
      ], required: ["material", "rows", "usable", "isAcceptable", "findings", "changeCount", "changes"]),
    "MaterialTaken": object(
      [
        "material": material, "folder": optional("string"), "changeCount": integer,
        "receipt": ["$ref": "#/components/schemas/Receipt"], "findings": findings,
      ], required: ["material", "changeCount", "receipt", "findings"]),
    "StandardSealed": object(["name": text, "sha256": text], required: ["name", "sha256"]),
    "FindingList": page("Finding"),
    "CodeUses": object(
      [
        "code": text, "day": text,
        "uses": list(
          object(
            [
              "community": text, "holds": ["type": "boolean"], "from": text, "until": optional("string"),
              "document": text, "attributes": ["type": "object"],
              "today": list(
                object(
                  ["id": text, "code": optional("string"), "name": optional("string")],
                  required: ["id", "code", "name"]
                )),
            ], required: ["community", "holds", "from", "until", "attributes", "today"])),
      ], required: ["code", "day", "uses"]),
    "CalendarYearList": page("CalendarYear"),
    "CalendarYear": object(
      [
        "year": integer, "documents": list(text),
        "days": list(
          object(
            ["day": text, "kind": ["type": "string", "enum": ["holiday", "make-up"]], "name": text],
            required: ["day", "kind", "name"])),
      ], required: ["year", "documents", "days"]),
  ]

  private static let material: JSONValue = .object([
    "type": "string", "enum": .array(CityMaterial.allCases.map { .string($0.rawValue) }),
  ])
  private static let findings = list(["$ref": "#/components/schemas/Finding"])
}
