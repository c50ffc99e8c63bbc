/// The continued fractions of four incomplete beta functions, evaluated side by side.
///
/// A step of the modified Lentz method has to wait for the divisions of the step before it; four fractions at once take little
/// longer than one. Each lane goes through the operations of a single fraction, in the same order, and stands still once it has
/// converged: the bits do not depend on what the other lanes hold.
struct BetaFractions {
  /// Fractions that are evaluated at once.
  static let lanes = 4
  typealias Lanes = SIMD4<Double>

  private var a = Lanes.one
  private var b = Lanes.one
  private var x = Lanes.zero
  private var tolerance = Lanes(repeating: .infinity)

  /// The fractions of `functions` from `first` on; lanes beyond the last function repeat it.
  init(_ functions: [IncompleteBeta], from first: Int) {
    for lane in 0..<BetaFractions.lanes {
      let function = functions[min(first + lane, functions.count - 1)]
      a[lane] = function.a
      b[lane] = function.b
      x[lane] = function.x
      tolerance[lane] = function.tolerance
    }
  }

  /// Each lane's fraction: steps until one changes it by less than its tolerance or twice the spacing of the numbers.
  var values: Lanes {
    var upper = Lanes.one
    var lower = 1 / (1 - (a + b) * x / (a + 1))
    var value = lower
    var isOpen = SIMDMask<SIMD4<Int64>>(repeating: true)
    for step in 1...512 {
      let k = Lanes(repeating: Double(step))
      let even = k * (b - k) * x / (((a - 1) + 2 * k) * (a + 2 * k))
      lower = 1 / (1 + even * lower)
      upper = 1 + even / upper
      let between = value * (lower * upper)
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      lower = 1 / (1 + odd * lower)
      upper = 1 + odd / upper
      let change = lower * upper
      value.replace(with: between * change, where: isOpen)
      let distance = (change - 1).replacing(with: 1 - change, where: change .< 1)
      isOpen .&= .!((distance .< 2 * Double.ulpOfOne) .| (value * distance .< tolerance))
      if !any(isOpen) { break }
    }
    return value
  }
}
