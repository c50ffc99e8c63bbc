import ArgumentParser
import Findings
import Reports
import Statistics

/// The ranks of categories from counts (`kaoping ranks --counts`): exact binomial tests, no random numbers.
enum CountRanking {
  /// Computes and renders all groups.
  static func output(
    _ table: RankingTable, file: String, options: RankingOptions, language: Language, _ earlier: [Finding]
  ) -> CommandOutput {
    var findings = earlier
    var units: [JSONValue] = []
    var groups: [JSONValue] = []
    var single: [String: JSONValue] = [:]
    var csv: [[String?]] = [
      ["group", "unit", "count", "rank", "rank_lower", "rank_upper", "simultaneous_lower", "simultaneous_upper"]
    ]
    let chinese = language == .chinese
    var text = TextTable(
      chinese
        ? ["组", "排名", "单位", "次数", "单独区间", "同时区间"] : ["group", "rank", "unit", "count", "marginal", "simultaneous"],
      [.left, .right, .left, .right, .right, .right])
    var tied = false
    for group in table.groups {
      let counts = group.entries.map { Int($0.value) }
      let error = 1 - options.level
      let (all, bonferroni, each): (ExactRankBounds, ExactRankBounds, ExactRankBounds)
      do throws(StatisticsError) {
        all = try ExactRankBounds(counts: counts, level: error)
        bonferroni = try ExactRankBounds(counts: counts, level: error, adjustment: .bonferroni)
        each = try ExactRankBounds(counts: counts, level: error, each: true)
      } catch {
        findings.append(
          Finding(.methodFailed, at: Location(file: file), found: group.name, details: [error.description]))
        continue
      }
      let ranks = CompetitionRank.ranks(of: group.entries.map(\.value))
      for (index, entry) in group.entries.enumerated() {
        units.append(
          .object([
            "unit": .string(entry.unit), "group": .optional(group.name), "count": .integer(counts[index]),
            "rank": .integer(ranks[index].best), "rank_middle": .number(ranks[index].middle),
            "rank_worst": .integer(ranks[index].worst), "rank_lower": .integer(each.bounds[index].lowerBound),
            "rank_upper": .integer(each.bounds[index].upperBound),
            "simultaneous_lower": .integer(all.bounds[index].lowerBound),
            "simultaneous_upper": .integer(all.bounds[index].upperBound),
            "holm_lower": .integer(all.bounds[index].lowerBound), "holm_upper": .integer(all.bounds[index].upperBound),
            "bonferroni_lower": .integer(bonferroni.bounds[index].lowerBound),
            "bonferroni_upper": .integer(bonferroni.bounds[index].upperBound),
          ]))
        csv.append(
          [group.name, entry.unit, "\(counts[index])", "\(ranks[index].best)"]
            + [each.bounds[index], all.bounds[index]].flatMap { ["\($0.lowerBound)", "\($0.upperBound)"] })
      }
      for index in counts.indices.sorted(by: { (ranks[$0].best, $0) < (ranks[$1].best, $1) }) {
        text.append(
          [group.name ?? "", "\(ranks[index].best)", group.entries[index].unit, "\(counts[index])"]
            + [each.bounds[index], all.bounds[index]].map { "\($0.lowerBound)–\($0.upperBound)" })
      }
      var members: [String: JSONValue] = [:]
      func names(_ indices: [Int]) -> JSONValue { .array(indices.map { .string(group.entries[$0].unit) }) }
      if let best = options.best ?? options.line {
        members["best"] = .integer(best)
        members["best_set"] = names(counts.indices.filter { all.bounds[$0].lowerBound <= best })
        members["certain_set"] = names(all.certainSet(best))
      }
      if let line = options.line {
        if line >= counts.count {
          findings.append(
            Finding(
              .lineOutside, at: Location(file: file), found: group.name, details: [String(line), String(counts.count)]))
        }
        let (inside, outside) = (all.certainSet(line), all.excludedSet(line))
        members["secure_in"] = names(inside)
        members["clearly_out"] = names(outside)
        members["grey_zone"] = names(counts.indices.filter { !inside.contains($0) && !outside.contains($0) })
        let across = counts.indices.filter { ranks[$0].best <= line && ranks[$0].worst > line }
        if !across.isEmpty && line < counts.count {
          tied = true
          findings.append(
            Finding(
              .tieAtLine, at: Location(file: file), found: group.name,
              details: [String(line), across.map { group.entries[$0].unit }.joined(separator: ", ")]))
        }
      }
      single = members
      groups.append(.object(members.merging(["group": .optional(group.name)]) { own, _ in own }))
    }
    var json: [String: JSONValue] = [
      "units": .array(units), "level": .number(options.level), "method": .string("multinomial"),
    ]
    if table.groups.contains(where: { $0.name != nil }) {
      json["groups"] = .array(groups)
    } else {
      json.merge(single) { own, _ in own }
    }
    return CommandOutput(
      json: json, table: text.text, csv: csv, findings: findings,
      status: tied ? ExitStatus.decisionNeeded : .success)
  }
}
