/// The mean squares of a complete table of units × raters.
struct TwoWayTable {
  let n: Double
  let k: Double
  let totalSquares: Double
  let meanSquareUnits: Double
  let meanSquareRaters: Double
  let meanSquareError: Double
  let meanSquareWithin: Double

  /// Sums of squares of deviations, residual by residual: differences of large sums would lose the digits of a small error.
  init(_ rows: [[Double]]) {
    let units = rows.count
    let raters = rows[0].count
    n = Double(units)
    k = Double(raters)
    let (n, k) = (n, k)
    let mean = rows.reduce(0) { $0 + $1.reduce(0, +) } / (n * k)
    let unitMeans = rows.map { $0.reduce(0, +) / k }
    let raterMeans = (0..<raters).map { rater in rows.reduce(0) { $0 + $1[rater] } / n }
    var total = 0.0
    var within = 0.0
    var error = 0.0
    for unit in 0..<units {
      for rater in 0..<raters {
        let value = rows[unit][rater]
        total += (value - mean) * (value - mean)
        within += (value - unitMeans[unit]) * (value - unitMeans[unit])
        let residual = value - unitMeans[unit] - raterMeans[rater] + mean
        error += residual * residual
      }
    }
    // What rounding leaves of an exact zero must not become an F of 10^30.
    let zero = 1e-26 * rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    totalSquares = total <= zero ? 0 : total
    meanSquareWithin = within <= zero ? 0 : within / (n * (k - 1))
    meanSquareError = error <= zero ? 0 : error / ((n - 1) * (k - 1))
    meanSquareUnits = k * unitMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    meanSquareRaters = n * raterMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (k - 1)
  }
}
