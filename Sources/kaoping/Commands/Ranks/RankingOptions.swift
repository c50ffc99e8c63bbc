import ArgumentParser
import Statistics

/// How `kaoping ranks` adjusts the comparisons with the unit on the line.
enum LineMethod: String, ExpressibleByArgument, CaseIterable {
  case holm, hochberg
  case benjaminiHochberg = "benjamini-hochberg"
  case benjaminiYekutieli = "benjamini-yekutieli"
  case bonferroni, dunnett
}

/// How the probability of being among the best is computed.
enum ProbabilityMethod: String, ExpressibleByArgument, CaseIterable {
  case exact, simulation
}

/// What is asked of the ranks, apart from the data.
struct RankingOptions: ParsableArguments {
  @Option(help: "名额数 Number of places: probability and set of the K best.")
  var best: Int?

  @Option(help: "分界线 Line below the K-th best: secure, clearly out, grey zone.")
  var line: Int?

  @Option(help: "与线上单位比较的校正 Adjustment of the comparisons with the unit on the line.")
  var adjust: LineMethod = .holm

  @Flag(name: .customLong("single-step"), help: "不用逐步法 Confidence sets without stepdown.")
  var singleStep = false

  @Option(help: "置信水平 Level of confidence.")
  var level: Double = 0.95

  @Option(help: "概率算法 Probability: exact, simulation (default: exact unless --covariance).")
  var probability: ProbabilityMethod?

  @Flag(help: "两两比较 All pairs of units, adjusted by Holm and max-t.")
  var pairwise = false

  @Option(help: "模拟次数 Draws (default: four million numbers, 10,000 to 100,000 draws).")
  var replications: Int?

  @Option(help: "随机种子 Seed.")
  var seed: UInt64 = 1

  func validate() throws {
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    if let best, best < 0 { throw ValidationError("--best is at least 0") }
    if let line, line < 1 { throw ValidationError("--line is at least 1") }
    if let replications, !(100...10_000_000).contains(replications) {
      throw ValidationError("--replications lies between 100 and 10000000")
    }
  }
}
