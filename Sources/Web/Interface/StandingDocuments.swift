import Findings
import Operations
import Reports
import Titles

extension QuotaWorking {
  /// The working as a document: fractions as they are, in lowest terms.
  func json(_ language: Language) -> JSONValue {
    .object([
      "titles": .integer(titles), "communities": .integer(communities), "quotient": .string(quotient),
      "remaining": .integer(remaining), "decision": .string(decision),
      "districts": .array(
        districts.map {
          .object([
            "code": .string($0.code), "name": .string($0.name), "communities": .integer($0.communities),
            "share": .string($0.share), "wholePart": .integer($0.whole), "remainder": .string($0.remainder),
            "remainderRank": .integer($0.rank), "isTied": .bool($0.isTied), "seats": .integer($0.seats),
          ])
        }),
      "methods": .array(
        methods.map {
          .object([
            "method": .string($0.key), "name": .string($0.name[language]), "isUsed": .bool($0.isUsed),
            "seats": $0.seats.map { .array($0.map(JSONValue.integer)) } ?? .null,
            "breaksQuota": $0.breaksQuota.map(JSONValue.bool) ?? .null,
          ])
        }),
    ])
  }
}

extension RatingReport.Place {
  /// A place of a list as a document; numbers are unrounded.
  func standingJSON(_ language: Language) -> JSONValue {
    .object([
      "code": .string(id), "name": .string(name), "rank": .optional(rank), "score": .optional(score?.value),
      "standardError": .optional(score?.standardError), "lower": .optional(score?.lower),
      "upper": .optional(score?.upper), "isInQuota": isInQuota.map(JSONValue.bool) ?? .null,
      "probability": .optional(probability), "certainty": .optional(certainty?.rawValue),
      "isEligible": .bool(isEligible), "exclusion": .optional(exclusion?[language]),
    ])
  }
}

extension DistrictStanding {
  /// The list as a document.
  func json(_ language: Language) -> JSONValue {
    .object([
      "code": .string(district.code), "name": .string(district.name), "seats": .integer(district.seats),
      "lineScore": .optional(district.lineScore), "isTied": .bool(district.lineTied),
      "confidence": .number(confidence),
      "line": district.line.map { line in
        .object([
          "certainlyIn": .integer(line.certainlyIn), "notDistinguishable": .integer(line.notDistinguishable),
          "certainlyOut": .integer(line.certainlyOut), "gap": .optional(line.gap),
          "standardError": .optional(line.standardError), "decidedBy": .string(line.decidedBy[language]),
        ])
      } ?? .null,
      "tieRules": .array(tieRules.map { .string($0[language]) }),
      "places": .array(district.places.map { $0.standingJSON(language) }),
    ])
  }
}

extension WhatIfOutcome {
  /// The answer as a document.
  func json(_ language: Language) -> JSONValue {
    func names(_ moves: [Move]) -> JSONValue { .array(moves.map { .string($0.before.id) }) }
    return .object([
      "entering": names(entering), "leaving": names(leaving), "opensTie": .bool(opensTie),
      "otherDistricts": .array(otherDistricts.map(JSONValue.string)),
      "moves": .array(
        moves.map {
          .object([
            "before": $0.before.standingJSON(language), "after": $0.after.standingJSON(language),
            "isAsked": .bool($0.isAsked),
          ])
        }),
    ])
  }
}

extension RoundSensitivity {
  /// The study as a document.
  func json(_ language: Language) -> JSONValue {
    .object([
      "variants": .integer(variants), "isExact": .bool(isExact), "seed": .string(String(seed)),
      "unchanged": .number(unchanged), "titleChanges": .number(titleChanges),
      "factors": .array(
        factors.map {
          .object([
            "name": .string($0.name[language]), "alone": .optional($0.alone), "total": .optional($0.total),
          ])
        }),
      "residentsShare": stability.map {
        .object(["share": .number($0.share), "lower": .optional($0.lower), "upper": .optional($0.upper)])
      } ?? .null,
      "omissions": .array(
        omissions.map {
          .object([
            "indicator": .string($0.code), "entering": .array($0.entering.map(JSONValue.string)),
            "leaving": .array($0.leaving.map(JSONValue.string)),
          ])
        }),
      "communities": .array(
        units.map {
          .object([
            "code": .string($0.code), "name": .string($0.name), "district": .string($0.district),
            "rank": .optional($0.rank), "title": .number($0.title), "titleShare": .number($0.titleShare),
            "rankLower": .optional($0.lower), "rankUpper": .optional($0.upper),
          ])
        }),
    ])
  }
}
