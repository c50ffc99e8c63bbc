import Reports

extension InterfaceSchemas {
  /// The working of the quotas.
  static let quotas: JSONValue = document(
    [
      "titles": integer, "communities": integer, "quotient": text, "remaining": integer, "decision": text,
      "districts": rows([
        "code": text, "name": text, "communities": integer, "share": text, "wholePart": integer, "remainder": text,
        "remainderRank": integer, "isTied": flag, "seats": integer,
      ]),
      "methods": rows([
        "method": text, "name": text, "isUsed": flag, "seats": ["type": ["array", "null"], "items": integer],
        "breaksQuota": ["type": ["boolean", "null"]],
      ]),
    ])

  /// A district's list with its certainty.
  static let standing: JSONValue = document([
    "code": text, "name": text, "seats": integer, "lineScore": optionalNumber, "isTied": flag, "confidence": number,
    "line": ["type": ["object", "null"]], "tieRules": ["type": "array", "items": text], "places": rows(place),
  ])

  /// What would come of a change.
  static let whatIf: JSONValue = document([
    "entering": ["type": "array", "items": text], "leaving": ["type": "array", "items": text], "opensTie": flag,
    "otherDistricts": ["type": "array", "items": text],
    "moves": rows(["before": document(place), "after": document(place), "isAsked": flag]),
  ])

  /// What titles hang on.
  static let sensitivity: JSONValue = document([
    "variants": integer, "isExact": flag, "seed": text, "unchanged": number, "titleChanges": number,
    "factors": rows(["name": text, "alone": optionalNumber, "total": optionalNumber]),
    "residentsShare": ["type": ["object", "null"]],
    "omissions": rows([
      "indicator": text, "entering": ["type": "array", "items": text], "leaving": ["type": "array", "items": text],
    ]),
    "communities": rows([
      "code": text, "name": text, "district": text, "rank": ["type": ["integer", "null"]], "title": number,
      "titleShare": number, "rankLower": optionalNumber, "rankUpper": optionalNumber,
    ]),
  ])

  /// How far interviews have come.
  static let fieldProgress: JSONValue = document([
    "needed": integer, "advised": integer, "elsewhere": integer, "files": ["type": "array", "items": text],
    "unscreened": ["type": "array", "items": text],
    "interviewers": rows(["name": text, "interviews": integer, "alike": number, "straight": number]),
    "communities": rows([
      "code": text, "name": text, "interviews": integer, "usable": integer, "unitsReached": integer,
      "unitsDrawn": ["type": ["integer", "null"]], "missingShare": optionalNumber, "duplicates": integer,
      "nearDuplicates": integer, "straightlines": integer, "speeders": integer,
    ]),
  ])

  /// One community of the register through time.
  static let registerEntry: JSONValue = document([
    "id": text, "stands": flag, "successors": ["type": "array", "items": text],
    "periods": rows([
      "from": text, "until": ["type": ["string", "null"]], "document": text, "attributes": document(attributes),
    ]),
    "events": rows([
      "number": integer, "kind": text, "effective": text, "document": text,
      "before": ["type": "array", "items": text], "after": ["type": "array", "items": text],
    ]),
  ])

  /// A page of the register.
  static let registerList: JSONValue = document([
    "items": rows(["id": text, "attributes": document(attributes)]), "next": ["type": ["string", "null"]],
  ])

  /// A period of working days.
  static let workingPeriod: JSONValue = document(["from": text, "days": integer, "lastDay": text])

  /// A backup.
  static let backup: JSONValue = document(backupFields)

  /// The backups.
  static let backupList: JSONValue = document(["items": rows(backupFields)])

  /// What a verification found.
  static let auditReport: JSONValue = document([
    "isSound": flag, "events": integer, "rows": integer, "objects": integer, "rounds": integer,
    "findings": ["type": "array", "items": ["$ref": "#/components/schemas/Finding"]],
  ])

  /// Whether everything is well.
  static let health: JSONValue = document([
    "checks": rows(["name": text, "isReady": flag, "isRequired": flag, "found": text, "remedy": text])
  ])

  /// A standard or questionnaire with its findings and differences.
  static let libraryEntry: JSONValue = document([
    "entry": document(libraryFields),
    "findings": ["type": "array", "items": ["$ref": "#/components/schemas/Finding"]],
    "changes": ["type": ["array", "null"], "items": ["type": "object"]],
  ])

  private static let libraryFields: [String: JSONValue] = [
    "kind": text, "name": text, "isSound": flag, "isFrozen": flag, "sha256": ["type": ["string", "null"]],
    "errors": integer, "warnings": integer,
  ]
  private static let backupFields: [String: JSONValue] = ["name": text, "bytes": integer, "made": text]
  private static let attributes: [String: JSONValue] = [
    "code": text, "name": text, "street": text, "district": text, "districtName": text, "kind": text,
    "areaClass": text, "households": ["type": ["integer", "null"]], "filing": text,
  ]
  private static let place: [String: JSONValue] = [
    "code": text, "name": text, "rank": ["type": ["integer", "null"]], "score": optionalNumber,
    "standardError": optionalNumber, "lower": optionalNumber, "upper": optionalNumber,
    "isInQuota": ["type": ["boolean", "null"]], "probability": optionalNumber,
    "certainty": ["type": ["string", "null"]],
    "isEligible": flag, "exclusion": ["type": ["string", "null"]],
  ]
  private static let number: JSONValue = ["type": "number"]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let optionalNumber: JSONValue = ["type": ["number", "null"]]

  /// An object that always has all of these.
  private static func document(_ properties: [String: JSONValue]) -> JSONValue {
    .object([
      "type": "object", "properties": .object(properties),
      "required": .array(properties.keys.sorted().map(JSONValue.string)),
    ])
  }

  private static func rows(_ properties: [String: JSONValue]) -> JSONValue {
    .object(["type": "array", "items": document(properties)])
  }
}
