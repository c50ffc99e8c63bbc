import Findings
import Scoring
import Surveys
import Titles

/// Turns a unit's two halves into its total, says whether it takes part, and what tie rules compare.
struct UnitScoring {
  let standard: ScoringStandard
  let roster: Roster
  let units: [UnitProfile]
  let events: EligibilityEvents
  let selfScores: SelfScores
  let itemNames: [String]

  /// The composite of one unit and whether it takes part.
  func community(
    _ place: Int, _ residents: CommunitySatisfaction?, _ department: DepartmentScore?, _ findings: inout [Finding]
  ) -> RatingResult.Community {
    let overall = residents?.overall
    let name = roster.communities[place].name
    var exclusion: RatingResult.Exclusion?
    if let residents {
      note(residents, name, &findings)
      if residents.responses < standard.minimumResponses {
        exclusion = .tooFewResponses(found: residents.responses, needed: standard.minimumResponses)
      }
    }
    if standard.hasReviews, department?.score == nil { exclusion = .noReviews }
    let score = CompositeScore(
      satisfaction: overall.map { ($0.mean, $0.standardError, Double($0.degreesOfFreedom)) },
      department: department?.score, bonus: department?.bonus ?? 0, standard)
    var community = RatingResult.Community(
      tree: standard.tree(ofVariant: units[place].variant) ?? 0, satisfaction: residents, reviews: department,
      score: score, exclusion: exclusion, outcome: nil)
    if community.exclusion == nil {
      community.exclusion = belowLine(place, community, name, &findings)
    }
    if let event = events.events[place]?.first { community.exclusion = .condition(event) }
    if !roster.communities[place].isFiled {
      community.exclusion = .notFiled
      findings.append(
        Finding(.notFiled, at: Location(file: "roster.csv"), found: roster.communities[place].id, details: [name]))
    }
    // A unit that takes no part has no band either: its band could bring an award.
    if community.exclusion == nil, let score {
      community.band = standard.bands.first { score.score >= $0.minimum.value - 1e-9 }
    }
    return community
  }

  private func note(_ residents: CommunitySatisfaction, _ name: String, _ findings: inout [Finding]) {
    let file = Location(file: "responses")
    if residents.responses == 0 {
      findings.append(Finding(.noResponses, at: file, details: [name]))
    } else if residents.responses < standard.advisedResponses {
      findings.append(
        Finding(
          .fewResponses, at: file, found: String(residents.responses),
          details: [name, String(residents.responses), String(standard.advisedResponses)]))
    }
    if let overall = residents.overall, overall.standardError == nil {
      findings.append(Finding(.noStandardError, at: file, details: [name]))
    }
  }

  /// The first line that the unit does not reach: its own score's (自评), the total's, a half's or an indicator's.
  private func belowLine(
    _ place: Int, _ community: RatingResult.Community, _ name: String, _ findings: inout [Finding]
  ) -> RatingResult.Exclusion? {
    if let line = standard.selfLine {
      if let own = selfScores.total(place, standard.trees[community.tree]) {
        if own < line.value {
          findings.append(
            Finding(
              .belowSelfLine, at: Location(file: "self_scores.csv"), details: [name, own.description, line.description])
          )
          return .belowSelfLine(found: own, needed: line.value)
        }
      } else {
        findings.append(
          Finding(.selfScoreMissing, at: Location(file: "self_scores.csv"), details: [name, line.description]))
        return .belowSelfLine(found: nil, needed: line.value)
      }
    }
    for line in standard.passLines {
      guard let value = value(line.subject, community), value < line.minimum.value - 1e-9 else { continue }
      findings.append(
        Finding(
          .belowLine, found: value.description,
          details: [name, line.subject, value.description, line.minimum.description]))
      return .belowLine(subject: line.subject, found: value, needed: line.minimum.value)
    }
    return nil
  }

  /// A total, a half on 0–100, or an indicator's points; nil if the unit's variant has no such indicator.
  private func value(_ subject: String, _ community: RatingResult.Community) -> Double? {
    switch subject {
    case "total": return community.score?.score
    case "satisfaction": return community.satisfaction?.overall?.mean
    case "department": return community.reviews?.score
    default:
      let tree = standard.trees[community.tree]
      guard let node = tree.node(subject) else { return nil }
      return share(tree.nodes[node], community).map { $0 * tree.nodes[node].indicator.points.value }
    }
  }

  /// The share of its points that a node earned, over the rated leaves below it; nil if none is rated.
  func share(
    _ node: IndicatorTree.Node, _ community: RatingResult.Community, half: IndicatorTree.Half? = nil
  ) -> Double? {
    let tree = standard.trees[community.tree]
    var earned = 0.0
    var possible = 0.0
    for index in node.leaves {
      let leaf = tree.leaves[index]
      guard half == nil || leaf.half == half else { continue }
      let points: Double?
      if leaf.half == .satisfaction {
        let item = itemNames.firstIndex(of: leaf.indicator.item)
        let estimate = item.flatMap { community.satisfaction?.items[$0] }
        points = estimate.map { $0.mean / 100 * leaf.rule.points }
      } else {
        points = community.reviews?.outcomes[index].points
      }
      guard let points else { continue }
      earned += leaf.factor * points
      possible += leaf.factor * leaf.rule.points
    }
    return possible > 0 ? earned / possible : nil
  }

  /// Those of `places` that take part.
  func candidates(_ places: [Int], _ communities: [RatingResult.Community]) -> [TitleRanking.Candidate] {
    places.compactMap { place -> TitleRanking.Candidate? in
      let community = communities[place]
      guard community.exclusion == nil, let score = community.score else { return nil }
      return TitleRanking.Candidate(
        place: place, id: roster.communities[place].id, score: score,
        satisfaction: community.satisfaction?.overall?.mean, department: community.reviews?.score,
        tieValues: tieValues(community))
    }
  }

  private func tieValues(_ community: RatingResult.Community) -> [TieRule: Double] {
    var values: [TieRule: Double] = [:]
    let tree = standard.trees[community.tree]
    for rule in standard.tieRules {
      switch rule {
      case .indicator(let codes):
        guard let node = codes.lazy.compactMap({ tree.node($0) }).first else { continue }
        values[rule] = share(tree.nodes[node], community)
      case .fewerEvents: values[rule] = community.reviews.map { -$0.events }
      case .satisfaction, .department, .communityCode: break
      }
    }
    return values
  }
}
