package import Findings
package import Surveys

extension SatisfactionMeasure {
  /// Matches the survey's leaves of one variant with the questionnaire: each leaf under rule R7 names a scored item.
  ///
  /// - Returns: the measure, or nil after findings: an indicator without an item, a choice without a score.
  package init?(
    _ standard: ScoringStandard, _ tree: IndicatorTree, _ questionnaire: Questionnaire, findings: inout [Finding]
  ) {
    let before = findings.count
    let questions = questionnaire.questions.filter { $0.role == .item }
    let leaves = tree.leaves(of: .satisfaction).map { tree.leaves[$0] }
    for leaf in leaves where !questions.contains(where: { $0.name == leaf.indicator.item }) {
      findings.append(
        Finding(.strayItem, at: leaf.indicator.place, found: leaf.indicator.item, details: [leaf.indicator.code]))
    }
    let byItem = Dictionary(leaves.map { ($0.indicator.item, $0) }, uniquingKeysWith: { first, _ in first })
    let decimals = SatisfactionMeasure.decimals(of: leaves, standard)
    let unit = power(decimals)
    let items = questions.map { question -> Item in
      guard let leaf = byItem[question.name], case .surveyMean(let rule) = leaf.rule.kind else {
        return Item(name: question.name, scores: Array(repeating: nil, count: question.choices.count + 2))
      }
      let scale = Dictionary(
        (rule.scaleMap ?? standard.scaleMap).map { ($0.code, $0.score) }, uniquingKeysWith: { first, _ in first })
      var scores: [Int?] = [nil]
      for choice in question.choices {
        guard let score = choice.missing.map({ rule.score(ofMissing: $0) }) ?? scale[choice.code] else {
          if choice.missing == nil {
            findings.append(
              Finding(.choiceNotMapped, found: choice.code, details: [question.name, choice.code]))
          }
          scores.append(nil)
          continue
        }
        let value = score.thousandths * unit / 1000
        scores.append(leaf.indicator.direction == -1 && choice.missing == nil ? 100 * unit - value : value)
      }
      return Item(name: question.name, scores: scores + [nil])
    }
    let place = { (leaf: IndicatorTree.Leaf) in questions.firstIndex { $0.name == leaf.indicator.item } }
    var coefficients: [Double]?
    var groups: [[Int]] = []
    switch standard.responseScore {
    case .itemMeans:
      var values = [Double](repeating: 0, count: questions.count)
      for leaf in leaves { if let item = place(leaf) { values[item] += leaf.factor * leaf.rule.points } }
      coefficients = values
    case .meanOfValidAnswers:
      let root = standard.satisfactionRoot.flatMap { tree.node($0) }
      groups = (root.map { tree.nodes[$0].children } ?? []).map { child in
        tree.nodes[child].leaves.compactMap { place(tree.leaves[$0]) }
      }
    }
    if findings[before...].contains(where: { $0.severity == .error }) { return nil }
    self.init(
      items: items, decimals: decimals, groups: groups, minimumValid: standard.minimumValidAnswers,
      coefficients: coefficients)
  }

  /// As few decimals as the scores need, so that sums of squares stay far from the largest integer.
  private static func decimals(of leaves: [IndicatorTree.Leaf], _ standard: ScoringStandard) -> Int {
    var scores = standard.scaleMap.map(\.score)
    for leaf in leaves {
      guard case .surveyMean(let rule) = leaf.rule.kind else { continue }
      scores += (rule.scaleMap ?? []).map(\.score) + [rule.noOpinion].compactMap { $0 }
    }
    var decimals = 3
    while decimals > 0, scores.allSatisfy({ $0.thousandths % power(4 - decimals) == 0 }) { decimals -= 1 }
    return decimals
  }
}

extension LeafRule.SurveyItem {
  /// The score of an answer that the questionnaire marks as missing: “no opinion” may have one, the others never.
  fileprivate func score(ofMissing word: String) -> Points? {
    ["dont-know", "no-opinion"].contains(word) ? noOpinion : nil
  }
}

/// 10 to the power of `exponent`.
private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { value, _ in value * 10 } }
