import Reports
import Titles

/// What each action of a round looks like as JSON, for the description of the interface.
enum ActionSchemas {
  /// Actions that are made of files or of the register, and have operations of their own.
  static let elsewhere: Set<RoundAction.Kind> = [.upload, .evaluate, .rescore, .freeze, .fixQuotas]

  /// The document of an action: one member, whose name is the action's.
  static let document: JSONValue = .object([
    "oneOf": .array(
      RoundAction.Kind.allCases.filter { !elsewhere.contains($0) }.map { kind in
        object([kind.rawValue: fields(kind)])
      })
  ])

  /// The fields of an action.
  static func fields(_ kind: RoundAction.Kind) -> JSONValue {
    switch kind {
    case .openApplications: object(["until": day])
    case .apply: object(["communities": communities])
    case .withdrawApplication, .proposeWithdrawal: object(["community": community, "reason": text])
    case .examine: object(["communities": communities, "isQualified": flag, "reason": text])
    case .closeApplications, .closeCollection, .beginCityReview, .closeCityNotice: object([:])
    case .decideTie: object(["district": text, "chosen": communities, "reason": text, "minutes": text])
    case .openDistrictNotice: object(["district": text, "notice": notice])
    case .object:
      object(["district": text, "community": community, "ground": text, "isAnonymous": flag], optional: ["community"])
    case .answerObjection, .answerCityObjection: object(["number": count, "isUpheld": flag, "reason": text])
    case .submitShortlist, .acceptShortlist: object(["district": text])
    case .spotCheck: object(["community": community, "isPassed": flag, "record": text])
    case .returnShortlist, .sendBack: object(["district": text, "reason": text])
    case .openCityNotice: object(["notice": notice])
    case .confirm: object(["list": text])
    case .name: object(["document": text, "day": day, "standing": communities])
    case .recheck: object(["communities": communities, "year": count, "record": text])
    case .demandCorrection: object(["community": community, "by": day, "reason": text])
    case .acceptCorrection: object(["community": community, "record": text])
    case .withdrawTitle, .keepTitle: object(["community": community, "document": text, "reason": text])
    case .noteChange: object(["event": lineage])
    case .declareRecusal: object(["user": text, "communities": communities, "reason": text])
    case .archive: object(["manifest": text])
    case .cancel: object(["document": text, "reason": text])
    case .scoreDistricts:
      object([
        "points": list(
          object(["district": text, "items": .object(["type": "object", "additionalProperties": count])]))
      ])
    case .nominateDistricts: object(["districts": list(text), "reason": text])
    case .confirmDistricts: object(["districts": list(text)])
    case .commendDistricts: object(["document": text, "day": day])
    case .upload, .evaluate, .rescore, .freeze, .fixQuotas: object([:])
    }
  }

  private static let text: JSONValue = ["type": "string"]
  private static let flag: JSONValue = ["type": "boolean"]
  private static let count: JSONValue = ["type": "integer", "minimum": 0, "maximum": 1_000_000]
  private static let day = InterfaceSchemas.day
  private static let community: JSONValue = ["type": "string", "pattern": "^K(?!0{6})[0-9]{6}$"]
  private static let communities = list(community)
  private static let notice = object(
    ["from": day, "workingDays": ["type": "integer", "minimum": 1, "maximum": 60]])
  private static let lineage = object([
    "number": count,
    "kind": .object(["type": "string", "enum": .array(RegisterChange.Kind.allCases.map { .string($0.rawValue) })]),
    "effective": day, "document": text, "before": communities, "after": communities,
  ])

  private static func list(_ item: JSONValue) -> JSONValue { .object(["type": "array", "items": item]) }

  private static func object(_ properties: [String: JSONValue], optional: Set<String> = []) -> JSONValue {
    .object([
      "type": "object", "properties": .object(properties),
      "required": .array(properties.keys.filter { !optional.contains($0) }.sorted().map(JSONValue.string)),
      "additionalProperties": false,
    ])
  }
}
