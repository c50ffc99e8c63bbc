extension FindingCode {
  /// The codes of composite indicators, in their published order.
  static let composites: [FindingCode] = [
    .indicatorsMissing, .indicatorOrphan, .indicatorCircle, .directionUnknown, .indicatorWeightInvalid,
    .siblingWeightsZero, .topAdded, .indicatorLevelInvalid, .indicatorColumnMissing, .groupColumnUnused, .unitsTooFew,
    .stepUnknown, .methodUnfit, .denominatorMissing, .denominatorUnfit, .valueOutsideMethod, .unitNotInData,
    .unitsScreenedOut, .stillMissing, .stillOutlying, .outliersNotJudged, .indicatorConstant, .indicatorEmpty,
    .referenceUnitMissing, .fractionNotTurned, .unitsWithoutScore, .weightUnknownCode, .indicatorDominates,
    .indicatorOpposes, .indicatorsAlike, .checkUndefined, .weightsNotBalanced,
    .scoresNotExact,
  ]

  /// An indicator table without a row.
  public static let indicatorsMissing = FindingCode(
    "K101", .error, message: Bilingual("指标表中没有指标", "the indicator table has no indicator"),
    remedy: Bilingual("每个指标和每个上级各写一行", "write one row for each indicator and each group"))
  /// A parent that is not in the table.
  public static let indicatorOrphan = FindingCode(
    "K102", .error,
    message: Bilingual("“{1}”的上级“{0}”不在指标表中", "the parent “{0}” of “{1}” is not in the indicator table"),
    remedy: Bilingual("补上该上级一行，或改正上级代码", "add a row for the parent, or correct its code"))
  /// Parents that lead back to where they began.
  public static let indicatorCircle = FindingCode(
    "K103", .error, message: Bilingual("上级关系成环：{0}", "the parents run in a circle: {0}"),
    remedy: Bilingual("改正其中一个上级，使各行最终归到总指标", "correct one of the parents so that every row leads to the top"))
  /// A direction that is neither 1 nor −1.
  public static let directionUnknown = FindingCode(
    "K104", .error,
    message: Bilingual("方向应为 1（越大越好）或 -1（越小越好）", "the direction is 1 (more is better) or -1 (less is better)"),
    remedy: Bilingual("改为 1 或 -1", "write 1 or -1"))
  /// A weight that is no number of at least zero.
  public static let indicatorWeightInvalid = FindingCode(
    "K105", .error, message: Bilingual("权重应为不小于 0 的数", "the weight needs a number of at least 0"),
    remedy: Bilingual("改为不带百分号的数", "write a plain number, without a per cent sign"))
  /// Siblings whose weights sum to nothing.
  public static let siblingWeightsZero = FindingCode(
    "K106", .error, message: Bilingual("“{0}”的下级权重之和为 0", "the weights of the children of “{0}” sum to 0"),
    remedy: Bilingual("至少给一个下级正的权重", "give at least one child a weight above 0"))
  /// Several rows without a parent.
  public static let topAdded = FindingCode(
    "K107", .note, message: Bilingual("没有唯一的总指标，已在 {0} 之上加“{1}”", "there is no single top: “{1}” was put above {0}"),
    remedy: Bilingual("需要别的名称时，在表中写出总指标一行", "write a row for the top if it should have another name"))
  /// A level that does not rise from child to parent.
  public static let indicatorLevelInvalid = FindingCode(
    "K108", .error,
    message: Bilingual(
      "“{0}”的层级不对：指标为 1，上级须高于下级", "the level of “{0}” is wrong: indicators have 1, a group more than its children"),
    remedy: Bilingual("改为 {1}，或删去 level 列", "write {1}, or remove the column level"))
  /// An indicator without a column in the data.
  public static let indicatorColumnMissing = FindingCode(
    "K109", .error,
    message: Bilingual("数据中没有指标“{0}”的列（{2} 第 {1} 行）", "the data have no column for “{0}” ({2}, row {1})"),
    remedy: Bilingual("补上该列，或从指标表中删去该指标", "add the column, or remove the indicator from the table"))
  /// A group that has a column of its own in the data.
  public static let groupColumnUnused = FindingCode(
    "K110", .note,
    message: Bilingual(
      "“{0}”由下级算出，数据中的同名列未用", "“{0}” is computed from its children; the column of that name is not used"),
    remedy: Bilingual("无需处理", "nothing needs to be done"))
  /// Fewer than two units.
  public static let unitsTooFew = FindingCode(
    "K111", .error, message: Bilingual("至少需要 2 个单位，现有 {0} 个", "at least 2 units are needed, there are {0}"),
    remedy: Bilingual("补充单位，或放宽筛选", "add units, or screen less strictly"))
  /// A setting that no step has.
  public static let stepUnknown = FindingCode(
    "K112", .error, message: Bilingual("没有“{0}”这一步；可用：{1}", "there is no step “{0}”; known: {1}"),
    remedy: Bilingual("改用列出的名称之一", "use one of the names listed"))
  /// A method or a parameter that is not understood.
  public static let methodUnfit = FindingCode(
    "K113", .error, message: Bilingual("“{0}”不能这样写：{1}", "“{0}” is not understood: {1}"),
    remedy: Bilingual("写成“方法:参数=值,参数=值”", "write it as “method:parameter=value,parameter=value”"))
  /// A denominator without a column.
  public static let denominatorMissing = FindingCode(
    "K114", .error,
    message: Bilingual("数据中没有“{1}”的分母列“{0}”", "the data have no column “{0}”, the denominator of “{1}”"),
    remedy: Bilingual("补上该列，或删去分母", "add the column, or remove the denominator"))
  /// A denominator that is missing or zero.
  public static let denominatorUnfit = FindingCode(
    "K115", .warning,
    message: Bilingual("“{1}”的“{0}”没有可用的分母，按缺失处理", "“{0}” of “{1}” has no usable denominator and counts as missing"),
    remedy: Bilingual("分母应为不等于 0 的数", "the denominator must be a number other than 0"))
  /// A value outside the domain of a method.
  public static let valueOutsideMethod = FindingCode(
    "K116", .error, message: Bilingual("“{2}”的“{0}”不能用于 {1}", "“{0}” of “{2}” cannot be used by {1}"),
    remedy: Bilingual(
      "几何平均和对数只用于大于 0 的值：换标准化区间（如 minmax:1,100）或换方法",
      "logarithms and geometric means need values above 0: normalise to another range (minmax:1,100) or use another method"
    )
  )
  /// A unit that an option names and the data do not.
  public static let unitNotInData = FindingCode(
    "K117", .error, message: Bilingual("数据中没有单位“{0}”", "the data have no unit “{0}”"),
    remedy: Bilingual("核对名称", "check the name"))
  /// Units with too little data.
  public static let unitsScreenedOut = FindingCode(
    "K118", .warning, message: Bilingual("{0} 个单位数据不足，不参加：{1}", "{0} units have too little data and are left out: {1}"),
    remedy: Bilingual("补充数据，或用 --include 保留", "add data, or keep them with --include"))
  /// Gaps that could not be filled.
  public static let stillMissing = FindingCode(
    "K119", .warning, message: Bilingual("插补后“{0}”仍有 {1} 个缺失值", "“{0}” still has {1} missing values after imputation"),
    remedy: Bilingual("该组没有可用的值：换一种插补，或补充数据", "their group has no value to take: impute otherwise, or add data"))
  /// An indicator that treatment did not mend.
  public static let stillOutlying = FindingCode(
    "K120", .warning,
    message: Bilingual(
      "“{0}”处理后偏度和峰度仍超限（{1}，{2}）", "“{0}” still has skewness and kurtosis beyond the limits ({1}, {2})"),
    remedy: Bilingual("核对数据，或换一种处理", "check the data, or treat it otherwise"))
  /// An indicator whose shape is undefined.
  public static let outliersNotJudged = FindingCode(
    "K121", .warning,
    message: Bilingual("“{0}”取值太少或全部相同，未作离群值处理", "“{0}” has too few different values to be judged and was left alone"),
    remedy: Bilingual("核对该指标", "check the indicator"))
  /// An indicator that gives everyone the same mark.
  public static let indicatorConstant = FindingCode(
    "K122", .warning,
    message: Bilingual(
      "“{0}”对所有单位都一样（或参照差为 0），没有标准化值，不计入",
      "“{0}” gives everyone the same mark (or the span is 0): no normalised value, not counted"),
    remedy: Bilingual("换用 goalposts 等固定标准，或删去该指标", "use fixed posts such as goalposts, or remove the indicator"))
  /// An indicator without a value.
  public static let indicatorEmpty = FindingCode(
    "K123", .warning, message: Bilingual("“{0}”没有任何值，不计入", "“{0}” has no value at all and is not counted"),
    remedy: Bilingual("补充数据，或删去该指标", "add data, or remove the indicator"))
  /// A reference unit without a value.
  public static let referenceUnitMissing = FindingCode(
    "K124", .error,
    message: Bilingual("参照单位“{0}”不存在或没有“{1}”的值", "the reference unit “{0}” is unknown or has no value of “{1}”"),
    remedy: Bilingual("换一个参照单位", "choose another reference unit"))
  /// A method that does not turn an indicator.
  public static let fractionNotTurned = FindingCode(
    "K125", .warning,
    message: Bilingual(
      "“{0}”越小越好，而 fracmax 得出的值仍是越大越差", "less of “{0}” is better, but fracmax leaves its order as it is"),
    remedy: Bilingual("改用 minmax 或 dist2max", "use minmax or dist2max"))
  /// Units for which the top has no score.
  public static let unitsWithoutScore = FindingCode(
    "K126", .warning, message: Bilingual("{0} 个单位没有总分，不参加排名：{1}", "{0} units have no score and are not ranked: {1}"),
    remedy: Bilingual("补充数据，或降低 --threshold", "add data, or lower --threshold"))
  /// A weight for a code that the table does not have.
  public static let weightUnknownCode = FindingCode(
    "K127", .error, message: Bilingual("指标表中没有“{0}”", "the indicator table has no “{0}”"),
    remedy: Bilingual("核对代码", "check the code"))
  /// One indicator that decides a group nearly alone.
  public static let indicatorDominates = FindingCode(
    "K128", .warning, message: Bilingual("“{0}”一项占“{1}”差异的 {2}", "“{0}” alone makes up {2} of the variance of “{1}”"),
    remedy: Bilingual("核对该指标的分布和权重", "look at the indicator's distribution and weight"))
  /// An indicator that runs against its group.
  public static let indicatorOpposes = FindingCode(
    "K129", .warning,
    message: Bilingual("“{0}”与所属“{1}”负相关（{2}）", "“{0}” correlates negatively with its group “{1}” ({2})"),
    remedy: Bilingual("核对方向是否写反", "check whether its direction is the wrong way round"))
  /// Two indicators that say nearly the same.
  public static let indicatorsAlike = FindingCode(
    "K130", .note,
    message: Bilingual("“{0}”与“{1}”几乎相同（相关系数 {2}）", "“{0}” and “{1}” say nearly the same (correlation {2})"),
    remedy: Bilingual("考虑合并或减轻权重", "consider joining them, or lower their weights"))
  /// A check without a value.
  public static let checkUndefined = FindingCode(
    "K131", .note,
    message: Bilingual("“{0}”的{1}无定义：取值太少或没有差异", "“{0}”: {1} is undefined for want of values or variance"),
    remedy: Bilingual("无需处理", "nothing needs to be done"))
  /// Weights that could not be balanced.
  public static let weightsNotBalanced = FindingCode(
    "K132", .warning,
    message: Bilingual("没有一组权重能达到目标影响（最大偏差 {0}）", "no weights reach the wanted influence (largest deviation {0})"),
    remedy: Bilingual(
      "看相关系数：负相关的指标无法达到正的影响", "look at the correlations: an opposing indicator cannot reach a positive influence"))
  /// Exact scores of a method that has none.
  public static let scoresNotExact = FindingCode(
    "K133", .note, message: Bilingual("该方法没有精确分数，按双精度计算", "this method has no exact scores; double precision was used"),
    remedy: Bilingual("精确分数只用于固定标准、极差法和算术平均", "exact scores exist for fixed posts, min-max and arithmetic means"))
}
