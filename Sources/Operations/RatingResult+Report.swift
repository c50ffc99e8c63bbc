import Apportionment
import Findings
public import Reports
import Scoring
import Statistics
import Surveys
import Titles

extension RatingResult {
  /// The report's model: what pages, workbook and PDF show.
  public func report() -> RatingReport {
    RatingReport(
      standardName: standard.name, surveyName: surveyTitle, year: standard.year, titles: titles, halves: halves(),
      districts: roster.districts.indices.map(district),
      quota: RatingReport.QuotaWorking(
        method: Bilingual("最大余数法（黑尔数额）", "largest remainder (Hare quota)"),
        communities: quotas.counts.reduce(0, +),
        quotient: titles > 0 ? Fraction(quotas.counts.reduce(0, +), over: titles).description : "—"),
      files: files.map {
        RatingReport.File(name: $0.name, sha256: $0.sha256, bytes: $0.bytes, rows: $0.rows, used: $0.used)
      },
      findings: findingCounts(), method: method(), cautions: cautions(), confidence: standard.confidence, seed: seed,
      simulation: simulation.map {
        RatingReport.SimulationCheck(
          replications: $0.replications, generator: $0.generator, largestDifference: $0.largestDifference,
          monteCarloError: $0.monteCarloError)
      }, standardChecksum: standardChecksum, surveyChecksum: surveyChecksum, version: version)
  }

  private func halves() -> [RatingReport.Half] {
    var halves: [RatingReport.Half] = []
    let members = roster.members
    if let root = standard.satisfactionRoot, let half = standard.indicator(root) {
      let indicators = standard.children(of: root).enumerated().map { index, indicator in
        RatingReport.Indicator(
          code: indicator.code, name: indicator.name,
          districtMeans: members.map { places in
            mean(places.map { communities[$0].satisfaction?.groups[index]?.mean })
          })
      }
      halves.append(
        RatingReport.Half(name: half.name, weight: standard.weights.satisfaction.value, indicators: indicators))
    }
    if let root = standard.departmentRoot, let half = standard.indicator(root) {
      let indicators = standard.children(of: root).map { indicator in
        let leaves = Set(standard.leaves(of: indicator.code).map(\.code))
        return RatingReport.Indicator(
          code: indicator.code, name: indicator.name,
          districtMeans: members.map { places in mean(places.map { reviewShare($0, leaves) }) })
      }
      halves.append(
        RatingReport.Half(name: half.name, weight: standard.weights.department.value, indicators: indicators))
    }
    return halves
  }

  /// The points won over the points of the rated ones among `leaves`, 0–100.
  private func reviewShare(_ place: Int, _ leaves: Set<String>) -> Double? {
    guard let reviews = communities[place].reviews else { return nil }
    var won = 0.0
    var points = 0.0
    for (indicator, mean) in zip(departmentIndicators, reviews.means) where leaves.contains(indicator.code) {
      guard let mean else { continue }
      won += mean
      points += indicator.points.value
    }
    return points > 0 ? 100 * won / points : nil
  }

  private func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  private func district(_ index: Int) -> RatingReport.District {
    let ranking = rankings[index]
    let working = quotaWorking(index)
    let ranked = ranking.outcomes.map(\.place)
    let others = roster.members[index].filter { communities[$0].outcome == nil }
    return RatingReport.District(
      code: roster.districts[index].code, name: roster.districts[index].name, communities: quotas.counts[index],
      share: working.share, wholeSeats: working.whole, remainder: working.remainder, remainderRank: working.rank,
      remainderWins: working.wins, seats: quotas.seats[index], quotaTied: working.isTied,
      lineScore: ranking.lineScore, lineTied: ranking.tieAtLine != nil,
      places: (ranked + others.sorted { roster.communities[$0].id < roster.communities[$1].id }).map(place))
  }

  private func place(_ place: Int) -> RatingReport.Place {
    let entry = roster.communities[place]
    let community = communities[place]
    let residents = community.satisfaction?.overall
    let score = community.score.map { score in
      figure(
        score.score, score.standardError,
        ScoreInterval(
          score.score, standardError: score.standardError, degreesOfFreedom: score.degreesOfFreedom,
          confidence: standard.confidence))
    }
    let probability = community.outcome?.probability
    return RatingReport.Place(
      id: entry.id, name: entry.name, town: entry.town, kind: kindName(entry.kind), rank: community.outcome?.rank,
      score: score, satisfaction: residents.map { figure($0.mean, $0.standardError, interval($0)) },
      responses: community.satisfaction?.responses ?? 0, department: community.reviews?.score,
      isEligible: community.exclusion == nil, exclusion: community.exclusion.map(sentence),
      isInQuota: community.outcome.map(\.isInQuota) ?? false, probability: probability,
      certainty: probability.map { $0 >= 0.95 ? .secureIn : $0 <= 0.05 ? .clearlyOut : .open })
  }

  private func figure(_ value: Double, _ error: Double?, _ interval: ScoreInterval?) -> RatingReport.Figure {
    RatingReport.Figure(value: value, standardError: error, lower: interval?.lower, upper: interval?.upper)
  }

  private func kindName(_ kind: String) -> Bilingual {
    switch kind {
    case "community": Bilingual("社区", "community")
    case "village": Bilingual("村", "village")
    default: Bilingual(kind, kind)
    }
  }

  private func sentence(_ exclusion: Exclusion) -> Bilingual {
    switch exclusion {
    case .condition(let condition):
      Bilingual(
        "\(condition.name.chinese)(\(condition.code)，依据：\(condition.basis))",
        "\(condition.name.english) (\(condition.code), basis: \(condition.basis))")
    case .tooFewResponses(let found, let needed):
      Bilingual("有效答卷 \(found) 份，少于 \(needed) 份", "\(found) usable responses, fewer than \(needed)")
    case .notFiled: Bilingual("截止日期时未备案", "not on file at the cut-off date")
    case .noReviews: Bilingual("没有部门评分", "no department review")
    }
  }

  private func findingCounts() -> [RatingReport.FindingCount] {
    var counts: [String: (finding: Finding, count: Int)] = [:]
    for finding in findings {
      let key = finding.severity.rawValue + finding.code.code
      counts[key] = (finding, (counts[key]?.count ?? 0) + 1)
    }
    return counts.values
      .sorted { a, b in
        a.finding.severity == b.finding.severity
          ? a.finding.code.code < b.finding.code.code : a.finding.severity > b.finding.severity
      }
      .map { entry in
        RatingReport.FindingCount(
          code: entry.finding.code.code, severity: entry.finding.severity, title: entry.finding.code.general,
          count: entry.count)
      }
  }
}
