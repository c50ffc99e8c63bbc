internal import BigInt

/// A positive ratio of big integers that is not kept in lowest terms: products cost a multiplication, no common divisor.
struct Ratio {
  var top: BigUInt
  var bottom: BigUInt

  init(_ top: BigUInt, _ bottom: BigUInt) {
    self.top = top
    self.bottom = bottom
  }

  init(_ value: Fraction) { self.init(value.numerator.magnitude, value.denominator.magnitude) }

  static let one = Ratio(1, 1)

  var reduced: Ratio {
    let divisor = top.commonDivisor(with: bottom)
    return Ratio(top / divisor, bottom / divisor)
  }

  var fraction: Fraction { Fraction(BigInt(top), over: BigInt(bottom)) }

  static func * (a: Ratio, b: Ratio) -> Ratio { Ratio(a.top * b.top, a.bottom * b.bottom) }
  static func / (a: Ratio, b: Ratio) -> Ratio { Ratio(a.top * b.bottom, a.bottom * b.top) }
  static func < (a: Ratio, b: Ratio) -> Bool { a.top * b.bottom < b.top * a.bottom }

  var isOne: Bool { top == bottom }
}
