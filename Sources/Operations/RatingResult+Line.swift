import Findings
import Reports
import Scoring
import Statistics
import Titles

/// The line of each district: who is certainly in, certainly out or not distinguishable, and what then decided.
extension RatingResult {
  /// The unit's total less the line's: the total of the last place within the quota; nil without a line or a total.
  func distanceToLine(_ place: Int) -> Double? {
    let ranking = rankings[roster.communities[place].district]
    guard communities[place].outcome != nil, let line = ranking.lineScore, let score = communities[place].score else {
      return nil
    }
    return score.score - line
  }

  /// A district's line in `result.json`.
  func lineJSON(_ district: Int) -> JSONValue {
    let ranking = rankings[district]
    let ids = { (standing: TitleRanking.LineStanding) -> JSONValue in
      .array(
        ranking.outcomes.filter { $0.line == standing }.map { .string(roster.communities[$0.place].id) })
    }
    let id = { (index: Int) in JSONValue.string(roster.communities[ranking.linePlaces[index]].id) }
    return [
      "district": .string(roster.districts[district].name), "titles": .integer(quotas.seats[district]),
      "ranked": .integer(ranking.outcomes.count), "line_score": .optional(ranking.lineScore),
      "certainly_in": ids(.certainlyIn), "not_distinguishable": ids(.notDistinguishable),
      "certainly_out": ids(.certainlyOut), "level": .number(1 - standard.confidence),
      "adjustment": "holm", "last_in": ranking.line.map { id($0.lastIn) } ?? .null,
      "first_out": ranking.line.map { id($0.firstOut) } ?? .null, "gap": .optional(ranking.line?.gap),
      "standard_error": .optional(ranking.line.flatMap { $0.standardError < 1e8 ? $0.standardError : nil }),
      "z": .optional(ranking.line?.z), "one_sided_p": .optional(ranking.line?.oneSidedP),
      "decided_by": decisionJSON(ranking),
    ]
  }

  private func decisionJSON(_ ranking: TitleRanking) -> JSONValue {
    switch ranking.lineDecision {
    case .none: return .null
    case .score: return ["rule": "score", "record": .null]
    case .open:
      let places = ranking.tieAtLine?.places ?? []
      return [
        "rule": "open", "record": .null, "titles": .optional(ranking.tieAtLine?.titles),
        "tied": .array(places.map { .string(roster.communities[$0].id) }),
      ]
    case .people(let document, let date):
      return ["rule": "decision", "record": ["document": .string(document), "date": .string(date)]]
    case .rule(let rule):
      let pairs = ranking.decided.filter(\.isAtLine).map { decision -> JSONValue in
        [
          "better": .string(roster.communities[decision.better].id),
          "worse": .string(roster.communities[decision.worse].id), "rule": .string(decision.rule.rawValue),
        ]
      }
      return ["rule": .string(rule.rawValue), "record": .array(pairs)]
    }
  }

  /// The standard's bands with the number of units in each.
  func bandJSON(_ language: Language) -> [JSONValue] {
    standard.bands.map { band in
      [
        "code": .string(band.code), "name": .string(band.name[language]), "minimum": .number(band.minimum.value),
        "award": .string(band.award[language]), "units": .integer(communities.count { $0.band?.code == band.code }),
      ]
    }
  }

  /// The raters' severity.
  func raterJSON(_ report: RaterReport) -> JSONValue {
    [
      "use": .string(standard.severity.rawValue),
      "unconnected": .array(report.unconnected.map(JSONValue.string)),
      "raters": .array(
        report.raters.map { rater in
          [
            "rater": .string(rater.name), "reviews": .integer(rater.reviews), "mean_share": .number(rater.meanShare),
            "standard_deviation": .number(rater.deviation), "full_marks": .number(rater.fullMarks),
            "distinct": .integer(rater.distinct), "effect": .optional(rater.effect),
          ]
        }),
    ]
  }
}
