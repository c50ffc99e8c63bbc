extension FindingCode {
  /// The codes of apportionment, in their published order.
  static let apportionment: [FindingCode] = [
    .weightInvalid, .boundInvalid, .boundsCrossed, .noUnitLeft, .seatsInvalid, .marginUnmatched,
    .apportionmentInfeasible,
    .apportionmentOverallocated, .apportionmentUnderallocated, .apportionmentTied, .lotsNotDrawn, .unitUnknown,
    .indexUndefined, .detailLeftOut, .quotaUndefined,
  ]

  /// A weight that is no exact decimal of at least zero.
  public static let weightInvalid = FindingCode(
    "A101", .error,
    message: Bilingual(
      "“{0}”列应为不小于 0 的十进制数（最多 100 个字符）",
      "the column “{0}” needs a decimal number of at least 0, of 100 characters at most"),
    remedy: Bilingual("改为不带单位和千位分隔符的数；没有权重写 0", "write a plain number without unit or separators; no weight is 0"))
  /// A minimum or maximum that is no whole number of at least zero.
  public static let boundInvalid = FindingCode(
    "A102", .error,
    message: Bilingual("“{0}”列应为不小于 0 的整数或留空", "the column “{0}” needs a whole number of at least 0, or nothing"),
    remedy: Bilingual("改为整数；没有限制就留空", "write a whole number; leave it empty for no bound"))
  /// A minimum above the maximum.
  public static let boundsCrossed = FindingCode(
    "A103", .error, message: Bilingual("“{0}”的最低数 {1} 大于最高数 {2}", "“{0}” has the minimum {1} above the maximum {2}"),
    remedy: Bilingual("降低最低数或提高最高数", "lower the minimum or raise the maximum"))
  /// A table, or what the filter leaves of it, without a unit.
  public static let noUnitLeft = FindingCode(
    "A104", .error, message: Bilingual("没有可分配的单位", "there is no unit to divide the seats among"),
    remedy: Bilingual("检查表格内容和 --where 条件", "look at the table and at the condition of --where"))
  /// Seats of a margin that are no whole number in range.
  public static let seatsInvalid = FindingCode(
    "A105", .error, message: Bilingual("“{0}”列应为 0 到 {1} 的整数", "the column “{0}” needs a whole number from 0 to {1}"),
    remedy: Bilingual("改为整数席位", "write a whole number of seats"))
  /// A row or column that is in only one of the table and the margin file.
  public static let marginUnmatched = FindingCode(
    "A106", .error,
    message: Bilingual(
      "“{0}”只出现在{1}中，席位文件与数据对不上", "“{0}” is found in only one of the data and the file of seats ({1})"),
    remedy: Bilingual("两个文件的名称须完全一致", "use exactly the same names in both files"))
  /// Conditions that no allocation meets.
  public static let apportionmentInfeasible = FindingCode(
    "A201", .error, message: Bilingual("无法分配：{0}", "no allocation exists: {0}"),
    remedy: Bilingual("修改总数、上下限或行列席位后重算", "change the total, the bounds or the margins and divide again"))
  /// Whole parts above the seats.
  public static let apportionmentOverallocated = FindingCode(
    "A202", .error, message: Bilingual("整数部分合计比席位多 {0} 席", "the whole parts exceed the seats by {0}"),
    remedy: Bilingual("改用哈尔或德鲁普配额、除数法，或降低最低数", "use the Hare or Droop quota or a divisor method, or lower the minima"))
  /// More seats left than units may take.
  public static let apportionmentUnderallocated = FindingCode(
    "A203", .error, message: Bilingual("有 {0} 席没有单位可得", "{0} seats find no unit that may take them"),
    remedy: Bilingual("改用除数法，或提高最高数", "use a divisor method, or raise the maxima"))
  /// Exactly equal claims to the last seats.
  public static let apportionmentTied = FindingCode(
    "A204", .warning, message: Bilingual("并列：{0} 完全相等，{1} 席待定", "a tie: {0} are exactly level for {1} seat(s)"),
    remedy: Bilingual(
      "由有权者决定，或用 --lot-seed 抽签并留存记录", "let those entitled decide, or draw lots with --lot-seed and keep the record"))
  /// Lots were asked for, but the solutions are too many to list.
  public static let lotsNotDrawn = FindingCode(
    "A205", .warning,
    message: Bilingual("并列的解多于 {0} 个，没有抽签", "the tie has more than {0} solutions; no lots were drawn"),
    remedy: Bilingual("改变总数或行列席位以减少并列", "change the total or the margins so that fewer cells are level"))
  /// A unit that was asked about and is not in the table.
  public static let unitUnknown = FindingCode(
    "A206", .error, message: Bilingual("表中没有单位“{0}”", "the table has no unit “{0}”"),
    remedy: Bilingual("核对 --explain 的名称", "check the name given to --explain"))
  /// An index that has no value.
  public static let indexUndefined = FindingCode(
    "A207", .note,
    message: Bilingual("指数 {0} 无定义：权重为 0 的单位有席位", "the index {0} is undefined: a unit without weight has a seat"),
    remedy: Bilingual("比较时不用该指数", "leave this index out of the comparison"))
  /// Parts of the working that were left out for size.
  public static let detailLeftOut = FindingCode(
    "A208", .note, message: Bilingual("单位较多，未给出：{0}", "left out as there are many units: {0}"),
    remedy: Bilingual("需要时用 --compare 等选项指定", "ask for it with options such as --compare"))
  /// A quota that does not exist.
  public static let quotaUndefined = FindingCode(
    "A209", .note,
    message: Bilingual("配额无定义：由方法分配的席位或权重为 0", "the quota is undefined: the method has no seat or no weight to divide"),
    remedy: Bilingual("核对总数、固定基数和权重", "check the total, the base seats and the weights"))
}
