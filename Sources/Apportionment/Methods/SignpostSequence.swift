internal import BigInt

/// A divisor method's signposts (进位点) s(0) ≤ s(1) < …: a quotient above s(k) and below s(k+1) is rounded to k+1.
///
/// Every sequence here has a power e with s(k)^e rational, so that quotients w/s(k) are compared exactly by w^e/s(k)^e.
public struct SignpostSequence: Hashable, Sendable {
  /// How the signposts are made.
  enum Form: Hashable {
    /// s(k) = (offset + slope·k) / divisor.
    case affine(offset: BigUInt, slope: BigUInt, divisor: BigUInt)
    /// s(k) = √(k(k+1)).
    case geometric
    /// s(k) = ((k^p + (k+1)^p)/2)^(1/p), p ≠ 0 whole.
    case power(Int)
  }

  let form: Form
  /// s(0), if it differs from the form's.
  let first: Fraction?
  /// e: the power at which the signposts are rational.
  let exponent: Int

  private init(_ form: Form, first: Fraction? = nil) {
    self.form = form
    self.first = first
    exponent =
      switch form {
      case .affine: 1
      case .geometric: 2
      case .power(let p): abs(p)
      }
  }

  private static func affine(_ offset: Int, _ slope: Int, _ divisor: Int) -> SignpostSequence {
    SignpostSequence(.affine(offset: BigUInt(offset), slope: BigUInt(slope), divisor: BigUInt(divisor)))
  }

  /// Jefferson, D'Hondt: k + 1.
  public static let jefferson = affine(1, 1, 1)
  /// Webster, Sainte-Laguë: k + 1/2.
  public static let webster = affine(1, 2, 2)
  /// Adams: k.
  public static let adams = affine(0, 1, 1)
  /// Huntington–Hill, equal proportions: √(k(k+1)).
  public static let huntingtonHill = SignpostSequence(.geometric)
  /// Dean, harmonic mean: k(k+1)/(k + 1/2).
  public static let dean = SignpostSequence(.power(-1))
  /// Imperiali divisors: (k + 2)/2.
  public static let imperiali = affine(2, 1, 2)
  /// Danish: k + 1/3.
  public static let danish = affine(1, 3, 3)

  /// Webster with a first divisor of its own on the scale 1, 3, 5, …: s(0) = `divisor`/2; 7/5 is the modified Sainte-Laguë.
  ///
  /// - Returns: nil unless 0 ≤ `divisor` < 3: above, the signposts would not rise.
  public static func firstDivisor(_ divisor: Fraction) -> SignpostSequence? {
    guard !divisor.isNegative, divisor < Fraction(3) else { return nil }
    return SignpostSequence(webster.form, first: divisor / Fraction(2))
  }

  /// The stationary family: k + `r`; 0 is Adams, 1/2 Webster, 1 Jefferson.
  ///
  /// - Returns: nil unless 0 ≤ `r` ≤ 1.
  public static func stationary(_ r: Fraction) -> SignpostSequence? {
    guard !r.isNegative, r <= .one else { return nil }
    let divisor = r.denominator.magnitude
    return SignpostSequence(.affine(offset: r.numerator.magnitude, slope: divisor, divisor: divisor))
  }

  /// The largest power of the power-mean family: beyond, the numbers grow without use.
  public static let greatestPower = 64

  /// The power-mean family: the power mean of k and k+1; −1 is Dean, 0 Huntington–Hill, 1 Webster.
  ///
  /// - Returns: nil unless |`p`| is at most 64.
  public static func powerMean(_ p: Int) -> SignpostSequence? {
    guard abs(p) <= greatestPower else { return nil }
    if p == 0 { return huntingtonHill }
    return p == 1 ? webster : SignpostSequence(.power(p))
  }

  /// Whether s(0) = 0: every unit with weight gets its first seat before any gets its second.
  public var givesFirstSeatToAll: Bool {
    if let first { return first.isZero }
    return switch form {
    case .affine(let offset, _, _): offset.isZero
    case .geometric: true
    case .power(let p): p < 0
    }
  }

  /// s(`index`)^e, as a numerator and a denominator with a scale that is the same for every `index` of an affine form.
  func powered(_ index: Int) -> (numerator: BigUInt, denominator: BigUInt) {
    if let first, index == 0 { return (first.numerator.magnitude, first.denominator.magnitude) }
    let k = BigUInt(index)
    switch form {
    case .affine(let offset, let slope, let divisor): return (offset + slope * k, divisor)
    case .geometric: return (k * (k + 1), 1)
    case .power(let p):
      let sum = k.power(abs(p)) + (k + 1).power(abs(p))
      // The power mean of −p is the harmonic twin: 2·(k(k+1))^p / (k^p + (k+1)^p).
      return p > 0 ? (sum, 2) : (2 * (k * (k + 1)).power(-p), sum)
    }
  }

  /// s(`index`), exactly.
  public func signpost(_ index: Int) -> RootOfFraction {
    let (numerator, denominator) = powered(index)
    return RootOfFraction(Fraction(BigInt(numerator), over: BigInt(denominator)), root: exponent)
  }

  /// w/s(`index`) exactly, or nil if the signpost is zero.
  func quotient(_ weight: Fraction, _ index: Int) -> RootOfFraction? {
    let (numerator, denominator) = powered(index)
    guard !numerator.isZero else { return nil }
    return RootOfFraction(
      weight.power(exponent) * Fraction(BigInt(denominator), over: BigInt(numerator)), root: exponent)
  }
}
