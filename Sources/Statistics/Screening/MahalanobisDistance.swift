import CGSL

/// The squared Mahalanobis distance (马氏距离) of a row's answers from the mean.
public struct MahalanobisDistance: Hashable, Sendable {
  /// (x − x̄)ᵀ S⁻¹ (x − x̄), at least 0.
  public let squared: Double
  /// P(χ² > squared) with as many degrees of freedom as items: how rare it is among normal answers.
  public let p: Double
}

extension AnswerTable {
  /// The distance of every complete row; nil for the others.
  ///
  /// Mean and covariance S (n − 1) come from the complete rows, the row itself included. Answers on a few steps are not
  /// normal, so the p-value is a yardstick, not a test.
  ///
  /// - Throws: `.tooFew` with fewer complete rows than items + 1; `.singular` if an item does not vary or follows from others.
  /// - SeeAlso: Mahalanobis (1936); Curran (2016), doi:10.1016/j.jesp.2015.07.006.
  public func mahalanobisDistances() throws(StatisticsError) -> [MahalanobisDistance?] {
    _ = GSLLibrary.ready
    let complete = completeRows
    let width = itemCount
    guard complete.count > width else {
      throw .tooFew(what: "complete rows", needed: width + 1, found: complete.count)
    }
    var means = Array(repeating: 0.0, count: width)
    for row in complete { for (item, value) in values(of: row).enumerated() { means[item] += value } }
    for item in 0..<width { means[item] /= Double(complete.count) }
    // Each item is scaled to variance 1, so that the triangle tells a combination of items from a small scale.
    var products = Array(repeating: 0.0, count: width * width)
    for row in complete {
      let centred = zip(values(of: row), means).map { $0 - $1 }
      for i in 0..<width { for j in 0...i { products[i * width + j] += centred[i] * centred[j] } }
    }
    let scales = (0..<width).map { (products[$0 * width + $0] / Double(complete.count - 1)).squareRoot() }
    for item in 0..<width where !(scales[item] > 1e-12 * abs(means[item])) {
      throw .singular("item \(item + 1) does not vary")
    }
    guard let matrix = gsl_matrix_alloc(width, width), let vector = gsl_vector_alloc(width) else {
      throw .numerical("covariance of the items")
    }
    defer {
      gsl_matrix_free(matrix)
      gsl_vector_free(vector)
    }
    for i in 0..<width {
      for j in 0..<width {
        let product = products[max(i, j) * width + min(i, j)]
        gsl_matrix_set(matrix, i, j, product / Double(complete.count - 1) / scales[i] / scales[j])
      }
    }
    let status = gsl_linalg_cholesky_decomp1(matrix)
    let pivots = (0..<width).map { gsl_matrix_get(matrix, $0, $0) }
    guard status == Int32(GSL_SUCCESS), pivots.allSatisfy({ $0 > 1e-7 }) else {
      throw .singular("an item follows from the others")
    }
    let chiSquare = try ChiSquareDistribution(degreesOfFreedom: Double(width))
    var result: [MahalanobisDistance?] = Array(repeating: nil, count: rowCount)
    for row in complete {
      for (item, value) in values(of: row).enumerated() {
        gsl_vector_set(vector, item, (value - means[item]) / scales[item])
      }
      try GSLLibrary.check(
        gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, matrix, vector), in: "Mahalanobis distance")
      let squared = (0..<width).reduce(0.0) { $0 + gsl_vector_get(vector, $1) * gsl_vector_get(vector, $1) }
      result[row] = MahalanobisDistance(squared: squared, p: chiSquare.upperTail(squared))
    }
    return result
  }
}
