import Findings
import Operations
import Reports

/// The working of one score for people.
struct BreakdownTable {
  private let breakdown: Breakdown
  private let language: Language

  init(_ breakdown: Breakdown, _ language: Language) {
    self.breakdown = breakdown
    self.language = language
  }

  private func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  /// Head, tree and entries.
  var text: String { head.joined(separator: "\n") + "\n\n" + tree + "\n" + entries }

  private var head: [String] {
    let total = breakdown.total
    let colon = say("：", ": ")
    var lines = ["\(breakdown.name)  \(breakdown.communityId)  \(breakdown.district)"]
    if let variant = breakdown.variant {
      lines.append(say("变体", "variant") + colon + variant + (breakdown.variantReason.map { "  " + $0 } ?? ""))
    }
    var score = say("综合得分", "score") + colon + DisplayNumber.rounded(total.score, places: 4)
    if let error = total.standardError, error > 0 { score += " ± \(DisplayNumber.rounded(error, places: 4)) (SE)" }
    score += " / \(number(total.fullScore))"
    lines.append(score)
    lines.append(total.sum(language))
    if let own = total.selfScore { lines.append(say("自评", "own score") + colon + number(own)) }
    if let band = total.band {
      lines.append(say("等次", "band") + colon + band + (total.award.map { $0.isEmpty ? "" : "  " + $0 } ?? ""))
    }
    lines += standing(colon)
    return lines
  }

  private func standing(_ colon: String) -> [String] {
    let total = breakdown.total
    if let exclusion = total.exclusion { return [say("不参评", "takes no part") + colon + exclusion] }
    guard let rank = total.rank, total.titles > 0 else { return [] }
    let side: String
    switch total.inQuota {
    case true?: side = say("名额内", "within the quota")
    case false?: side = say("名额外", "outside the quota")
    case nil: side = say("并列待定", "tie to be decided")
    }
    var lines = [say("名次", "rank") + colon + "\(rank)  " + say("名额", "titles") + " \(total.titles)  " + side]
    if let distance = total.distanceToLine {
      lines.append(
        say("距名额线", "distance to the line") + colon + DisplayNumber.rounded(distance, places: 4) + "  "
          + certainty(total.line) + (total.decidedBy.map { "  " + say("决定依据", "decided by") + " " + $0 } ?? ""))
    }
    return lines
  }

  private func certainty(_ line: String?) -> String {
    switch line {
    case "certainly-in": say("确定在内", "certainly in")
    case "certainly-out": say("确定在外", "certainly out")
    case "not-distinguishable": say("与线的另一侧差异不显著", "not distinguishable from the other side")
    default: ""
    }
  }

  private var tree: String {
    var table = TextTable(
      [
        say("代码", "code"), say("指标", "indicator"), say("规则", "rule"), say("分值", "points"), say("得分", "earned"),
        say("计入总分", "in total"), say("依据", "working"),
      ], [.left, .left, .left, .right, .right, .right, .left])
    for line in breakdown.lines {
      table.append([
        String(repeating: "  ", count: line.depth) + line.code, line.name, line.rule ?? "", number(line.points),
        line.earned.map { DisplayNumber.rounded($0, places: 3) } ?? say("未评", "unrated"),
        line.contribution.map { DisplayNumber.rounded($0, places: 4) } ?? "", line.working(language),
      ])
    }
    return table.text
  }

  private var entries: String {
    var table = TextTable(
      [
        say("指标", "indicator"), say("文件：行", "file:row"), say("评分人", "rater"), say("事项", "criterion"),
        say("值", "value"), say("文号", "document"), say("日期", "date"),
      ], [.left, .left, .left, .left, .right, .left, .left])
    var isEmpty = true
    for line in breakdown.lines {
      for entry in line.entries {
        isEmpty = false
        table.append([
          line.code, "\(entry.file):\(entry.row)", entry.rater, entry.criterion ?? "",
          entry.value + (entry.denominator.map { " / \(number($0))" } ?? ""), entry.document ?? "", entry.date ?? "",
        ])
      }
    }
    return isEmpty ? "" : table.text
  }

  /// One row for each line, answer, rater's points and entry.
  var rows: [[String?]] {
    var rows: [[String?]] = [
      [
        "kind", "code", "name", "rule", "points", "earned", "contribution", "state", "label", "value", "count", "file",
        "row", "document", "date",
      ]
    ]
    for line in breakdown.lines {
      rows.append([
        "indicator", line.code, line.name, line.rule, number(line.points), line.earned?.description,
        line.contribution?.description, line.state, nil, nil, nil, nil, nil, nil, nil,
      ])
      for count in line.answers?.counts ?? [] {
        rows.append([
          "answer", line.code, nil, nil, nil, nil, nil, count.missing ? "missing" : nil, count.label, count.code,
          String(count.count), nil, nil, nil, nil,
        ])
      }
      for rater in line.raters {
        rows.append([
          "rater", line.code, nil, nil, nil, rater.points.description, nil, nil, rater.rater, nil, nil, nil, nil, nil,
          nil,
        ])
      }
      for entry in line.entries {
        rows.append([
          "entry", line.code, nil, nil, nil, nil, nil, entry.criterion, entry.rater, entry.value,
          entry.denominator?.description, entry.file, String(entry.row), entry.document, entry.date,
        ])
      }
    }
    return rows
  }

  private func number(_ value: Double) -> String { DisplayNumber.short(value) }
}
