public import Findings
public import Scoring
import Surveys
import Titles

extension RatingResult {
  /// The result as a study of its own sensitivity: the published list is the nominal one, by district and quota.
  ///
  /// - Parameter places: the titles of each district; nil for those of its own quotas.
  package func sensitivityStudy(places: [Int]? = nil) -> StandardStudy {
    StandardStudy(
      standard,
      communities.indices.map { place in
        let community = communities[place]
        return StandardStudy.Unit(
          tree: community.tree, takesPart: community.outcome != nil,
          department: community.reviews,
          residents: [community.satisfaction] + otherMaps.map { $0.estimates[place] })
      },
      codes: roster.communities.map(\.id), itemNames: items.map(\.name), groups: roster.communities.map(\.district),
      places: places ?? quotas.seats, tieOrder: tieOrder())
  }

  /// The usual analysis: the choices of `StandardStudy.usualFactors` with Sobol's indices; nil and a finding if there is nothing
  /// to rank.
  ///
  /// - Parameter places: as for `sensitivityStudy`.
  public func usualSensitivity(
    _ plan: SensitivityStudy.Plan, places: [Int]? = nil, _ findings: inout [Finding]
  ) -> SensitivityAnalysis? {
    var study = sensitivityStudy(places: places)
    study.study.factors = study.usualFactors
    return analyse(study, plan, &findings)
  }

  /// Runs a study of this result.
  package func analyse(
    _ study: StandardStudy, _ plan: SensitivityStudy.Plan, _ findings: inout [Finding]
  ) -> SensitivityAnalysis? {
    SensitivityAnalysis(
      study.study, scores: study.study.nominalScores(), plan, names: study.names,
      tables: ["standard"] + otherMaps.map(\.map.name), &findings)
  }

  /// What decides between units of equal totals, as numbers: the standard's tie rules, then the leading group's decision.
  private func tieOrder() -> [Int] {
    var order = [Int](repeating: 0, count: communities.count)
    let scoring = UnitScoring(
      standard: standard, roster: roster, units: [], events: EligibilityEvents(), selfScores: selfScores,
      itemNames: items.map(\.name))
    for members in roster.members {
      for (place, rank) in TitleRanking.tieRanks(scoring.candidates(members, communities), standard.tieRules) {
        order[place] = 2 * rank + (communities[place].outcome?.isInQuota == true ? 0 : 1)
      }
    }
    return order
  }
}
