public import Findings
public import Reports
public import Scoring
import Titles

/// The lists of two standards on the same city side by side (情景比较): who enters, who leaves, how far ranks move.
public struct ListComparison: Sendable {
  /// The nominal result.
  public let before: RatingResult
  /// The other result.
  public let after: RatingResult
  /// The places in the register of those who are on the other list only.
  public let enters: [Int]
  /// Those who are on the nominal list only.
  public let leaves: [Int]
  /// Those whom a tie leaves open on either list.
  public let undecided: [Int]
  /// The correlation of the totals, and the shifts of the ranks.
  public let shifts: ScenarioComparison

  /// The comparison; nil and a finding if the registers differ.
  public init?(_ before: RatingResult, _ after: RatingResult, _ findings: inout [Finding]) {
    guard before.roster.communities.map(\.id) == after.roster.communities.map(\.id) else {
      findings.append(Finding(.unitsUnmatched))
      return nil
    }
    self.before = before
    self.after = after
    let places = before.communities.indices
    func list(_ result: RatingResult) -> [Bool?] {
      result.communities.map { $0.outcome.map(\.isInQuota) ?? false }
    }
    let (first, second) = (list(before), list(after))
    enters = places.filter { second[$0] == true && first[$0] == false }
    leaves = places.filter { first[$0] == true && second[$0] == false }
    undecided = places.filter { first[$0] == nil || second[$0] == nil }
    shifts = ScenarioComparison(
      nominal: before.communities.map { $0.score?.score }, other: after.communities.map { $0.score?.score },
      nominalRanks: before.communities.map { $0.outcome?.rank }, otherRanks: after.communities.map { $0.outcome?.rank },
      lines: before.roster.communities.map { before.quotas.seats[$0.district] }, shift: 1)
  }

  private func unit(_ place: Int) -> JSONValue {
    let entry = before.roster.communities[place]
    let (old, new) = (before.communities[place], after.communities[place])
    return [
      "community_id": .string(entry.id), "name": .string(entry.name),
      "district": .string(before.roster.districts[entry.district].name),
      "score_before": .optional(old.score?.score), "score_after": .optional(new.score?.score),
      "rank_before": .optional(old.outcome?.rank), "rank_after": .optional(new.outcome?.rank),
    ]
  }

  /// The members of the JSON object.
  public func json(_ language: Language) -> JSONValue {
    [
      "standard": .string(before.standard.name[language]), "other": .string(after.standard.name[language]),
      "spearman": .optional(shifts.spearman), "mean_absolute_rank_shift": .number(shifts.meanShift),
      "largest_rank_shift": .integer(shifts.largestShift), "enters": .array(enters.map(unit)),
      "leaves": .array(leaves.map(unit)), "undecided": .array(undecided.map(unit)),
      "seats": .array(
        before.roster.districts.indices.map { district in
          [
            "district": .string(before.roster.districts[district].name),
            "before": .integer(before.quotas.seats[district]), "after": .integer(after.quotas.seats[district]),
          ]
        }),
    ]
  }

  /// The comparison in a table for people.
  public func text(_ language: Language) -> String {
    let isChinese = language == .chinese
    let words = before.standard.words
    func rank(_ rank: Int?) -> String { rank.map(String.init) ?? DisplayNumber.missing }
    var table = TextTable(
      isChinese
        ? [words.group.chinese, words.unit.chinese, "变化", "原名次", "现名次", "原得分", "现得分"]
        : [words.group.english, words.unit.english, "change", "rank", "new rank", "score", "new score"],
      [.left, .left, .left, .right, .right, .right, .right])
    let changes = enters.map { ($0, isChinese ? "进入" : "enters") } + leaves.map { ($0, isChinese ? "退出" : "leaves") }
    for (place, change) in changes.sorted(by: { $0.0 < $1.0 }) {
      let entry = before.roster.communities[place]
      let (old, new) = (before.communities[place], after.communities[place])
      table.append([
        before.roster.districts[entry.district].name, entry.name, change, rank(old.outcome?.rank),
        rank(new.outcome?.rank), DisplayNumber.score(old.score?.score), DisplayNumber.score(new.score?.score),
      ])
    }
    let mean = DisplayNumber.rounded(shifts.meanShift, places: 2)
    let spearman = DisplayNumber.rounded(shifts.spearman, places: 4)
    let head =
      isChinese
      ? "《\(before.standard.name.chinese)》与《\(after.standard.name.chinese)》：\(enters.count) 个进入，\(leaves.count) 个退出；名次平均变动 \(mean)，最大 \(shifts.largestShift)；得分秩相关 \(spearman)\n"
      : "\(before.standard.name.english) and \(after.standard.name.english): \(enters.count) enter, \(leaves.count) leave; ranks shift by \(mean) on average, \(shifts.largestShift) at most; Spearman \(spearman)\n"
    return changes.isEmpty ? head : head + "\n" + table.text
  }

  /// The rows of the CSV table: everyone who enters, leaves or is undecided.
  public var rows: [[String?]] {
    let kinds = enters.map { ($0, "enters") } + leaves.map { ($0, "leaves") } + undecided.map { ($0, "undecided") }
    return [
      ["community_id", "name", "district", "change", "rank_before", "rank_after", "score_before", "score_after"]
    ]
      + kinds.sorted { $0.0 < $1.0 }.map { place, kind in
        let entry = before.roster.communities[place]
        let (old, new) = (before.communities[place], after.communities[place])
        return [
          entry.id, entry.name, before.roster.districts[entry.district].name, kind,
          old.outcome.map { String($0.rank) }, new.outcome.map { String($0.rank) }, old.score?.score.description,
          new.score?.score.description,
        ]
      }
  }
}
