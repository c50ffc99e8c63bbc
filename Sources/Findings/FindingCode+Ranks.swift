extension FindingCode {
  /// The codes of rank inference, small areas and screening, in their published order.
  static let ranks: [FindingCode] = [
    .unitsMissing, .standardErrorNegative, .covarianceUnits, .covarianceImpossible, .covarianceDiffers, .lineOutside,
    .tieAtLine, .placesNotAsked, .errorZero, .countExpected, .methodFailed, .samplingVarianceNotPositive,
    .directEstimateMissing, .covariateConstant, .areasTooFew, .covariatesCollinear, .modelVarianceZero,
  ]

  /// A list to be ranked without a unit.
  public static let unitsMissing = FindingCode(
    "E401", .error, message: Bilingual("没有可排名的单位", "there is no unit to rank"),
    remedy: Bilingual("表中至少应有一行数据", "the table needs at least one row of data"))
  /// A negative standard error.
  public static let standardErrorNegative = FindingCode(
    "E402", .error, message: Bilingual("标准误不能为负", "a standard error cannot be negative"),
    remedy: Bilingual("改正该值;标准误为 0 表示该值确定无误", "correct it; a standard error of 0 makes the value certain"))
  /// A covariance matrix that does not hold exactly the units of the list.
  public static let covarianceUnits = FindingCode(
    "E403", .error, message: Bilingual("协方差矩阵与单位不符:{0}", "the covariance matrix does not match the units: {0}"),
    remedy: Bilingual(
      "第一列写单位,其余每列以一个单位为列名,行列的单位都应与主表相同",
      "name the units in the first column and one column by each unit; rows and columns must be those of the list"))
  /// A matrix that no covariance can be.
  public static let covarianceImpossible = FindingCode(
    "E404", .error, message: Bilingual("这不是协方差矩阵:{0}", "this is no covariance matrix: {0}"),
    remedy: Bilingual("核对矩阵:须对称、方差不为负、半正定", "check it: symmetric, no negative variance, positive semi-definite"))
  /// A standard error that is not the root of the matrix's variance.
  public static let covarianceDiffers = FindingCode(
    "E405", .warning,
    message: Bilingual(
      "“{0}”的标准误与协方差矩阵不一致,以矩阵为准", "the standard error of “{0}” is not that of the covariance matrix; the matrix counts"),
    remedy: Bilingual("核对两者是否来自同一次估计", "check that both come from the same estimation"))
  /// A line with no unit on one of its sides.
  public static let lineOutside = FindingCode(
    "E406", .error,
    message: Bilingual("分界线 {0} 的一侧没有单位(共 {1} 个)", "the line {0} leaves no unit on one side ({1} units)"),
    remedy: Bilingual("分界线应在 1 与单位数减 1 之间", "the line lies between 1 and one less than the number of units"))
  /// Estimates that tie across the line.
  public static let tieAtLine = FindingCode(
    "E407", .warning, message: Bilingual("分界线 {0} 处得分并列:{1}", "estimates tie across the line {0}: {1}"),
    remedy: Bilingual(
      "按规定的办法决定谁入线(如抽签),并记录;结果中这些单位列入灰色地带",
      "decide by the rule that applies (such as lots) and record it; the result keeps these units in the grey zone"))
  /// A probability that cannot be given because no number of places was asked for.
  public static let placesNotAsked = FindingCode(
    "E408", .note,
    message: Bilingual(
      "未给名额数,不计算进入前列的概率", "no number of places was given, so there is no probability of being among the best"),
    remedy: Bilingual("用 --best K 给出名额数", "give the number of places with --best K"))
  /// Estimates without sampling error.
  public static let errorZero = FindingCode(
    "E409", .note,
    message: Bilingual("{0} 个单位的标准误为 0,视为确定无误", "{0} units have a standard error of 0 and are taken as certain"),
    remedy: Bilingual(
      "核对:全部居民答得相同,还是未曾计算标准误", "check whether all answers agree or the standard error was never computed"))
  /// A cell that must hold a count.
  public static let countExpected = FindingCode(
    "E410", .error,
    message: Bilingual("“{0}”列应为 0 至 2147483647 的整数", "the column “{0}” needs a whole number from 0 to 2147483647"),
    remedy: Bilingual("写选择该项的次数", "write how often the category was chosen"))
  /// A method that gave up.
  public static let methodFailed = FindingCode(
    "E411", .error, message: Bilingual("计算未能完成:{0}", "the method gave no result: {0}"),
    remedy: Bilingual("核对数据的量级和异常值;仍不成时请附数据报告", "check magnitudes and outliers; report it with the data if it persists")
  )
  /// A sampling variance that the area model cannot use.
  public static let samplingVarianceNotPositive = FindingCode(
    "E412", .error, message: Bilingual("抽样方差应大于 0", "a sampling variance must be above 0"),
    remedy: Bilingual(
      "样本全部同答时方差为 0:改用平滑后的方差,或留空该区域的直接估计",
      "it is 0 if all answers agree: give a smoothed variance, or leave the area's direct estimate empty"))
  /// An area without a direct estimate.
  public static let directEstimateMissing = FindingCode(
    "E413", .note,
    message: Bilingual("区域“{0}”没有直接估计,只给回归值", "the area “{0}” has no direct estimate and gets the regression only"),
    remedy: Bilingual("无需处理;该值不含本区域的答卷", "nothing to do; the value uses no answer of this area"))
  /// A covariate that does not vary.
  public static let covariateConstant = FindingCode(
    "E414", .warning,
    message: Bilingual("协变量“{0}”处处相同,已略去", "the covariate “{0}” is the same everywhere and was left out"),
    remedy: Bilingual("模型已含截距,无需常数列", "the model has an intercept already; it needs no constant column"))
  /// Fewer areas than the model needs.
  public static let areasTooFew = FindingCode(
    "E415", .error,
    message: Bilingual("有直接估计的区域只有 {0} 个,至少需要 {1} 个", "only {0} areas have a direct estimate; {1} are needed"),
    remedy: Bilingual("减少协变量,或补充区域", "use fewer covariates, or more areas"))
  /// Covariates that determine one another.
  public static let covariatesCollinear = FindingCode(
    "E416", .error, message: Bilingual("协变量线性相关:{0}", "the covariates are collinear: {0}"),
    remedy: Bilingual(
      "去掉可由其他列算出的列(分类变量去掉一类)", "remove a column that follows from the others (one category of a factor)"))
  /// A model variance of 0.
  public static let modelVarianceZero = FindingCode(
    "E417", .note,
    message: Bilingual(
      "模型方差为 0:各区域之差不超过抽样误差,收缩估计就是回归值",
      "the model variance is 0: areas differ no more than their sampling errors, so each shrunk estimate is the regression"
    ),
    remedy: Bilingual("这是结果而非错误;可增大样本", "a result, not a fault; a larger sample might tell the areas apart"))
}
