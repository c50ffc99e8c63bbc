import Apportionment
import Scoring
import Surveys
import Titles

extension RatingResult {
  /// The same result with the rankings among those alone that take part in a round: who did not apply, was not qualified or withdrew
  /// is no rival, so that ranks, lines and probabilities are those of the round's own lists.
  ///
  /// - Parameter absent: communities that are left out besides, to see what would come of it.
  func among(_ round: TitleRound, without absent: Set<CommunityID> = []) throws -> RatingResult {
    let scoring = UnitScoring(
      standard: standard, roster: roster, units: [], events: EligibilityEvents(), selfScores: selfScores,
      itemNames: items.map(\.name))
    let entrants = Dictionary(
      round.communities.values.filter { $0.stage == .qualified && !absent.contains($0.id) }.map { ($0.code, $0.id) },
      uniquingKeysWith: { first, _ in first })
    let places = Dictionary(
      roster.communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var communities = communities
    for place in communities.indices { communities[place].outcome = nil }
    let rankings = try roster.districts.indices.map { index in
      let own = round.districts.first { $0.code == roster.districts[index].code }
      let candidates = scoring.candidates(roster.members[index], communities).filter { entrants[$0.id] != nil }
      let chosen = (own?.chosen ?? []).compactMap { round.communities[$0].flatMap { places[$0.code] } }
      let ranking = try TitleRanking(
        candidates, seats: own?.seats ?? quotas.seats[index], tieRules: standard.tieRules,
        decision: chosen.isEmpty
          ? nil : TitleRanking.PeoplesDecision(winners: Set(chosen), document: own?.tieDecision ?? "", date: ""),
        level: 1 - standard.confidence)
      for outcome in ranking.outcomes { communities[outcome.place].outcome = outcome }
      return ranking
    }
    return RatingResult(
      standard: standard, roster: roster, quotas: quotas, rankings: rankings, communities: communities,
      findings: findings, files: files, seed: seed, titles: titles, standardChecksum: standardChecksum,
      surveyChecksum: surveyChecksum, version: version, surveyTitle: surveyTitle, design: design,
      simulation: simulation, raters: raters, hasCounts: hasCounts, items: items, selfScores: selfScores,
      criticalValues: criticalValues, otherMaps: otherMaps)
  }
}
