import Findings

/// The diagrams of the states, drawn from the rules: `kaoping round diagram` prints them as docs/states/round.md.
public enum RoundDiagram {
  /// The page.
  public static func markdown() -> String {
    """
    # 考评年度的状态 The states of a round

    由 `kaoping round diagram` 从代码生成，请勿手工修改；谁可以做什么见 [权限表](../permissions.md)。
    Generated from the code by `kaoping round diagram`; do not edit. Who may do what: [the matrix](../permissions.md).

    ## 年度 The round

    \(diagram(RoundPhase.allCases.map { ($0.rawValue, $0.name) }, phaseArrows, ends: ["archived", "cancelled"]))

    第一次 `confirm` 后仍在“审核确认”，第二位不同的人确认后才进入“已确认”。The first `confirm` stays; a second one, by somebody else,
    leads on.

    ## 一个区 A district, within district evaluation and city review

    \(diagram(DistrictStage.allCases.map { ($0.rawValue, $0.name) }, stageArrows, ends: ["accepted"]))

    名单在公示期内变动（撤回、终止、重评）则公示作废，回到“已评分”。A list that changes while it is on notice (a withdrawal, an
    end, new scores) voids the notice and leads back to *evaluated*.

    ## 一个称号 A title, after naming

    \(diagram(TitleStage.allCases.map { ($0.rawValue, $0.name) }, titleArrows, ends: ["withdrawn", "ended"]))

    ## 社区建设先进地区 Advanced districts, beside the titles

    \(diagram(AwardStage.allCases.map { ($0.rawValue, $0.name) }, awardArrows, ends: ["commended"]))

    ## 规则 The rules

    \(table())
    """ + "\n"
  }

  private struct Arrow: Hashable {
    var from: String
    var to: String
    var action: String
  }

  private static var phaseArrows: [Arrow] {
    RoundRule.all.flatMap { rule in
      (rule.phaseAfter.map { to in
        RoundPhase.allCases.filter { rule.phases.contains($0) }.map {
          Arrow(from: $0.rawValue, to: to.rawValue, action: rule.action.rawValue)
        }
      } ?? [])
    }
  }

  private static var stageArrows: [Arrow] {
    RoundRule.all.flatMap { rule in
      (rule.stageAfter.map { to in
        DistrictStage.allCases.filter { rule.stages?.contains($0) ?? false }.map {
          Arrow(from: $0.rawValue, to: to.rawValue, action: rule.action.rawValue)
        }
      } ?? [])
    }
  }

  private static var titleArrows: [Arrow] {
    let ruled = RoundRule.all.flatMap { rule in
      (rule.titleAfter.map { to in
        TitleStage.allCases.filter { rule.titleStages?.contains($0) ?? false }.map {
          Arrow(from: $0.rawValue, to: to.rawValue, action: rule.action.rawValue)
        }
      } ?? [])
    }
    // Changes of the register reach every title that lives.
    let living: [TitleStage] = [.held, .correcting, .pendingReview, .withdrawalProposed]
    return ruled
      + living.filter { $0 != .pendingReview }.map {
        Arrow(from: $0.rawValue, to: "pending-review", action: "noteChange")
      }
      + living.map { Arrow(from: $0.rawValue, to: "ended", action: "noteChange") }
  }

  private static var awardArrows: [Arrow] {
    RoundRule.all.flatMap { rule in
      (rule.awardAfter.map { to in
        AwardStage.allCases.filter { rule.awardStages?.contains($0) ?? false }.map {
          Arrow(from: $0.rawValue, to: to.rawValue, action: rule.action.rawValue)
        }
      } ?? [])
    }
  }

  private static func diagram(_ states: [(id: String, name: Bilingual)], _ arrows: [Arrow], ends: [String]) -> String {
    func id(_ name: String) -> String { name.replacing("-", with: "_") }
    var lines = ["```mermaid", "stateDiagram-v2"]
    for (state, name) in states { lines.append("  \(id(state)): \(name.chinese) \(name.english)") }
    if let first = states.first { lines.append("  [*] --> \(id(first.id))") }
    var seen: Set<Arrow> = []
    for arrow in arrows where seen.insert(arrow).inserted {
      lines.append("  \(id(arrow.from)) --> \(id(arrow.to)): \(arrow.action)")
    }
    for end in ends { lines.append("  \(id(end)) --> [*]") }
    return (lines + ["```"]).joined(separator: "\n")
  }

  private static func table() -> String {
    var lines = ["| Action | 要求 | Requires | 写入 | Writes |", "| --- | --- | --- | --- | --- |"]
    for rule in RoundRule.all {
      let cells = [
        "`\(rule.action.rawValue)`", rule.requires.chinese, rule.requires.english, rule.writes.chinese,
        rule.writes.english,
      ]
      lines.append("| " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }
}
