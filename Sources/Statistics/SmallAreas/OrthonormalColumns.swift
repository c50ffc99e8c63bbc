import CGSL

/// The columns of a matrix replaced by orthonormal ones that span the same space.
///
/// Weighted regressions on them are well conditioned however far the covariates lie from 0 (years, populations); the
/// coefficients of the given columns come back by `coefficients(_:)`.
struct OrthonormalColumns {
  /// Each row's values of the orthonormal columns.
  let rows: [[Double]]

  /// Takes coefficients of the orthonormal columns to those of the given ones: β = T·b.
  private let back: [[Double]]

  /// The singular values are compared after each column is scaled to length 1.
  private static let tolerance = 1e-10

  /// - Parameter matrix: one row for each observation, all of the same length.
  /// - Throws: `.tooFew` with fewer rows than columns; `.singular` if a column is a combination of others.
  init(_ matrix: [[Double]]) throws(StatisticsError) {
    _ = GSLLibrary.ready
    let (height, width) = (matrix.count, matrix.first?.count ?? 0)
    guard width > 0, height >= width else {
      throw .tooFew(what: "observations for \(width) coefficients", needed: max(1, width), found: height)
    }
    guard let a = gsl_matrix_alloc(height, width), let v = gsl_matrix_alloc(width, width),
      let s = gsl_vector_alloc(width), let work = gsl_vector_alloc(width)
    else { throw .numerical("singular values") }
    defer {
      gsl_matrix_free(a)
      gsl_matrix_free(v)
      gsl_vector_free(s)
      gsl_vector_free(work)
    }
    var lengths: [Double] = []
    for column in 0..<width {
      let largest = matrix.reduce(0) { max($0, abs($1[column])) }
      guard largest > 0 else { throw .singular("a covariate is 0 everywhere") }
      let length = largest * matrix.reduce(0) { $0 + ($1[column] / largest) * ($1[column] / largest) }.squareRoot()
      lengths.append(length)
      for row in 0..<height { gsl_matrix_set(a, row, column, matrix[row][column] / length) }
    }
    try GSLLibrary.check(gsl_linalg_SV_decomp(a, v, s, work), in: "singular values of the covariates")
    let singular = (0..<width).map { gsl_vector_get(s, $0) }
    guard let smallest = singular.last, smallest > OrthonormalColumns.tolerance * singular[0] else {
      throw .singular("a covariate is a combination of the others and the intercept")
    }
    rows = (0..<height).map { row in (0..<width).map { gsl_matrix_get(a, row, $0) } }
    back = (0..<width).map { row in
      (0..<width).map { gsl_matrix_get(v, row, $0) / singular[$0] / lengths[row] }
    }
  }

  /// The coefficients of the given columns.
  func coefficients(_ orthonormal: [Double]) -> [Double] {
    back.map { row in zip(row, orthonormal).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The variances of the coefficients of the given columns, from the covariance of those of the orthonormal ones.
  func variances(_ covariance: [[Double]]) -> [Double] {
    back.map { row in
      var sum = 0.0
      for i in row.indices { for j in row.indices { sum += row[i] * covariance[i][j] * row[j] } }
      return sum
    }
  }

  /// A row of the given columns in terms of the orthonormal ones, for observations that took no part.
  func row(_ given: [Double]) -> [Double] {
    back.indices.map { column in given.indices.reduce(0) { $0 + given[$1] * back[$1][column] } }
  }
}
