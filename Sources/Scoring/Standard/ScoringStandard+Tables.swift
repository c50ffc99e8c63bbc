import Findings

extension ScoringStandard {
  /// The rows of `indicators.csv`.
  static func readIndicators(
    _ table: StandardTable, _ variants: [String], _ findings: inout [Finding]
  ) -> [Indicator] {
    let kinds = Dictionary(
      table.records.map { ($0.text("code"), ($0.text("kind"), $0.text("parent"))) },
      uniquingKeysWith: { first, _ in first })
    /// The variant that a row names, or the nearest row above it.
    func kind(_ record: StandardTable.Record) -> String? {
      var (kind, parent) = (record.text("kind"), record.text("parent"))
      var steps = 0
      while kind.isEmpty, let above = kinds[parent], steps < table.records.count {
        (kind, parent) = above
        steps += 1
      }
      return kind.isEmpty ? nil : kind
    }
    var tree: [Indicator] = []
    for record in table.records {
      let code = record.text("code")
      if code.isEmpty {
        findings.append(Finding(.valueMissing, at: record.location("code"), details: ["code"]))
        continue
      }
      let weight = decimal(record, "weight", &findings)
      let isWeighted = weight != nil && !record.text("parent").isEmpty
      // A weighted sibling divides its parent by weight: without points its own scale is 0–100.
      let scale = isWeighted && record.text("points").isEmpty ? Points(thousandths: 100_000) : nil
      let points = scale ?? Points(record.text("points"))
      if points == nil {
        findings.append(
          Finding(
            .numberExpected, at: record.location("points"), found: record.text("points"), details: ["points", "≥ 0"]))
      }
      let direction = word(record, "direction", ["", "1", "+1", "-1"], shown: "1, -1", &findings)
      let role = word(record, "role", ["", "bonus"], shown: "bonus", &findings)
      let ruleText = record.text("rule")
      let rule = ScoringRule(rawValue: ruleText)
      if rule == nil && !ruleText.isEmpty {
        findings.append(
          Finding(
            .valueUnknown, at: record.location("rule"), found: ruleText,
            details: ["rule", ScoringRule.allCases.map(\.rawValue).joined(separator: ", ")]))
      }
      let own = record.text("kind")
      if !variants.isEmpty, !own.isEmpty, !variants.contains(own) {
        findings.append(
          Finding(
            .valueUnknown, at: record.location("kind"), found: own,
            details: ["kind", variants.joined(separator: ", ")]))
      }
      let parent = record.text("parent")
      let item = record.text("item")
      tree.append(
        Indicator(
          code: code, parent: parent.isEmpty ? nil : parent,
          name: Bilingual(record.text("name_zh"), record.text("name_en")), points: points ?? .zero, weight: weight,
          direction: direction == "-1" ? -1 : 1, method: record.text("method"), rater: record.text("rater"),
          rule: rule, kind: variants.isEmpty ? nil : kind(record), item: item.isEmpty ? code : item,
          isBonus: role == "bonus", place: record.place))
    }
    return tree
  }

  /// The rows of `criteria.csv`: each belongs to a leaf under rule R1 or R2.
  static func readCriteria(
    _ table: StandardTable, _ tree: [Indicator], _ findings: inout [Finding]
  ) -> [Criterion] {
    let rules = Dictionary(tree.map { ($0.code, $0.rule) }, uniquingKeysWith: { first, _ in first })
    var criteria: [Criterion] = []
    for record in table.records {
      let owner = record.text("indicator")
      let rule = rules[owner] ?? nil
      if rule != .criteriaMet && rule != .deductions {
        findings.append(Finding(.criterionOfNoIndicator, at: record.location("indicator"), found: owner))
        continue
      }
      for column in ["code", "name_zh"] where record.text(column).isEmpty {
        findings.append(Finding(.valueMissing, at: record.location(column), details: [column]))
      }
      criteria.append(
        Criterion(
          indicator: owner, code: record.text("code"),
          name: Bilingual(record.text("name_zh"), record.text("name_en")),
          points: decimal(record, "points", &findings)?.value, cap: decimal(record, "cap", &findings)?.value))
    }
    for leaf in tree where leaf.rule == .criteriaMet {
      let own = criteria.filter { $0.indicator == leaf.code }
      let stated = own.compactMap(\.points)
      guard !stated.isEmpty else { continue }
      let sum = stated.reduce(0, +)
      if stated.count != own.count || abs(sum - leaf.points.value) > 1e-9 {
        findings.append(
          Finding(
            .criteriaDoNotAddUp, at: leaf.place, found: leaf.points.description,
            details: [leaf.code, DecimalText.shortest(sum)]))
      }
    }
    return criteria
  }

  /// The rows of `conditions.csv`.
  static func readConditions(_ table: StandardTable, _ findings: inout [Finding]) -> [EligibilityCondition] {
    table.records.map { record in
      let code = record.text("code")
      for column in ["code", "name_zh", "certifier"] where record.text(column).isEmpty {
        findings.append(Finding(.valueMissing, at: record.location(column), details: [column]))
      }
      if record.text("basis").isEmpty {
        findings.append(Finding(.conditionWithoutBasis, at: record.location("basis"), details: [code]))
      }
      let months = record.text("look_back_months")
      if !months.isEmpty, Int(months).map({ (1...1200).contains($0) }) != true {
        findings.append(
          Finding(
            .numberExpected, at: record.location("look_back_months"), found: months,
            details: ["look_back_months", "1…1200"]))
      }
      var requirements: Set<EligibilityCondition.Requirement> = []
      for part in record.text("requires").split(separator: ";") {
        if let requirement = EligibilityCondition.Requirement(rawValue: String(part).trimmed) {
          requirements.insert(requirement)
        } else {
          let allowed = EligibilityCondition.Requirement.allCases.map(\.rawValue).joined(separator: ", ")
          findings.append(
            Finding(
              .valueUnknown, at: record.location("requires"), found: String(part), details: ["requires", allowed]))
        }
      }
      return EligibilityCondition(
        code: code, name: Bilingual(record.text("name_zh"), record.text("name_en")), basis: record.text("basis"),
        certifier: record.text("certifier"),
        departments: record.text("departments").split(separator: ";").map { String($0).trimmed },
        method: record.text("method"), lookBackMonths: Int(months),
        requirements: requirements)
    }
  }

  /// The rows of `bands.csv`, highest minimum first.
  static func readBands(_ table: StandardTable, _ findings: inout [Finding]) -> [Band] {
    let bands = table.records.map { record in
      let minimum = Points(record.text("minimum"))
      if minimum == nil {
        findings.append(
          Finding(
            .numberExpected, at: record.location("minimum"), found: record.text("minimum"),
            details: ["minimum", "≥ 0"]))
      }
      return Band(
        code: record.text("code"), name: Bilingual(record.text("name_zh"), record.text("name_en")),
        minimum: minimum ?? .zero, award: Bilingual(record.text("award_zh"), record.text("award_en")))
    }
    return bands.sorted { $0.minimum > $1.minimum }
  }

  /// An optional decimal; a text that is none is a finding.
  private static func decimal(
    _ record: StandardTable.Record, _ column: String, _ findings: inout [Finding]
  ) -> Points? {
    let text = record.text(column)
    if text.isEmpty { return nil }
    if let value = Points(text) { return value }
    findings.append(
      Finding(.numberExpected, at: record.location(column), found: text, details: [column, "≥ 0"]))
    return nil
  }

  /// One of the words; another is a finding.
  private static func word(
    _ record: StandardTable.Record, _ column: String, _ words: [String], shown: String, _ findings: inout [Finding]
  ) -> String {
    let text = record.text(column)
    if !words.contains(text) {
      findings.append(Finding(.valueUnknown, at: record.location(column), found: text, details: [column, shown]))
    }
    return text
  }
}

/// Numbers as short decimals in findings.
enum DecimalText {
  /// At most six decimals, without zeros at the end.
  static func shortest(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
