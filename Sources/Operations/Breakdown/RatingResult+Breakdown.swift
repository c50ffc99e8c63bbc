public import Findings
import Reports
import Scoring
import Surveys
import Titles

extension RatingResult {
  /// The breakdown of the unit with this code or name; nil if the register has none.
  public func breakdown(_ unit: String, _ language: Language) -> Breakdown? {
    let place =
      roster.communities.firstIndex { $0.id == unit } ?? roster.communities.firstIndex { $0.name == unit }
    return place.map { breakdown($0, language) }
  }

  /// `breakdown.json`: the breakdowns of all units, one a line.
  public func breakdownFile(_ language: Language) -> [UInt8] {
    var bytes = Array("[\n".utf8)
    for place in communities.indices {
      if place > 0 { bytes += [0x2C, 0x0A] }
      breakdown(place, language).json.appendLine(to: &bytes)
    }
    return bytes + Array("\n]\n".utf8)
  }

  func breakdown(_ place: Int, _ language: Language) -> Breakdown {
    let (entry, community) = (roster.communities[place], communities[place])
    let tree = standard.trees[community.tree]
    return Breakdown(
      communityId: entry.id, name: entry.name, district: roster.districts[entry.district].name,
      variant: tree.variant, variantReason: entry.variantReason.isEmpty ? nil : entry.variantReason,
      total: total(place, language), lines: sheet(place).lines.map { line($0, language) })
  }

  /// The score sheet of a unit.
  func sheet(_ place: Int) -> ScoreSheet {
    let community = communities[place]
    let tree = standard.trees[community.tree]
    return ScoreSheet(
      tree, standard, department: community.reviews, residents: community.satisfaction,
      answers: answers(community, tree), selfScores: selfScores.scores[place] ?? [:])
  }

  private func total(_ place: Int, _ language: Language) -> Breakdown.Total {
    let community = communities[place]
    let score = community.score
    let interval = score.flatMap { self.interval($0) }
    let district = roster.communities[place].district
    return Breakdown.Total(
      score: score?.score, standardError: score?.standardError, lower: interval?.lower, upper: interval?.upper,
      satisfaction: community.satisfaction?.overall?.mean, department: community.reviews?.score,
      bonus: community.reviews?.bonus, fullScore: standard.fullScore.value,
      satisfactionWeight: standard.weights.satisfaction.value, departmentWeight: standard.weights.department.value,
      selfScore: selfScores.total(place, standard.trees[community.tree]), rank: community.outcome?.rank,
      titles: quotas.seats[district], inQuota: community.outcome.map(\.isInQuota) ?? false,
      probabilityInQuota: community.outcome?.probability, line: community.outcome?.line?.rawValue,
      distanceToLine: distanceToLine(place), decidedBy: rankings[district].lineDecision.word,
      band: community.band?.name[language], award: community.band.map { $0.award[language] },
      eligible: community.exclusion == nil, exclusion: community.exclusion.map { sentence($0)[language] })
  }

  /// The answers to the items of a unit's variant, by the item's name.
  private func answers(_ community: Community, _ tree: IndicatorTree) -> [String: ScoreSheet.Answers] {
    guard let residents = community.satisfaction else { return [:] }
    var answers: [String: ScoreSheet.Answers] = [:]
    for (index, question) in items.enumerated() {
      var counts: [(code: String, label: Bilingual, missing: String?, count: Int)] = []
      if residents.counts.indices.contains(index) {
        let codes = residents.counts[index]
        for (place, choice) in question.choices.enumerated() {
          counts.append((choice.code, choice.label, choice.missing, codes[place + 1]))
        }
        counts.append(("", Bilingual("未回答", "no answer"), "not-answered", codes[0]))
        if let impossible = codes.last, impossible > 0 {
          counts.append(("", Bilingual("无效代码", "impossible code"), "impossible", impossible))
        }
      }
      answers[question.name] = ScoreSheet.Answers(estimate: residents.items[index], counts: counts)
    }
    return answers
  }

  private func line(_ line: ScoreSheet.Line, _ language: Language) -> Breakdown.Line {
    let indicator = line.indicator
    let isSurvey = indicator.rule == .surveyMean
    return Breakdown.Line(
      code: indicator.code, name: indicator.name[language], depth: line.depth, rule: indicator.rule?.rawValue,
      rater: indicator.rater.isEmpty ? nil : indicator.rater, points: indicator.points.value, earned: line.earned,
      share: line.share, contribution: line.contribution,
      state: line.isLeaf
        ? (isSurvey ? (line.share == nil ? "unrated" : "surveyed") : line.outcome?.state.rawValue) : nil,
      rebased: line.isRebased, selfScore: line.selfScore,
      answers: line.answers.map { answers in
        Breakdown.Answers(
          mean: answers.estimate?.mean, standardError: answers.estimate?.standardError,
          n: answers.estimate?.count ?? 0,
          counts: answers.counts.map {
            Breakdown.Count(
              code: $0.code.isEmpty ? nil : $0.code, label: $0.label[language], missing: $0.missing != nil,
              count: $0.count)
          })
      }, combination: (line.outcome?.raters.count ?? 0) > 1 ? line.rule?.raters.word : nil,
      raters: line.outcome?.raters.map { Breakdown.Rater(rater: $0.rater, points: $0.points) } ?? [],
      entries: line.outcome?.entries.map(entry) ?? [])
  }

  private func entry(_ evidence: Evidence) -> Breakdown.Entry {
    Breakdown.Entry(
      file: evidence.file, row: evidence.row, rater: evidence.rater,
      criterion: evidence.criterion.isEmpty ? nil : evidence.criterion, value: evidence.text,
      denominator: evidence.denominator, document: evidence.document.isEmpty ? nil : evidence.document,
      date: evidence.date.isEmpty ? nil : evidence.date)
  }
}

extension TitleRanking.LineDecision {
  /// What decided, in the words of the standard; nil without a line.
  var word: String? {
    switch self {
    case .none: nil
    case .score: "score"
    case .open: "open"
    case .people(let document, _): document.isEmpty ? "decision" : "decision " + document
    case .rule(let rule): rule.rawValue
    }
  }
}
