import CGSL

/// Draws the joint error of a list of estimates, again and again, from one recorded stream.
struct RankNoise {
  /// The error of each unit in the last draw, in the unit of the estimates.
  private(set) var errors: [Double]
  /// The same over the unit's standard error, 0 if that is 0.
  private(set) var standardised: [Double]

  private let standardErrors: [Double]
  /// A matrix whose product with its transpose is the covariance, row by row; nil for independent errors.
  private let factor: [Double]?
  private var stream: RandomStream

  /// - Throws: `.invalidArgument` if the covariance matrix is not positive semi-definite.
  init(_ ranked: RankedEstimates, seed: UInt64) throws(StatisticsError) {
    standardErrors = ranked.standardErrors
    errors = Array(repeating: 0, count: ranked.count)
    standardised = errors
    stream = RandomStream(seed: seed)
    factor = try ranked.covariance.map { covariance throws(StatisticsError) in
      try RankNoise.factor(covariance, size: ranked.count)
    }
  }

  /// Draws the next errors.
  mutating func draw() {
    let count = errors.count
    for unit in 0..<count { standardised[unit] = stream.normal() }
    guard let factor else {
      for unit in 0..<count {
        errors[unit] = standardised[unit] * standardErrors[unit]
        if standardErrors[unit] == 0 { standardised[unit] = 0 }
      }
      return
    }
    for row in 0..<count {
      var sum = 0.0
      for column in 0..<count { sum += factor[row * count + column] * standardised[column] }
      errors[row] = sum
    }
    for unit in 0..<count { standardised[unit] = standardErrors[unit] > 0 ? errors[unit] / standardErrors[unit] : 0 }
  }

  /// Cholesky's triangle, or, where a covariance is singular (shares that add up, units that move together), the scaled
  /// eigenvectors.
  private static func factor(_ covariance: [Double], size: Int) throws(StatisticsError) -> [Double] {
    _ = GSLLibrary.ready
    guard let matrix = gsl_matrix_alloc(size, size) else { throw .numerical("covariance matrix") }
    defer { gsl_matrix_free(matrix) }
    func fill() {
      for row in 0..<size {
        for column in 0..<size { gsl_matrix_set(matrix, row, column, covariance[row * size + column]) }
      }
    }
    fill()
    if gsl_linalg_cholesky_decomp1(matrix) == Int32(GSL_SUCCESS) {
      var triangle = Array(repeating: 0.0, count: size * size)
      for row in 0..<size {
        for column in 0...row { triangle[row * size + column] = gsl_matrix_get(matrix, row, column) }
      }
      return triangle
    }
    fill()
    guard let values = gsl_vector_alloc(size), let vectors = gsl_matrix_alloc(size, size),
      let workspace = gsl_eigen_symmv_alloc(size)
    else { throw .numerical("eigenvectors of the covariance matrix") }
    defer {
      gsl_vector_free(values)
      gsl_matrix_free(vectors)
      gsl_eigen_symmv_free(workspace)
    }
    try GSLLibrary.check(
      gsl_eigen_symmv(matrix, values, vectors, workspace), in: "eigenvectors of the covariance matrix")
    let eigenvalues = (0..<size).map { gsl_vector_get(values, $0) }
    let largest = eigenvalues.max() ?? 0
    guard eigenvalues.allSatisfy({ $0 >= -1e-9 * largest }) else {
      throw .invalidArgument("the covariance matrix has a negative eigenvalue: it is no covariance matrix")
    }
    return (0..<(size * size)).map { index in
      gsl_matrix_get(vectors, index / size, index % size) * max(0, eigenvalues[index % size]).squareRoot()
    }
  }
}
