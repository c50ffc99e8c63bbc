internal import BigInt

/// The weights as whole numbers over one common scale: weight `i` is `whole[i]` / `scale`.
///
/// Multiplying all weights by one number changes no apportionment, so the methods work on whole numbers; the scale is kept
/// for what is printed in units of weight.
struct ScaledWeights {
  let whole: [BigUInt]
  let scale: BigUInt

  init(_ weights: [Fraction]) {
    var scale = BigUInt(1)
    for weight in weights where weight.denominator != 1 {
      let denominator = weight.denominator.magnitude
      scale = scale / scale.commonDivisor(with: denominator) * denominator
    }
    self.scale = scale
    whole = weights.map { $0.numerator.magnitude * (scale / $0.denominator.magnitude) }
  }

  var total: BigUInt { whole.reduce(0, +) }
}
