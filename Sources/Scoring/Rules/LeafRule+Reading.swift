import Findings

extension LeafRule {
  /// The rule of a leaf from its parameters; faults of single values were found when the table was read, so only what a leaf
  /// lacks is reported here.
  init(
    _ leaf: Indicator, _ rule: ScoringRule, _ parameters: RuleParameters, criteria: [Criterion], variants: [String],
    findings: inout [Finding]
  ) {
    let code = leaf.code
    func missing(_ name: String, _ findings: inout [Finding]) {
      findings.append(
        Finding(.ruleParameterMissing, at: leaf.place, found: code, details: ["\(rule.rawValue) \(name) (\(code))"]))
    }
    points = leaf.points.value
    let own = criteria.filter { $0.indicator == code }
    switch rule {
    case .criteriaMet:
      let count = own.isEmpty ? parameters.integer(rule, code, "criteria") : own.count
      if count == nil { missing("criteria", &findings) }
      kind = .criteriaMet(
        CriteriaMet(criteria: own, count: count ?? 1, shares: parameters.shares(rule, code, "shares")))
    case .deductions:
      let deduction = parameters.number(rule, code, "deduction")
      if deduction == nil, own.isEmpty || own.contains(where: { $0.points == nil }) {
        missing("deduction", &findings)
      }
      kind = .deductions(
        Deductions(
          criteria: own, deduction: deduction ?? 0, floor: parameters.number(rule, code, "floor") ?? 0,
          cap: parameters.number(rule, code, "cap"),
          isFullWithoutEvents: parameters.value(rule, code, "without_events") != "unrated",
          needsDocument: parameters.value(rule, code, "document") == "needed"))
    case .grades: kind = .grades(parameters.shares(rule, code, "grades") ?? [:])
    case .targetRate:
      let general = LeafRule.terms(parameters, code, "")
      var special: [String: TargetRate.Terms] = [:]
      for qualifier in ["urban", "rural"] + variants {
        special[qualifier] = LeafRule.terms(parameters, code, ":" + qualifier)
      }
      let hasTerms = { (terms: TargetRate.Terms) in terms.target != nil || terms.bands != nil }
      if !hasTerms(general), !special.values.contains(where: hasTerms) { missing("target", &findings) }
      kind = .targetRate(
        TargetRate(
          general: general, special: special,
          counting: parameters.value(rule, code, "counting").flatMap(TargetRate.Counting.init) ?? .whole,
          floor: parameters.number(rule, code, "floor") ?? 0, isReversed: leaf.direction == -1))
    case .spotChecks:
      kind = .spotChecks(
        SpotChecks(
          spots: parameters.integer(rule, code, "spots"), shares: parameters.shares(rule, code, "shares")))
    case .directPoints: kind = .directPoints(step: parameters.number(rule, code, "step").flatMap { $0 > 0 ? $0 : nil })
    case .surveyMean:
      kind = .surveyMean(
        SurveyItem(
          scaleMap: parameters.value(rule, code, "scale_map").map { AnswerScore.map($0).map },
          noOpinion: parameters.value(rule, code, "no_opinion").flatMap { Points($0) },
          minimumAnswers: parameters.integer(rule, code, "minimum_answers")))
    }
    switch parameters.value(rule, code, "raters") {
    case "median": raters = .median
    case "trimmed-mean": raters = .trimmedMean(trim: parameters.integer(rule, code, "trim") ?? 1)
    default: raters = .mean
    }
    minimumRaters = parameters.integer(rule, code, "minimum_raters") ?? 1
    repeated = parameters.value(rule, code, "repeated").flatMap(RepeatedEntry.init) ?? .first
    self.missing = parameters.value(rule, code, "missing").flatMap(MissingReviewPolicy.init)
    allowsExemption = parameters.value(rule, code, "exemption") == "full"
  }

  private static func terms(_ parameters: RuleParameters, _ code: String, _ suffix: String) -> TargetRate.Terms {
    let rule = ScoringRule.targetRate
    return TargetRate.Terms(
      target: parameters.number(rule, code, "target" + suffix), step: parameters.number(rule, code, "step" + suffix),
      deduction: parameters.number(rule, code, "deduction" + suffix),
      bands: parameters.value(rule, code, "bands" + suffix).flatMap(RateBand.list))
  }
}
