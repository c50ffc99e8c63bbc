extension SeatAllocation {
  /// How a unit got its number of seats and what it lacked for the next one, in words that can be checked by hand.
  ///
  /// - Parameters:
  ///   - unit: the unit's position in the problem.
  ///   - sensitivity: the unit's own, if it has been computed.
  public func explanation(of unit: Int, sensitivity: Sensitivity? = nil) -> PlainText {
    let member = problem.units[unit]
    let weight = member.weight.plain
    guard member.takesPart else {
      return PlainText(
        "\(member.name)：权重 \(weight)，低于门槛，不参加分配，得 0 席。",
        "\(member.name): weight \(weight), below the threshold; it takes no part and gets no seat.")
    }
    guard let seats else {
      return PlainText("\(member.name)：本次分配没有结果，见所列原因。", "\(member.name): there is no result; see the reason given.")
    }
    var text = PlainText(
      "\(member.name)：权重 \(weight)，按比例应得 \(shares[unit].plain) 席（共 \(problem.seats) 席）。",
      "\(member.name): weight \(weight); its exact share of \(problem.seats) seats is \(shares[unit].plain).")
    if problem.baseSeats > 0 {
      text =
        text
        + PlainText(
          "其中 \(problem.baseSeats) 席为固定基数，其余按方法分配。",
          "Of these, \(problem.baseSeats) come as the fixed base; the method divides the rest.")
    }
    if let working = remainderWorking { text = text + remainderStory(unit, working) }
    if let working = divisorWorking { text = text + divisorStory(unit, working) }
    text = text + tieStory(unit, seats[unit])
    return text + distance(sensitivity)
  }

  private func name(_ unit: Int) -> String { problem.units[unit].name }

  private func remainderStory(_ unit: Int, _ working: LargestRemainder) -> PlainText {
    guard let quota = working.quota else { return PlainText("", "") }
    let (whole, remainder) = (working.wholeParts[unit], working.remainder(unit))
    if working.raised[unit] {
      return PlainText(
        "配额为 \(quota.plain)，整数部分不足最低数，补足到 \(whole) 席，不再参加余数分配。",
        "The quota is \(quota.plain); the whole part is below the minimum, so it is raised to \(whole) and takes no part in the "
          + "remaining seats.")
    }
    var text = PlainText(
      "配额为 \(quota.plain)；权重 ÷ 配额的整数部分为 \(whole) 席，余下权重 \(remainder.plain)。",
      "The quota is \(quota.plain); the weight holds it \(whole) times, leaving a remainder of \(remainder.plain).")
    if working.cut[unit] {
      return text
        + PlainText("整数部分超过最高数，只取 \(whole) 席。", "The whole part is above the maximum and was cut to \(whole).")
    }
    guard working.remainingSeats > 0 else {
      return text + PlainText("没有剩余席位。", "No seats remain.")
    }
    text =
      text
      + PlainText(
        "剩余 \(working.remainingSeats) 席按余数从大到小各给一席。",
        "The \(working.remainingSeats) remaining seats go one each to the largest remainders.")
    if let place = working.order.firstIndex(of: unit) {
      text =
        text
        + PlainText(
          "其余数排第 \(place + 1)，得到其中一席。", "Its remainder is number \(place + 1), so it gets one of them.")
      if let rival = working.firstWithoutSeat {
        text =
          text
          + PlainText(
            "第一个没有得到的是\(name(rival))，余数 \(working.remainder(rival).plain)。",
            "The first without one is \(name(rival)) with \(working.remainder(rival).plain).")
      }
    } else if let rival = working.lastWithSeat, !(tie?.units.contains(unit) ?? false) {
      let gap = working.remainder(rival) - remainder
      text =
        text
        + PlainText(
          "它没有得到；最后得到的是\(name(rival))，余数 \(working.remainder(rival).plain)，相差 \(gap.plain)。",
          "It gets none; the last to get one is \(name(rival)) with \(working.remainder(rival).plain), \(gap.plain) more."
        )
    }
    return text
  }

  private func divisorStory(_ unit: Int, _ working: DivisorWorking) -> PlainText {
    guard case .divisor(let sequence, _) = problem.method, let seats else { return PlainText("", "") }
    let own = seats[unit] - problem.baseSeats
    let member = problem.units[unit]
    var text = PlainText("", "")
    if let divisor = working.convenientDivisor {
      let quotient = member.weight / divisor
      let below = own > 0 ? sequence.signpost(own - 1).decimal(digits: 8) : "0"
      let above = sequence.signpost(own).decimal(digits: 8)
      let rounded = boundEffects[unit] == .none
      text = PlainText(
        "取除数 \(divisor.plain):\(member.weight.plain) ÷ \(divisor.plain) ≈ \(quotient.decimal(digits: 8))"
          + (rounded ? "，在进位点 \(below) 与 \(above) 之间，取 \(own)。" : "。"),
        "With the divisor \(divisor.plain): \(member.weight.plain) ÷ \(divisor.plain) ≈ \(quotient.decimal(digits: 8))"
          + (rounded ? ", between the signposts \(below) and \(above), hence \(own)." : "."))
    }
    switch boundEffects[unit] {
    case .raisedToMinimum:
      text = text + PlainText("低于最低数，补足到 \(own)。", "This is below the minimum: it is raised to \(own).")
    case .heldAtMaximum:
      return text + PlainText("超过最高数，只取 \(own)。", "This is above the maximum: it is held at \(own).")
    default: break
    }
    if own > 0, boundEffects[unit] == .none, let last = sequence.quotient(member.weight, own - 1) {
      text =
        text
        + PlainText(
          "它的第 \(own) 席凭商 \(last.plain) 得到。", "It wins its seat number \(own) by the quotient \(last.plain).")
    }
    if !member.weight.isZero, let next = sequence.quotient(member.weight, own), let line = working.upper {
      text =
        text
        + PlainText(
          "第 \(own + 1) 席的商只有 \(next.plain)，而最后一席要 \(line.plain)。",
          "For seat number \(own + 1) its quotient is \(next.plain), while the last seat took \(line.plain).")
    }
    return text
  }

  private func tieStory(_ unit: Int, _ certain: Int) -> PlainText {
    guard let tie, tie.units.contains(unit) else { return PlainText("确定得 \(certain) 席。", "It surely has \(certain).") }
    let names = tie.units.map(name)
    return PlainText(
      "确定得 \(certain) 席；与\(names.filter { $0 != name(unit) }.joined(separator: "、"))完全相等，\(tie.seats) 席须由抽签或决定给出。",
      "It surely has \(certain); it is exactly level with \(names.filter { $0 != name(unit) }.joined(separator: ", ")), and "
        + "\(tie.seats) of the seats must be decided by lot or resolution.")
  }

  private func distance(_ sensitivity: Sensitivity?) -> PlainText {
    guard let sensitivity else { return PlainText("", "") }
    var text = PlainText("", "")
    if let more = sensitivity.forOneMore {
      text =
        text
        + PlainText("其他不变，权重再增加 \(more) 就确定多一席。", "With \(more) more weight alone it would surely have one more.")
    }
    if let fewer = sensitivity.forOneFewer {
      text =
        text
        + PlainText("权重减少 \(fewer) 就确定少一席。", "With \(fewer) less it would surely have one fewer.")
    }
    return text
  }
}
