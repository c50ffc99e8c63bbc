extension FindingCode {
  /// The codes of survey estimation, in their published order.
  static let estimation: [FindingCode] = [
    .lonelyStrata, .unitInSeveralStrata, .populationBelowSample, .populationVaries, .answersMissing,
    .estimateUndefined, .noDegreesOfFreedom, .designEffectUndefined, .intervalUndefined, .marginCellEmpty,
    .marginLevelMissing, .calibrationFailed, .trimmingFailed, .classWithoutRespondents, .weightsTakenEqual,
    .optionsConflict, .contrastUnknown, .replicatesDiscarded, .estimationFailed, .covarianceOmitted,
    .shareOutsideUnit, .designNotInInterval, .jointProbabilitiesUnfit, .nothingSelected, .populationKindMixed,
    .optionWithoutEffect, .varianceUndefined, .testUndefined,
  ]

  /// Strata with a single sampled unit under the rule that refuses them.
  public static let lonelyStrata = FindingCode(
    "E101", .error,
    message: Bilingual(
      "这些层只有一个抽样单元，无法估计方差", "these strata have a single sampled unit, so no variance can be estimated"),
    remedy: Bilingual(
      "合并这些层，或用 --lonely-psu 声明规则（remove、certainty、adjust、average、collapse）",
      "merge the strata, or declare a rule with --lonely-psu (remove, certainty, adjust, average, collapse)"))
  /// A cluster code in two strata.
  public static let unitInSeveralStrata = FindingCode(
    "E102", .error, message: Bilingual("抽样单元 {0} 出现在多个层中", "the sampled unit {0} occurs in several strata"),
    remedy: Bilingual("若单元编号在层内重新编号，请加 --nest", "add --nest if unit codes start anew in each stratum"))
  /// A population smaller than the sample drawn from it.
  public static let populationBelowSample = FindingCode(
    "E103", .error,
    message: Bilingual("第 {0} 阶段总体数 {1} 小于样本数 {2}", "stage {0}: the population {1} is smaller than its sample of {2}"),
    remedy: Bilingual(
      "核对 --fpc 列：应为本阶段该层的总体单元数", "check the --fpc column: it holds the stratum's population in units of this stage")
  )
  /// A population that differs inside a stratum.
  public static let populationVaries = FindingCode(
    "E104", .warning,
    message: Bilingual(
      "第 {0} 阶段的总体数在同一层内不一致，采用首行的值", "stage {0}: the population differs inside its stratum; the first row's is used"),
    remedy: Bilingual("同一层各行应填同一个总体数", "write the same population in all rows of a stratum"))
  /// Rows without an answer.
  public static let answersMissing = FindingCode(
    "E105", .warning,
    message: Bilingual("“{0}”有 {1} 行缺失；这些行仍留在抽样设计中", "“{0}” is missing in {1} rows; they stay in the design"),
    remedy: Bilingual("如缺失较多，请考虑无回答调整", "consider a nonresponse adjustment if they are many"))
  /// An estimate that does not exist.
  public static let estimateUndefined = FindingCode(
    "E106", .warning, message: Bilingual("{0}：没有可用的回答，估计值无定义", "{0}: nobody answered, so there is no estimate"),
    remedy: Bilingual("核对该域和变量", "check the domain and the variable"))
  /// Fewer units than strata and one.
  public static let noDegreesOfFreedom = FindingCode(
    "E107", .warning,
    message: Bilingual("{0}：自由度为 {1}，没有置信区间", "{0}: {1} degrees of freedom, so there is no interval"),
    remedy: Bilingual("合并层，或用 --df 声明自由度", "merge strata, or declare degrees of freedom with --df"))
  /// A design effect without a divisor.
  public static let designEffectUndefined = FindingCode(
    "E108", .warning,
    message: Bilingual(
      "{0}：简单随机抽样的方差为零或权数之和不大于样本量，设计效应无定义",
      "{0}: the simple random sample's variance is zero, or the weights do not sum to more than the sample"),
    remedy: Bilingual(
      "改用 --deff-reference with-replacement，或核对权数", "use --deff-reference with-replacement, or check the weights"))
  /// An interval that does not exist.
  public static let intervalUndefined = FindingCode(
    "E109", .warning, message: Bilingual("{0}：方法 {1} 在此没有区间", "{0}: the method {1} has no interval here"),
    remedy: Bilingual("比例为 0 或 1 时改用 wilson 或 korn-graubard", "use wilson or korn-graubard for a share of 0 or 1"))
  /// A margin's cell that nobody in the sample belongs to.
  public static let marginCellEmpty = FindingCode(
    "E110", .error,
    message: Bilingual("“{0}”的水平“{1}”在样本中没有权数", "the level “{1}” of “{0}” has no weight in the sample"),
    remedy: Bilingual("合并水平，或从边际表中删除", "merge the level with another, or remove it from the margins"))
  /// A level of the sample that the margins do not name.
  public static let marginLevelMissing = FindingCode(
    "E111", .error,
    message: Bilingual("“{0}”的水平“{1}”不在边际表中", "the margins do not name the level “{1}” of “{0}”"),
    remedy: Bilingual("在边际表中补上该水平的总数", "add the level's total to the margins"))
  /// A calibration that does not converge.
  public static let calibrationFailed = FindingCode(
    "E112", .error, message: Bilingual("校准未能满足总数：{0}", "the calibration cannot meet its totals: {0}"),
    remedy: Bilingual("核对各边际之和是否一致，或放宽 --bounds", "check that the margins have equal sums, or widen --bounds"))
  /// Limits that no weights can keep.
  public static let trimmingFailed = FindingCode(
    "E113", .error, message: Bilingual("无法截尾：{0}", "the weights cannot be trimmed: {0}"),
    remedy: Bilingual("放宽 --trim 的界限", "widen the limits of --trim"))
  /// A weighting class in which nobody answered.
  public static let classWithoutRespondents = FindingCode(
    "E114", .error, message: Bilingual("调整类 {0} 中没有回答者", "nobody answered in the class {0}"),
    remedy: Bilingual("将该类与相近的类合并", "merge the class with a similar one"))
  /// No weights and no population.
  public static let weightsTakenEqual = FindingCode(
    "E115", .note, message: Bilingual("没有给出权数，各行权数取 1", "no weights were given: each row counts 1"),
    remedy: Bilingual("用 --weights 指定权数列", "name the weights with --weights"))
  /// Options that exclude each other.
  public static let optionsConflict = FindingCode(
    "E116", .error, message: Bilingual("选项不能这样组合：{0}", "these options do not go together: {0}"),
    remedy: Bilingual("去掉其中一个", "leave one of them out"))
  /// A contrast over unknown names.
  public static let contrastUnknown = FindingCode(
    "E117", .error,
    message: Bilingual("对比“{0}”中的名称不认识，可用：{1}", "the contrast “{0}” names what is not estimated; known: {1}"),
    remedy: Bilingual("写成 '名称=系数,名称=系数'", "write it as 'name=coefficient,name=coefficient'"))
  /// Replicates without an estimate.
  public static let replicatesDiscarded = FindingCode(
    "E118", .warning,
    message: Bilingual("{0}：{1} 个重复样本中没有估计值，已舍去", "{0}: {1} replicates gave no estimate and were left out"),
    remedy: Bilingual("该域过小，标准误可能偏小", "the domain is small; its standard error may be too small"))
  /// A failure that has no code of its own.
  public static let estimationFailed = FindingCode(
    "E119", .error, message: Bilingual("无法估计：{0}", "no estimate: {0}"),
    remedy: Bilingual("核对数据和选项", "check the data and the options"))
  /// A covariance matrix too large to print unasked.
  public static let covarianceOmitted = FindingCode(
    "E120", .note, message: Bilingual("共 {0} 个估计值，未输出协方差矩阵", "{0} estimates: the covariance matrix was left out"),
    remedy: Bilingual("需要时加 --covariance", "ask for it with --covariance"))
  /// An interval for shares asked of values outside [0, 1].
  public static let shareOutsideUnit = FindingCode(
    "E121", .error,
    message: Bilingual("{0}：方法 {1} 只适用于 0 到 1 之间的比例", "{0}: the method {1} is for shares between 0 and 1"),
    remedy: Bilingual("改用 --interval wald", "use --interval wald"))
  /// An interval that leaves the design out.
  public static let designNotInInterval = FindingCode(
    "E122", .warning,
    message: Bilingual("区间 {0} 按 x/n 计算，不考虑抽样设计", "the interval {0} is that of x of n and leaves the design out"),
    remedy: Bilingual("复杂样本请用 wilson、korn-graubard 或 logit", "use wilson, korn-graubard or logit for a complex sample"))
  /// Joint probabilities that do not fit the sample.
  public static let jointProbabilitiesUnfit = FindingCode(
    "E123", .error, message: Bilingual("联合入样概率不适用：{0}", "the joint probabilities do not fit: {0}"),
    remedy: Bilingual(
      "应为方阵，行列顺序同样本单元，数值在 0 与 1 之间", "give a square table in the order of the sample's units, with values in (0, 1]"))
  /// A condition that no row fulfils.
  public static let nothingSelected = FindingCode(
    "E124", .error, message: Bilingual("没有任何一行满足条件", "no row fulfils the conditions"),
    remedy: Bilingual("核对 --where 的列和值", "check the column and the value of --where"))
  /// Counts and fractions in one design.
  public static let populationKindMixed = FindingCode(
    "E125", .error,
    message: Bilingual("“{0}”列既有总体数又有抽样比", "the column “{0}” mixes population counts and sampling fractions"),
    remedy: Bilingual("全部写成总体数（≥1），或全部写成抽样比(0–1]", "write counts (at least 1) or fractions in (0, 1] throughout"))
  /// An option that changes nothing here.
  public static let optionWithoutEffect = FindingCode(
    "E126", .note, message: Bilingual("选项在此不起作用：{0}", "an option has no effect here: {0}"),
    remedy: Bilingual("可以去掉", "it may be left out"))
  /// A variance that does not exist.
  public static let varianceUndefined = FindingCode(
    "E127", .warning,
    message: Bilingual(
      "{0}：所有层都只有一个抽样单元，方差无定义", "{0}: every stratum has a single unit or no replicate is usable: no variance"),
    remedy: Bilingual("合并层，或换一个 --lonely-psu 规则", "merge strata, or choose another --lonely-psu rule"))
  /// A test without a result.
  public static let testUndefined = FindingCode(
    "E128", .warning,
    message: Bilingual("检验 {0}（{1}）无法进行：{2}", "the test {0} of {1} has no result: {2}"),
    remedy: Bilingual("合并过小的类别或域", "merge small categories or domains"))
}
