/// An interpolating cubic spline whose ends follow the cubics through the four outer points (Forsythe, Malcolm and Moler).
///
/// - SeeAlso: Forsythe, Malcolm and Moler (1977), Computer Methods for Mathematical Computations, ch. 4.
struct CubicSpline {
  private let x: [Double]
  private let y: [Double]
  private var b: [Double]
  private var c: [Double]
  private var d: [Double]

  /// The spline through points of ascending `x`, at least four.
  init(x: [Double], y: [Double]) {
    self.x = x
    self.y = y
    let n = x.count
    b = [Double](repeating: 0, count: n)
    c = b
    d = b
    guard n >= 4 else {
      for index in 0..<max(0, n - 1) { b[index] = (y[index + 1] - y[index]) / (x[index + 1] - x[index]) }
      return
    }
    // The tridiagonal system: b the diagonal, d the off-diagonal, c the right-hand side.
    d[0] = x[1] - x[0]
    c[1] = (y[1] - y[0]) / d[0]
    for i in 1..<(n - 1) {
      d[i] = x[i + 1] - x[i]
      b[i] = 2 * (d[i - 1] + d[i])
      c[i + 1] = (y[i + 1] - y[i]) / d[i]
      c[i] = c[i + 1] - c[i]
    }
    b[0] = -d[0]
    b[n - 1] = -d[n - 2]
    c[0] = c[2] / (x[3] - x[1]) - c[1] / (x[2] - x[0])
    c[n - 1] = c[n - 2] / (x[n - 1] - x[n - 3]) - c[n - 3] / (x[n - 2] - x[n - 4])
    c[0] = c[0] * d[0] * d[0] / (x[3] - x[0])
    c[n - 1] = -c[n - 1] * d[n - 2] * d[n - 2] / (x[n - 1] - x[n - 4])
    for i in 1..<n {
      let factor = d[i - 1] / b[i - 1]
      b[i] -= factor * d[i - 1]
      c[i] -= factor * c[i - 1]
    }
    c[n - 1] /= b[n - 1]
    for i in stride(from: n - 2, through: 0, by: -1) { c[i] = (c[i] - d[i] * c[i + 1]) / b[i] }
    b[n - 1] = (y[n - 1] - y[n - 2]) / d[n - 2] + d[n - 2] * (c[n - 2] + 2 * c[n - 1])
    for i in 0..<(n - 1) {
      b[i] = (y[i + 1] - y[i]) / d[i] - d[i] * (c[i + 1] + 2 * c[i])
      d[i] = (c[i + 1] - c[i]) / d[i]
      c[i] = 3 * c[i]
    }
    c[n - 1] = 3 * c[n - 1]
    d[n - 1] = d[n - 2]
  }

  /// The spline's value.
  func value(at point: Double) -> Double {
    var index = x.lastIndex { $0 <= point } ?? 0
    index = min(index, x.count - 1)
    let step = point - x[index]
    return y[index] + step * (b[index] + step * (c[index] + step * d[index]))
  }
}
