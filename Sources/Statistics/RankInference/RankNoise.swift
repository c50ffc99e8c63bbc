import CGSL

/// Draws the joint error of a list of estimates, again and again, from one recorded stream.
struct RankNoise {
  /// The error of each unit in the last draw, in the unit of the estimates.
  private(set) var errors: [Double]
  /// The same over the unit's standard error, 0 if that is 0.
  private(set) var standardised: [Double]

  private let ranked: RankedEstimates
  /// A matrix whose product with its transpose is the covariance; nil for independent errors.
  private let factor: Factor?
  private var stream: RandomStream
  /// Correlated errors of eight draws, made at once so that the matrix passes through the cache once.
  private var batch: [SIMD8<Double>] = []
  private var lane = 8

  /// A square matrix row by row; beyond its diagonal a triangle has nothing but zeros.
  private struct Factor {
    let rows: [Double]
    let isTriangle: Bool
  }

  /// - Throws: `.invalidArgument` if the covariance matrix is not positive semi-definite.
  init(_ ranked: RankedEstimates, seed: UInt64) throws(StatisticsError) {
    self.ranked = ranked
    errors = Array(repeating: 0, count: ranked.count)
    standardised = errors
    stream = RandomStream(seed: seed)
    factor = try ranked.covariance.map { covariance throws(StatisticsError) in
      try RankNoise.factor(covariance, size: ranked.count)
    }
  }

  /// Draws the next errors.
  mutating func draw() {
    let scales = ranked.standardErrors
    guard let factor else {
      for unit in errors.indices {
        let noise = stream.student(degreesOfFreedom: ranked.degreesOfFreedom[unit])
        standardised[unit] = scales[unit] == 0 ? 0 : noise
        errors[unit] = noise * scales[unit]
      }
      return
    }
    if lane == 8 {
      fill(factor)
      lane = 0
    }
    for unit in errors.indices {
      errors[unit] = batch[unit][lane]
      standardised[unit] = scales[unit] > 0 ? errors[unit] / scales[unit] : 0
    }
    lane += 1
  }

  /// The errors of many draws, one draw after the other.
  ///
  /// - Throws: as the initialiser.
  static func draws(_ ranked: RankedEstimates, seed: UInt64, count: Int) throws(StatisticsError) -> [Double] {
    var noise = try RankNoise(ranked, seed: seed)
    var draws: [Double] = []
    draws.reserveCapacity(count * ranked.count)
    for _ in 0..<count {
      noise.draw()
      draws += noise.errors
    }
    return draws
  }

  /// Eight draws, one in each lane, in the order in which single draws would use the stream.
  private mutating func fill(_ factor: Factor) {
    let count = errors.count
    var normals = [SIMD8<Double>](repeating: .zero, count: count)
    for lane in 0..<8 { for unit in 0..<count { normals[unit][lane] = stream.normal() } }
    if batch.isEmpty { batch = normals }
    factor.rows.withUnsafeBufferPointer { rows in
      normals.withUnsafeBufferPointer { normals in
        for row in 0..<count {
          var sum = SIMD8<Double>.zero
          for column in 0..<(factor.isTriangle ? row + 1 : count) {
            sum += normals[column] * rows[row * count + column]
          }
          batch[row] = sum
        }
      }
    }
  }

  /// Cholesky's triangle, or, where a covariance is singular (shares that add up, units that move together), the scaled
  /// eigenvectors.
  private static func factor(_ covariance: [Double], size: Int) throws(StatisticsError) -> Factor {
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
      return Factor(rows: triangle, isTriangle: true)
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
    let rows = (0..<(size * size)).map { index in
      gsl_matrix_get(vectors, index / size, index % size) * max(0, eigenvalues[index % size]).squareRoot()
    }
    return Factor(rows: rows, isTriangle: false)
  }
}
