import ArgumentParser
import Findings
import Reports
import Scoring
import Statistics

/// A composite indicator as it is printed.
struct CompositeReport {
  let run: CompositeRun
  private let language: Language
  private var members: [String: JSONValue] = [:]
  private var appendix = ""
  private var scenarios: [JSONValue] = []
  private var quota: QuotaResult?

  init(_ run: CompositeRun, language: Language) {
    self.run = run
    self.language = language
  }

  private var nodes: [CompositeNode] { run.tree.nodes }
  private func code(_ node: Int) -> String { nodes[node].code }

  // MARK: The result

  /// The members of the JSON object, without findings.
  var json: [String: JSONValue] {
    let top = run.tree.top
    var object = members
    object["top"] = .string(code(top))
    object["units"] = .array(
      run.units.indices.map { unit in
        let all = run.tree.leaves + run.tree.groups
        let object: [String: JSONValue] = [
          "unit": .string(run.units[unit]), "score": .optional(run.scores[top][unit]),
          "rank": .optional(run.ranks[top][unit]),
          "scores": .object(dictionary(all) { .optional(run.scores[$0][unit]) }),
          "ranks": .object(dictionary(all) { .optional(run.ranks[$0][unit]) }),
        ]
        return .object(object.merging(quota?.json(unit: unit) ?? [:]) { $1 })
      })
    object["steps"] = .array(steps)
    object["weights"] = .array(weights)
    object["ties"] = .array(
      run.ties.map { tie in
        [
          "code": .string(code(tie.node)), "rank": .integer(tie.rank),
          "units": .array(tie.units.map { .string(run.units[$0]) }),
        ]
      })
    object["missing_values_per_unit"] = missingValues
    object["groups_missing"] = missingGroups
    if !scenarios.isEmpty { object["scenarios"] = .array(scenarios) }
    return object
  }

  private func dictionary(_ list: [Int], _ value: (Int) -> JSONValue) -> [String: JSONValue] {
    Dictionary(uniqueKeysWithValues: list.map { (code($0), value($0)) })
  }

  private var steps: [JSONValue] {
    var steps: [JSONValue] = run.datasets.compactMap { dataset in
      guard let step = dataset.step else { return nil }
      var object: [String: JSONValue] = ["step": .string(step.rawValue), "data": .string(dataset.name)]
      switch step {
      case .screen:
        object["removed_units"] = .array(run.removedUnits.map { .string($0) })
        object["availability"] = .object(
          Dictionary(
            uniqueKeysWithValues: run.availability.map { entry in
              (
                entry.unit,
                [
                  "missing": .integer(entry.found.missing), "zeros": .integer(entry.found.zeros),
                  "available": .number(entry.found.available), "non_zero": .optional(entry.found.nonZero),
                ]
              )
            }))
      case .impute:
        object["imputed"] = .array(
          run.imputed.map {
            ["unit": .string($0.unit), "indicator": .string($0.indicator), "value": .number($0.value)]
          })
      case .treat: object["treated"] = treated
      default: break
      }
      return .object(object)
    }
    steps.append([
      "step": "aggregate", "data": "scores",
      "groups": .object(
        dictionary(run.tree.groups) { group in
          [
            "method": .string(run.recipe.aggregation(nodes[group]).name),
            "threshold": .optional(run.recipe.threshold(nodes[group])),
          ]
        }),
    ])
    return steps
  }

  private var treated: JSONValue {
    var object: [String: JSONValue] = [:]
    for (leaf, outcome) in zip(run.tree.leaves, run.treated) {
      guard let kind = outcome.kind else { continue }
      object[code(leaf)] = [
        "kind": .string(kind), "points": .integer(outcome.points),
        "units": .array(outcome.replaced.map { .string(run.units[$0]) }),
        "skewness": .array([.optional(outcome.before.skewness), .optional(outcome.after.skewness)]),
        "kurtosis": .array([.optional(outcome.before.kurtosis), .optional(outcome.after.kurtosis)]),
        "passes": outcome.passes.map(JSONValue.bool) ?? .null,
      ]
    }
    return .object(object)
  }

  private var weights: [JSONValue] {
    let cumulative = run.tree.cumulativeWeights
    return nodes.indices.map { node in
      [
        "code": .string(code(node)), "level": .integer(nodes[node].level), "weight": .number(nodes[node].weight),
        "effective_weight": .number(cumulative[node]), "parent": .optional(nodes[node].parent.map(code)),
      ]
    }
  }

  private var missingValues: JSONValue {
    let raw = run.datasets[0].table
    var object: [String: JSONValue] = [:]
    for (unit, name) in raw.units.enumerated() {
      let missing = raw.columns.count { $0[unit] == nil }
      if missing > 0 { object[name] = .integer(missing) }
    }
    return .object(object)
  }

  private var missingGroups: JSONValue {
    var object: [String: JSONValue] = [:]
    for (unit, name) in run.units.enumerated() {
      let missing = run.tree.groups.filter { run.scores[$0][unit] == nil }
      if !missing.isEmpty { object[name] = .array(missing.map { .string(code($0)) }) }
    }
    return .object(object)
  }

  // MARK: Parts that are asked for

  /// Adds the sensitivity analysis.
  mutating func add(_ sensitivity: SensitivityReport) {
    members["sensitivity"] = .object(sensitivity.json)
    appendix += "\n" + sensitivity.text(language)
  }

  /// Adds the lines of the groups.
  mutating func add(_ quota: QuotaResult) {
    self.quota = quota
    members.merge(quota.json) { $1 }
    appendix += quota.text(language)
  }

  /// Adds the checks.
  mutating func add(_ checks: CompositeChecks) {
    members["checks"] = .object(CompositeChecksReport(checks, run).json)
    appendix += CompositeChecksReport(checks, run).text(language)
  }

  /// Adds the balanced weights.
  mutating func add(_ balancing: WeightBalancing) {
    members["balanced_weights"] = [
      "deviation": .number(balancing.deviation),
      "nodes": .array(
        balancing.nodes.indices.map { index in
          [
            "code": .string(code(balancing.nodes[index])), "weight": .number(balancing.weights[index]),
            "influence": .number(balancing.influence[index]),
          ]
        }),
    ]
    let chinese = language == .chinese
    var table = TextTable(
      chinese ? ["节点", "均衡权重", "影响"] : ["node", "balanced weight", "influence"], [.left, .right, .right])
    for index in balancing.nodes.indices {
      table.append([
        code(balancing.nodes[index]), decimals(balancing.weights[index], 4), decimals(balancing.influence[index], 4),
      ])
    }
    appendix += "\n" + table.text
  }

  /// Adds a scenario beside the nominal result.
  mutating func add(_ other: CompositeRun, named name: String, line: Int?, shift: Int) {
    let top = run.tree.top
    let places = Dictionary(uniqueKeysWithValues: zip(other.units, other.units.indices))
    let scores = run.units.map { unit in places[unit].flatMap { other.scores[top][$0] } }
    let ranks = run.units.map { unit in places[unit].flatMap { other.ranks[top][$0] } }
    let comparison = ScenarioComparison(
      nominal: run.scores[top], other: scores, nominalRanks: run.ranks[top], otherRanks: ranks,
      lines: run.units.map { _ in line ?? 0 }, shift: shift)
    var object: [String: JSONValue] = [
      "scenario": .string(name), "spearman_with_nominal": .optional(comparison.spearman),
      "mean_absolute_rank_shift": .number(comparison.meanShift),
      "largest_absolute_rank_shift": .integer(comparison.largestShift), "shift": .integer(shift),
      "units_shifting": .integer(comparison.movers), "line": .optional(line),
      "units": .array(
        other.units.indices.map { unit in
          [
            "unit": .string(other.units[unit]), "score": .optional(other.scores[top][unit]),
            "rank": .optional(other.ranks[top][unit]),
            "scores": .object(dictionary(run.tree.groups) { .optional(other.scores[$0][unit]) }),
          ]
        }),
    ]
    if line != nil {
      object["enters"] = .array(comparison.enters.map { .string(run.units[$0]) })
      object["leaves"] = .array(comparison.leaves.map { .string(run.units[$0]) })
    }
    scenarios.append(.object(object))
    let chinese = language == .chinese
    let spearman = comparison.spearman.map { decimals($0, 4) } ?? "—"
    appendix +=
      chinese
      ? "\n\(name)：与原方案秩相关 \(spearman)，位次平均变动 \(decimals(comparison.meanShift, 2))，最大 \(comparison.largestShift)，变动不少于 \(shift) 位的有 \(comparison.movers) 个"
      : "\n\(name): rank correlation \(spearman), mean shift \(decimals(comparison.meanShift, 2)), largest \(comparison.largestShift), \(comparison.movers) units move by \(shift) or more"
    guard line != nil else { return appendix += "\n" }
    let (enters, leaves) = (
      comparison.enters.map { run.units[$0] }.joined(separator: ", "),
      comparison.leaves.map { run.units[$0] }.joined(separator: ", ")
    )
    appendix += chinese ? "；进入：\(enters)；退出：\(leaves)\n" : "; enter: \(enters); leave: \(leaves)\n"
  }

  // MARK: Tables

  /// The CSV table: the unit, its rank and the score of every group, children before parents.
  var csv: [[String?]] {
    [[run.current.unitColumn, "rank"] + run.tree.groups.map(code)]
      + run.units.indices.map { unit in
        [run.units[unit], run.ranks[run.tree.top][unit].map(String.init)]
          + run.tree.groups.map { group in run.scores[group][unit].map { "\($0)" } }
      }
  }

  /// The table for a terminal: the top and the level below it, by rank.
  var text: String {
    let chinese = language == .chinese
    let top = run.tree.top
    let parts = nodes[top].children.prefix(8)
    var table = TextTable(
      (chinese ? ["排名", "单位"] : ["rank", "unit"]) + [nodes[top].name] + parts.map { nodes[$0].name },
      [.right, .left] + Array(repeating: .right, count: parts.count + 1))
    let order = run.units.indices.sorted { a, b in
      (run.ranks[top][a] ?? .max, a) < (run.ranks[top][b] ?? .max, b)
    }
    for unit in order {
      table.append(
        [run.ranks[top][unit].map(String.init) ?? "—", run.units[unit], NumericCells.text(run.scores[top][unit])]
          + parts.map { NumericCells.text(run.scores[$0][unit]) })
    }
    return table.text + appendix
  }

  /// The whole output.
  func output(_ findings: [Finding], status: ExitCode) -> CommandOutput {
    CommandOutput(json: json, table: text, csv: csv, findings: findings, status: status)
  }
}
