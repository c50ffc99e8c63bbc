package import Findings
package import Surveys

extension SatisfactionMeasure {
  /// Matches the standard's residents' half with the questionnaire: each leaf under rule R7 names a scored item.
  ///
  /// - Returns: the measure, or nil after findings: an indicator without an item, a rule of the other half, a choice without
  ///   a score.
  package init?(_ standard: ScoringStandard, _ questionnaire: Questionnaire, findings: inout [Finding]) {
    let before = findings.count
    let questions = questionnaire.questions.filter { $0.role == .item }
    let root = standard.satisfactionRoot ?? ""
    let leaves = standard.leaves(of: root)
    for leaf in leaves where leaf.rule != .surveyMean {
      findings.append(
        Finding(.wrongRule, found: leaf.code, details: [leaf.code, leaf.rule?.rawValue ?? ""]))
    }
    for leaf in leaves where !questions.contains(where: { $0.name == leaf.code }) {
      findings.append(Finding(.strayItem, found: leaf.code, details: [leaf.code]))
    }
    let scored = Set(leaves.map(\.code))
    let scale = Dictionary(standard.scaleMap.map { ($0.code, $0.score) }, uniquingKeysWith: { first, _ in first })
    let items = questions.map { question -> Item in
      var scores: [Int?] = [nil]
      for choice in question.choices {
        guard choice.missing == nil, scored.contains(question.name) else {
          scores.append(nil)
          continue
        }
        guard let score = scale[choice.code] else {
          findings.append(
            Finding(.choiceNotMapped, found: choice.code, details: [question.name, choice.code]))
          continue
        }
        let reversed = standard.indicator(question.name)?.direction == -1
        scores.append(reversed ? 100_000 - score.thousandths : score.thousandths)
      }
      return Item(name: question.name, scores: scores + [nil])
    }
    let groups = standard.children(of: root).map { child in
      standard.leaves(of: child.code).compactMap { leaf in questions.firstIndex { $0.name == leaf.code } }
    }
    if findings[before...].contains(where: { $0.severity == .error }) { return nil }
    self.init(items: items, decimals: 3, groups: groups, minimumValid: standard.minimumValidAnswers)
  }
}
