import Findings
import Reports
import Scoring
import Statistics

/// The checks of a composite indicator as they are printed.
struct CompositeChecksReport {
  private let checks: CompositeChecks
  private let run: CompositeRun

  init(_ checks: CompositeChecks, _ run: CompositeRun) {
    self.checks = checks
    self.run = run
  }

  private func code(_ node: Int) -> String { run.tree.nodes[node].code }

  /// The member `checks` of the JSON object.
  var json: [String: JSONValue] {
    [
      "statistics": .object(
        Dictionary(
          uniqueKeysWithValues: checks.statistics.map { entry in
            (
              entry.dataset,
              .object(
                Dictionary(
                  uniqueKeysWithValues: zip(run.tree.leaves, entry.indicators).map { (code($0), statistics($1)) }))
            )
          })),
      "correlation": .string(checks.options.method.rawValue), "data": .string(checks.options.dataset),
      "indicator_correlations": matrix(run.tree.leaves, checks.indicatorPairs),
      "score_correlations": matrix(run.tree.groups, checks.groupPairs),
      "ancestor_correlations": .array(checks.ancestorPairs.map(pair)), "pairs": .array(highPairs.map(pair)),
      "pair_threshold": .number(checks.options.threshold),
      "cronbach_alpha": .object(
        Dictionary(uniqueKeysWithValues: checks.groups.map { (code($0.group), .optional($0.alpha)) })),
      "principal_components": .object(
        Dictionary(uniqueKeysWithValues: checks.groups.compactMap { group in components(group) })),
      "influence": .array(checks.influences.map(influence)),
      "same_mark": .array(sameMark.map { .string(code($0)) }),
    ]
  }

  /// Indicators that give everyone the same mark.
  private var sameMark: [Int] {
    zip(run.tree.leaves, checks.statistics[0].indicators).filter { $0.1.distinct <= 1 }.map(\.0)
  }

  private var highPairs: [CompositeChecks.Pair] {
    checks.indicatorPairs.filter { abs($0.coefficient ?? 0) >= checks.options.threshold }
  }

  private func statistics(_ found: IndicatorStatistics) -> JSONValue {
    [
      "n": .integer(found.count), "missing": .integer(found.missing), "zeros": .integer(found.zeros),
      "distinct": .integer(found.distinct), "same": .integer(found.same), "min": .optional(found.minimum),
      "max": .optional(found.maximum), "mean": .optional(found.mean), "median": .optional(found.median),
      "sd": .optional(found.standardDeviation), "skewness": .optional(found.shape.skewness),
      "kurtosis": .optional(found.shape.kurtosis), "passes": found.passes.map(JSONValue.bool) ?? .null,
    ]
  }

  private func pair(_ pair: CompositeChecks.Pair) -> JSONValue {
    ["a": .string(code(pair.first)), "b": .string(code(pair.second)), "r": .optional(pair.coefficient)]
  }

  private func matrix(_ nodes: [Int], _ pairs: [CompositeChecks.Pair]) -> JSONValue {
    var rows = Dictionary(uniqueKeysWithValues: nodes.map { (code($0), [code($0): JSONValue.number(1)]) })
    for pair in pairs {
      rows[code(pair.first)]?[code(pair.second)] = .optional(pair.coefficient)
      rows[code(pair.second)]?[code(pair.first)] = .optional(pair.coefficient)
    }
    return .object(rows.mapValues { .object($0) })
  }

  private func components(_ group: CompositeChecks.GroupCheck) -> (String, JSONValue)? {
    guard let components = group.components else { return nil }
    let children = run.tree.nodes[group.group].children
    return (
      code(group.group),
      [
        "eigenvalues": .array(components.eigenvalues.map { .number($0) }),
        "shares": .array(components.shares.map { .number($0) }),
        "first_component": .object(
          Dictionary(uniqueKeysWithValues: zip(children, components.loadings[0]).map { (code($0), .number($1)) })),
      ]
    )
  }

  private func influence(_ influence: CompositeChecks.Influence) -> JSONValue {
    [
      "code": .string(code(influence.node)), "nominal_weight": .number(influence.nominal),
      "nominal_weight_in_parent": .number(influence.nominalInParent),
      "correlation": .optional(influence.correlation),
      "main_effect": .optional(influence.correlation.map { $0 * $0 }),
      "correlation_with_parent": .optional(influence.correlationWithParent),
      "effective_weight_in_parent": .optional(influence.effectiveInParent),
      "effective_weight": .optional(influence.effective),
    ]
  }

  /// The checks for a terminal: groups, then the influence of every node.
  func text(_ language: Language) -> String {
    let chinese = language == .chinese
    var groups = TextTable(
      chinese ? ["组", "下级数", "克朗巴赫α", "第一主成分"] : ["group", "children", "alpha", "first component"],
      [.left, .right, .right, .right])
    for group in checks.groups {
      groups.append([
        code(group.group), "\(run.tree.nodes[group.group].children.count)", NumericCells.text(group.alpha, 4),
        group.components.map { DisplayNumber.share($0.shares[0]) } ?? "—",
      ])
    }
    var influences = TextTable(
      chinese
        ? ["节点", "名义权重", "实际权重", "与总分相关", "与上级相关"]
        : ["node", "nominal weight", "effective weight", "r with top", "r with parent"],
      [.left, .right, .right, .right, .right])
    for influence in checks.influences {
      influences.append([
        code(influence.node), decimals(influence.nominal, 4), NumericCells.text(influence.effective, 4),
        NumericCells.text(influence.correlation, 3), NumericCells.text(influence.correlationWithParent, 3),
      ])
    }
    return "\n" + groups.text + "\n" + influences.text
  }
}
