internal import BigInt

/// How far a unit is from one seat more and from one seat fewer, its weight alone changing (敏感度).
public struct Sensitivity: Hashable, Sendable {
  /// The smallest whole increase of the unit's weight after which it surely has one seat more (a tie is not enough); nil if
  /// none suffices.
  public let forOneMore: Fraction?
  /// The smallest whole decrease after which it surely has one seat fewer; nil if none suffices.
  public let forOneFewer: Fraction?
}

extension SeatAllocation {
  /// The units for which largest-remainder sensitivities are searched at once: the search divides the seats again and again.
  public static let mostSearchedUnits = 120

  /// Each unit's sensitivity; nil unless the result is unique, or if the search would take too long.
  ///
  /// Divisor methods by the claims of the others; largest remainders by a binary search over exact divisions, as a unit's
  /// seats never fall while its own weight rises. Threshold and total seats stay as they are.
  public var sensitivities: [Sensitivity]? {
    guard status == .unique, seats != nil else { return nil }
    switch problem.method {
    case .divisor(let sequence, _): return divisorSensitivities(sequence)
    case .largestRemainder:
      guard problem.units.count <= SeatAllocation.mostSearchedUnits else { return nil }
      return problem.units.indices.map { searchedSensitivity($0) }
    }
  }

  private func divisorSensitivities(_ sequence: SignpostSequence) -> [Sensitivity]? {
    guard let seats, case .success(let bounded) = BoundedProblem.make(problem) else { return nil }
    let own = zip(seats, bounded.base).map(-)
    // s(x−1) of the last seat and s(x) of the next, as claims; the two best of each exclude the unit itself.
    var nexts: [(unit: Int, claim: RootOfFraction)] = []
    var lasts: [(unit: Int, claim: RootOfFraction)] = []
    for unit in own.indices where !bounded.weights[unit].isZero {
      if own[unit] < bounded.maxima[unit], let claim = sequence.quotient(bounded.weights[unit], own[unit]) {
        nexts.append((unit, claim))
        nexts.sort { $0.claim > $1.claim }
        if nexts.count > 2 { nexts.removeLast() }
      }
      if own[unit] > bounded.minima[unit], let claim = sequence.quotient(bounded.weights[unit], own[unit] - 1) {
        lasts.append((unit, claim))
        lasts.sort { $0.claim < $1.claim }
        if lasts.count > 2 { lasts.removeLast() }
      }
    }
    return own.indices.map { unit in
      guard problem.units[unit].takesPart else { return Sensitivity(forOneMore: nil, forOneFewer: nil) }
      var (more, fewer): (Fraction?, Fraction?) = (nil, nil)
      let weight = bounded.weights[unit]
      if own[unit] < bounded.maxima[unit], let rival = lasts.first(where: { $0.unit != unit })?.claim {
        // Beyond weight T with T/s(x) = the rival's claim.
        let edge = rival.radicand * sequence.signpost(own[unit]).radicand
        more = weight.wholeStep(above: edge, root: sequence.exponent)
      }
      if own[unit] > bounded.minima[unit], let rival = nexts.first(where: { $0.unit != unit })?.claim {
        let edge = rival.radicand * sequence.signpost(own[unit] - 1).radicand
        fewer = edge.isZero ? nil : weight.wholeStep(below: edge, root: sequence.exponent)
      }
      return Sensitivity(forOneMore: more, forOneFewer: fewer)
    }
  }

  private func searchedSensitivity(_ unit: Int) -> Sensitivity {
    guard problem.units[unit].takesPart, let current = seats?[unit] else {
      return Sensitivity(forOneMore: nil, forOneFewer: nil)
    }
    let weight = problem.units[unit].weight
    func surely(_ step: BigInt, _ more: Bool) -> Bool {
      var changed = problem
      changed.units[unit].weight = more ? weight + Fraction(step) : weight - Fraction(step)
      let outcome = changed.allocate()
      guard let seats = outcome.seats?[unit] else { return false }
      let tied = outcome.tie?.units.contains(unit) ?? false
      return more ? seats > current : seats + (tied ? 1 : 0) < current
    }
    // Ten times the whole weight leaves the others less than a tenth: beyond it only bounds could still hold the seat.
    let total = problem.units.reduce(Fraction.zero) { $0 + $1.weight }
    let farthest = (total * Fraction(problem.seats + 2)).ceiling + 1
    let more = BigInt.smallest(upTo: farthest) { surely($0, true) }
    let fewer = BigInt.smallest(upTo: weight.floor) { surely($0, false) }
    return Sensitivity(forOneMore: more.map { Fraction($0) }, forOneFewer: fewer.map { Fraction($0) })
  }
}

extension BigInt {
  /// The smallest whole number from 1 to `limit` that holds, for a condition that keeps holding once it does.
  static func smallest(upTo limit: BigInt, where holds: (BigInt) -> Bool) -> BigInt? {
    guard limit >= 1 else { return nil }
    var low = BigInt(0)
    var high = BigInt(1)
    while !holds(high) {
      if high == limit { return nil }
      low = high
      high = Swift.min(high * 2, limit)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

extension Fraction {
  /// The smallest whole d ≥ 1 with (self + d)^root > edge.
  fileprivate func wholeStep(above edge: Fraction, root: Int) -> Fraction {
    // y > edge^(1/root) for whole y over the scale of the weight: y > ⌊root of (scale^root · edge)⌋.
    let scale = denominator.magnitude
    let limit = (edge * Fraction(BigInt(scale.power(root)))).floor
    let step = Fraction(BigInt(limit.magnitude.floorRoot(root)) - numerator, over: BigInt(scale)).floor + 1
    return Fraction(Swift.max(step, 1))
  }

  /// The smallest whole d ≥ 1 with (self − d)^root < edge, or nil if the weight is too small.
  fileprivate func wholeStep(below edge: Fraction, root: Int) -> Fraction? {
    let scale = denominator.magnitude
    let limit = (edge * Fraction(BigInt(scale.power(root)))).ceiling
    let root = BigInt(limit.magnitude.ceilingRoot(root))
    let step = Swift.max(Fraction(numerator - root, over: BigInt(scale)).floor + 1, 1)
    return Fraction(step) > self ? nil : Fraction(step)
  }
}
