import Findings

/// The headings and the explaining sentences of the chapters.
extension ReportWords {
  static let contents = Bilingual("目录：各区一览", "Contents: the districts at a glance")
  static let winnersTitle = Bilingual("各区名额内名单", "The communities within the quota, by district")
  static let quotaTitle = Bilingual("名额分配", "How the titles were divided")
  static let districtsTitle = Bilingual("各区得分与名次", "Scores and ranks by district")
  static let halvesTitle = Bilingual("得分分布", "Distribution of the scores")
  static let qualityTitle = Bilingual("数据质量", "Quality of the data")
  static let methodTitle = Bilingual("方法与依据", "Method and sources")
  static let checksumsTitle = Bilingual("文件与校验", "Files and checksums")
  static let cautionsTitle = Bilingual("使用前须知", "Before you use the numbers")

  static let openInWords = Bilingual(
    "“数据无法区分”：按现有数据，该社区与名额线另一侧的社区分不出先后（入额概率在 5% 与 95% 之间）。",
    "Data cannot tell apart: with these data the community cannot be told from those on the other side of the quota "
      + "line (the probability of being within the quota is between 5% and 95%).")
  static let rounding = Bilingual(
    "名次按未修约的得分排定；显示时四舍五入到两位小数。",
    "Ranks follow the unrounded scores; two decimals are shown, rounded half up.")
  static let openOutside = Bilingual("名额线外、数据无法区分", "Outside the line, but the data cannot tell them apart")
  static let fullTable = Bilingual("全部社区的得分与名次", "Scores and ranks of all communities")
  static let dataBehind = Bilingual("图中数据", "The numbers behind the chart")
  static let noFindings = Bilingual("没有发现问题。", "Nothing was found.")
  static let elsewhere = Bilingual(
    "全部社区的名次见同一文件夹的 report.xlsx 与 ranking.csv。",
    "The ranks of all communities stand in report.xlsx and ranking.csv in the same folder.")
  static let findingsElsewhere = Bilingual(
    "逐条问题（文件、行、列、原值、处理办法）见同一文件夹的 findings.csv。",
    "Every single finding (file, row, column, value, remedy) stands in findings.csv in the same folder.")

  static let winnersLink = Bilingual("本区名额内名单", "those within the quota")
  static let howToRead = Bilingual(
    "上图按名次排列全区社区，点是得分，线是置信区间；下图放大名额线上下的社区。圆点为稳居名额内，菱形为数据无法区分，叉为明显在名额外；红色虚线为名额线。",
    "The upper chart shows all communities of the district by rank: a mark is the score, its line the interval. The lower "
      + "one enlarges those about the quota line. Discs are securely within, diamonds cannot be told apart by the data, "
      + "crosses are clearly outside; the red dashes are the quota line.")
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
    if report.givesTitles { chapters += [("winners", winnersTitle), ("quota", quotaTitle)] }
    if report.givesTitles, report.districts.contains(where: { $0.line != nil }) { chapters.append(("line", lineTitle)) }
    return chapters + [
      ("districts", districtsTitle), ("halves", halvesTitle), ("quality", qualityTitle), ("method", methodTitle),
      ("checksums", checksumsTitle),
    ]
  }

  /// The chapters of the printed document.
  static let documentChapters: [(anchor: String, title: Bilingual)] = [
    ("winners", winnersTitle), ("quota", quotaTitle), ("districts", districtsTitle), ("halves", halvesTitle),
    ("quality", qualityTitle), ("method", methodTitle), ("checksums", checksumsTitle),
  ]

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

  /// The four figures under the answer.
  static func figures(_ report: RatingReport) -> [(name: Bilingual, value: String)] {
    let winners = report.winners
    let outside = report.districts.reduce(0) { $0 + $1.openOutside.count }
    return [
      (titles, "\(report.titles)"), (communities, "\(report.quota.communities)"),
      (RatingReport.Certainty.secureIn.words, "\(RatingReport.District.count(winners, .secureIn))"),
      (
        Bilingual("数据无法区分（线内 / 线外）", "Cannot be told apart (within / outside)"),
        "\(RatingReport.District.count(winners, .open)) / \(outside)"
      ),
    ]
  }

  /// What the whole report answers, in one sentence.
  static func answer(_ report: RatingReport) -> Bilingual {
    let winners = report.winners
    let open = RatingReport.District.count(winners, .open)
    let secure = RatingReport.District.count(winners, .secureIn)
    let outside = report.districts.reduce(0) { $0 + $1.openOutside.count }
    let districts = report.districts.count
    return Bilingual(
      "\(report.titles) 个名额分到 \(districts) 个区。名额内的 \(winners.count) 个社区中，\(secure) 个稳居名额内，"
        + "\(open) 个与线外 \(outside) 个社区数据无法区分。",
      "\(report.titles) titles go to \(districts) \(districts == 1 ? "district" : "districts"). Of the \(winners.count) "
        + "communities within the quota, \(secure) are secure; \(open) cannot be told apart by the data from \(outside) "
        + "outside it.")
  }

  /// That a tie waits for a decision.
  static let tieWaits = Bilingual(
    "有并列须先裁定，名单才完整；见标有“并列”的区。",
    "A tie must be decided before the list is complete; see the districts marked with a tie.")

  /// The quota's rule in one sentence.
  static func quotaRule(_ quota: RatingReport.QuotaWorking, titles: Int) -> Bilingual {
    Bilingual(
      "方法：\(quota.method.chinese)。全市 \(quota.communities) 个社区，\(titles) 个名额，每个名额合 \(quota.quotient) 个社区。"
        + "应得份额 = 社区数 × \(titles) ÷ \(quota.communities)，全部用整数分数计算；先得整数部分，余下名额按余数从大到小补足。",
      "Method: \(quota.method.english). \(quota.communities) communities, \(titles) titles: one title for "
        + "\(quota.quotient) communities. Exact share = communities × \(titles) ÷ \(quota.communities), reckoned in whole "
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
