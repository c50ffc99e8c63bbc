import Findings

/// The words of the chapters on the working of scores and on raters.
extension ReportWords {
  static let workingsTitle = Bilingual("得分明细", "The working of the scores")
  static let firstLevel = Bilingual("一级指标得分", "Points by first-level indicator")
  static let indicator = Bilingual("指标", "Indicator")
  static let pointsPossible = Bilingual("分值", "Points")
  static let earned = Bilingual("得分", "Earned")
  static let contribution = Bilingual("计入总分", "In the total")
  static let basis = Bilingual("依据", "Rests on")
  static let unrated = Bilingual("未评", "unrated")
  static let workingsElsewhere = Bilingual(
    "每一项、每个答案、每条评分的明细见 report.xlsx 的得分表与 breakdown.json；或运行 kaoping explain。",
    "Every item, answer and entry stands in the score sheets of report.xlsx and in breakdown.json; kaoping explain prints them."
  )

  static let ratersTitle = Bilingual("评分人的宽严", "How strict the raters are")
  static let rater = Bilingual("评分人", "Rater")
  static let reviews = Bilingual("有效评分", "Reviews")
  static let meanShare = Bilingual("平均得分率", "Mean share given")
  static let spread = Bilingual("标准差", "Standard deviation")
  static let fullMarks = Bilingual("给满分的比例", "Full marks")
  static let distinct = Bilingual("不同分值个数", "Distinct marks")
  static let severityEffect = Bilingual("比平均评分人宽（+）严（−）", "Milder (+) or stricter (−) than the mean")

  /// What the severities mean for the scores.
  static func raters(_ table: RatingReport.RaterTable) -> Bilingual {
    let gaps =
      table.unconnected.isEmpty
      ? Bilingual("", "")
      : Bilingual(
        "没有共同评过的单位、无法比较宽严的指标：\(table.unconnected.joined(separator: "、"))。",
        " Indicators whose raters have no unit in common cannot be compared: \(table.unconnected.joined(separator: ", "))."
      )
    let use =
      table.isAdjusted
      ? Bilingual(
        "按标准的规定，本报告的得分已扣除评分人宽严的影响。", "As the standard asks, the scores of this report are freed from severity.")
      : Bilingual(
        "宽严只作报告，没有用来改分；标准可以规定校正（severity = adjust）。",
        "Severity is reported and changes no score; a standard may ask for adjustment (severity = adjust).")
    return Bilingual(
      "同一单位由几人评分时，可以把评分人的宽严与单位的好坏分开（得分 = 均值 + 单位 + 评分人）。" + use.chinese + gaps.chinese,
      "Where several raters rate the same units, their severity can be told from the units' merit (score = mean + unit + rater). "
        + use.english + gaps.english)
  }
}
