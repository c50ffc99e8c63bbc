public import Reports

extension Breakdown {
  /// The breakdown as JSON; an undefined number is null.
  public var json: JSONValue {
    [
      "community_id": .string(communityId), "name": .string(name), "district": .string(district),
      "variant": .optional(variant), "variant_reason": .optional(variantReason), "total": total.json,
      "lines": .array(lines.map(\.json)),
    ]
  }
}

extension Breakdown.Total {
  var json: JSONValue {
    [
      "score": .optional(score), "standard_error": .optional(standardError), "lower": .optional(lower),
      "upper": .optional(upper), "satisfaction": .optional(satisfaction), "department": .optional(department),
      "bonus": .optional(bonus), "full_score": .number(fullScore), "satisfaction_weight": .number(satisfactionWeight),
      "department_weight": .number(departmentWeight), "self_score": .optional(selfScore), "rank": .optional(rank),
      "titles": .integer(titles), "in_quota": inQuota.map(JSONValue.bool) ?? .null,
      "probability_in_quota": .optional(probabilityInQuota), "line": .optional(line),
      "distance_to_line": .optional(distanceToLine), "decided_by": .optional(decidedBy), "band": .optional(band),
      "award": .optional(award), "eligible": .bool(eligible), "exclusion": .optional(exclusion),
    ]
  }
}

extension Breakdown.Line {
  var json: JSONValue {
    [
      "code": .string(code), "name": .string(name), "depth": .integer(depth), "rule": .optional(rule),
      "rater": .optional(rater), "points": .number(points), "earned": .optional(earned), "share": .optional(share),
      "contribution": .optional(contribution), "state": .optional(state), "rebased": .bool(rebased),
      "self_score": .optional(selfScore), "answers": answers?.json ?? .null, "combination": .optional(combination),
      "raters": .array(raters.map { ["rater": .string($0.rater), "points": .number($0.points)] }),
      "entries": .array(entries.map(\.json)),
    ]
  }
}

extension Breakdown.Answers {
  var json: JSONValue {
    [
      "mean": .optional(mean), "standard_error": .optional(standardError), "n": .integer(n),
      "counts": .array(
        counts.map {
          [
            "code": .optional($0.code), "label": .string($0.label), "missing": .bool($0.missing),
            "count": .integer($0.count),
          ]
        }),
    ]
  }
}

extension Breakdown.Entry {
  var json: JSONValue {
    [
      "file": .string(file), "row": .integer(row), "rater": .string(rater), "criterion": .optional(criterion),
      "value": .string(value), "denominator": .optional(denominator), "document": .optional(document),
      "date": .optional(date),
    ]
  }
}
