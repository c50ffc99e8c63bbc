import Findings

/// The headings and the explaining sentences of the chapters.
extension ReportWords {
  /// The heading of the contents.
  static func contents(_ nouns: ReportNouns) -> Bilingual {
    nouns.isSingleGroup
      ? Bilingual("目录", "Contents")
      : Bilingual("目录：\(nouns.each)一览", "Contents: the \(nouns.groups) at a glance")
  }
  /// The heading of the list.
  static func winnersTitle(_ nouns: ReportNouns) -> Bilingual {
    Bilingual(
      "\(nouns.each)名额内名单",
      "The \(nouns.units) within the quota" + (nouns.isSingleGroup ? "" : ", by \(nouns.group.english)"))
  }
  static let quotaTitle = Bilingual("名额分配", "How the titles were divided")
  /// The heading of the districts' chapter.
  static func districtsTitle(_ nouns: ReportNouns) -> Bilingual {
    Bilingual("\(nouns.each)得分与名次", "Scores and ranks\(nouns.by)")
  }
  static let halvesTitle = Bilingual("得分分布", "Distribution of the scores")
  static let qualityTitle = Bilingual("数据质量", "Quality of the data")
  static let methodTitle = Bilingual("方法与依据", "Method and sources")
  static let checksumsTitle = Bilingual("文件与校验", "Files and checksums")
  static let cautionsTitle = Bilingual("使用前须知", "Before you use the numbers")

  /// What “cannot be told apart” means.
  static func openInWords(_ nouns: ReportNouns) -> Bilingual {
    Bilingual(
      "“数据无法区分”：按现有数据，该\(nouns.unit.chinese)与名额线另一侧的\(nouns.unit.chinese)分不出先后（入额概率在 5% 与 95% 之间）。",
      "Data cannot tell apart: with these data the \(nouns.unit.english) cannot be told from those on the other side of the quota "
        + "line (the probability of being within the quota is between 5% and 95%).")
  }
  static let rounding = Bilingual(
    "名次按未修约的得分排定；显示时四舍五入到两位小数。",
    "Ranks follow the unrounded scores; two decimals are shown, rounded half up.")
  static let openOutside = Bilingual("名额线外、数据无法区分", "Outside the line, but the data cannot tell them apart")
  /// The heading of a district's table.
  static func fullTable(_ nouns: ReportNouns) -> Bilingual {
    Bilingual("全部\(nouns.unit.chinese)的得分与名次", "Scores and ranks of all \(nouns.units)")
  }
  static let dataBehind = Bilingual("图中数据", "The numbers behind the chart")
  static let noFindings = Bilingual("没有发现问题。", "Nothing was found.")
  /// Where the whole ranking is.
  static func elsewhere(_ nouns: ReportNouns) -> Bilingual {
    Bilingual(
      "全部\(nouns.unit.chinese)的名次见同一文件夹的 report.xlsx 与 ranking.csv。",
      "The ranks of all \(nouns.units) stand in report.xlsx and ranking.csv in the same folder.")
  }
  static let findingsElsewhere = Bilingual(
    "逐条问题（文件、行、列、原值、处理办法）见同一文件夹的 findings.csv。",
    "Every single finding (file, row, column, value, remedy) stands in findings.csv in the same folder.")

  static let winnersLink = Bilingual("名额内名单", "those within the quota")
  /// How the districts' drawings are read.
  static func howToRead(_ report: RatingReport) -> Bilingual {
    let nouns = report.nouns
    guard report.givesTitles else {
      return Bilingual(
        "图中按名次排列全部\(nouns.unit.chinese)：点是得分，线是置信区间。",
        "The chart shows all \(nouns.units) by rank: a mark is the score, its line the interval.")
    }
    return Bilingual(
      "上图按名次排列全部\(nouns.unit.chinese)，点是得分，线是置信区间；下图放大名额线上下的\(nouns.unit.chinese)。圆点为稳居名额内，菱形为数据无法区分，叉为明显在名额外；红色虚线为名额线。",
      "The upper chart shows all \(nouns.units) of the \(nouns.group.english) by rank: a mark is the score, its line the interval. "
        + "The lower one enlarges those about the quota line. Discs are securely within, diamonds cannot be told apart by the "
        + "data, crosses are clearly outside; the red dashes are the quota line.")
  }
  static let whyChecksums = Bilingual(
    "用同样的文件、标准和软件版本重算，结果逐字节相同。", "The same files, standard and software give the same report, byte for byte.")

  static let openWithinShort = Bilingual("线内无法区分", "Open, within")
  static let openOutsideShort = Bilingual("线外无法区分", "Open, outside")
  static let about = Bilingual("约合", "about")
  static let backToContents = Bilingual("↑ 目录", "↑ contents")
  static let inBrackets = Bilingual(
    "。（括号内：名次，入额概率）", ". (In brackets: rank, probability of being within.)")

  /// The chapters in their order, with the names of their anchors.
  static func chapters(_ report: RatingReport) -> [(anchor: String, title: Bilingual)] {
    var chapters: [(anchor: String, title: Bilingual)] = report.bands.isEmpty ? [] : [("bands", bandsTitle)]
    if report.givesTitles { chapters += [("winners", winnersTitle(report.nouns)), ("quota", quotaTitle)] }
    if report.givesTitles, report.districts.contains(where: { $0.line != nil }) { chapters.append(("line", lineTitle)) }
    if report.sensitivity != nil { chapters.append(("sensitivity", sensitivityTitle)) }
    chapters += [("districts", districtsTitle(report.nouns)), ("halves", halvesTitle)]
    if report.workings != nil { chapters.append(("workings", workingsTitle)) }
    if report.raters != nil { chapters.append(("raters", ratersTitle)) }
    return chapters + [("quality", qualityTitle), ("method", methodTitle), ("checksums", checksumsTitle)]
  }

  /// The chapters of the printed document: the same, without the workings, which fill a page for every unit.
  static func documentChapters(_ report: RatingReport) -> [(anchor: String, title: Bilingual)] {
    chapters(report).filter { $0.anchor != "workings" }
  }

  static let lineExplained = Bilingual(
    "线内每一个与线外每一个逐对比较，全部比较一并校正（Holm）：确定在内的胜过线外每一个，确定在外的被线内每一个胜过，其余由数据分不出先后，由标准的规则决定。",
    "Everyone inside is compared with everyone outside, all comparisons adjusted together (Holm): the certainly in beat "
      + "everyone outside, the certainly out are beaten by everyone inside; the rest the data cannot tell apart, and the "
      + "standard's rules decide.")

  /// The titles of a district behind its name.
  static func seats(_ count: Int) -> Bilingual {
    Bilingual(" · \(count) 个名额", " · \(count) \(count == 1 ? "title" : "titles")")
  }

  /// What the list of open places outside the line begins with.
  static func openOutsideTitle(_ count: Int) -> Bilingual {
    Bilingual("\(openOutside.chinese)（\(count) 个）：", "\(openOutside.english) (\(count)): ")
  }

  /// The four figures under the answer; without titles the units, those that take part, and the two best bands.
  static func figures(_ report: RatingReport) -> [(name: Bilingual, value: String)] {
    guard report.givesTitles else {
      return [
        (report.unitsHeading, "\(report.places.count)"), (eligible, "\(report.places.count(where: \.isEligible))"),
      ]
        + report.bands.prefix(2).map { ($0.name, "\($0.units)") }
    }
    let winners = report.winners
    let outside = report.districts.reduce(0) { $0 + $1.openOutside.count }
    return [
      (titles, "\(report.titles)"), (report.unitsHeading, "\(report.quota.communities)"),
      (RatingReport.Certainty.secureIn.words, "\(RatingReport.District.count(winners, .secureIn))"),
      (
        Bilingual("数据无法区分（线内 / 线外）", "Cannot be told apart (within / outside)"),
        "\(RatingReport.District.count(winners, .open)) / \(outside)"
      ),
    ]
  }

  /// What the whole report answers, in one sentence.
  static func answer(_ report: RatingReport) -> Bilingual {
    let nouns = report.nouns
    guard report.givesTitles else { return bandsAnswer(report) }
    let winners = report.winners
    let open = RatingReport.District.count(winners, .open)
    let secure = RatingReport.District.count(winners, .secureIn)
    let outside = report.districts.reduce(0) { $0 + $1.openOutside.count }
    let districts = report.districts.count
    return Bilingual(
      (nouns.isSingleGroup ? "\(report.titles) 个名额。" : "\(report.titles) 个名额分到 \(districts) 个\(nouns.group.chinese)。")
        + "名额内的 \(winners.count) 个\(nouns.unit.chinese)中，\(secure) 个稳居名额内，"
        + "\(open) 个与线外 \(outside) 个\(nouns.unit.chinese)数据无法区分。",
      (nouns.isSingleGroup
        ? "There are \(report.titles) titles. " : "\(report.titles) titles go to \(districts) \(nouns.groups). ")
        + "Of the \(nouns.count(winners.count)) within the quota, \(secure) \(secure == 1 ? "is" : "are") secure; \(open) cannot be "
        + "told apart by the data from \(outside) outside it.")
  }

  /// The same where bands are given and no titles.
  private static func bandsAnswer(_ report: RatingReport) -> Bilingual {
    let nouns = report.nouns
    let part = report.places.count(where: \.isEligible)
    let chinese = report.bands.map { "\($0.name.chinese) \($0.units) 个" }.joined(separator: "、")
    let english = report.bands.map { "\($0.name.english) \($0.units)" }.joined(separator: ", ")
    let none = max(0, part - report.bands.reduce(0) { $0 + $1.units })
    return Bilingual(
      "\(report.places.count) 个\(nouns.unit.chinese)中 \(part) 个参评：\(chinese)"
        + (none > 0 ? "；另有 \(none) 个未达任何等次。" : "。"),
      "Of \(nouns.count(report.places.count)), \(part) \(part == 1 ? "takes" : "take") part: \(english)"
        + (none > 0 ? "; \(none) reach no band." : "."))
  }

  /// That a tie waits for a decision.
  static let tieWaits = Bilingual(
    "有并列须先裁定，名单才完整；见标有“并列”的区。",
    "A tie must be decided before the list is complete; see the districts marked with a tie.")

  /// The quota's rule in one sentence.
  static func quotaRule(_ quota: RatingReport.QuotaWorking, titles: Int, _ nouns: ReportNouns) -> Bilingual {
    let unit = nouns.unit.chinese
    return Bilingual(
      "方法：\(quota.method.chinese)。共 \(quota.communities) 个\(unit)，\(titles) 个名额，每个名额合 \(quota.quotient) 个\(unit)。"
        + "应得份额 = \(unit)数 × \(titles) ÷ \(quota.communities)，全部用整数分数计算；先得整数部分，余下名额按余数从大到小补足。",
      "Method: \(quota.method.english). \(quota.communities) \(nouns.units), \(titles) titles: one title for "
        + "\(quota.quotient) \(nouns.units). Exact share = \(nouns.units) × \(titles) ÷ \(quota.communities), reckoned in whole "
        + "numbers; the whole parts are given first, the remaining titles go to the largest remainders.")
  }

  /// The simulation's outcome in one sentence.
  static func simulation(_ check: RatingReport.SimulationCheck, seed: UInt64) -> Bilingual {
    let difference = DisplayNumber.rounded(check.largestDifference, places: 5)
    let error = DisplayNumber.rounded(check.monteCarloError, places: 5)
    return Bilingual(
      "概率由精确公式算出，并用 \(check.replications) 次模拟核对（生成器 \(check.generator)，种子 \(seed)）："
        + "最大差 \(difference)，模拟本身的最大标准误 \(error)。",
      "The probabilities are exact and were checked by \(check.replications) simulated rounds (generator "
        + "\(check.generator), seed \(seed)): largest difference \(difference), largest Monte Carlo standard error "
        + "\(error).")
  }

  /// The interval's name, such as 95% 区间.
  static func interval(_ confidence: Double) -> Bilingual {
    let level = DisplayNumber.share(confidence)
    return Bilingual("\(level) 置信区间", "\(level) interval")
  }
}
