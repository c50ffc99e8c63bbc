import Findings
import Reports
import Scoring

extension RatingResult {
  /// How the numbers came about, a paragraph for each step, from the standard's own settings.
  func method() -> [Bilingual] {
    var steps: [Bilingual] = []
    let scale = standard.scaleMap
    if standard.hasSurvey {
      let map = scale.map { "\($0.code)→\($0.score)" }.joined(separator: ", ")
      let valid = standard.minimumValidAnswers
      steps.append(answers(map: map, valid: valid))
      steps.append(sampling())
    }
    if standard.hasReviews {
      steps.append(departments())
    }
    steps.append(composite())
    guard titles > 0 else { return steps }
    let register = standard.registerDate.map {
      Bilingual("以 \($0) 在册并已备案的社区（村）为准。", " Communities on file on \($0) count.")
    }
    steps.append(
      Bilingual(
        "名额：\(titles) 个名额按各区社区（村）数占全市的比例分配，先取整数部分，余下的名额依次给余数最大的区；全部用整数精确计算。" + (register?.chinese ?? ""),
        "Quotas: \(titles) titles by each district's share of the communities: whole parts first, the rest to the largest remainders, in exact integers."
          + (register?.english ?? "")
      ))
    steps.append(
      Bilingual(
        "名次只在本区内比较。“入围概率”是在抽样误差之下，该社区真实得分位于本区前列（名额之内）的概率：各社区得分按 t 分布相互独立，精确积分得出。概率在 0.05 与 0.95 之间的，数据无法区分。",
        "Ranks compare within a district only. The probability of being within the quota is that of the true score being among the district's best, given the sampling error: independent t distributions, integrated exactly. Between 0.05 and 0.95 the data cannot tell."
      ))
    return steps
  }

  private func answers(map: String, valid: Int) -> Bilingual {
    switch standard.responseScore {
    case .meanOfValidAnswers:
      Bilingual(
        "答卷得分：各题答案按 \(map) 计分，取有效题的平均；有效题少于 \(valid) 题的答卷不计入，“不了解”和空白不是答案。",
        "Response: answers score \(map); a response's score is the mean of its valid answers. Responses with fewer than \(valid) valid answers do not count; “don't know” and blanks are no answers."
      )
    case .itemMeans:
      Bilingual(
        "题项得分：答案按 \(map) 计分，每题取有效答案的加权平均（0–100），乘以该题分值的百分之一，各题相加；有效题少于 \(valid) 题的答卷不计入。",
        "Items: answers score \(map); each item's weighted mean of valid answers (0–100) earns that share of its points, and items are added up. Responses with fewer than \(valid) valid answers do not count."
      )
    }
  }

  private func departments() -> Bilingual {
    let gap =
      switch standard.missingReviews {
      case .rebase:
        Bilingual(
          "未评的指标不作零分，由已评指标按比例代表。", " An indicator that nobody rated is not zero: the rated ones stand for the whole.")
      case .rebaseGroup:
        Bilingual(
          "未评的指标不作零分，由同一一级指标内的已评指标按比例代表。",
          " An indicator that nobody rated is not zero: the rated ones of its first-level group stand for it.")
      case .block: Bilingual("有未评指标时不得出结果。", " While an indicator is unrated there is no result.")
      }
    let rules = Set(standard.indicators.compactMap(\.rule)).subtracting([.surveyMean]).sorted {
      $0.rawValue < $1.rawValue
    }
    let chinese = rules.map { "\($0.rawValue) \($0.name.chinese)" }.joined(separator: "、")
    let english = rules.map { "\($0.rawValue) \($0.name.english)" }.joined(separator: ", ")
    return Bilingual(
      "部门评价：各指标按规则计分（\(chinese)），多名评分人按标准合并；100 × 得分之和 ÷ 满分之和。" + gap.chinese,
      "Departments: each indicator earns points by its rule (\(english)), several raters combined as the standard says; 100 × points won ÷ points possible."
        + gap.english)
  }

  private func composite() -> Bilingual {
    let weights = standard.weights
    let full = standard.fullScore
    let bonus = standard.bonusCap.map {
      Bilingual("加分至多 \($0) 分。", " Bonus points add at most \($0).")
    }
    let rounding =
      standard.rounding.total.map {
        Bilingual("总分按标准舍入到 \($0) 位小数后决定名次。", " The standard rounds the total to \($0) decimals before ranking.")
      }
      ?? Bilingual(
        "未经舍入的得分决定名次，舍入只用于显示（四舍五入，\(standard.displayDecimals) 位小数）。",
        " Unrounded scores decide; rounding (half up, \(standard.displayDecimals) decimals) is for display only.")
    return Bilingual(
      "综合得分（满分 \(full)）：居民部分占 \(weights.satisfaction)，部门部分占 \(weights.department)。" + (bonus?.chinese ?? "")
        + rounding.chinese,
      "Composite (out of \(full)): residents × \(weights.satisfaction) + departments × \(weights.department)."
        + (bonus?.english ?? "") + rounding.english)
  }

  private func sampling() -> Bilingual {
    let level = Int((standard.confidence * 100).rounded())
    switch design {
    case .twoStage:
      return Bilingual(
        "社区满意度：按抽样权重加权平均；标准误按分层两阶段抽样线性化计算，两个阶段都作有限总体校正；\(level)% 区间用 t 分布，自由度为抽样单元数减层数。(Särndal 等 1992,4.3、5.5)",
        "Community: the weighted mean; its standard error is linearised for a stratified two-stage sample with finite-population corrections at both stages; \(level) % intervals by Student's t on units less strata. (Särndal et al. 1992, 4.3 and 5.5)"
      )
    case .withReplacement, .none:
      return Bilingual(
        "满意度：按权重加权平均；没有抽样框，标准误按有放回抽样计算，偏保守；\(level)% 区间用 t 分布。",
        "Community: the weighted mean; without a sample frame the standard error is that of sampling with replacement, on the safe side; \(level) % intervals by Student's t."
      )
    }
  }

  /// What readers must know before they use the numbers: findings that touch the result as a whole.
  func cautions() -> [Bilingual] {
    let whole: Set<FindingCode> = [
      .noFrame, .noClusterTable, .quotaTied, .quotaDecidedByRule, .lineTied, .lineDecidedByRule,
      .fewerEligibleThanSeats, .noResponses,
      .noStandardError, .noReviews,
    ]
    var cautions = findings.filter { whole.contains($0.code) }.prefix(20)
      .map { Bilingual($0.message(.chinese), $0.message(.english)) }
    let unreviewed = findings.count { $0.code == .notReviewed }
    if unreviewed > 0 {
      cautions.append(
        Bilingual(
          "有 \(unreviewed) 项指标未评，按已评指标计算。", "\(unreviewed) indicators are unrated; the rated ones stand for them."))
    }
    cautions.append(
      Bilingual(
        "得分只在同一个区内可比；不同区的调查与评分由各区组织。",
        "Scores compare within a district only: districts run their own surveys and reviews."))
    return cautions
  }
}
