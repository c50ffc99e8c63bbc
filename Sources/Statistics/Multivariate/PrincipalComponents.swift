import CGSL

/// Principal components (主成分) of standardised variables: the eigenvectors of their correlation matrix.
public struct PrincipalComponents: Sendable {
  /// The eigenvalues, the largest first; they sum to the number of variables.
  public let eigenvalues: [Double]
  /// The components in the same order: one loading for each variable, of length 1, signed so that the loadings' sum is not
  /// negative.
  public let loadings: [[Double]]

  /// The shares of the whole variance.
  public var shares: [Double] {
    let sum = eigenvalues.reduce(0, +)
    return eigenvalues.map { $0 / sum }
  }

  /// - Parameter correlations: a symmetric matrix with a unit diagonal.
  /// - Throws: `.emptySample` without variables; `.notFinite` for a matrix that is not finite; `.numerical` if GSL fails.
  public init(correlations: [[Double]]) throws(StatisticsError) {
    let size = correlations.count
    guard size > 0 else { throw .emptySample }
    precondition(correlations.allSatisfy { $0.count == size }, "the matrix is square")
    guard correlations.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite("a correlation") }
    let matrix = try DenseMatrix(rows: size, columns: size)
    for row in 0..<size { for column in 0..<size { matrix[row, column] = correlations[row][column] } }
    let values = try DenseVector(count: size)
    let vectors = try DenseMatrix(rows: size, columns: size)
    guard let workspace = gsl_eigen_symmv_alloc(size) else { throw .numerical("no memory for eigenvalues") }
    defer { gsl_eigen_symmv_free(workspace) }
    try GSLLibrary.check(
      gsl_eigen_symmv(matrix.pointer, values.pointer, vectors.pointer, workspace), in: "eigenvalues")
    try GSLLibrary.check(
      gsl_eigen_symmv_sort(values.pointer, vectors.pointer, GSL_EIGEN_SORT_VAL_DESC), in: "sorting eigenvalues")
    eigenvalues = (0..<size).map { values[$0] }
    loadings = (0..<size).map { column in
      let vector = (0..<size).map { vectors[$0, column] }
      return vector.reduce(0, +) < 0 ? vector.map { -$0 } : vector
    }
  }
}
