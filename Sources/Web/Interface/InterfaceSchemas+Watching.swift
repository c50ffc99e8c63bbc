import Reports

extension InterfaceSchemas {
  /// Checks on the spot, witnesses, objections, and what was tried.
  static let watching: [String: JSONValue] = [
    "SpotCheckList": page("SpotCheck"),
    "SpotChecks": object(["items": list(["$ref": "#/components/schemas/SpotCheck"])], required: ["items"]),
    "SpotCheck": object(
      [
        "community": text, "code": text, "name": optional("string"), "district": text, "lot": text, "checker": text,
        "isPassed": optional("boolean"), "record": optional("string"),
      ], required: ["community", "code", "district", "lot", "checker", "isPassed"]),
    "Checkers": object(["items": list(text)], required: ["items"]),
    "NewSpotChecks": object(
      [
        "seed": ["type": "string", "minLength": 1, "pattern": "\\S"],
        "count": ["type": "integer", "minimum": 1, "maximum": 1000],
        "checkers": ["type": "array", "minItems": 1, "items": ["type": "string", "pattern": .string(userPattern)]],
      ], required: ["seed", "count", "checkers"]),
    "Witnesses": object(
      [
        "round": optional("string"), "head": optional("string"), "witnessed": optional("string"),
        "isMet": ["type": "boolean"], "districts": integer, "districtsSigned": list(text),
        "hasAuditorSigned": ["type": "boolean"], "witnesses": list(["$ref": "#/components/schemas/Witness"]),
      ],
      required: [
        "round", "head", "witnessed", "isMet", "districts", "districtsSigned", "hasAuditorSigned", "witnesses",
      ]),
    "Witness": object(
      ["holder": text, "key": text, "hasSigned": ["type": "boolean"]], required: ["holder", "key", "hasSigned"]),
    "NewWitness": object(
      [
        "holder": ["type": "string", "pattern": "^(auditor|district:.+)$", "example": "auditor"],
        "key": text,
      ], required: ["holder", "key"]),
    "CosignedHead": object(["head": text], required: ["head"]),
    "CosignaturesTaken": object(["new": integer], required: ["new"]),
    "ObjectionList": page("Objection"),
    "Objection": object(
      [
        "number": integer, "level": ["type": "string", "enum": ["district", "city"]], "district": text,
        "community": optional("string"), "ground": text, "isAnonymous": ["type": "boolean"], "receivedOn": text,
        "answeredOn": optional("string"), "isUpheld": ["type": "boolean"], "reason": text,
        "awaitsScores": ["type": "boolean"], "isOpen": ["type": "boolean"],
      ], required: ["number", "level", "district", "ground", "receivedOn", "isOpen"]),
    "GridEvidence": object(
      ["communities": list(evidence), "districts": list(evidence)], required: ["communities", "districts"]),
    "WebhookTrial": object(
      ["isTaken": ["type": "boolean"], "status": optional("integer")], required: ["isTaken", "status"]),
  ]

  private static let evidence = object(
    ["code": text, "uploads": list(["$ref": "#/components/schemas/Upload"])], required: ["code", "uploads"])
}
