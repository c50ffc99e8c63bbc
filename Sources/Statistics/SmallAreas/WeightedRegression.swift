import CGSL
import Foundation

/// A weighted least-squares fit for given weights, with the sums that the area model's likelihoods need.
struct WeightedRegression {
  /// The coefficients, (XᵀWX)⁻¹XᵀWy.
  let coefficients: [Double]
  /// (XᵀWX)⁻¹.
  let inverse: [[Double]]
  /// y − Xβ.
  let residuals: [Double]
  /// tr((XᵀWX)⁻¹ XᵀW²X): what estimating the coefficients takes from Σ w.
  let leverage: Double
  /// log det(XᵀWX).
  let logDeterminant: Double

  /// - Parameters:
  ///   - rows: one row for each observation.
  ///   - values: one for each row.
  ///   - weights: one for each row, above 0.
  /// - Throws: `.singular` if XᵀWX has no inverse.
  init(rows: [[Double]], values: [Double], weights: [Double]) throws(StatisticsError) {
    let width = rows[0].count
    var (moments, squares) = (Array(repeating: 0.0, count: width * width), Array(repeating: 0.0, count: width * width))
    var right = Array(repeating: 0.0, count: width)
    for (index, row) in rows.enumerated() {
      let weight = weights[index]
      for i in 0..<width {
        right[i] += weight * row[i] * values[index]
        for j in 0...i {
          moments[i * width + j] += weight * row[i] * row[j]
          squares[i * width + j] += weight * weight * row[i] * row[j]
        }
      }
    }
    guard let matrix = gsl_matrix_alloc(width, width) else { throw .numerical("weighted moments") }
    defer { gsl_matrix_free(matrix) }
    for i in 0..<width {
      for j in 0..<width { gsl_matrix_set(matrix, i, j, moments[max(i, j) * width + min(i, j)]) }
    }
    guard gsl_linalg_cholesky_decomp1(matrix) == Int32(GSL_SUCCESS) else {
      throw .singular("the weighted covariates do not determine the coefficients")
    }
    logDeterminant = (0..<width).reduce(0) { $0 + 2 * log(gsl_matrix_get(matrix, $1, $1)) }
    try GSLLibrary.check(gsl_linalg_cholesky_invert(matrix), in: "inverse of the weighted moments")
    let inverse = (0..<width).map { i in (0..<width).map { gsl_matrix_get(matrix, i, $0) } }
    let coefficients = inverse.map { row in zip(row, right).reduce(0) { $0 + $1.0 * $1.1 } }
    var leverage = 0.0
    for i in 0..<width {
      for j in 0..<width { leverage += inverse[i][j] * squares[max(i, j) * width + min(i, j)] }
    }
    self.inverse = inverse
    self.coefficients = coefficients
    self.leverage = leverage
    residuals = rows.indices.map { index in
      values[index] - zip(rows[index], coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// x (XᵀWX)⁻¹ xᵀ.
  func spread(_ row: [Double]) -> Double {
    var sum = 0.0
    for i in row.indices { for j in row.indices { sum += row[i] * inverse[i][j] * row[j] } }
    return sum
  }
}
