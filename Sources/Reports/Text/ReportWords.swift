public import Findings

/// The fixed words of the rating's report in both languages, so that page, workbook and PDF say the same.
public enum ReportWords {
  static let reportTitle = Bilingual("评价报告", "Rating report")
  static let year = Bilingual("年度", "Year")
  /// A group of units with a quota, unless a standard names it otherwise.
  public static let district = Bilingual("区", "District")
  static let rank = Bilingual("名次", "Rank")
  /// A rated unit, unless a standard names it otherwise.
  public static let community = Bilingual("社区（村）", "Community")
  static let town = Bilingual("街道（镇）", "Town")
  static let name = Bilingual("名称", "Name")
  static let code = Bilingual("代码", "Code")
  static let kind = Bilingual("类型", "Kind")
  static let score = Bilingual("综合得分", "Composite score")
  static let satisfaction = Bilingual("居民满意度", "Residents' satisfaction")
  static let department = Bilingual("部门评价", "Departments' review")
  static let standardError = Bilingual("标准误", "Standard error")
  static let lower = Bilingual("区间下限", "Interval, lower end")
  static let upper = Bilingual("区间上限", "Interval, upper end")
  static let responses = Bilingual("有效答卷", "Responses")
  static let probability = Bilingual("进入名额的概率", "Probability of being within the quota")
  static let probabilityShort = Bilingual("入额概率", "P (within)")
  static let standing = Bilingual("结果", "Standing")
  static let sureness = Bilingual("把握程度", "How sure")
  static let within = Bilingual("名额内", "within")
  static let outside = Bilingual("名额外", "outside")
  static let pending = Bilingual("并列待定", "tie to be decided")
  static let unranked = Bilingual("无名次", "no rank")
  static let notTakingPart = Bilingual("不参评", "takes no part")
  static let eligible = Bilingual("参评", "Takes part")
  static let yes = Bilingual("是", "yes")
  static let no = Bilingual("否", "no")
  static let total = Bilingual("合计", "Total")

  static let titles = Bilingual("名额", "Titles")
  static let share = Bilingual("应得份额", "Exact share")
  static let wholeSeats = Bilingual("整数名额", "Whole titles")
  static let remainder = Bilingual("余数", "Remainder")
  static let remainderRank = Bilingual("余数名次", "Place of remainder")
  static let remainderWins = Bilingual("余数得名额", "Title by remainder")
  static let line = Bilingual("名额线", "Quota line")
  static let lineScore = Bilingual("名额线得分", "Score at the line")
  static let noSeat = Bilingual("没有名额", "no title here")
  static let quotaTie = Bilingual("余数并列，尚有名额待定", "remainders tie: a title is still to be decided")
  static let lineTie = Bilingual(
    "名额线处并列，须按规定裁定", "tie at the quota line, to be decided by the rules")

  static let finding = Bilingual("代码", "Code")
  static let severity = Bilingual("程度", "Severity")
  static let meaning = Bilingual("含义", "Meaning")
  static let count = Bilingual("次数", "Count")
  static let file = Bilingual("文件", "File")
  static let bytes = Bilingual("字节", "Bytes")
  static let rows = Bilingual("行数", "Rows")
  static let used = Bilingual("采用", "Used")
  static let unused = Bilingual("未采用", "Not used")

  static let bandsTitle = Bilingual("等次", "Bands")
  static let lineTitle = Bilingual("名额线", "The line")
  static let certainlyIn = Bilingual("确定在内", "certainly in")
  static let notDistinguishable = Bilingual("无法由数据区分", "not distinguishable")
  static let certainlyOut = Bilingual("确定在外", "certainly out")
  static let gap = Bilingual("线上差距 ± 标准误", "gap at the line ± SE")
  static let decidedBy = Bilingual("实际由何决定", "decided by")

  /// The columns' separator between a label and what it labels.
  static func colon(_ language: Language) -> String { language == .chinese ? "：" : ": " }

  /// `words` as a heading: English ones begin with a capital.
  static func heading(_ words: Bilingual, _ language: Language) -> String {
    let text = words[language]
    return language == .english ? text.prefix(1).uppercased() + text.dropFirst() : text
  }

  static func severity(_ severity: Severity) -> Bilingual {
    switch severity {
    case .error: Bilingual("错误", "error")
    case .warning: Bilingual("警告", "warning")
    case .note: Bilingual("提示", "note")
    }
  }
}

extension RatingReport {
  /// The number of rated units as a heading, such as 社区（村）数.
  var unitsHeading: Bilingual {
    Bilingual(unit.chinese + "数", nouns.units.prefix(1).uppercased() + nouns.units.dropFirst())
  }
  /// A rated unit as a heading.
  var unitHeading: Bilingual {
    Bilingual(unit.chinese, unit.english.prefix(1).uppercased() + unit.english.dropFirst())
  }
  /// A group of units as a heading.
  var groupHeading: Bilingual {
    Bilingual(group.chinese, group.english.prefix(1).uppercased() + group.english.dropFirst())
  }
}
