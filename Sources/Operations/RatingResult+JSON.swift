import Apportionment
public import Findings
public import Reports
import Scoring
import Statistics
import Surveys
import Titles

extension RatingResult {
  /// `result.json`: everything, with the checksums that tie it to its inputs.
  public func json(_ language: Language) -> JSONValue {
    var members = members(language)
    if let sensitivity { members["sensitivity"] = .object(sensitivity.json) }
    return .object(members)
  }

  private func members(_ language: Language) -> [String: JSONValue] {
    [
      "software": ["name": "kaoping", "version": .string(version)],
      "seed": .string(String(seed)),
      "titles": .integer(titles),
      "confidence": .number(standard.confidence),
      "design": .string(design.rawValue),
      "standard": [
        "name": .string(standard.name[language]), "year": .integer(standard.year),
        "register_date": .optional(standard.registerDate), "sha256": .string(standardChecksum),
      ],
      "survey": surveyTitle.map { ["title": .string($0[language]), "sha256": .string(surveyChecksum)] } ?? .null,
      "inputs": .array(files.map(json)),
      "quotas": quotaJSON(),
      "communities": .array(communities.indices.map { communityJSON($0, language) }),
      "line": .array(rankings.indices.map(lineJSON)),
      "bands": .array(bandJSON(language)),
      "raters": raters.map(raterJSON) ?? .null,
      "simulation": simulation.map(json) ?? .null,
      "findings": .array(findings.map { $0.json(language) }),
    ]
  }

  private func json(_ file: File) -> JSONValue {
    [
      "file": .string(file.name), "sha256": .string(file.sha256), "bytes": .integer(file.bytes),
      "rows": .integer(file.rows), "used": .integer(file.used),
    ]
  }

  private func quotaJSON() -> JSONValue {
    let districts = roster.districts.indices.map { index -> JSONValue in
      let working = quotaWorking(index)
      return [
        "district": .string(roster.districts[index].name), "district_code": .string(roster.districts[index].code),
        "communities": .integer(quotas.counts[index]), "share": .string(working.share),
        "whole_part": .integer(working.whole), "remainder": .string(working.remainder),
        "remainder_rank": .integer(working.rank), "seats": .integer(quotas.seats[index]),
      ]
    }
    let tie: JSONValue =
      quotas.tie.map { tie in
        [
          "districts": .array(tie.districts.map { .string(roster.districts[$0].name) }),
          "titles": .integer(tie.titles),
        ]
      } ?? .null
    return [
      "method": "largest-remainder-hare", "status": .string(quotas.allocation.status.rawValue),
      "districts": .array(districts), "tie": tie,
    ]
  }

  private func communityJSON(_ place: Int, _ language: Language) -> JSONValue {
    let entry = roster.communities[place]
    let community = communities[place]
    let score = community.score
    let interval = score.flatMap {
      ScoreInterval(
        $0.score, standardError: $0.standardError, degreesOfFreedom: $0.degreesOfFreedom,
        confidence: standard.confidence)
    }
    return [
      "community_id": .string(entry.id), "name": .string(entry.name),
      "district": .string(roster.districts[entry.district].name), "kind": .string(entry.kind),
      "satisfaction": community.satisfaction.map { satisfactionJSON($0, community) } ?? .null,
      "department": community.reviews.map { reviewJSON($0, community) } ?? .null,
      "variant": .optional(standard.trees[community.tree].variant),
      "variant_reason": .optional(entry.variantReason.isEmpty ? nil : entry.variantReason),
      "self_score": .optional(selfScores.total(place, standard.trees[community.tree])),
      "band": .optional(community.band?.code),
      "score": score.map { score in
        [
          "estimate": .number(score.score), "standard_error": .optional(score.standardError),
          "lower": .optional(interval?.lower), "upper": .optional(interval?.upper),
        ]
      } ?? .null,
      "eligible": .bool(community.exclusion == nil),
      "exclusion": community.exclusion.map(exclusionJSON) ?? .null,
      "rank": .optional(community.outcome?.rank),
      "in_quota": community.outcome.map { $0.isInQuota.map(JSONValue.bool) ?? .null } ?? .bool(false),
      "probability_in_quota": .optional(community.outcome?.probability),
      "line": .optional(community.outcome?.line?.rawValue),
      "distance_to_line": .optional(distanceToLine(place)),
    ]
  }

  private func satisfactionJSON(_ residents: CommunitySatisfaction, _ community: Community) -> JSONValue {
    let tree = standard.trees[community.tree]
    let root = standard.satisfactionRoot.flatMap { tree.node($0) }
    let children = (root.map { tree.nodes[$0].children } ?? []).map { tree.nodes[$0].indicator.code }
    let groups = zip(children, residents.groups)
    let itemNames = items.map(\.name)
    return [
      "responses": .integer(residents.responses),
      "overall": residents.overall.map(json) ?? .null,
      "indicators": .object(Dictionary(groups.map { ($0, $1.map(json) ?? .null) }, uniquingKeysWith: { a, _ in a })),
      "items": .object(
        Dictionary(zip(itemNames, residents.items).map { ($0, $1.map(json) ?? .null) }, uniquingKeysWith: { a, _ in a })
      ),
    ]
  }

  private func json(_ mean: SatisfactionEstimate) -> JSONValue {
    let interval = interval(mean)
    return [
      "estimate": .number(mean.mean), "standard_error": .optional(mean.standardError),
      "lower": .optional(interval?.lower), "upper": .optional(interval?.upper),
      "degrees_of_freedom": .integer(mean.degreesOfFreedom), "n": .integer(mean.count),
    ]
  }

  private func reviewJSON(_ reviews: DepartmentScore, _ community: Community) -> JSONValue {
    let leaves = standard.trees[community.tree].leaves
    let indicators = leaves.indices.filter { leaves[$0].half != .satisfaction }
      .map { (leaves[$0].indicator.code, reviews.outcomes[$0].points) }
    return [
      "score": .optional(reviews.score), "bonus": .number(reviews.bonus),
      "indicators": .object(
        Dictionary(indicators.map { ($0, .optional($1)) }, uniquingKeysWith: { a, _ in a })),
    ]
  }

  private func exclusionJSON(_ exclusion: Exclusion) -> JSONValue {
    switch exclusion {
    case .condition(let event):
      [
        "kind": "condition", "code": .string(event.condition.code), "basis": .string(event.condition.basis),
        "certifier": .string(event.condition.certifier), "event": .string(event.id), "date": .string(event.date),
        "document": .string(event.document), "reply": .string(event.reply),
      ]
    case .tooFewResponses(let found, let needed):
      ["kind": "too-few-responses", "found": .integer(found), "needed": .integer(needed)]
    case .noReviews: ["kind": "no-reviews"]
    case .belowLine(let subject, let found, let needed):
      ["kind": "below-line", "subject": .string(subject), "found": .number(found), "needed": .number(needed)]
    case .belowSelfLine(let found, let needed):
      ["kind": "below-self-line", "found": .optional(found), "needed": .number(needed)]
    case .notFiled: ["kind": "not-filed"]
    }
  }

  private func json(_ check: SimulationCheck) -> JSONValue {
    [
      "generator": .string(check.generator), "replications": .integer(check.replications),
      "largest_difference": .number(check.largestDifference), "monte_carlo_error": .number(check.monteCarloError),
    ]
  }
}
