extension FindingCode {
  /// The codes of sample size, allocation, selection and the Kish grid, in their published order.
  static let sampling: [FindingCode] = [
    .sampleExceedsPopulation, .allocationRefused, .stratumWithoutSample, .stratumTooSmall, .measureUnusable,
    .clusterTakenWhole, .outputColumnTaken, .jointProbabilitiesUndefined, .householdAboveSix, .clusterMeasureRead,
    .samplingRefused, .stratumWithoutSize, .minimumCut, .numberOutOfRange, .sizeUnknown, .unitsOutOfReach,
    .jointApproximated,
  ]

  /// More people would have to be drawn than there are.
  public static let sampleExceedsPopulation = FindingCode(
    "E201", .warning,
    message: Bilingual("需抽取 {0} 人，而总体只有 {1} 人", "{0} people would have to be drawn, and there are {1}"),
    remedy: Bilingual("改为全面调查并设法提高应答率，或放宽误差", "take everybody and raise the response rate, or accept a wider margin"))
  /// An allocation whose constraint and bounds contradict each other, or that lacks a column.
  public static let allocationRefused = FindingCode(
    "E202", .error, message: Bilingual("无法分配样本：{0}", "the sample cannot be allocated: {0}"),
    remedy: Bilingual(
      "调整总样本量、预算或上下限，并核对各层数据", "change the size, the budget or the bounds, and check the strata's figures"))
  /// A stratum that gets no unit.
  public static let stratumWithoutSample = FindingCode(
    "E203", .warning, message: Bilingual("层“{0}”没有分到样本", "the stratum “{0}” gets no unit"),
    remedy: Bilingual(
      "用 --minimum 2 保证每层至少两个样本，否则该层无法估计",
      "give every stratum at least two with --minimum 2; without any it cannot be estimated"))
  /// A stratum with fewer units than shall be drawn.
  public static let stratumTooSmall = FindingCode(
    "E204", .error,
    message: Bilingual("层“{0}”可抽单位 {1} 个，却要抽 {2} 个", "the stratum “{0}” has {1} units to draw from, {2} are wanted"),
    remedy: Bilingual("减小该层样本量，或补全抽样框", "draw fewer there, or complete the frame"))
  /// A measure of size that is missing, negative or not finite.
  public static let measureUnusable = FindingCode(
    "E205", .error,
    message: Bilingual("规模变量“{0}”应为 ≥ 0 的数", "the measure of size “{0}” must be a number of at least 0"),
    remedy: Bilingual("填上规模，例如户数或人口", "fill in the size, such as households or people"))
  /// A selected cluster with fewer members than shall be drawn.
  public static let clusterTakenWhole = FindingCode(
    "E206", .warning,
    message: Bilingual(
      "{0} 个群的成员不足 {1} 个，抽中时全部调查", "{0} clusters have fewer than {1} members; if drawn, all are taken"),
    remedy: Bilingual("可将小群合并后再抽", "join small clusters before drawing"))
  /// A column of the frame bears the name of one that is added.
  public static let outputColumnTaken = FindingCode(
    "E207", .error, message: Bilingual("抽样框已有列“{0}”", "the frame already has a column “{0}”"),
    remedy: Bilingual("将该列改名", "rename the column"))
  /// A method without computable joint probabilities.
  public static let jointProbabilitiesUndefined = FindingCode(
    "E208", .error,
    message: Bilingual("此方法的联合入样概率无法计算：{0}", "this method's joint probabilities cannot be computed: {0}"),
    remedy: Bilingual("改用 pps-sampford,它对任何样本量都有联合概率", "use pps-sampford, which has them at every size"))
  /// A household with more listed persons than the Kish grid reaches.
  public static let householdAboveSix = FindingCode(
    "E209", .warning,
    message: Bilingual(
      "{0} 户超过 6 人：第 7 人起不会被选中", "{0} households have more than six persons: those after the sixth have no chance"),
    remedy: Bilingual("这些户可改用随机数选人", "choose by a random number there"))
  /// How the measure of a cluster of several rows was read.
  public static let clusterMeasureRead = FindingCode(
    "E210", .note,
    message: Bilingual("群的规模{0}", "the measure of a cluster {0}"),
    remedy: Bilingual("若不是这个意思，请改列的内容", "change the column if something else is meant"))
  /// A sampling task that has no answer.
  public static let samplingRefused = FindingCode(
    "E211", .error, message: Bilingual("无法抽样：{0}", "no sample: {0}"),
    remedy: Bilingual("核对样本量、抽样框和所选方法", "check the size, the frame and the method"))
  /// A stratum of the frame that the allocation does not name.
  public static let stratumWithoutSize = FindingCode(
    "E212", .error, message: Bilingual("分配表没有层“{0}”", "the allocation has no stratum “{0}”"),
    remedy: Bilingual("补上该层的样本量（可为 0）", "add the stratum with its size, which may be 0"))
  /// A minimum for every stratum that some strata cannot reach.
  public static let minimumCut = FindingCode(
    "E213", .note,
    message: Bilingual("层“{0}”只有 {1} 个单位，下限按此数计", "the stratum “{0}” has {1} units only, which is its minimum now"),
    remedy: Bilingual("无需处理：该层全部调查", "nothing to do: the stratum is taken whole"))
  /// A number outside its range.
  public static let numberOutOfRange = FindingCode(
    "E214", .error, message: Bilingual("“{0}”列应满足 {1}", "the column “{0}” must satisfy {1}"),
    remedy: Bilingual("改正该值", "correct the value"))
  /// A stratum of the allocation that the frame does not have.
  public static let sizeUnknown = FindingCode(
    "E215", .error, message: Bilingual("抽样框没有层“{0}”", "the frame has no stratum “{0}”"),
    remedy: Bilingual("核对两表的层名", "check the strata's names in both tables"))
  /// Units that no sample can contain.
  public static let unitsOutOfReach = FindingCode(
    "E216", .warning,
    message: Bilingual("{0} 行的入样概率为 0,样本不能代表它们", "{0} rows have probability 0: no sample speaks for them"),
    remedy: Bilingual("补上规模，或给该层分配样本", "give them a measure of size, or their stratum a sample"))
  /// Joint probabilities that are not exact.
  public static let jointApproximated = FindingCode(
    "E217", .warning,
    message: Bilingual(
      "联合入样概率是近似值：布鲁尔法在此框上无法精确计算", "the joint probabilities are approximate: Brewer's are too many to add up here"),
    remedy: Bilingual("需要精确值时改用 pps-sampford", "use pps-sampford where exact ones are needed"))
}
