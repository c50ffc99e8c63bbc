extension LeafRule {
  /// The criterion by which an entry records an exemption (免检).
  public static let exemption = "exempt"

  /// The outcome of the entries that count for `unit`.
  public func outcome(_ entries: [Evidence], _ unit: UnitProfile) -> LeafOutcome {
    if allowsExemption, entries.contains(where: { $0.criterion == LeafRule.exemption }) {
      return LeafOutcome(points: points, state: .exempt, entries: entries, raters: [])
    }
    if case .deductions(let rule) = kind { return deducted(rule, entries) }
    guard !entries.isEmpty else { return .unrated }
    let values =
      takesDirectPoints && LeafRule.areOfDifferentRaters(entries)
      ? entries.map { LeafOutcome.RaterPoints(rater: $0.rater, points: $0.value) } : byRater(entries, unit)
    return LeafOutcome(
      points: raters.combine(values.map(\.points)), state: .rated, entries: entries, raters: values)
  }

  /// What each rater's entries earn, in the order of their first entries.
  private func byRater(_ entries: [Evidence], _ unit: UnitProfile) -> [LeafOutcome.RaterPoints] {
    var order: [String] = []
    var byRater: [String: [Evidence]] = [:]
    for entry in entries {
      if byRater[entry.rater] == nil { order.append(entry.rater) }
      byRater[entry.rater, default: []].append(entry)
    }
    return order.map { LeafOutcome.RaterPoints(rater: $0, points: earned(byRater[$0] ?? [], unit)) }
  }

  /// Whether no rater has two of the entries, as far as a few comparisons tell: the usual case, which needs no dictionary.
  private static func areOfDifferentRaters(_ entries: [Evidence]) -> Bool {
    entries.count <= 8
      && entries.indices.allSatisfy { index in
        !entries[..<index].contains { $0.rater == entries[index].rater }
      }
  }

  private func deducted(_ rule: Deductions, _ events: [Evidence]) -> LeafOutcome {
    if events.isEmpty && !rule.isFullWithoutEvents { return .unrated }
    var outcome = LeafOutcome(
      points: rule.points(of: events, full: points), state: .rated, entries: events, raters: [])
    outcome.events = events.reduce(0) { $0 + $1.value }
    return outcome
  }

  /// What one rater's entries earn; rules with one entry a rater take the last.
  private func earned(_ entries: [Evidence], _ unit: UnitProfile) -> Double {
    guard let entry = entries.last else { return 0 }
    switch kind {
    case .criteriaMet(let rule): return rule.points(of: entries, full: points)
    case .grades(let shares): return (shares[entry.text] ?? shares["*"] ?? 0) * points
    case .targetRate(let rule):
      let rate = entry.denominator.map { 100 * entry.value / $0 } ?? entry.value
      return rule.points(ofRate: rate, full: points, unit)
    case .spotChecks(let rule):
      return rule.share(passed: Int(entry.value), of: Int(entry.denominator ?? entry.value)) * points
    case .directPoints: return entry.value
    case .deductions, .surveyMean: return 0
    }
  }
}
