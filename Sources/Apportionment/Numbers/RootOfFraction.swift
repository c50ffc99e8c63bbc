internal import BigInt

/// The `root`-th root of an exact fraction, at least zero: a fraction itself for root 1, √(p/q) for root 2.
public struct RootOfFraction: Hashable, Sendable {
  /// The fraction under the root.
  public let radicand: Fraction
  /// Which root is taken; at least 1.
  public let root: Int

  /// The `root`-th root of `radicand`, which may not be negative.
  public init(_ radicand: Fraction, root: Int = 1) {
    precondition(root >= 1 && !radicand.isNegative, "a root of a number that is at least zero")
    self.radicand = radicand
    self.root = root
  }

  /// The value as `p/q`, `sqrt(p/q)` or `root3(p/q)`.
  public var description: String {
    switch root {
    case 1: radicand.description
    case 2: "sqrt(\(radicand))"
    default: "root\(root)(\(radicand))"
    }
  }

  /// The value rounded to `digits` significant decimal digits.
  public func decimal(digits: Int = 20) -> String {
    guard root > 1, !radicand.isZero else { return radicand.decimal(digits: digits) }
    // Enough decimals that the floor of the root, and a sticky digit for what is cut off, round as the root itself does.
    let size = radicand.numerator.magnitude.bitWidth - radicand.denominator.magnitude.bitWidth
    let places = max(0, digits + 4 - size * 301 / 1000 / root)
    let ten = BigUInt(10).power(places * root)
    let (scaled, remainder) = (radicand.numerator.magnitude * ten)
      .quotientAndRemainder(dividingBy: radicand.denominator.magnitude)
    let floor = scaled.floorRoot(root)
    let exact = remainder.isZero && floor.power(root) == scaled
    let sticky = BigInt(floor) * 10 + (exact ? 0 : 1)
    return Fraction(sticky, over: BigInt(10).power(places + 1)).decimal(digits: digits)
  }
}

extension RootOfFraction: CustomStringConvertible, Comparable {
  /// Compares roots of one order by their radicands, and others by the least common power.
  public static func < (a: RootOfFraction, b: RootOfFraction) -> Bool {
    if a.root == b.root { return a.radicand < b.radicand }
    return a.radicand.power(b.root) < b.radicand.power(a.root)
  }
}

extension BigUInt {
  /// ⌊self^(1/`root`)⌋, by Newton's iteration from above.
  func floorRoot(_ root: Int) -> BigUInt {
    guard root > 1, self > 1 else { return self }
    if root == 2 { return squareRoot() }
    var guess = BigUInt(1) << ((bitWidth + root - 1) / root)
    while true {
      let next = (guess * BigUInt(root - 1) + self / guess.power(root - 1)) / BigUInt(root)
      if next >= guess { return guess }
      guess = next
    }
  }

  /// ⌈self^(1/`root`)⌉.
  func ceilingRoot(_ root: Int) -> BigUInt {
    let floor = floorRoot(root)
    return floor.power(root) == self ? floor : floor + 1
  }
}
