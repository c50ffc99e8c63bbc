internal import BigInt

extension BigUInt {
  /// The greatest common divisor, by Euclid's method in machine integers where both numbers fit.
  ///
  /// Most fractions here are below 2^128, where the big-integer method would cost ten times as much.
  func commonDivisor(with other: BigUInt) -> BigUInt {
    if bitWidth > 128 || other.bitWidth > 128 {
      if bitWidth > 512 || other.bitWidth > 512 { return greatestCommonDivisor(with: other) }
      // A few long divisions bring both into machine integers.
      var (a, b) = self > other ? (self, other) : (other, self)
      while a.bitWidth > 128, !b.isZero { (a, b) = (b, a % b) }
      return b.isZero ? a : a.commonDivisor(with: b)
    }
    if bitWidth <= 64, other.bitWidth <= 64 { return BigUInt(Self.euclid(UInt64(lowWord), UInt64(other.lowWord))) }
    let common = Self.euclid(doubleWord, other.doubleWord)
    return BigUInt(words: [UInt(truncatingIfNeeded: common), UInt(truncatingIfNeeded: common >> 64)])
  }

  private var lowWord: UInt { words.first ?? 0 }

  private var doubleWord: UInt128 {
    let words = words
    return UInt128(words.dropFirst().first ?? 0) << 64 | UInt128(words.first ?? 0)
  }

  private static func euclid<Word: FixedWidthInteger>(_ a: Word, _ b: Word) -> Word {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
