public import Findings
public import Sheets

extension ScoringStandard {
  /// Reads a standard that extends nothing from its sheets.
  public static func read(
    settings: CSVSheet, indicators: CSVSheet, rules: CSVSheet, conditions: CSVSheet?, criteria: CSVSheet? = nil,
    bands: CSVSheet? = nil, findings: inout [Finding]
  ) -> ScoringStandard? {
    let before = findings.count
    let sheets: [(StandardTable.Kind, CSVSheet?)] = [
      (.settings, settings), (.indicators, indicators), (.rules, rules), (.conditions, conditions),
      (.criteria, criteria), (.bands, bands),
    ]
    var tables: [StandardTable] = []
    for (kind, sheet) in sheets {
      if let sheet { tables.append(StandardTable(kind, sheet, findings: &findings)) }
    }
    let standard = read(StandardTables(tables, name: ""), findings: &findings)
    return findings[before...].contains(where: { $0.severity == .error }) ? nil : standard
  }

  /// Reads a standard from its tables, all layers of inheritance joined.
  ///
  /// Refused, each with a finding: shares of the halves that do not add up to 1, or that the points or the roots do not
  /// keep; a guiding standard that leaves the halves unlocked; points of children that do not add up to the parent's; unknown
  /// parents, cycles and codes that stand twice; a leaf without a rule and a parent with one; a rule without a parameter that
  /// it needs; criteria of no indicator; a condition without a legal basis; a setting that is missing, unknown or out of range.
  ///
  /// - Returns: the standard, or nil after findings of severity error.
  public static func read(_ tables: StandardTables, findings: inout [Finding]) -> ScoringStandard? {
    let before = findings.count
    var reader = SettingReader(tables[.settings])
    let name = Bilingual(reader.text("name_zh", &findings), reader.text("name_en", &findings))
    let year = reader.integer("year", 1949...9999, &findings)
    let level =
      reader.optionalText("standard_level") == nil
      ? .single : reader.choice("standard_level", StandardLevel.allCases, &findings) ?? .single
    let reading =
      reader.optionalText("reading") == nil ? .halves : reader.choice("reading", Reading.allCases, &findings) ?? .halves
    let titles = reader.integer("titles", 0...1_000_000, &findings)
    let satisfaction = reader.points("satisfaction_weight", &findings)
    let department = reader.points("department_weight", &findings)
    if satisfaction + department != Points(thousandths: 1000) {
      findings.append(
        Finding(
          .weightsDoNotAddUp, at: reader.location("satisfaction_weight"), found: "\(satisfaction) + \(department)"))
    }
    if level == .guiding {
      for key in ["satisfaction_weight", "department_weight"] where !reader.isLocked(key) {
        findings.append(Finding(.halvesNotLocked, at: reader.location(key), found: key))
      }
    }
    let hasSurvey = satisfaction.thousandths > 0
    let hasReviews = department.thousandths > 0
    let byHalves = reading == .halves
    let satisfactionRoot = hasSurvey && byHalves ? reader.text("satisfaction_indicator", &findings) : nil
    let departmentRoot = hasReviews && byHalves ? reader.text("department_indicator", &findings) : nil
    let fullScore = reader.optionalPoints("full_score", &findings) ?? Points(thousandths: 100_000)
    let variants = readVariants(&reader, &findings)
    let scaleMap = hasSurvey ? reader.scaleMap("scale_map", &findings) : []
    let minimumValid = hasSurvey ? reader.integer("minimum_valid_answers", 1...10_000, &findings) : 1
    let minimumResponses = hasSurvey ? reader.integer("minimum_responses", 1...1_000_000, &findings) : 1
    let advised = hasSurvey ? reader.integer("advised_responses", 1...1_000_000, &findings) : 1
    let confidence = reader.share("confidence", &findings)
    let maximumUnusable = reader.share("maximum_unusable_share", &findings)
    let missing: MissingReviewPolicy? =
      hasReviews ? reader.choice("missing_reviews", MissingReviewPolicy.allCases, &findings) : .block
    let bonusCap = reader.optionalPoints("bonus_cap", &findings)
    let totalCap = reader.optionalPoints("total_cap", &findings)
    let passLines = reader.pairs("pass_lines", &findings).map { PassLine(subject: $0.name, minimum: $0.points) }
    let selfLine = reader.optionalPoints("self_line", &findings)
    let rounding = Rounding(
      indicators: reader.optionalInteger("round_indicators", 0...6, &findings),
      total: reader.optionalInteger("round_total", 0...6, &findings))
    let evidenceFrom = reader.day("evidence_from", &findings)
    let evidenceTo = reader.day("evidence_to", &findings)
    let assessmentDate = reader.day("assessment_date", &findings)
    let ties: [TieRule] = reader.list("tie_rules", allowed: TieRule.allowed, &findings)
    let quotaTies: [QuotaTieRule] = reader.list(
      "quota_tie_rules", allowed: QuotaTieRule.allCases.map(\.rawValue).joined(separator: ", "), &findings)
    let registerDate = reader.day("register_date", &findings)
    let decimals = reader.integer("display_decimals", 0...6, &findings)
    let words = UnitWords(
      unit: Bilingual(
        reader.optionalText("unit_zh") ?? "社区（村）", reader.optionalText("unit_en") ?? "community"),
      group: Bilingual(reader.optionalText("group_zh") ?? "区", reader.optionalText("group_en") ?? "district"))
    let parentName = reader.optionalText("extends")
    reader.refuseUnknown(&findings)

    let tree = readIndicators(tables[.indicators], variants.map(\.code), &findings)
    let shape = TreeShape(tree, tables[.indicators], variants: variants.map(\.code))
    shape.check(roots: [satisfactionRoot, departmentRoot].compactMap { $0 }, reading, reader, &findings)
    let criteria = readCriteria(tables[.criteria], tree, &findings)
    let parameters = RuleParameters(
      tables[.rules], indicators: Set(tree.map(\.code)), variants: variants.map(\.code), findings: &findings)
    let used = Set(tree.compactMap(\.rule))
    parameters.checkNeeded(used, stated: tables[.rules], &findings)
    var rules: [String: LeafRule] = [:]
    for leaf in tree {
      guard let rule = leaf.rule else { continue }
      rules[leaf.code] = LeafRule(
        leaf, rule, parameters, criteria: criteria, variants: variants.map(\.code), findings: &findings)
    }
    let conditions = readConditions(tables[.conditions], &findings)
    if assessmentDate == nil, conditions.contains(where: { $0.lookBackMonths != nil }) {
      findings.append(Finding(.settingMissing, at: reader.location("assessment_date"), details: ["assessment_date"]))
    }
    if rounding.indicators != nil, hasSurvey,
      parameters.value(.surveyMean, "", "response_score") != ResponseScore.itemMeans.rawValue
    {
      findings.append(Finding(.roundingOfWholes, at: reader.location("round_indicators")))
    }
    let bands = readBands(tables[.bands], &findings)
    checkCodes(ties, passLines, tree, reader, &findings)
    guard !findings[before...].contains(where: { $0.severity == .error }), let missing else { return nil }

    let trees = (variants.isEmpty ? [nil] : variants.map { Optional($0.code) }).map {
      IndicatorTree(tree, variant: $0, reading: reading, rules: rules)
    }
    let standard = ScoringStandard(
      name: name, year: year, level: level, reading: reading, titles: titles, satisfactionRoot: satisfactionRoot,
      departmentRoot: departmentRoot, weights: Halves(satisfaction: satisfaction, department: department),
      fullScore: fullScore, variants: variants, indicators: tree, trees: trees, conditions: conditions, bands: bands,
      scaleMap: scaleMap,
      responseScore: parameters.value(.surveyMean, "", "response_score").flatMap(ResponseScore.init)
        ?? .meanOfValidAnswers, minimumValidAnswers: minimumValid, minimumResponses: minimumResponses,
      advisedResponses: advised, confidence: confidence, maximumUnusable: maximumUnusable, missingReviews: missing,
      bonusCap: bonusCap, totalCap: totalCap, passLines: passLines, selfLine: selfLine, rounding: rounding,
      assessmentDate: assessmentDate, tieRules: ties, quotaTieRules: quotaTies, registerDate: registerDate,
      displayDecimals: decimals, words: words, parentName: parentName, severity: parameters.severity,
      evidenceFrom: evidenceFrom, evidenceTo: evidenceTo)
    HalfCheck(standard, tables[.indicators], reader).check(&findings)
    return findings[before...].contains(where: { $0.severity == .error }) ? nil : standard
  }

  /// Variants such as `community:社区:community;village:村:village`.
  private static func readVariants(_ reader: inout SettingReader, _ findings: inout [Finding]) -> [Variant] {
    guard let text = reader.optionalText("variants") else { return [] }
    var variants: [Variant] = []
    for part in text.split(separator: ";") {
      let words = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard (2...3).contains(words.count), words.allSatisfy({ !$0.isEmpty }),
        !["urban", "rural"].contains(words[0]), !variants.contains(where: { $0.code == words[0] })
      else {
        reader.refuse("variants", String(part), "code:中文:English", &findings)
        continue
      }
      variants.append(Variant(code: words[0], name: Bilingual(words[1], words.count == 3 ? words[2] : words[0])))
    }
    return variants
  }

  /// Tie rules and pass lines must name indicators that exist.
  private static func checkCodes(
    _ ties: [TieRule], _ lines: [PassLine], _ tree: [Indicator], _ reader: SettingReader, _ findings: inout [Finding]
  ) {
    let codes = Set(tree.map(\.code))
    for case .indicator(let named) in ties {
      for code in named where !codes.contains(code) {
        findings.append(Finding(.unknownCodeInSetting, at: reader.location("tie_rules"), found: code))
      }
    }
    for line in lines where !["total", "satisfaction", "department"].contains(line.subject) {
      if !codes.contains(line.subject) {
        findings.append(Finding(.unknownCodeInSetting, at: reader.location("pass_lines"), found: line.subject))
      }
    }
  }
}
