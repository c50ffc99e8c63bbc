/// The variance of a one-stage sample with unequal probabilities, from the joint inclusion probabilities πᵢⱼ of its units.
///
///     Horvitz–Thompson   V = Σᵢ Σⱼ Δᵢⱼ tᵢ tⱼ             Δᵢⱼ = 1 − πᵢπⱼ/πᵢⱼ,  Δᵢᵢ = 1 − πᵢ
///     Yates–Grundy       V = −½ Σᵢ Σⱼ Δᵢⱼ (tᵢ − tⱼ)²
///
/// t are unit totals of weighted influence values. Where joint probabilities are unknown they are approximated from the
/// first-order ones inside each stratum (Overton; Hartley–Rao with the sample's mean for Σπ²/n).
///
/// - SeeAlso: Horvitz and Thompson (1952); Yates and Grundy (1953); Hartley and Rao (1962); Overton (1985); Stehman and
///   Overton (1994).
public struct PairwiseVariance: Sendable {
  /// Which estimator of the variance.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// Unbiased for any size; may be negative.
    case horvitzThompson = "horvitz-thompson"
    /// For fixed size; the more stable one.
    case yatesGrundy = "yates-grundy"
  }

  /// How joint probabilities are had.
  public enum Joint: Sendable {
    /// Approximated from πᵢ and πⱼ after Overton.
    case overton
    /// Approximated after Hartley and Rao, truncated.
    case hartleyRao
    /// Given: a square matrix in the order of the units' first rows.
    case given([[Double]])
  }

  let form: Form
  /// Units of each row.
  let unit: [Int32]
  let unitCount: Int
  /// Δ between units, by strata of units unless given; rows of `blocks` index into `members`.
  private let members: [[Int]]
  private let delta: [[Double]]

  /// Prepares Δ for a sample.
  ///
  /// - Parameters:
  ///   - unit: the unit of each row, from 0 in the order of first rows.
  ///   - stratum: the stratum of each unit.
  ///   - probability: πᵢ of each unit, in (0, 1].
  ///   - joint: how πᵢⱼ are had.
  ///   - form: which estimator.
  /// - Throws: `.invalidArgument` if a given matrix is not square, not positive, or does not have the units' number.
  public init(
    unit: [Int32], stratum: [Int32], probability: [Double], joint: Joint, form: Form
  ) throws(StatisticsError) {
    self.unit = unit
    self.form = form
    unitCount = probability.count
    switch joint {
    case .given(let matrix):
      guard matrix.count == probability.count, matrix.allSatisfy({ $0.count == probability.count }) else {
        throw .invalidArgument("\(matrix.count) rows of joint probabilities for \(probability.count) units")
      }
      var all = [Double](repeating: 0, count: probability.count * probability.count)
      for i in matrix.indices {
        for j in matrix.indices {
          guard matrix[i][j] > 0, matrix[i][j] <= 1 else {
            throw .invalidArgument("joint probability \(matrix[i][j]) of units \(i + 1) and \(j + 1)")
          }
          all[i * probability.count + j] = 1 - matrix[i][i] * matrix[j][j] / matrix[i][j]
        }
        all[i * probability.count + i] = 1 - matrix[i][i]
      }
      members = [Array(matrix.indices)]
      delta = [all]
    case .overton, .hartleyRao:
      var groups: [Int32: [Int]] = [:]
      for (index, code) in stratum.enumerated() { groups[code, default: []].append(index) }
      let ordered = groups.keys.sorted().map { groups[$0] ?? [] }
      members = ordered
      delta = ordered.map { group in PairwiseVariance.approximate(group.map { probability[$0] }, joint) }
    }
  }

  private static func approximate(_ probability: [Double], _ joint: Joint) -> [Double] {
    let n = Double(probability.count)
    let mean = probability.reduce(0, +) / n
    var block = [Double](repeating: 0, count: probability.count * probability.count)
    for i in probability.indices {
      for j in probability.indices where i != j {
        let value: Double
        if case .overton = joint {
          let both = (probability[i] + probability[j]) / 2
          value = both == 1 ? 0 : 1 - (n - both) / (n - 1)
        } else {
          let both = probability[i] + probability[j]
          value = both == 2 ? 0 : 1 - (n - both + mean) / (n - 1)
        }
        block[i * probability.count + j] = value
      }
      block[i * probability.count + i] = 1 - probability[i]
    }
    return block
  }

  /// The covariance of two sums of influence values; the variance if they are the same one.
  ///
  /// - Parameters: rows and weighted influence values, each row at most once.
  public func covariance(
    _ a: (rows: [Int32], influence: [Double]), _ b: (rows: [Int32], influence: [Double])
  ) -> Double {
    let left = totals(a)
    let right = totals(b)
    var sum = 0.0
    for (group, block) in zip(members, delta) {
      let width = group.count
      for i in 0..<width {
        var row = 0.0
        var own = 0.0
        for j in 0..<width {
          row += block[i * width + j] * right[group[j]]
          if form == .yatesGrundy { own += block[i * width + j] }
        }
        sum += left[group[i]] * (row - own * right[group[i]])
      }
    }
    return sum
  }

  private func totals(_ sum: (rows: [Int32], influence: [Double])) -> [Double] {
    var totals = [Double](repeating: 0, count: unitCount)
    for (index, row) in sum.rows.enumerated() { totals[Int(unit[Int(row)])] += sum.influence[index] }
    return totals
  }
}
