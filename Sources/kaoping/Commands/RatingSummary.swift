import Findings
import Operations
import Reports
import Scoring

/// The outcome of a rating in one table: each district's titles, its line, and how many places the data leave open; or, where a
/// standard gives bands instead of titles, how many units reached each.
struct RatingSummary {
  private let result: RatingResult
  private let language: Language

  init(_ result: RatingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  var text: String {
    let standard = result.standard
    let tables = [result.titles > 0 || standard.bands.isEmpty ? titles : nil, standard.bands.isEmpty ? nil : bands]
    return "\(standard.name[language]) \(standard.year)\n\n" + tables.compactMap { $0 }.joined(separator: "\n")
  }

  private var titles: String {
    let isChinese = language == .chinese
    let words = result.standard.words
    var table = TextTable(
      isChinese
        ? [words.group.chinese, words.unit.chinese, "名额", "入围线得分", "确定入围", "数据无法区分", "并列待定"]
        : [words.group.english, words.unit.english, "titles", "line", "secure", "open", "tied"],
      [.left, .right, .right, .right, .right, .right, .right])
    for district in result.districts() {
      let places = district.places
      table.append([
        district.name, String(district.communities), String(district.seats) + (district.quotaTied ? "+?" : ""),
        district.lineScore.map { DisplayNumber.score($0) } ?? "—",
        String(places.count { $0.certainty == .secureIn }), String(places.count { $0.certainty == .open }),
        String(places.count { $0.rank != nil && $0.isInQuota == nil }),
      ])
    }
    return table.text
  }

  private var bands: String {
    let isChinese = language == .chinese
    let standard = result.standard
    var table = TextTable(
      (isChinese ? ["等次", "起点", "数量", "待遇"] : ["band", "from", "units", "award"]), [.left, .right, .right, .left])
    for band in standard.bands {
      table.append([
        band.name[language], band.minimum.description,
        String(result.communities.count { $0.exclusion == nil && $0.band?.code == band.code }),
        band.award[language],
      ])
    }
    let out = result.communities.count { $0.exclusion != nil }
    if out > 0 { table.append([isChinese ? "不参评" : "take no part", "", String(out), ""]) }
    return table.text
  }
}
