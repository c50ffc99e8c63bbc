import Findings

/// The words of the chapter on sensitivity.
extension ReportWords {
  static let sensitivityTitle = Bilingual("名单取决于方法的程度", "How much the list depends on choices")
  static let choice = Bilingual("变动的选择", "Choice that varies")
  static let alternatives = Bilingual("备选数", "Alternatives")
  static let firstOrder = Bilingual("一阶指数", "First-order index")
  static let totalOrder = Bilingual("总指数", "Total index")
  static let part = Bilingual("部分", "Half")
  static let nominalWeight = Bilingual("名义权重", "Nominal weight")
  static let effectiveWeight = Bilingual("实际权重", "Effective weight")
  static let deviation = Bilingual("标准差", "Standard deviation")
  static let unchangedWithin = Bilingual("名单不变的比重范围", "List unchanged for shares of")
  static let firm = Bilingual("稳得（≥95% 方案）", "Firm (≥ 95% of variants)")
  static let likely = Bilingual("多半得（50–95%）", "Likely (50–95%)")
  static let weak = Bilingual("少半得（<50%）", "Weak (< 50%)")
  static let challengers = Bilingual("线外有望（≥5%）", "Outside, but in ≥ 5%")
  static let titleShare = Bilingual("得名额的方案", "Variants with a title")
  static let rankSpan = Bilingual("名次 5–95%", "Rank, 5–95%")
  static let without = Bilingual("去掉的指标", "Left out")
  static let meanShift = Bilingual("名次平均变动", "Mean shift of ranks")
  static let entersAndLeaves = Bilingual("进 / 出名单", "Enter / leave the list")
  static let contestedTitle = Bilingual("名额随方法易主的单位", "Units whose title depends on the method")
  static let omissionsTitle = Bilingual("去掉一项指标，名单变多少", "The list without one indicator or group")
  static let choicesTitle = Bilingual("哪项选择影响最大", "Which choice matters most")
  static let halvesWeightTitle = Bilingual("两部分的名义权重与实际权重", "Nominal and effective weights of the halves")
  static let firmnessTitle = Bilingual("各区名额的稳固程度", "How firmly the titles are held")

  static let indicesExplained = Bilingual(
    "Sobol 指数：一阶指数是该选择单独解释的名额变动的份额，总指数含它与其他选择的交互；越大越要紧。括号内为自助法 95% 区间。",
    "Sobol's indices: the first-order index is the share of the variation of titles that the choice explains alone, the "
      + "total index with all its interactions; the larger, the more it matters. Bootstrap 95% intervals in brackets.")
  static let effectiveExplained = Bilingual(
    "名义权重写在标准里；实际权重是该部分在同区总分差异（方差）中所占的份额：得分拉得开的部分，实际分量更重。",
    "The nominal weight stands in the standard; the effective weight is the part's share in the variance of the totals "
      + "within a district: the half whose scores differ more weighs more in effect.")

  /// The outcome in one or two sentences.
  static func sensitivity(_ result: RatingReport.Sensitivity) -> Bilingual {
    let shift = DisplayNumber.rounded(result.meanShift, places: 2)
    let titles = DisplayNumber.rounded(result.titleChanges, places: 2)
    let unchanged = DisplayNumber.share(result.unchanged)
    return Bilingual(
      (result.isExact ? "全部 \(result.variants) 种方案逐一计算" : "随机抽取 \(result.variants) 种方案（种子 \(result.seed)）")
        + "：权重、答案赋分、标准化和未评处理换一换，名次平均变动 \(shift) 位，平均 \(titles) 个名额易主；名单完全不变的方案占 \(unchanged)。",
      (result.isExact
        ? "All \(result.variants) variants were computed"
        : "\(result.variants) variants were drawn (seed \(result.seed))")
        + ": with other weights, answer maps, normalisation and treatment of gaps, ranks shift by \(shift) places and "
        + "\(titles) titles go to others on average; the list is exactly the same in \(unchanged) of the variants.")
  }

  /// An index with its interval.
  static func index(_ value: Double?, _ interval: ClosedRange<Double>? = nil) -> String {
    guard let value else { return DisplayNumber.missing }
    let range = interval.map {
      " (\(DisplayNumber.rounded($0.lowerBound, places: 2))–\(DisplayNumber.rounded($0.upperBound, places: 2)))"
    }
    return DisplayNumber.rounded(value, places: 2) + (range ?? "")
  }

  /// A share in per cent with one decimal.
  static func percent(_ share: Double?) -> String {
    share.map { DisplayNumber.rounded(100 * $0, places: 1) + "%" } ?? DisplayNumber.missing
  }

  /// The range of shares within which the list stays; missing if it is not defined.
  static func span(_ range: ClosedRange<Double>?) -> String {
    range.map { percent($0.lowerBound) + "–" + percent($0.upperBound) } ?? DisplayNumber.missing
  }
}
