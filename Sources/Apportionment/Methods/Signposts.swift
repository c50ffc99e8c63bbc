internal import BigInt

/// A signpost sequence with its numbers in one integer type: `UInt128` where every product fits, `BigUInt` elsewhere.
struct Signposts<Whole: UnsignedInteger> {
  private enum Form {
    case affine(offset: Whole, slope: Whole, divisor: Whole)
    case geometric
    case power(Int)
  }

  private let form: Form
  private let first: (Whole, Whole)?

  init(_ sequence: SignpostSequence) {
    first = sequence.first.map { (Whole($0.numerator), Whole($0.denominator)) }
    form =
      switch sequence.form {
      case .affine(let offset, let slope, let divisor):
        .affine(offset: Whole(offset), slope: Whole(slope), divisor: Whole(divisor))
      case .geometric: .geometric
      case .power(let p): .power(p)
      }
  }

  /// s(k)^e as a numerator and a denominator; see `SignpostSequence.powered`.
  @inline(__always)
  func powered(_ index: Int) -> (numerator: Whole, denominator: Whole) {
    if let first, index == 0 { return first }
    let k = Whole(index)
    switch form {
    case .affine(let offset, let slope, let divisor): return (offset + slope * k, divisor)
    case .geometric: return (k * (k + 1), 1)
    case .power(let p):
      let (low, high) = (Self.power(k, abs(p)), Self.power(k + 1, abs(p)))
      return p > 0 ? (low + high, 2) : (2 * low * high, low + high)
    }
  }

  static func power(_ base: Whole, _ exponent: Int) -> Whole {
    var result: Whole = 1
    for _ in 0..<exponent { result *= base }
    return result
  }
}
