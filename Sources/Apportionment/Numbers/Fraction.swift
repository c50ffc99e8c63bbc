internal import BigInt

/// An exact fraction (精确分数) of any size, in lowest terms, its denominator positive.
///
/// Weights, shares, quotas and remainders are fractions, so that no rounding can stand between the counts and the seats.
public struct Fraction: Sendable {
  let numerator: BigInt
  let denominator: BigInt

  /// The fraction `numerator`/`denominator` in lowest terms; the denominator may not be zero.
  init(_ numerator: BigInt, over denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction has a denominator other than zero")
    if denominator == 1 {
      self.numerator = numerator
      self.denominator = denominator
      return
    }
    let divisor = numerator.magnitude.commonDivisor(with: denominator.magnitude)
    let (top, bottom) = (numerator.magnitude / divisor, denominator.magnitude / divisor)
    self.numerator = BigInt(sign: numerator.sign == denominator.sign ? .plus : .minus, magnitude: top)
    self.denominator = BigInt(bottom)
  }

  init(_ value: BigInt) {
    numerator = value
    denominator = 1
  }

  /// The whole number `value`.
  public init(_ value: Int) { self.init(BigInt(value)) }

  /// The fraction `numerator`/`denominator`; the denominator may not be zero.
  public init(_ numerator: Int, over denominator: Int) { self.init(BigInt(numerator), over: BigInt(denominator)) }

  /// Zero.
  public static let zero = Fraction(0)
  /// One.
  public static let one = Fraction(1)

  /// Whether the value is zero.
  public var isZero: Bool { numerator.isZero }
  /// Whether the value is below zero.
  public var isNegative: Bool { numerator.sign == .minus && !numerator.isZero }
  /// Whether the value is a whole number.
  public var isWhole: Bool { denominator == 1 }

  /// The greatest whole number that is not above the value.
  var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return !remainder.isZero && isNegative ? quotient - 1 : quotient
  }

  /// The smallest whole number that is not below the value.
  var ceiling: BigInt { isWhole ? numerator : floor + 1 }

  /// The numerator in lowest terms, in decimal digits.
  public var numeratorText: String { String(numerator) }
  /// The denominator in lowest terms, in decimal digits; at least 1.
  public var denominatorText: String { String(denominator) }

  func power(_ exponent: Int) -> Fraction {
    Fraction(numerator.power(exponent), over: denominator.power(exponent))
  }
}

extension Fraction: Hashable, Comparable {
  /// Fractions are equal if their values are.
  public static func == (a: Fraction, b: Fraction) -> Bool {
    a.numerator == b.numerator && a.denominator == b.denominator
  }

  /// Compares values by cross-multiplication.
  public static func < (a: Fraction, b: Fraction) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return a.numerator * b.denominator < b.numerator * a.denominator
  }

  /// Hashes the lowest terms.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}

extension Fraction {
  /// The sum.
  public static func + (a: Fraction, b: Fraction) -> Fraction {
    if a.denominator == b.denominator { return Fraction(a.numerator + b.numerator, over: a.denominator) }
    return Fraction(a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  /// The difference.
  public static func - (a: Fraction, b: Fraction) -> Fraction {
    if a.denominator == b.denominator { return Fraction(a.numerator - b.numerator, over: a.denominator) }
    return Fraction(a.numerator * b.denominator - b.numerator * a.denominator, over: a.denominator * b.denominator)
  }

  /// The product.
  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The quotient; the divisor may not be zero.
  public static func / (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  /// The distance from zero.
  public var magnitude: Fraction { isNegative ? Fraction(-numerator, over: denominator) : self }
}
