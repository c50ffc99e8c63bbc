/// Something that whoever confirms an allocation should know before.
public struct SeatWarning: Hashable, Sendable {
  /// What it is about; the raw values are those of the command's JSON.
  public enum Kind: String, Hashable, Sendable {
    /// More seats in all would cost a unit one.
    case alabama
    /// A unit lies outside its share rounded down and up.
    case quotaViolation = "quota-violation"
    /// A unit grew faster than another and lost a seat while that one gained.
    case population
    /// Units that join with their own seats make others exchange some.
    case newState = "new-state"
    /// A minimum or maximum decided a unit's seats.
    case boundBinding = "bound-binding"
    /// Units below the threshold get nothing.
    case threshold
    /// Units with weight get no seat.
    case withoutSeat = "without-seat"
  }

  /// What it is about.
  public let kind: Kind
  /// The units concerned.
  public let units: [String]
  /// The warning in a sentence.
  public let text: PlainText
}

extension Paradox {
  /// The paradox as a warning.
  public var warning: SeatWarning {
    switch self {
    case .alabama(let unit, let from, let to, let before, let after):
      SeatWarning(
        kind: .alabama, units: [unit],
        text: PlainText(
          "亚拉巴马悖论：总数由 \(from) 增至 \(to) 时，\(unit)由 \(before) 席减为 \(after) 席。",
          "Alabama paradox: with \(to) seats instead of \(from), \(unit) has \(after) instead of \(before)."))
    case .population(let gainer, let loser, let gained, let lost):
      SeatWarning(
        kind: .population, units: [gainer, loser],
        text: PlainText(
          "人口悖论：\(loser)比\(gainer)增长快，却少 \(lost) 席，而\(gainer)多 \(gained) 席。",
          "Population paradox: \(loser) grew faster than \(gainer) and loses \(lost) while \(gainer) gains \(gained)."))
    case .newUnits(let joined, let gainers, let losers):
      SeatWarning(
        kind: .newState, units: joined + gainers + losers,
        text: PlainText(
          "新州悖论：\(joined.joined(separator: "、"))带着自己的席位加入，却使\(losers.joined(separator: "、"))减少、"
            + "\(gainers.joined(separator: "、"))增加。",
          "New-states paradox: \(joined.joined(separator: ", ")) brings its own seats, yet "
            + "\(losers.joined(separator: ", ")) loses and \(gainers.joined(separator: ", ")) gains."))
    }
  }
}

extension SeatAllocation {
  /// All warnings about this allocation, in the order: quota, bounds, threshold, no seat, Alabama.
  public var warnings: [SeatWarning] {
    guard let seats else { return [] }
    func name(_ unit: Int) -> String { problem.units[unit].name }
    var result: [SeatWarning] = quotaViolations.map { violation in
      let (unit, count) = (violation.unit, seats[violation.unit])
      let side =
        violation.side == .belowLower
        ? PlainText("低于下配额 \(violation.bound)", "below the lower quota \(violation.bound)")
        : PlainText("高于上配额 \(violation.bound)", "above the upper quota \(violation.bound)")
      return SeatWarning(
        kind: .quotaViolation, units: [name(unit)],
        text: PlainText(
          "\(name(unit))得 \(count) 席，\(side.chinese)(应得 \(shares[unit].decimal(digits: 6)))。",
          "\(name(unit)) has \(count), \(side.english) (exact share \(shares[unit].decimal(digits: 6)))."))
    }
    for unit in seats.indices {
      switch boundEffects[unit] {
      case .raisedToMinimum:
        result.append(
          SeatWarning(
            kind: .boundBinding, units: [name(unit)],
            text: PlainText(
              "\(name(unit))靠最低数得 \(seats[unit]) 席。", "\(name(unit)) has its \(seats[unit]) by the minimum.")))
      case .heldAtMaximum:
        result.append(
          SeatWarning(
            kind: .boundBinding, units: [name(unit)],
            text: PlainText(
              "\(name(unit))受最高数限制，得 \(seats[unit]) 席。", "\(name(unit)) is held at \(seats[unit]) by the maximum.")))
      case .belowThreshold where problem.units[unit].weight > .zero:
        result.append(
          SeatWarning(
            kind: .threshold, units: [name(unit)],
            text: PlainText("\(name(unit))低于门槛，不参加分配。", "\(name(unit)) is below the threshold and takes no part.")))
      default: break
      }
    }
    let tied = Set(tie?.units ?? [])
    for unit in seats.indices where seats[unit] == 0 && boundEffects[unit] == .none && !tied.contains(unit) {
      guard !problem.units[unit].weight.isZero, problem.units[unit].maximum != 0 else { continue }
      result.append(
        SeatWarning(
          kind: .withoutSeat, units: [name(unit)],
          text: PlainText("\(name(unit))有权重而没有席位。", "\(name(unit)) has weight and no seat.")))
    }
    let lowest = max(0, problem.seats - 1)
    if problem.seats < SeatProblem.mostSeats {
      result += problem.alabamaParadoxes(in: lowest...(problem.seats + 1)).map(\.warning)
    }
    return result
  }
}
