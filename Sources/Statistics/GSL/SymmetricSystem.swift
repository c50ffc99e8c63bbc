import CGSL
import Foundation

/// Cholesky's factor of a positive definite matrix, for solving, inverting and its determinant.
struct SymmetricSystem: ~Copyable {
  private let order: Int
  private let factor: UnsafeMutablePointer<gsl_matrix>

  /// Factors `matrix`, of which the lower triangle counts.
  ///
  /// - Throws: `.singular` unless it is positive definite to working precision; `.numerical` if memory is short.
  init(_ matrix: [[Double]], in operation: String) throws(StatisticsError) {
    _ = GSLLibrary.ready
    let order = matrix.count
    precondition(order > 0 && matrix.allSatisfy { $0.count == order }, "the matrix is square and not empty")
    guard let allocated = gsl_matrix_alloc(order, order) else { throw .numerical("\(operation): out of memory") }
    for row in 0..<order { for column in 0..<order { gsl_matrix_set(allocated, row, column, matrix[row][column]) } }
    let status = gsl_linalg_cholesky_decomp1(allocated)
    // A pivot that is 1e-12 of its diagonal element or less says that a column follows from the others.
    let isDefinite =
      status == Int32(GSL_SUCCESS)
      && (0..<order).allSatisfy { index in
        let pivot = gsl_matrix_get(allocated, index, index)
        return pivot * pivot > 1e-12 * abs(matrix[index][index])
      }
    guard isDefinite else {
      gsl_matrix_free(allocated)
      throw .singular(operation)
    }
    self.order = order
    factor = allocated
  }

  deinit { gsl_matrix_free(factor) }

  /// The logarithm of the matrix's determinant.
  var logDeterminant: Double { (0..<order).reduce(0) { $0 + 2 * log(gsl_matrix_get(factor, $1, $1)) } }

  /// The solution of matrix · x = `right`.
  func solve(_ right: [Double]) -> [Double] {
    precondition(right.count == order, "one number for each row")
    var solution = right
    solution.withUnsafeMutableBufferPointer { buffer in
      var view = gsl_vector_view_array(buffer.baseAddress, order)
      _ = gsl_linalg_cholesky_svx(factor, &view.vector)
    }
    return solution
  }

  /// The diagonal of the inverse.
  func inverseDiagonal() -> [Double] {
    (0..<order).map { index in
      var unit = [Double](repeating: 0, count: order)
      unit[index] = 1
      return solve(unit)[index]
    }
  }
}
