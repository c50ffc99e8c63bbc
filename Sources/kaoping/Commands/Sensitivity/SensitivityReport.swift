import Findings
import Operations
import Reports
import Scoring

/// A sensitivity analysis as it is printed.
struct SensitivityReport {
  private let analysis: SensitivityAnalysis
  private var study: SensitivityStudy { analysis.study }
  private var result: SensitivityResult { analysis.result }

  /// An analysis to print.
  init(_ analysis: SensitivityAnalysis) { self.analysis = analysis }

  /// Runs a study of a composite indicator; nil and a finding if it cannot be run.
  init?(_ study: SensitivityStudy, _ run: CompositeRun, _ plan: SensitivityStudy.Plan, _ findings: inout [Finding]) {
    guard let analysis = SensitivityAnalysis(study, scores: run.scores, plan, &findings) else { return nil }
    self.analysis = analysis
  }

  /// The members of the JSON object.
  var json: [String: JSONValue] { analysis.json }

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
    guard let top = analysis.stability.first(where: { $0.name == "top" }) else { return "" }
    var table = TextTable(
      chinese ? ["部分", "比重", "名单不变的范围"] : ["part", "share", "list unchanged within"], [.left, .right, .right])
    for (node, range) in zip(top.nodes, top.found.ranges) {
      table.append([
        study.tree.nodes[node].code, decimals(range.share, 4),
        "\(decimals(range.lower ?? 0, 4))–\(decimals(range.upper ?? 1, 4))",
      ])
    }
    return "\n" + table.text
  }
}
