internal import BigInt

extension DivisorWorking {
  /// The shortest decimal strictly inside the divisor interval: the divisor to publish; nil with a tie.
  public var convenientDivisor: Fraction? {
    guard divisorAtTie == nil else { return nil }
    guard let lower else {
      guard let upper else { return .one }
      return Self.between(RootOfFraction(.zero, root: upper.root), upper)
    }
    return Self.between(lower, upper)
  }

  private static func between(_ lower: RootOfFraction, _ upper: RootOfFraction?) -> Fraction? {
    let size = lower.radicand.floor.magnitude.bitWidth / 3 / lower.root + 1
    for places in -size...400 {
      let step =
        places >= 0
        ? Fraction(1, over: BigInt(10).power(places)) : Fraction(BigInt(10).power(-places))
      let scaled = (lower.radicand / step.power(lower.root)).floor.magnitude.floorRoot(lower.root)
      let candidate = Fraction(BigInt(scaled) + 1) * step
      if upper.map({ RootOfFraction(candidate.power($0.root), root: $0.root) < $0 }) ?? true { return candidate }
    }
    return nil
  }
}
