import Apportionment
import Findings
public import Reports
import Scoring
import Statistics
import Surveys
import Titles

extension RatingResult {
  /// The report's model: what pages, workbook and PDF show; with the score sheets of all units if a workbook is made.
  public func report(withScores: Bool = false) -> RatingReport {
    var report = RatingReport(
      standardName: standard.name, surveyName: surveyTitle, year: standard.year, titles: titles, halves: halves(),
      districts: districts(),
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
      }, standardChecksum: standardChecksum, surveyChecksum: surveyChecksum, version: version,
      unit: standard.words.unit, group: standard.words.group,
      bands: standard.bands.map { band in
        RatingReport.Band(
          name: band.name, minimum: band.minimum.description, award: band.award,
          units: communities.count { $0.band?.code == band.code })
      }, scoreTables: withScores ? scoreTables() : [])
    report.sensitivity = sensitivity.map(sensitivityReport)
    report.raters = raterTable()
    report.workings = workings()
    return report
  }

  /// The districts of the report's model, each with its communities by rank.
  public func districts() -> [RatingReport.District] { roster.districts.indices.map(district) }

  /// The line of a district with what decided it; nil if there is none.
  private func lineRecord(_ ranking: TitleRanking) -> RatingReport.LineRecord? {
    guard let line = ranking.line else { return nil }
    let decidedBy: Bilingual
    switch ranking.lineDecision {
    case .none: return nil
    case .score: decidedBy = Bilingual("未舍入的得分", "the unrounded scores")
    case .open: decidedBy = Bilingual("并列待定", "a tie, to be decided")
    case .people(let document, let date):
      decidedBy = Bilingual("领导小组决定 \(document) \(date)", "a decision of people, \(document) \(date)")
    case .rule(let rule):
      decidedBy = Bilingual("同分规则 \(rule.rawValue)", "the tie rule \(rule.rawValue)")
    }
    return RatingReport.LineRecord(
      certainlyIn: line.secureIn.count, notDistinguishable: line.greyZone.count,
      certainlyOut: line.clearlyOut.count, gap: line.gap,
      standardError: line.standardError < 1e8 ? line.standardError : nil, decidedBy: decidedBy)
  }

  /// The halves with the means of their first-level indicators, variant by variant.
  private func halves() -> [RatingReport.Half] {
    let scoring = UnitScoring(
      standard: standard, roster: roster, units: [], events: EligibilityEvents(), selfScores: selfScores,
      itemNames: items.map(\.name))
    let members = roster.members
    let parts: [(IndicatorTree.Half, String?, Points, Bilingual)] = [
      (
        .satisfaction, standard.satisfactionRoot, standard.weights.satisfaction,
        Bilingual("居民部分", "Residents' half")
      ),
      (
        .department, standard.departmentRoot, standard.weights.department,
        Bilingual("部门部分", "Departments' half")
      ),
    ]
    return parts.filter { $0.2.thousandths > 0 }.map { half, root, weight, name in
      var indicators: [RatingReport.Indicator] = []
      for (variant, tree) in standard.trees.enumerated() {
        for (place, node) in tree.nodes.enumerated()
        where node.depth == (standard.reading == .points ? 0 : 1)
          && node.leaves.contains(where: { tree.leaves[$0].half == half })
        {
          if indicators.contains(where: { $0.code == node.indicator.code }) { continue }
          let means = members.map { places in
            mean(
              places.map { unit -> Double? in
                let community = communities[unit]
                let own = standard.trees[community.tree]
                let isOther = community.tree != variant
                guard let index = isOther ? own.node(node.indicator.code) : place else { return nil }
                if half == .satisfaction, standard.responseScore == .meanOfValidAnswers {
                  let siblings = own.nodes[index].parent.map { own.nodes[$0].children } ?? []
                  let groups = community.satisfaction?.groups ?? []
                  guard let group = siblings.firstIndex(of: index), groups.indices.contains(group) else { return nil }
                  return groups[group]?.mean
                }
                return scoring.share(own.nodes[index], community, half: half).map { 100 * $0 }
              })
          }
          indicators.append(
            RatingReport.Indicator(code: node.indicator.code, name: node.indicator.name, districtMeans: means))
        }
      }
      return RatingReport.Half(
        name: root.flatMap { standard.indicator($0)?.name } ?? name, weight: weight.value, indicators: indicators)
    }
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
      places: (ranked + others.sorted { roster.communities[$0].id < roster.communities[$1].id }).map(place),
      line: lineRecord(ranking))
  }

  private func place(_ place: Int) -> RatingReport.Place {
    let entry = roster.communities[place]
    let community = communities[place]
    let residents = community.satisfaction?.overall
    let score = community.score.map { figure($0.score, $0.standardError, interval($0)) }
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
    if let variant = standard.variants.first(where: { $0.code == kind }) { return variant.name }
    switch kind {
    case "community": return Bilingual("社区", "community")
    case "village": return Bilingual("村", "village")
    default: return Bilingual(kind, kind)
    }
  }

  func sentence(_ exclusion: Exclusion) -> Bilingual {
    switch exclusion {
    case .condition(let event):
      Bilingual(
        "\(event.condition.name.chinese)（\(event.condition.code)，依据：\(event.condition.basis)）",
        "\(event.condition.name.english) (\(event.condition.code), basis: \(event.condition.basis))")
    case .belowLine(let subject, let found, let needed):
      Bilingual(
        "\(subject) 为 \(DisplayNumber.score(found))，低于合格线 \(DisplayNumber.score(needed))",
        "\(subject) is \(DisplayNumber.score(found)), below the pass line \(DisplayNumber.score(needed))")
    case .belowSelfLine(let found, let needed):
      Bilingual(
        "自评 \(DisplayNumber.score(found))，申报须达到 \(DisplayNumber.score(needed))",
        "own score \(DisplayNumber.score(found)); an application needs \(DisplayNumber.score(needed))")
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
