import Findings
import Reports
import Statistics
import Surveys

// A screening for people: counts, base rate, what stands out first.
extension ScreenReport {
  private static let shown = 30

  var table: String {
    let chinese = language == .chinese
    var parts = [ScreenReport.interpretation[language] + "\n", baseRateText, counts.text]
    let flagged = result.records.indices.filter { !result.flags[$0].isEmpty }
    if !flagged.isEmpty {
      parts.append(submissions(Array(flagged.prefix(ScreenReport.shown))).text)
      if flagged.count > ScreenReport.shown {
        let rest = flagged.count - ScreenReport.shown
        parts.append(chinese ? "……另有 \(rest) 份，见 --format csv\n" : "… and \(rest) more; see --format csv\n")
      }
    }
    if !result.interviewers.isEmpty { parts.append(interviewers.text) }
    if let districts, !districts.isEmpty { parts.append(comparison(districts).text) }
    return (parts + departmentTables).joined(separator: "\n")
  }

  var csv: [[String?]] {
    [
      [
        "id", "file", "row", "interviewer", "unit", "flags", "maximum_percent_match", "match_with", "duplicate_of",
        "same_answers_as", "answered", "long_string", "response_variability", "mahalanobis_squared", "mahalanobis_p",
        "person_total_correlation", "duration_seconds",
      ]
    ]
      + result.records.indices.map { row in
        let (record, figures) = (result.records[row], result.figures[row])
        return [
          record.id, record.file, String(record.row), record.interviewer, record.unit,
          flags(result.flags[row]).joined(separator: " "), figures.match?.description, figures.partner.map(name),
          figures.duplicateOf.map(name), figures.sameAnswersAs.map(name), String(figures.answered),
          String(figures.longString), figures.variability?.description, figures.mahalanobis?.squared.description,
          figures.mahalanobis?.p.description, figures.personTotal?.description, record.duration?.description,
        ]
      }
  }

  private var baseRateText: String {
    let known = result.copies.maxima.compactMap { $0 }
    let observed = known.isEmpty ? nil : Double(known.count { $0 >= rules.match - 1e-12 }) / Double(known.count)
    let base = result.copies.baseRate
    let limit = NumericCells.text(rules.match)
    let (seen, expected) = (NumericCells.text(observed, 3), NumericCells.text(base?.expected, 3))
    let (p, count) = (NumericCells.text(base?.p, 3), base?.replications ?? 0)
    return language == .chinese
      ? "匹配率达到 \(limit) 的答卷占 \(seen)；随机重排（\(count) 次，种子 \(rules.seed)）时为 \(expected)，p = \(p)。\n"
      : "\(seen) of the submissions match another by \(limit) or more; with answers dealt anew (\(count) permutations, "
        + "seed \(rules.seed)) \(expected), p = \(p).\n"
  }

  private var counts: TextTable {
    var table = TextTable(["标记 flag", "答卷 submissions"], [.left, .right])
    for (flag, count) in result.counts where count > 0 { table.append([flag.rawValue, String(count)]) }
    return table
  }

  private func submissions(_ rows: [Int]) -> TextTable {
    var table = TextTable(
      ["答卷 id", "文件 file", "行 row", "标记 flags", "匹配 match", "对象 with", "连续 run", "时长 s"],
      [.left, .left, .right, .left, .right, .left, .right, .right])
    for row in rows {
      let (record, figures) = (result.records[row], result.figures[row])
      table.append([
        record.id ?? "—", record.file, String(record.row), flags(result.flags[row]).joined(separator: " "),
        NumericCells.text(figures.match, 3), (figures.duplicateOf ?? figures.partner).map(name) ?? "—",
        String(figures.longString), record.duration.map(String.init) ?? "—",
      ])
    }
    return table
  }

  private var interviewers: TextTable {
    var table = TextTable(
      ["访问员 interviewer", "答卷 n", "雷同 match", "离群 score", "同答 straight", "时长 s", "组间 share", "标记 flags"],
      [.left, .right, .right, .right, .right, .right, .right, .left])
    for (place, screen) in result.interviewers.enumerated() where place < 10 || !screen.flags.isEmpty {
      table.append([
        screen.name, String(screen.submissions), NumericCells.text(screen.matchShare, 3),
        NumericCells.text(screen.matchScore, 3), NumericCells.text(screen.straightlineShare, 3),
        NumericCells.text(screen.medianDuration), NumericCells.text(screen.correlationShare, 3),
        flags(screen.flags).joined(separator: " "),
      ])
    }
    return table
  }

  private func comparison(_ districts: [DistrictComparison]) -> TextTable {
    var table = TextTable(
      ["区县 district", "社区 n", "差 difference", "标准误 se", "p", "标记 flags"],
      [.left, .right, .right, .right, .right, .left])
    for district in districts {
      table.append([
        district.district, String(district.communities), NumericCells.text(district.difference, 3),
        NumericCells.text(district.standardError, 3), NumericCells.text(district.p, 3),
        district.isInflated ? ScreeningFlag.districtInflation.rawValue : "",
      ])
    }
    return table
  }
}
