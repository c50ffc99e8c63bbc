import CGSL

/// Solutions of the small systems that calibration and regression need, by GSL's decompositions.
enum LinearSystems {
  /// The least-norm solution of a symmetric positive semidefinite system, by its eigenvalues.
  ///
  /// Redundant equations, such as two margins that share their sum, leave eigenvalues at zero; these directions are dropped
  /// and the caller checks whether the equations hold.
  ///
  /// - Parameters: the matrix by rows and the right-hand side.
  /// - Throws: `.singular` if the matrix is zero or not finite, `.numerical` if GSL fails.
  static func solveSemidefinite(_ matrix: [Double], _ right: [Double]) throws(StatisticsError) -> [Double] {
    let size = right.count
    guard size > 0 else { return [] }
    // Equal diagonals make the tolerance for zero eigenvalues independent of the columns' units.
    let scale = (0..<size).map { index in
      let diagonal = matrix[index * size + index]
      return diagonal > 0 ? 1 / diagonal.squareRoot() : 0
    }
    guard matrix.allSatisfy(\.isFinite), scale.contains(where: { $0 > 0 }) else {
      throw .singular("the equations of the calibration")
    }
    let copy = try DenseMatrix(rows: size, columns: size)
    for row in 0..<size {
      for column in 0..<size { copy[row, column] = matrix[row * size + column] * scale[row] * scale[column] }
    }
    let values = try DenseVector(count: size)
    let vectors = try DenseMatrix(rows: size, columns: size)
    guard let workspace = gsl_eigen_symmv_alloc(size) else { throw .numerical("no memory for eigenvalues") }
    defer { gsl_eigen_symmv_free(workspace) }
    try GSLLibrary.check(
      gsl_eigen_symmv(copy.pointer, values.pointer, vectors.pointer, workspace), in: "eigenvalues")
    var largest = 0.0
    for index in 0..<size { largest = max(largest, values[index]) }
    var solution = [Double](repeating: 0, count: size)
    for index in 0..<size where values[index] > 1e-13 * Double(size) * largest {
      var product = 0.0
      for row in 0..<size { product += vectors[row, index] * scale[row] * right[row] }
      for row in 0..<size { solution[row] += vectors[row, index] * product / values[index] }
    }
    for row in 0..<size { solution[row] *= scale[row] }
    return solution
  }

  /// An orthonormal basis of the columns' span, by singular values; redundant columns leave none.
  ///
  /// - Parameter columns: of equal length, at least as long as they are many.
  /// - Throws: `.numerical` if GSL fails.
  static func orthonormalBasis(_ columns: [[Double]]) throws(StatisticsError) -> [[Double]] {
    guard let length = columns.first?.count, length > 0 else { return [] }
    let width = columns.count
    let scale = columns.map { column in
      let norm = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return norm > 0 ? 1 / norm : 0
    }
    // Padding rows of zeros keep the matrix tall, as GSL demands, without changing the span.
    let matrix = try DenseMatrix(rows: max(length, width), columns: width)
    for (column, values) in columns.enumerated() {
      for row in 0..<length { matrix[row, column] = values[row] * scale[column] }
    }
    let right = try DenseMatrix(rows: width, columns: width)
    let square = try DenseMatrix(rows: width, columns: width)
    let singular = try DenseVector(count: width)
    let work = try DenseVector(count: width)
    try GSLLibrary.check(
      gsl_linalg_SV_decomp_mod(matrix.pointer, square.pointer, right.pointer, singular.pointer, work.pointer),
      in: "singular values")
    var basis: [[Double]] = []
    for column in 0..<width where singular[column] > 1e-10 * singular[0] {
      basis.append((0..<length).map { matrix[$0, column] })
    }
    return basis
  }
}
