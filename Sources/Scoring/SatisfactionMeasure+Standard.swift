package import Findings
package import Surveys

extension SatisfactionMeasure {
  /// Matches the standard's residents' half with the questionnaire: each leaf under rule R7 names a scored item.
  ///
  /// - Returns: the measure, or nil after findings: an indicator without an item, a choice without a score.
  package init?(_ standard: ScoringStandard, _ questionnaire: Questionnaire, findings: inout [Finding]) {
    let before = findings.count
    let questions = questionnaire.questions.filter { $0.role == .item }
    let root = standard.satisfactionRoot ?? ""
    let leaves = standard.leaves(of: root)
    for leaf in leaves where !questions.contains(where: { $0.name == leaf.code }) {
      findings.append(Finding(.strayItem, found: leaf.code, details: [leaf.code]))
    }
    let scored = Set(leaves.map(\.code))
    let scale = Dictionary(standard.scaleMap.map { ($0.code, $0.score) }, uniquingKeysWith: { first, _ in first })
    // As few decimals as the scores need, so that sums of squares stay far from the largest integer.
    var decimals = 3
    while decimals > 0, standard.scaleMap.allSatisfy({ $0.score.thousandths % power(4 - decimals) == 0 }) {
      decimals -= 1
    }
    let unit = power(decimals)
    let grain = 1000 / unit
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
        scores.append(reversed ? 100 * unit - score.thousandths / grain : score.thousandths / grain)
      }
      return Item(name: question.name, scores: scores + [nil])
    }
    let groups = standard.children(of: root).map { child in
      standard.leaves(of: child.code).compactMap { leaf in questions.firstIndex { $0.name == leaf.code } }
    }
    if findings[before...].contains(where: { $0.severity == .error }) { return nil }
    self.init(items: items, decimals: decimals, groups: groups, minimumValid: standard.minimumValidAnswers)
  }
}

/// 10 to the power of `exponent`.
private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { value, _ in value * 10 } }
