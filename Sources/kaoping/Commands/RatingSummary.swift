import Findings
import Operations
import Reports

/// The outcome of a rating in one table: each district's titles, its line, and how many places the data leave open.
struct RatingSummary {
  private let result: RatingResult
  private let language: Language

  init(_ result: RatingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  var text: String {
    let report = result.report()
    let isChinese = language == .chinese
    var table = TextTable(
      isChinese
        ? ["区", "社区(村)", "名额", "入围线得分", "确定入围", "数据无法区分", "并列待定"]
        : ["district", "communities", "titles", "line", "secure", "open", "tied"],
      [.left, .right, .right, .right, .right, .right, .right])
    for district in report.districts {
      let places = district.places
      table.append([
        district.name, String(district.communities), String(district.seats) + (district.quotaTied ? "+?" : ""),
        district.lineScore.map { DisplayNumber.score($0) } ?? "—",
        String(places.count { $0.certainty == .secureIn }), String(places.count { $0.certainty == .open }),
        String(places.count { $0.rank != nil && $0.isInQuota == nil }),
      ])
    }
    return "\(report.standardName[language]) \(report.year)\n\n" + table.text
  }
}
