import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping quantile`: quantiles of the distributions that intervals and tests rest on, for checking by hand.
struct QuantileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quantile",
    abstract: "分布的分位数。Quantiles of the beta, F, t, chi-square and normal distributions.",
    discussion: """
      参数个数：beta 和 f 两个，t 和 chi-square 一个，normal 没有。Parameters: two for beta and f, one for t and chi-square, none for
      normal. docs/methods/distributions.md
      """)

  /// The distributions.
  enum Distribution: String, ExpressibleByArgument, CaseIterable {
    case beta, f, t
    case chiSquare = "chi-square"
    case normal

    /// How many parameters it has.
    var parameterCount: Int {
      switch self {
      case .beta, .f: 2
      case .t, .chiSquare: 1
      case .normal: 0
      }
    }
  }

  @Argument(help: "分布 Distribution: beta, f, t, chi-square, normal.")
  var distribution: Distribution
  @Argument(help: "概率 Probability.")
  var p: Double
  @Argument(help: "参数 Parameters.")
  var parameters: [Double] = []
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard p > 0, p < 1 else { throw ValidationError("0 < p < 1") }
    guard parameters.count == distribution.parameterCount, parameters.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("\(distribution.rawValue): \(distribution.parameterCount) parameters above 0")
    }
  }

  func run() async throws {
    do {
      let value = try quantile()
      try CommandOutput(
        json: [
          "distribution": .string(distribution.rawValue), "p": .number(p),
          "parameters": .array(parameters.map(JSONValue.number)), "quantile": .number(value),
        ], table: EstimateOutput.exact(value) + "\n", csv: [["quantile"], [value.description]]
      ).finish(output)
    } catch let error as StatisticsError {
      throw CommandOutput.refuse([Finding(.estimationFailed, details: [error.refusal(output.lang)])], output)
    }
  }

  private func quantile() throws(StatisticsError) -> Double {
    switch distribution {
    case .beta: try BetaDistribution(a: parameters[0], b: parameters[1]).quantile(p)
    case .f: try FDistribution(d1: parameters[0], d2: parameters[1]).quantile(p)
    case .t: StudentT(degreesOfFreedom: parameters[0]).quantile(p)
    case .chiSquare: try ChiSquareDistribution(degreesOfFreedom: parameters[0]).quantile(p)
    case .normal: Normal.quantile(p)
    }
  }
}
