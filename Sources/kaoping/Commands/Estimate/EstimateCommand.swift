import ArgumentParser
import Findings
import Foundation
import Sheets
import Statistics

/// `kaoping estimate`: means, totals, ratios, proportions and quantiles of a survey with their standard errors.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "抽样估计：均值、总量、比率、比例、分位数及其标准误。Estimate from a survey design.")

  @Argument(help: "CSV 数据 Survey data in CSV.")
  var file: String
  @Option(help: "统计量 Statistic: mean, total, ratio, proportion, quantile, ridit.")
  var statistic: EstimateStatistic
  @Option(help: "变量列 Columns to estimate, comma-separated.")
  var variable: String?
  @Option(help: "比率的分子列 Numerator columns of a ratio.")
  var numerator: String?
  @Option(help: "比率的分母列 Denominator columns of a ratio.")
  var denominator: String?
  @Option(parsing: .unconditionalSingleValue, help: "类别 Category whose share or number is estimated; may be repeated.")
  var level: [String] = []
  @Option(help: "类别赋分 Numbers for categories: 'Low=0,Medium=50,High=100'.")
  var scores: LevelScores?
  @Option(name: .customLong("p"), help: "分位点 Shares of quantiles, such as 0.25,0.5.")
  var pText = "0.5"
  @Option(help: "分位数规则 Quantile rule: math, school, hf4 … hf9.")
  var quantileRule: WeightedQuantile.Rule = .math
  @Option(
    parsing: .unconditionalSingleValue,
    help: "线性对比 Contrast over variables, domains or levels: 'a=1,b=-1'; may be repeated.")
  var contrast: [String] = []
  @Flag(help: "域间差 All differences between domains.")
  var difference = false
  @Option(help: "分域列 Columns whose crossing makes the domains.")
  var by: String?
  @Option(help: "条件 Condition such as 'COL=VALUE'; may be repeated.")
  var `where`: [String] = []
  @Option(
    parsing: .unconditionalSingleValue,
    help: "域间检验 Test between domains: pearson, rao-scott, wald, kruskal-wallis, rank, …; may be repeated.")
  var test: [EstimateTest] = []
  @Flag(help: "元素标准差 Standard deviations and errors of a simple random sample as well.")
  var elements = false
  @Option(help: "自由度 Degrees of freedom: design, residual, infinite, satterthwaite (contrasts), N.")
  var df: DegreesOfFreedomRule = .design
  @Flag(help: "设计效应 Design effect.")
  var deff = false
  @Option(help: "设计效应的参照 Design effect against: without-replacement, with-replacement.")
  var deffReference: DesignEffect.Reference = .withoutReplacement
  @Option(help: "置信度 Confidence.")
  var confidence = 0.95
  @Option(name: .customLong("interval"), help: "区间方法 Interval: wald, logit, arcsine, wilson, korn-graubard, …")
  var intervalMethod: IntervalMethod = .wald
  @Flag(help: "总是输出协方差矩阵 Print the covariance matrix however large.")
  var covariance = false

  @OptionGroup(title: "抽样设计 Design") var sample: EstimateDesignOptions
  @OptionGroup(title: "权数调整 Weighting") var weighting: EstimateWeightingOptions
  @OptionGroup(title: "重复样本 Replicates") var replicates: EstimateReplicateOptions
  @OptionGroup(title: "输出 Output") var output: OutputOptions

  /// The shares of quantiles.
  var p: [Double] { pText.split(separator: ",").compactMap { Double($0) } }

  /// Whether the sample is a plain one: x of n needs no effective size.
  var isWithoutDesign: Bool {
    sample.weights == nil && sample.strata == nil && sample.clusters == nil && sample.fpc == nil && sample.joint == nil
      && weighting.nonresponse == nil && weighting.postStratify == nil && weighting.rake == nil
      && weighting.calibrate == nil && weighting.trim == nil && weighting.trimRule == nil
      && replicates.replicates == nil
      && replicates.replicateWeights == nil
  }

  func validate() throws {
    guard confidence > 0, confidence < 1 else { throw ValidationError("--confidence: 0 < C < 1") }
    let shares = pText.split(separator: ",", omittingEmptySubsequences: false)
    guard p.count == shares.count, p.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw ValidationError("--p: 0 ≤ p ≤ 1")
    }
    if statistic == .quantile {
      guard intervalMethod.servesQuantiles else {
        throw ValidationError("--interval for quantiles: wald, logit, arcsine, korn-graubard")
      }
    }
    if statistic == .total, intervalMethod != .wald { throw ValidationError("--interval for totals: wald") }
    if !test.isEmpty, by == nil || statistic == .ratio { throw ValidationError("--test: --by, --variable") }
    if scores != nil, statistic == .proportion || statistic == .ratio {
      throw ValidationError("--scores: mean, total, quantile, ridit")
    }
    guard weighting.propensityClasses >= 1 else { throw ValidationError("--propensity-classes: 1, 2 …") }
    if sample.joint != nil, sample.pps != nil { throw ValidationError("--joint or --pps") }
  }

  func run() throws {
    var findings: [Finding] = []
    guard let sheet = CommandInput.table(file, &findings) else { throw CommandOutput.refuse(findings, output) }
    let columns = SurveyColumns(sheet: sheet)
    guard !sheet.rows.isEmpty else {
      if findings.isEmpty { findings.append(Finding(.fileEmpty, at: Location(file: file))) }
      throw CommandOutput.refuse(findings, output)
    }
    var builder = SampleBuilder(options: sample, columns: columns)
    let built = builder.build()
    findings += builder.findings
    guard let base = built else {
      // The plan is checked too, so that all faults come in one pass.
      findings += planFaults(columns)
      throw CommandOutput.refuse(findings, output)
    }
    var steps = WeightingSteps(options: weighting, columns: columns)
    let weighted = steps.apply(to: base)
    findings += steps.findings
    guard var design = weighted else {
      findings += planFaults(columns)
      throw CommandOutput.refuse(findings, output)
    }
    var reader = columns
    if replicates.replicates != nil || replicates.replicateWeights != nil {
      let replication = replicates.replication(
        for: design, hasWeights: sample.weights != nil, &reader, &findings)
      findings += reader.findings
      reader.findings = []
      guard let replication else {
        throw CommandOutput.refuse(findings, output, extra: ["design": EstimateOutput.design(design)])
      }
      design.source = .replicates(replication)
    }
    var plan = EstimatePlan(command: self, design: design, columns: reader)
    let planned = plan.entries()
    findings += plan.findings
    guard let planned else { throw CommandOutput.refuse(findings, output) }
    var results = EstimateResults(command: self, design: design)
    let filled = results.fill(planned)
    findings += results.findings
    guard let entries = filled else {
      throw CommandOutput.refuse(findings, output, extra: ["design": EstimateOutput.design(design)])
    }
    var lines: [EstimateEntry] = []
    if let covariance = results.covariance, !contrast.isEmpty || difference {
      var contrasts = EstimateContrasts(command: self, design: design, covariance: covariance)
      lines = EstimateEntry.holm(contrasts.lines(entries))
      findings += contrasts.findings
    }
    if let path = weighting.weightsOut, !findings.contains(where: { $0.severity == .error }) {
      try writeWeights(design.weights, sheet, path)
    }
    var tests = EstimateTests(command: self, design: design, columns: reader)
    let tested = tests.lines(entries)
    findings += tests.findings
    let rendered = EstimateOutput(
      command: self, design: design, by: reader.names(by), entries: entries, contrasts: lines,
      covariance: results.covariance, steps: steps.steps, tests: tested, ridits: plan.ridits)
    try CommandOutput(
      json: rendered.json, table: rendered.table, csv: rendered.csv, findings: findings
    ).finish(output)
  }

  /// Columns that the estimates name and the header lacks.
  private func planFaults(_ columns: SurveyColumns) -> [Finding] {
    var reader = columns
    for list in [by, variable, numerator, denominator] { _ = reader.names(list) }
    return reader.findings
  }

  /// Writes the input columns and `weight`.
  private func writeWeights(_ weights: [Double], _ sheet: CSVSheet, _ path: String) throws {
    let known = sheet.index(of: "weight")
    var rows: [[String?]] = [known == nil ? sheet.header + ["weight"] : sheet.header]
    for (index, row) in sheet.rows.enumerated() {
      var cells = row.cells
      if let known {
        cells[known] = EstimateOutput.exact(weights[index])
      } else {
        cells.append(EstimateOutput.exact(weights[index]))
      }
      rows.append(cells)
    }
    try CommandOutput.write(rows, to: path, output)
  }
}
