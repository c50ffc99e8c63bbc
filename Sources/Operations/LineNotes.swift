import Findings
import Scoring
import Statistics
import Titles

/// Says what is undecided, was decided by a rule or by people, or cannot be seen by the data, at the quotas and at the lines.
struct LineNotes {
  let standard: ScoringStandard
  let roster: Roster
  let quotas: TitleQuotas
  let titles: Int

  func note(_ rankings: [TitleRanking], _ findings: inout [Finding]) {
    guard titles > 0 else { return }
    if let tie = quotas.tie {
      let names = tie.districts.map { roster.districts[$0].name }.joined(separator: " / ")
      findings.append(Finding(.quotaTied, found: nil, details: [names, String(tie.titles)]))
    }
    if let decision = quotas.decided {
      let names = decision.tie.districts.map { roster.districts[$0].name }.joined(separator: " / ")
      let winners = decision.winners.map { roster.districts[$0].name }.joined(separator: " / ")
      let rules = decision.rules.map(\.rawValue).joined(separator: ";")
      findings.append(Finding(.quotaDecidedByRule, details: [names, rules, winners]))
    }
    for (district, ranking) in rankings.enumerated() { note(ranking, district, &findings) }
  }

  private func note(_ ranking: TitleRanking, _ district: Int, _ findings: inout [Finding]) {
    let name = roster.districts[district].name
    let seats = quotas.seats[district]
    if seats == 0, quotas.tie?.districts.contains(district) != true {
      findings.append(Finding(.noDistrictSeats, details: [name]))
    }
    if ranking.outcomes.count < seats {
      findings.append(
        Finding(.fewerEligibleThanSeats, details: [name, String(ranking.outcomes.count), String(seats)]))
    }
    if let tie = ranking.tieAtLine {
      let names = tie.places.map { roster.communities[$0].name }.joined(separator: " / ")
      findings.append(Finding(.lineTied, details: [name, names, String(tie.titles)]))
    }
    if ranking.hasUnusableDecision {
      findings.append(Finding(.decisionUnusable, at: Location(file: "decisions.csv"), details: [name]))
    }
    if case .people(let document, let date) = ranking.lineDecision {
      findings.append(Finding(.lineDecidedByPeople, details: [name, "\(document) \(date)"]))
    }
    for decision in ranking.decided where decision.isAtLine {
      findings.append(
        Finding(
          .lineDecidedByRule,
          details: [
            name, roster.communities[decision.better].name, roster.communities[decision.worse].name,
            decision.rule.rawValue,
          ]))
    }
    if let line = ranking.line, !line.greyZone.isEmpty {
      findings.append(Finding(.lineNotDistinguishable, details: [name, String(line.greyZone.count)]))
    }
  }
}
