import Apportionment
import Findings
import Reports

extension UnitReport {
  private func say(_ chinese: String, _ english: String) -> String { options.lang == .chinese ? chinese : english }

  /// The table for a terminal: the allocation, how it is checked, what is remarkable, and the other methods.
  var table: String {
    var parts = [allocationTable, checks]
    if let tie = result.tie { parts.append(tieText(tie)) }
    if !warnings.isEmpty {
      parts.append(say("提示", "Warnings") + "\n" + warnings.map { "- " + $0.text[options.lang] + "\n" }.joined())
    }
    if let scan {
      parts.append(
        say("总数逐一增加", "Totals one by one") + "\n"
          + (scan.isEmpty
            ? say("- 没有单位因总数增加而失席。", "- No unit loses a seat as the total grows.") + "\n"
            : scan.map { "- " + $0.warning.text[options.lang] + "\n" }.joined()))
    }
    for unit in explained { parts.append(explanation(unit) + "\n") }
    if !comparison.isEmpty { parts.append(comparisonTable) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var allocationTable: String {
    let remainders = result.remainderWorking
    var header = [say("单位", "unit"), say("权重", "weight"), say("应得", "share"), say("席位", "seats")]
    header += [say("下/上配额", "quota")]
    if remainders != nil { header += [say("整数部分", "whole"), say("余数", "remainder")] }
    if sensitivities != nil { header += [say("多一席需增", "for one more"), say("少一席需减", "for one fewer")] }
    let bounded = result.boundEffects.contains { $0 != .none }
    if bounded { header.append(say("界限", "bound")) }
    var table = TextTable(header, [.left] + [TextTable.Alignment](repeating: .right, count: header.count - 1))
    let tied = Set(result.tie?.units ?? [])
    for unit in problem.units.indices {
      let seats = shownSeats.map { String($0[unit]) } ?? "—"
      var row = [
        name(unit), problem.units[unit].weight.weightText, result.shares[unit].decimal(digits: 6),
        seats + (tied.contains(unit) && draw == nil ? "+?" : ""),
        "\(result.lowerQuota(unit))–\(result.upperQuota(unit))",
      ]
      if let remainders {
        row += [String(remainders.wholeParts[unit]), remainders.remainder(unit).decimal(digits: 8)]
      }
      if let sensitivities {
        row += [sensitivities[unit].forOneMore, sensitivities[unit].forOneFewer].map { $0?.description ?? "—" }
      }
      if bounded { row.append(boundText(result.boundEffects[unit])) }
      table.append(row)
    }
    return say("方法", "Method") + " \(problem.method.name), " + say("总席位", "seats") + " \(problem.seats)\n\n"
      + table.text
  }

  private func boundText(_ effect: SeatAllocation.BoundEffect) -> String {
    switch effect {
    case .none: ""
    case .raisedToMinimum: say("最低数", "minimum")
    case .heldAtMaximum: say("最高数", "maximum")
    case .belowThreshold: say("低于门槛", "below threshold")
    }
  }

  private var checks: String {
    var lines: [String] = []
    if let quota = result.remainderWorking?.quota {
      lines.append(say("配额", "Quota") + " \(quota) ≈ \(quota.decimal(digits: 10))")
    }
    if let working = result.remainderWorking, !working.order.isEmpty {
      lines.append(
        say("剩余席位依次给", "Remaining seats in order") + " "
          + working.order.prefix(60).map(name).joined(separator: say("、", ", ")))
    }
    if let working = result.divisorWorking {
      let (lower, upper) = (working.lower?.description ?? "0", working.upper?.description ?? "∞")
      lines.append(say("除数区间", "Divisors between") + " \(lower) … \(upper)")
      if let divisor = working.convenientDivisor {
        lines.append(say("可取除数", "For instance") + " \(divisor.weightText)")
      }
    }
    if let indices {
      lines.append(
        "Gallagher \(indices.gallagher.decimal(digits: 5)), Loosemore–Hanby \(indices.loosemoreHanby.decimal(digits: 5)), "
          + "Sainte-Laguë \(indices.sainteLague?.decimal(digits: 5) ?? "—"), D’Hondt "
          + "\(indices.dhondt?.decimal(digits: 5) ?? "—"), Rae \(indices.rae.decimal(digits: 5))")
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private func tieText(_ tie: SeatTie) -> String {
    let names = tie.units.map(name).joined(separator: say("、", ", "))
    var text = say(
      "并列：\(names) 完全相等，其中 \(tie.seats) 席待定（共 \(tie.solutionCountText) 种结果）。",
      "Tie: \(names) are exactly level for \(tie.seats) seat(s); \(tie.solutionCountText) results.")
    if let draw {
      text +=
        "\n"
        + say(
          "抽签（种子 \(draw.seed)）：\(draw.drawn.joined(separator: "、"))。",
          "Lots (seed \(draw.seed)): \(draw.drawn.joined(separator: ", ")).")
      text += "\n" + LotDraw.procedure[options.lang]
    }
    return text + "\n"
  }

  private var comparisonTable: String {
    let header = [say("单位", "unit")] + comparison.map { TextHeading.short($0.problem.method.name) }
    var table = TextTable(header, [.left] + [TextTable.Alignment](repeating: .right, count: comparison.count))
    for unit in problem.units.indices {
      table.append(
        [name(unit)]
          + comparison.map { other in
            guard let seats = other.seats else { return "—" }
            return String(seats[unit]) + (other.tie?.units.contains(unit) ?? false ? "+?" : "")
          })
    }
    return say("各方法比较", "Methods side by side") + "\n\n" + table.text
  }

  /// The rows of the CSV table.
  var csv: [[String?]] {
    var rows: [[String?]] = [
      [
        "unit", "weight", "share", "share_decimal", "seats", "lower_quota", "upper_quota", "minimum", "maximum",
        "bound",
        "tied",
      ]
    ]
    let tied = Set(result.tie?.units ?? [])
    for unit in problem.units.indices {
      let member = problem.units[unit]
      rows.append([
        member.name, member.weight.weightText, result.shares[unit].description, result.shares[unit].decimal(),
        shownSeats.map { String($0[unit]) }, String(result.lowerQuota(unit)), String(result.upperQuota(unit)),
        member.minimum.map { String($0) }, member.maximum.map { String($0) }, result.boundEffects[unit].rawValue,
        tied.contains(unit) ? "1" : "0",
      ])
    }
    return rows
  }
}

/// Short headings for wide tables.
enum TextHeading {
  static func short(_ method: String) -> String {
    method.replacing("largest-remainder-", with: "LR-").replacing("sainte-lague", with: "SL")
  }
}
