import CGSL

/// A dense matrix in GSL's memory, by rows; freed at the end of its life.
struct DenseMatrix: ~Copyable {
  let pointer: UnsafeMutablePointer<gsl_matrix>
  var rows: Int { pointer.pointee.size1 }
  var columns: Int { pointer.pointee.size2 }

  /// A matrix of zeros.
  ///
  /// - Throws: `.numerical` if there is no memory for it.
  init(rows: Int, columns: Int) throws(StatisticsError) {
    _ = GSLLibrary.ready
    guard let pointer = gsl_matrix_calloc(rows, columns) else {
      throw .numerical("no memory for a matrix of \(rows) × \(columns)")
    }
    self.pointer = pointer
  }

  deinit { gsl_matrix_free(pointer) }

  subscript(_ row: Int, _ column: Int) -> Double {
    get { pointer.pointee.data[row * pointer.pointee.tda + column] }
    nonmutating set { pointer.pointee.data[row * pointer.pointee.tda + column] = newValue }
  }
}

/// A vector in GSL's memory; freed at the end of its life.
struct DenseVector: ~Copyable {
  let pointer: UnsafeMutablePointer<gsl_vector>
  var count: Int { pointer.pointee.size }

  /// A vector of zeros.
  ///
  /// - Throws: `.numerical` if there is no memory for it.
  init(count: Int) throws(StatisticsError) {
    _ = GSLLibrary.ready
    guard let pointer = gsl_vector_calloc(count) else { throw .numerical("no memory for a vector of \(count)") }
    self.pointer = pointer
  }

  deinit { gsl_vector_free(pointer) }

  subscript(_ index: Int) -> Double {
    get { pointer.pointee.data[index] }
    nonmutating set { pointer.pointee.data[index] = newValue }
  }
}
