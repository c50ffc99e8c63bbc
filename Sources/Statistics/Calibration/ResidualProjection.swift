/// What calibration does to a variance: influence values give way to their residuals from the calibration variables.
///
/// A weighted influence value x belongs to z = x ÷ w, w being the calibrated weight. z is regressed on the calibration variables
/// with the weights from before the calibration, and x becomes w times the residual, in every row of the sample: rows
/// outside a domain get influence through the margins that they share.
///
/// - SeeAlso: Deville and Särndal (1992), doi:10.2307/2290268; Särndal, Swensson and Wretman (1992) ch. 6.
public struct ResidualProjection: Sendable {
  /// The calibration variables.
  private enum Model: Sendable {
    /// Cells of one partition: the residual from the cell mean.
    case cells([Int32], count: Int)
    /// Several partitions: residuals swept over each in turn until they settle.
    case margins([(codes: [Int32], count: Int)])
    /// An orthonormal basis of the weighted variables.
    case basis([[Double]])
  }

  private let model: Model
  /// Weights before the step, times persons.
  private let base: [Double]
  /// Weights after the step.
  private let adjusted: [Double]

  private init(_ model: Model, base: [Double], adjusted: [Double]) {
    self.model = model
    self.base = base
    self.adjusted = adjusted
  }

  /// The step that made `adjusted` of `base` on a partition into cells; a code of −1 belongs to none.
  static func cells(_ codes: [Int32], count: Int, base: [Double], adjusted: [Double]) -> ResidualProjection {
    ResidualProjection(.cells(codes, count: count), base: base, adjusted: adjusted)
  }

  /// The step that raked `base` to several partitions.
  static func margins(
    _ margins: [(codes: [Int32], count: Int)], base: [Double], adjusted: [Double]
  ) -> ResidualProjection {
    ResidualProjection(.margins(margins), base: base, adjusted: adjusted)
  }

  /// The step that calibrated `base` on `variables`.
  ///
  /// - Throws: `.numerical` if their basis cannot be computed.
  static func variables(
    _ variables: [[Double]], base: [Double], adjusted: [Double]
  ) throws(StatisticsError) -> ResidualProjection {
    var weighted: [[Double]] = []
    for variable in variables {
      weighted.append(variable.indices.map { variable[$0] * base[$0].squareRoot() })
    }
    return ResidualProjection(
      .basis(try LinearSystems.orthonormalBasis(weighted)), base: base, adjusted: adjusted)
  }

  /// Replaces weighted influence values of all rows, in the file's order, by their residuals.
  func apply(_ influence: inout [Double]) {
    var z = influence.indices.map { adjusted[$0] == 0 ? 0 : influence[$0] / adjusted[$0] }
    switch model {
    case .cells(let codes, let count):
      sweep(&z, codes, count)
    case .margins(let margins):
      var largest = z.reduce(0) { max($0, abs($1)) }
      largest = largest > 0 ? largest : 1
      for _ in 0..<2000 {
        var moved = 0.0
        for margin in margins { moved = max(moved, sweep(&z, margin.codes, margin.count)) }
        if moved <= 1e-14 * largest { break }
      }
    case .basis(let basis):
      let root = base.map { $0.squareRoot() }
      var y = z.indices.map { z[$0] * root[$0] }
      // A second pass removes what rounding left of the first.
      for _ in 0..<2 {
        for vector in basis {
          var product = 0.0
          for row in y.indices { product += vector[row] * y[row] }
          for row in y.indices { y[row] -= product * vector[row] }
        }
      }
      for row in z.indices { z[row] = root[row] == 0 ? 0 : y[row] / root[row] }
    }
    for row in influence.indices { influence[row] = z[row] * adjusted[row] }
  }

  /// Subtracts the weighted mean of each cell; the largest mean that was subtracted.
  @discardableResult
  private func sweep(_ z: inout [Double], _ codes: [Int32], _ count: Int) -> Double {
    var sums = [Double](repeating: 0, count: count)
    var weights = [Double](repeating: 0, count: count)
    for row in z.indices where codes[row] >= 0 {
      sums[Int(codes[row])] += base[row] * z[row]
      weights[Int(codes[row])] += base[row]
    }
    var largest = 0.0
    for cell in 0..<count {
      sums[cell] = weights[cell] > 0 ? sums[cell] / weights[cell] : 0
      largest = max(largest, abs(sums[cell]))
    }
    for row in z.indices where codes[row] >= 0 { z[row] -= sums[Int(codes[row])] }
    return largest
  }
}
