import ArgumentParser
import Findings
import Scoring
import Statistics

/// What is looked at beside the scores.
struct CompositeCheckOptions: ParsableArguments {
  @Flag(help: "检验：统计、相关、信度、主成分、实际权重 Statistics, correlations, Cronbach's alpha, PCA, effective weights.")
  var checks = false

  @Option(help: "相关系数 Correlation: pearson, spearman, kendall.")
  var correlation: CorrelationMethod = .pearson

  @Option(
    name: .customLong("checks-data"),
    help: "用哪一步的数据 Data of which step: raw, denominated, imputed, treated, normalised.")
  var checksData = "normalised"

  @Option(
    name: .customLong("correlation-threshold"), help: "高相关界限 From which absolute correlation on pairs are listed.")
  var correlationThreshold = 0.9

  @Option(help: "均衡某一层的影响 Weights under which the nodes of this level have equal influence.")
  var balance: Int?

  @Option(help: "情景：步骤表 Compare with the scenario of this table of steps (repeatable).")
  var compare: [String] = []

  @Option(help: "比较时的名额线 The line for who enters and leaves in a comparison.")
  var line: Int?

  @Option(help: "位次变动界限 How many places count as a move in a comparison.")
  var shift = 5

  /// Whether the checks were asked for.
  var isAsked: Bool { checks }

  func validate() throws {
    guard (0...1).contains(correlationThreshold) else {
      throw ValidationError("--correlation-threshold is from 0 to 1")
    }
    guard line.map({ $0 >= 1 }) ?? true, shift >= 1 else { throw ValidationError("--line and --shift are at least 1") }
  }

  /// The checks of a run.
  func checks(_ run: CompositeRun, _ output: OutputOptions, _ findings: inout [Finding]) throws -> CompositeChecks {
    guard run.dataset(checksData) != nil else {
      let names = run.datasets.map(\.name).joined(separator: ", ")
      throw ValidationError("--checks-data: there are \(names)")
    }
    let options = CompositeChecks.Options(method: correlation, dataset: checksData, threshold: correlationThreshold)
    return CompositeChecks(run, options, &findings)
  }

  /// The balanced weights of a level.
  func balancing(
    _ run: CompositeRun, level: Int, _ output: OutputOptions, _ findings: inout [Finding]
  ) throws -> WeightBalancing {
    guard (1..<run.tree.height).contains(level), let balancing = WeightBalancing(run, level: level, method: correlation)
    else { throw ValidationError("--balance: a level from 1 to \(run.tree.height - 1) with at least two nodes") }
    if balancing.deviation > 1e-6 {
      findings.append(Finding(.weightsNotBalanced, details: ["\((balancing.deviation * 1e6).rounded() / 1e6)"]))
    }
    return balancing
  }
}
