import Findings
import Reports
import Scoring
import Statistics

/// A sensitivity analysis as it is printed.
struct SensitivityReport {
  private let study: SensitivityStudy
  private let result: SensitivityResult
  private let stability: [(name: String, nodes: [Int], found: WeightStability)]
  private let replications: Int

  /// Runs a study; nil and a finding if it cannot be run.
  init?(_ study: SensitivityStudy, _ run: CompositeRun, _ plan: SensitivityStudy.Plan, _ findings: inout [Finding]) {
    self.study = study
    replications = plan.replications
    do throws(SensitivityFault) {
      result = try study.run(plan)
    } catch {
      switch error {
      case .methodsConflict(let rule, let aggregation):
        findings.append(Finding(.methodsConflict, details: [rule, aggregation]))
      case .noScores: findings.append(Finding(.nothingToRank))
      }
      return nil
    }
    var stability: [(String, [Int], WeightStability)] = []
    let tree = study.tree
    for (name, nodes) in [("top", tree.nodes[tree.top].children), ("indicators", tree.leaves)] {
      if let found = study.stability(nodes: nodes, scores: run.scores) {
        stability.append((name, nodes, found))
      } else {
        findings.append(Finding(.stabilityUndefined, details: [name]))
      }
    }
    self.stability = stability
    if plan.wantsIndices, study.factors.count < 2 { findings.append(Finding(.factorsTooFew)) }
    for (name, indices) in [("mean_absolute_rank_shift", result.shiftIndices), ("title_changes", result.titleIndices)] {
      if let indices, indices.indices == nil { findings.append(Finding(.indicesUndefined, details: [name])) }
    }
  }

  private func code(_ node: Int) -> JSONValue { .string(study.tree.nodes[node].code) }
  private func names(_ units: [Int]) -> JSONValue { .array(units.map { .string(study.units[$0]) }) }

  /// The members of the JSON object.
  var json: [String: JSONValue] {
    [
      "variants": .integer(result.variants), "exact": .bool(result.isExact),
      "replications": result.isExact ? .null : .integer(replications),
      "seed": result.isExact ? .null : .string(String(result.seed)), "generator": .string(RandomStream.algorithm),
      "factors": .array(
        study.factors.map { factor in
          ["name": .string(factor.name(in: study.tree)), "alternatives": .optional(study.alternatives(factor))]
        }),
      "mean_absolute_rank_shift": .number(result.meanShift), "title_changes": .number(result.titleChanges),
      "list_unchanged": .number(result.unchanged),
      "units": .array(study.units.indices.map(unit)),
      "sobol": ["mean_absolute_rank_shift": sobol(result.shiftIndices), "title_changes": sobol(result.titleIndices)],
      "without": .array(
        result.omissions.map { omission in
          [
            "code": code(omission.node), "mean_absolute_rank_shift": .number(omission.meanShift),
            "enters": names(omission.enters), "leaves": names(omission.leaves),
          ]
        }),
      "parts": .array(
        result.parts.map { part in
          [
            "code": code(part.node), "nominal_weight": .number(part.nominal),
            "effective_weight": .optional(part.effective), "standard_deviation": .optional(part.standardDeviation),
            "correlation": .optional(part.correlation),
          ]
        }),
      "smallest_weight_change": .object(
        Dictionary(uniqueKeysWithValues: stability.map { ($0.name, change($0.nodes, $0.found)) })),
    ]
  }

  private func unit(_ index: Int) -> JSONValue {
    let unit = result.units[index]
    return [
      "unit": .string(study.units[index]), "score": .optional(unit.score), "rank": .optional(unit.rank),
      "rank_mean": .optional(unit.mean), "rank_median": .optional(unit.median), "rank_q5": .optional(unit.lower),
      "rank_q95": .optional(unit.upper), "title": .number(unit.title), "title_share": .number(unit.titleShare),
    ]
  }

  private func sobol(_ indices: SobolIndices?) -> JSONValue {
    guard let indices else { return .null }
    return [
      "variance": .number(indices.variance),
      "factors": .array(
        study.factors.indices.map { place in
          let index = indices.indices?[place]
          return [
            "name": .string(study.factors[place].name(in: study.tree)), "first": .optional(index?.first),
            "total": .optional(index?.total), "first_interval": interval(index?.firstInterval),
            "total_interval": interval(index?.totalInterval),
          ]
        }),
    ]
  }

  private func interval(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func pair(_ pair: WeightStability.Pair?) -> JSONValue {
    pair.map { ["inside": .string(study.units[$0.inside]), "outside": .string(study.units[$0.outside])] } ?? .null
  }

  private func change(_ nodes: [Int], _ found: WeightStability) -> JSONValue {
    [
      "ranges": .array(
        zip(nodes, found.ranges).map { node, range in
          [
            "code": code(node), "share": .number(range.share), "lower": .optional(range.lower),
            "upper": .optional(range.upper), "lower_pair": pair(range.lowerPair), "upper_pair": pair(range.upperPair),
          ]
        }),
      "least": found.least.map { least in
        [
          "mass": .number(least.mass), "pair": pair(least.pair),
          "weights": .object(
            Dictionary(
              uniqueKeysWithValues: zip(nodes, least.weights).map { (study.tree.nodes[$0].code, .number($1)) })),
        ]
      } ?? .null,
    ]
  }

  /// The CSV table of the units.
  var csv: [[String?]] {
    [["unit", "score", "rank", "rank_mean", "rank_median", "rank_q5", "rank_q95", "title", "title_share"]]
      + study.units.indices.map { index in
        let unit = result.units[index]
        return [
          study.units[index], unit.score.map { "\($0)" }, unit.rank.map { "\($0)" }, unit.mean.map { "\($0)" },
          unit.median.map { "\($0)" }, unit.lower.map { "\($0)" }, unit.upper.map { "\($0)" }, "\(unit.title)",
          "\(unit.titleShare)",
        ]
      }
  }

  // MARK: For a terminal

  /// The analysis in tables.
  func text(_ language: Language) -> String {
    let chinese = language == .chinese
    let count =
      result.isExact
      ? (chinese ? "全部 \(result.variants) 种方案" : "all \(result.variants) variants")
      : (chinese ? "\(result.variants) 种方案，种子 \(result.seed)" : "\(result.variants) variants, seed \(result.seed)")
    var text =
      chinese
      ? "\(count)：位次平均变动 \(decimals(result.meanShift, 2))，平均 \(decimals(result.titleChanges, 2)) 个名额易主，名单不变的占 \(DisplayNumber.share(result.unchanged))\n\n"
      : "\(count): mean rank shift \(decimals(result.meanShift, 2)), \(decimals(result.titleChanges, 2)) titles go to others on average, the list stands in \(DisplayNumber.share(result.unchanged))\n\n"
    text += unitTable(chinese)
    text += sobolTable(chinese)
    text += partTable(chinese)
    text += stabilityTable(chinese)
    return text
  }

  private func unitTable(_ chinese: Bool) -> String {
    var table = TextTable(
      chinese
        ? ["名次", "单位", "得分", "位次中位数", "5–95%", "得名额的方案"]
        : ["rank", "unit", "score", "median rank", "5–95%", "variants with a title"],
      [.right, .left, .right, .right, .right, .right])
    let order = study.units.indices.sorted { a, b in
      (study.groups[a], result.units[a].rank ?? .max, a) < (study.groups[b], result.units[b].rank ?? .max, b)
    }
    for index in order {
      let unit = result.units[index]
      let range = unit.lower.flatMap { low in unit.upper.map { "\(NumericCells.text(low))–\(NumericCells.text($0))" } }
      table.append([
        unit.rank.map(String.init) ?? "—", study.units[index], NumericCells.text(unit.score),
        NumericCells.text(unit.median), range ?? "—", DisplayNumber.probability(unit.titleShare),
      ])
    }
    return table.text
  }

  private func sobolTable(_ chinese: Bool) -> String {
    guard let indices = result.shiftIndices?.indices else { return "" }
    var table = TextTable(
      chinese ? ["选择", "一阶指数", "总指数"] : ["choice", "first-order", "total"], [.left, .right, .right])
    func shown(_ value: Double, _ range: ClosedRange<Double>?) -> String {
      decimals(value, 3)
        + (range.map { " (\(decimals($0.lowerBound, 3))–\(decimals($0.upperBound, 3)))" } ?? "")
    }
    for (factor, index) in zip(study.factors, indices) {
      table.append([
        factor.name(in: study.tree), shown(index.first, index.firstInterval), shown(index.total, index.totalInterval),
      ])
    }
    return "\n" + table.text
  }

  private func partTable(_ chinese: Bool) -> String {
    var table = TextTable(
      chinese ? ["部分", "名义权重", "实际权重", "标准差"] : ["part", "nominal weight", "effective weight", "s.d."],
      [.left, .right, .right, .right])
    for part in result.parts {
      table.append([
        study.tree.nodes[part.node].code, decimals(part.nominal, 4), NumericCells.text(part.effective, 4),
        NumericCells.text(part.standardDeviation, 4),
      ])
    }
    return "\n" + table.text
  }

  private func stabilityTable(_ chinese: Bool) -> String {
    guard let (_, nodes, found) = stability.first(where: { $0.name == "top" }) else { return "" }
    var table = TextTable(
      chinese ? ["部分", "比重", "名单不变的范围"] : ["part", "share", "list unchanged within"], [.left, .right, .right])
    for (node, range) in zip(nodes, found.ranges) {
      table.append([
        study.tree.nodes[node].code, decimals(range.share, 4),
        "\(decimals(range.lower ?? 0, 4))–\(decimals(range.upper ?? 1, 4))",
      ])
    }
    return "\n" + table.text
  }
}
