public import Findings
public import Sheets

extension ScoringStandard {
  /// The columns that each table must have.
  public static let settingColumns = ["key", "value"]
  /// The columns of `indicators.csv`.
  public static let indicatorColumns = [
    "code", "parent", "name_zh", "name_en", "points", "weight", "direction", "method", "rater", "rule", "kind",
  ]
  /// The columns of `rules.csv`.
  public static let ruleColumns = ["rule", "indicator", "parameter", "value"]
  /// The columns of `conditions.csv`.
  public static let conditionColumns = ["code", "name_zh", "name_en", "basis", "certifier"]

  /// Reads a standard from its tables.
  ///
  /// Refused, each with a finding: weights of the halves that do not add up to 1; points of children that do not add up to the
  /// parent's; unknown parents and cycles; a leaf without a rule and a parent with one; a condition without a legal basis; a
  /// setting that is missing, unknown or out of range.
  ///
  /// - Returns: the standard, or nil after findings of severity error.
  public static func read(
    settings: CSVSheet, indicators: CSVSheet, rules: CSVSheet, conditions: CSVSheet?, findings: inout [Finding]
  ) -> ScoringStandard? {
    let before = findings.count
    var reader = SettingReader(settings)
    let name = Bilingual(reader.text("name_zh", &findings), reader.text("name_en", &findings))
    let year = reader.integer("year", 1949...9999, &findings)
    let titles = reader.integer("titles", 0...1_000_000, &findings)
    let satisfaction = reader.points("satisfaction_weight", &findings)
    let department = reader.points("department_weight", &findings)
    if satisfaction + department != Points(thousandths: 1000) {
      findings.append(
        Finding(
          .weightsDoNotAddUp, at: reader.location("satisfaction_weight"),
          found: "\(satisfaction) + \(department)"))
    }
    let hasSatisfaction = satisfaction.thousandths > 0
    let hasDepartment = department.thousandths > 0
    let satisfactionRoot = hasSatisfaction ? reader.text("satisfaction_indicator", &findings) : nil
    let departmentRoot = hasDepartment ? reader.text("department_indicator", &findings) : nil
    let scaleMap = hasSatisfaction ? reader.scaleMap("scale_map", &findings) : []
    let minimumValid = hasSatisfaction ? reader.integer("minimum_valid_answers", 1...10_000, &findings) : 1
    let minimumResponses = hasSatisfaction ? reader.integer("minimum_responses", 1...1_000_000, &findings) : 1
    let advised = hasSatisfaction ? reader.integer("advised_responses", 1...1_000_000, &findings) : 1
    let confidence = reader.share("confidence", &findings)
    let maximumUnusable = reader.share("maximum_unusable_share", &findings)
    let missing: MissingReviewPolicy? =
      hasDepartment ? reader.choice("missing_reviews", MissingReviewPolicy.allCases, &findings) : .block
    let ties = reader.list("tie_rules", TieRule.allCases, &findings)
    let quotaTies = reader.list("quota_tie_rules", QuotaTieRule.allCases, &findings)
    let registerDate = reader.optionalText("register_date")
    if let registerDate, registerDate.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) == nil {
      findings.append(
        Finding(
          .valueUnknown, at: reader.location("register_date"), found: registerDate,
          details: ["register_date", "YYYY-MM-DD"]))
    }
    let decimals = reader.integer("display_decimals", 0...6, &findings)
    reader.refuseUnknown(&findings)

    RuleParameters.check(rules, hasSurvey: hasSatisfaction, hasReviews: hasDepartment, &findings)
    let tree = readIndicators(indicators, &findings)
    checkTree(tree, indicators, roots: [satisfactionRoot, departmentRoot].compactMap { $0 }, reader, &findings)
    let bars = conditions.map { readConditions($0, &findings) } ?? []
    guard !findings[before...].contains(where: { $0.severity == .error }), let missing else { return nil }
    let standard = ScoringStandard(
      name: name, year: year, titles: titles, satisfactionRoot: satisfactionRoot, departmentRoot: departmentRoot,
      satisfactionWeight: satisfaction, departmentWeight: department, indicators: tree, conditions: bars,
      scaleMap: scaleMap, minimumValidAnswers: minimumValid, minimumResponses: minimumResponses,
      advisedResponses: advised, confidence: confidence, maximumUnusable: maximumUnusable, missingReviews: missing,
      tieRules: ties, quotaTieRules: quotaTies, registerDate: registerDate, displayDecimals: decimals)
    checkRules(standard, indicators, &findings)
    checkWeights(standard, indicators, &findings)
    return findings[before...].contains(where: { $0.severity == .error }) ? nil : standard
  }

  /// The residents' half is scored by the survey, the departments' half by anything else.
  private static func checkRules(_ standard: ScoringStandard, _ sheet: CSVSheet, _ findings: inout [Finding]) {
    for (root, isSurvey) in [(standard.satisfactionRoot, true), (standard.departmentRoot, false)] {
      guard let root else { continue }
      for leaf in standard.leaves(of: root) where (leaf.rule == .surveyMean) != isSurvey {
        let place = Location(file: sheet.file, row: leaf.row, column: sheet.index(of: "rule").map { $0 + 1 })
        findings.append(
          Finding(
            .wrongRule, at: place, found: leaf.rule?.rawValue, details: [leaf.code, leaf.rule?.rawValue ?? ""]))
      }
    }
  }

  /// A root's weight in the tree must be the half's weight in the settings.
  private static func checkWeights(_ standard: ScoringStandard, _ sheet: CSVSheet, _ findings: inout [Finding]) {
    let weights = standard.weights
    for (root, weight) in [
      (standard.satisfactionRoot, weights.satisfaction), (standard.departmentRoot, weights.department),
    ] {
      guard let root, let indicator = standard.indicator(root), indicator.weight != weight else { continue }
      let place = Location(file: sheet.file, row: indicator.row, column: sheet.index(of: "weight").map { $0 + 1 })
      findings.append(
        Finding(
          .weightDiffers, at: place, found: indicator.weight?.description,
          details: [root, weight.description]))
    }
  }

  private static func readIndicators(_ sheet: CSVSheet, _ findings: inout [Finding]) -> [Indicator] {
    var tree: [Indicator] = []
    var rows: [String: Int] = [:]
    for row in sheet.rows {
      let code = sheet.text(row, "code")
      if code.isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, "code"), details: ["code"]))
        continue
      }
      if let first = rows.updateValue(row.number, forKey: code) {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "code"), found: code, details: [code, String(first)]))
        continue
      }
      let pointText = sheet.text(row, "points")
      let points = Points(pointText)
      if points == nil {
        findings.append(
          Finding(.numberExpected, at: sheet.location(row, "points"), found: pointText, details: ["points", "≥ 0"]))
      }
      let directionText = sheet.text(row, "direction")
      if !["", "1", "+1", "-1"].contains(directionText) {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "direction"), found: directionText,
            details: ["direction", "1, -1"]))
      }
      let ruleText = sheet.text(row, "rule")
      let rule = ScoringRule(rawValue: ruleText)
      if rule == nil && !ruleText.isEmpty {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "rule"), found: ruleText,
            details: ["rule", ScoringRule.allCases.map(\.rawValue).joined(separator: ", ")]))
      }
      let parent = sheet.text(row, "parent")
      let kind = sheet.text(row, "kind")
      tree.append(
        Indicator(
          code: code, parent: parent.isEmpty ? nil : parent,
          name: Bilingual(sheet.text(row, "name_zh"), sheet.text(row, "name_en")),
          points: points ?? Points(thousandths: 0), weight: Points(sheet.text(row, "weight")),
          direction: directionText == "-1" ? -1 : 1,
          method: sheet.text(row, "method"), rater: sheet.text(row, "rater"), rule: rule,
          kind: kind.isEmpty ? nil : kind, row: row.number))
    }
    return tree
  }

  /// Checks the tree's shape and its sums.
  private static func checkTree(
    _ tree: [Indicator], _ sheet: CSVSheet, roots: [String], _ settings: SettingReader, _ findings: inout [Finding]
  ) {
    func place(_ indicator: Indicator, _ column: String) -> Location {
      Location(file: sheet.file, row: indicator.row, column: sheet.index(of: column).map { $0 + 1 })
    }
    let byCode = Dictionary(tree.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let children = Dictionary(grouping: tree.filter { $0.parent != nil }, by: { $0.parent ?? "" })
    for indicator in tree {
      if let parent = indicator.parent, byCode[parent] == nil {
        findings.append(Finding(.unknownParent, at: place(indicator, "parent"), found: parent))
      }
      var ancestor = indicator
      var steps = 0
      while let parent = ancestor.parent, let next = byCode[parent], steps <= tree.count {
        ancestor = next
        steps += 1
      }
      if steps > tree.count {
        findings.append(Finding(.cycle, at: place(indicator, "parent"), found: indicator.parent))
      }
      if let below = children[indicator.code] {
        let sum = below.reduce(Points(thousandths: 0)) { $0 + $1.points }
        if sum != indicator.points {
          findings.append(
            Finding(
              .pointsDoNotAddUp, at: place(indicator, "points"), found: indicator.points.description,
              details: [indicator.code, sum.description]))
        }
        if indicator.rule != nil {
          findings.append(
            Finding(
              .ruleOnParent, at: place(indicator, "rule"), found: indicator.rule?.rawValue, details: [indicator.code]))
        }
      } else {
        if indicator.rule == nil {
          findings.append(Finding(.ruleMissing, at: place(indicator, "rule"), details: [indicator.code]))
        }
        if indicator.points.thousandths == 0 {
          findings.append(Finding(.noPoints, at: place(indicator, "points"), details: [indicator.code]))
        }
      }
    }
    for (root, key) in zip(roots, ["satisfaction_indicator", "department_indicator"])
    where byCode[root]?.parent != nil || byCode[root] == nil {
      findings.append(Finding(.unknownRoot, at: settings.location(key), found: root))
    }
    for indicator in tree where indicator.parent == nil && !roots.contains(indicator.code) {
      findings.append(Finding(.strayRoot, at: place(indicator, "parent"), found: indicator.code))
    }
  }

  private static func readConditions(_ sheet: CSVSheet, _ findings: inout [Finding]) -> [EligibilityCondition] {
    var rows: [String: Int] = [:]
    return sheet.rows.compactMap { row in
      let code = sheet.text(row, "code")
      if let first = rows.updateValue(row.number, forKey: code) {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "code"), found: code, details: [code, String(first)]))
        return nil
      }
      for column in ["code", "name_zh", "certifier"] where sheet.text(row, column).isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
      if sheet.text(row, "basis").isEmpty {
        findings.append(Finding(.conditionWithoutBasis, at: sheet.location(row, "basis"), details: [code]))
      }
      return EligibilityCondition(
        code: code, name: Bilingual(sheet.text(row, "name_zh"), sheet.text(row, "name_en")),
        basis: sheet.text(row, "basis"), certifier: sheet.text(row, "certifier"))
    }
  }
}
