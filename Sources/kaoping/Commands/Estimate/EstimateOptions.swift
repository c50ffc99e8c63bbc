public import ArgumentParser
import Foundation
public import Statistics

/// The statistics of `kaoping estimate`.
enum EstimateStatistic: String, ExpressibleByArgument, CaseIterable {
  case mean, total, ratio, proportion, quantile, ridit

  /// Whether categories need numbers first.
  var takesNumbersOnly: Bool { self == .quantile || self == .ridit }
}

extension LonelyUnitRule: ExpressibleByArgument {}
extension IntervalMethod: ExpressibleByArgument {}
extension WeightedQuantile.Rule: ExpressibleByArgument {}
extension DesignEffect.Reference: ExpressibleByArgument {}
extension CalibrationDistance.Shape: ExpressibleByArgument {}
extension WeightTrimming.Spread: ExpressibleByArgument {}
extension Replication.Centre: ExpressibleByArgument {}
extension PairwiseVariance.Form: ExpressibleByArgument {}

/// How units were drawn with unequal probabilities.
enum UnequalSampling: String, ExpressibleByArgument, CaseIterable {
  case brewer, overton
  case hartleyRao = "hartley-rao"
  case withReplacement = "with-replacement"
}

/// From what nonresponse factors are computed.
enum NonresponseFactor: String, ExpressibleByArgument, CaseIterable {
  case weighted, unweighted
}

/// Tests of whether a variable differs between the groups of `--by`.
enum EstimateTest: String, ExpressibleByArgument, CaseIterable {
  case pearson
  case raoScott = "rao-scott"
  case raoScottFirstOrder = "rao-scott-first-order"
  case wald
  case adjustedWald = "adjusted-wald"
  case kruskalWallis = "kruskal-wallis"
  case rank
}

/// Degrees of freedom as the option `--df` names them.
enum DegreesOfFreedomRule: ExpressibleByArgument, Equatable {
  /// Units less strata in the domain.
  case design
  /// Persons in the domain less one.
  case residual
  /// The normal quantile.
  case infinite
  /// Units less strata in the domain; for contrasts Satterthwaite's from those of their parts.
  case satterthwaite
  /// A number.
  case number(Double)

  init?(argument: String) {
    switch argument {
    case "design": self = .design
    case "residual": self = .residual
    case "satterthwaite": self = .satterthwaite
    case "infinite", "inf", "Inf": self = .infinite
    default:
      guard let value = Double(argument), value > 0 else { return nil }
      self = value.isInfinite ? .infinite : .number(value)
    }
  }
}

/// Two numbers, such as `0.5,2`; either may be `-inf` or `inf`.
struct NumberPair: ExpressibleByArgument {
  let low: Double
  let high: Double

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low < high else { return nil }
    self.low = low
    self.high = high
  }
}

/// A rule for the upper limit of weights with its multiple, such as `median=3.5`; the usual multiple without one.
struct TrimRule: ExpressibleByArgument {
  let rule: WeightLimit.Rule
  let factor: Double?

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let rule = WeightLimit.Rule(rawValue: String(parts[0])) else { return nil }
    self.rule = rule
    guard parts.count == 2 else {
      factor = nil
      return
    }
    guard let factor = Double(parts[1]), factor > 0, factor.isFinite else { return nil }
    self.factor = factor
  }
}

/// The options that describe the sample.
struct EstimateDesignOptions: ParsableArguments {
  @Option(help: "抽样权数列 Column of sampling weights.")
  var weights: String?
  @Option(help: "频数列 Column of numbers of identical respondents.")
  var frequency: String?
  @Option(help: "各阶段的层 Columns of strata, one per stage.")
  var strata: String?
  @Option(help: "各阶段的群 Columns of clusters, one per stage.")
  var clusters: String?
  @Option(help: "各阶段的总体数或抽样比 Columns of population counts or sampling fractions, one per stage.")
  var fpc: String?
  @Flag(help: "群编号在层内重复 Cluster codes start anew in each stratum.")
  var nest = false
  @Option(help: "不等概率抽样 Unequal probabilities: brewer, overton, hartley-rao, with-replacement.")
  var pps: UnequalSampling?
  @Option(help: "联合入样概率方阵 CSV Square table of joint inclusion probabilities.")
  var joint: String?
  @Option(help: "联合概率的方差公式 Variance from joint probabilities: yates-grundy, horvitz-thompson.")
  var ppsVariance: PairwiseVariance.Form = .yatesGrundy
  @Option(help: "单单元层的规则 Strata with one unit: fail, remove, adjust, average, certainty, collapse.")
  var lonelyPsu: LonelyUnitRule = .fail
  @Flag(help: "域内单单元层也用该规则 The rule also holds for strata with one unit in the domain.")
  var lonelyPsuInDomain = false
}

/// The options that adjust weights.
struct EstimateWeightingOptions: ParsableArguments {
  @Option(help: "事后分层 Post-strata: CSV variable,level,total.")
  var postStratify: String?
  @Option(help: "迭代比例拟合 Raking margins: CSV variable,level,total.")
  var rake: String?
  @Option(help: "校准总数 Calibration totals: CSV variable,level,total (empty level: numeric).")
  var calibrate: String?
  @Option(help: "校准距离 Distance: linear, raking, logit.")
  var distance: CalibrationDistance.Shape = .linear
  @Option(parsing: .unconditional, help: "g 权数上下界 Bounds of the g-weights: LO,HI.")
  var bounds: NumberPair?
  @Option(parsing: .unconditional, help: "权数截尾 Trim weights to LO,HI until all are inside.")
  var trim: NumberPair?
  @Flag(help: "只截尾一次 Trim once only.")
  var trimOnce = false
  @Option(help: "截下的权数如何分摊 Spread of trimmed weight: equal, proportional.")
  var trimSpread: WeightTrimming.Spread = .equal
  @Option(help: "回答标志列（1/0） Column that is 1 for respondents, 0 else.")
  var nonresponse: String?
  @Option(help: "无回答调整类 Columns whose crossing makes the weighting classes.")
  var classes: String?
  @Option(help: "调整因子 Nonresponse factors from weights or counts: weighted, unweighted.")
  var nonresponseFactor: NonresponseFactor = .weighted
  @Option(help: "倾向得分组的自变量 Regressors of response propensity: 'age,factor(sex)'.")
  var propensity: String?
  @Option(help: "倾向得分组数 Number of propensity classes.")
  var propensityClasses = 5
  @Option(help: "倾向模型是否加权 Fit of the propensity model: unweighted, weighted.")
  var propensityFit: NonresponseFactor = .unweighted
  @Option(help: "按规则截尾 Trim at a rule's limit: median=3.5, median-iqr=6, mean=4, mean-sd=3, mean-square=10.")
  var trimRule: TrimRule?
  @Option(help: "写出输入列和 weight Write the input columns and weight.")
  var weightsOut: String?
}

/// The options of replicates.
struct EstimateReplicateOptions: ParsableArguments {
  @Option(help: "重复权数 Replicates: jackknife-1, jackknife-n, brr, fay=RHO, bootstrap=N, subbootstrap=N.")
  var replicates: String?
  @Option(help: "随机种子 Seed (default 1).")
  var seed: UInt64 = 1
  @Option(help: "已给重复权数列，如 'rep*' Columns of given replicate weights.")
  var replicateWeights: String?
  @Option(help: "已给重复权数的方法 Method of the given ones, same words.")
  var replicateType: String?
  @Option(help: "公共系数 Common coefficient.")
  var scale: Double?
  @Option(help: "各重复的系数：数列或 CSV 文件 Coefficients: a list of numbers, or a CSV file.")
  var rscales: String?
  @Option(help: "方差中心 Centre: full-sample, replicate-mean.")
  var centre: Replication.Centre = .fullSample
}
