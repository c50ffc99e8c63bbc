extension FindingCode {
  /// The codes of sensitivity analysis and of further interviews, in their published order.
  static let sensitivities: [FindingCode] = [
    .methodsConflict, .nothingToRank, .errorsUnmatched, .quotaGroupUnknown, .stabilityUndefined, .indicesUndefined,
    .factorsTooFew, .answerMapUnfit, .unitsUnmatched, .budgetNotSpent, .interviewCountUnfit, .groupDecided,
  ]

  /// A normalisation whose values an aggregation cannot take.
  public static let methodsConflict = FindingCode(
    "K201", .error, message: Bilingual("标准化 {0} 的值不能用于 {1}", "values normalised by {0} cannot be aggregated by {1}"),
    remedy: Bilingual(
      "用 --range 1,100 把各种标准化拉到同一正区间", "stretch every normalisation to one positive range by --range 1,100"))
  /// A study without scores.
  public static let nothingToRank = FindingCode(
    "K202", .error, message: Bilingual("有得分的单位不足 2 个", "fewer than 2 units have a score"),
    remedy: Bilingual("核对数据和方法", "check the data and the method"))
  /// A unit or column of one file that the other does not have.
  public static let errorsUnmatched = FindingCode(
    "K203", .error, message: Bilingual("“{0}”不在 {1} 中", "“{0}” is not in {1}"),
    remedy: Bilingual("两个文件的单位须一致", "both files need the same units"))
  /// A group for which the quotas say nothing.
  public static let quotaGroupUnknown = FindingCode(
    "K204", .error, message: Bilingual("名额文件没有“{0}”", "the file of quotas does not name “{0}”"),
    remedy: Bilingual("补上该组的名额，没有名额写 0", "add its places; write 0 for none"))
  /// A smallest change of weights that does not exist.
  public static let stabilityUndefined = FindingCode(
    "K205", .note, message: Bilingual("{0}：没有精确的最小权重变动", "{0}: there is no exact smallest change of weights"),
    remedy: Bilingual(
      "只有算术平均且数据完整、线内线外都有单位时才有", "it needs arithmetic means, complete data and units on both sides of the line"))
  /// Indices of an output that does not vary.
  public static let indicesUndefined = FindingCode(
    "K206", .note,
    message: Bilingual("{0} 在所有方案中都一样，没有 Sobol 指数", "{0} is the same in all variants: there are no Sobol indices"),
    remedy: Bilingual("无需处理", "nothing needs to be done"))
  /// Indices of a single choice.
  public static let factorsTooFew = FindingCode(
    "K207", .note, message: Bilingual("Sobol 指数至少需要两项变动", "Sobol indices need at least two choices that vary"),
    remedy: Bilingual("再加一个 --vary 选项", "add another option --vary"))
  /// An answer map that cannot be read or lacks a code.
  public static let answerMapUnfit = FindingCode(
    "K208", .error,
    message: Bilingual("答案赋分表读不懂或不完整：{0}", "the answer map cannot be read or is not complete: {0}"),
    remedy: Bilingual(
      "写成 1:0;2:30;3:60;4:80;5:100，每个选项都要有；或用 equal-steps、pass-at-60、top-two",
      "write 1:0;2:30;3:60;4:80;5:100 with every code, or equal-steps, pass-at-60, top-two"))
  /// Two results that are to be compared and have different units or groups.
  public static let unitsUnmatched = FindingCode(
    "K209", .error, message: Bilingual("两个结果的单位不一致", "the two results do not have the same units"),
    remedy: Bilingual("用同一个城市文件夹比较", "compare on the same city"))
  /// Interviews that nobody can take.
  public static let budgetNotSpent = FindingCode(
    "K301", .warning,
    message: Bilingual(
      "预算余 {0}：能再访问的住户已用完，或余额不足一次访问",
      "{0} of the budget is left: no household is left to visit, or it is less than one interview"),
    remedy: Bilingual("减少预算，或扩大抽样框", "lower the budget, or extend the frame"))
  /// A number of interviews that does not go with the standard error or the population.
  public static let interviewCountUnfit = FindingCode(
    "K302", .error, message: Bilingual("“{0}”：已完成 {1}，总体 {2}，不合理", "“{0}”: {1} completed out of {2} cannot be"),
    remedy: Bilingual("已完成数至少为 2，且不大于总体", "at least 2 are completed, and not more than the population"))
  /// A group in which nothing is open.
  public static let groupDecided = FindingCode(
    "K303", .note,
    message: Bilingual("“{0}”没有线内线外之分，不需要再访问", "“{0}” has nobody on one side of the line: no interview is needed"),
    remedy: Bilingual("无需处理", "nothing needs to be done"))
}
