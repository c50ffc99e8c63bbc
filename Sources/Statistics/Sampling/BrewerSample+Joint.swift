import Foundation

extension BrewerSample {
  /// How many sets of units are added up at most for exact joint probabilities.
  public static let exactLimit = 600_000.0

  /// Whether joint probabilities are exact: at most two draws, or few enough sets of units before the last draw.
  public var hasExactJoint: Bool { inclusion.size <= 2 || setsBeforeLastDraw <= BrewerSample.exactLimit }

  /// C(N, n − 1), the number of sets that n − 1 draws can make.
  private var setsBeforeLastDraw: Double {
    (0..<max(0, inclusion.size - 1)).reduce(1) { $0 * Double(inclusion.open.count - $1) / Double($1 + 1) }
  }

  /// The probability that two units are both drawn; on the diagonal the unit's own.
  ///
  /// Two draws have a closed form. For more there is none: the probabilities of all orders of draws are added up set by set up
  /// to the last draw, whose chances are proportional to π. Where there are too many sets (`hasExactJoint` is false) the
  /// approximation for designs of high entropy stands in:
  ///
  ///     π_kl ≈ π_k π_l (1 − (1 − π_k)(1 − π_l)/Σ π(1 − π))
  ///
  /// - SeeAlso: Hájek (1964), doi:10.1214/aoms/1177700375, for the approximation.
  /// - Throws: `.invalidArgument` beyond 5000 units.
  public func jointProbabilities() throws(StatisticsError) -> [[Double]] {
    guard probabilities.count <= 5000 else {
      throw .invalidArgument("Brewer's joint probabilities are not computed for \(probabilities.count) units")
    }
    var joint = probabilities.map { a in probabilities.map { b in a * b } }
    for unit in probabilities.indices { joint[unit][unit] = probabilities[unit] }
    let pi = inclusion.openValues
    let pairs = hasExactJoint ? (inclusion.size == 2 ? pairsOfTwo(pi) : pairsOfSets(pi)) : pairsOfHighEntropy(pi)
    for (a, first) in inclusion.open.enumerated() {
      for (b, second) in inclusion.open.enumerated() where a != b { joint[first][second] = pairs[a * pi.count + b] }
    }
    return joint
  }

  /// a first and b second, or b first and a second; the last draw is proportional to π among the rest.
  private func pairsOfTwo(_ pi: [Double]) -> [Double] {
    let first = BrewerSample.chances(pi, rest: 2, draws: 2)
    let sum = first.reduce(0, +)
    var pairs = [Double](repeating: 0, count: pi.count * pi.count)
    for a in pi.indices {
      for b in pi.indices where a != b {
        pairs[a * pi.count + b] = (first[a] * pi[b] / (2 - pi[a]) + first[b] * pi[a] / (2 - pi[b])) / sum
      }
    }
    return pairs
  }

  private func pairsOfSets(_ pi: [Double]) -> [Double] {
    let (count, size) = (pi.count, inclusion.size)
    var pairs = [Double](repeating: 0, count: count * count)
    guard size > 1 else { return pairs }
    // Sets as ascending positions, each with its probability and n − Σ π of its units.
    var level: [[UInt16]: (probability: Double, rest: Double)] = [[]: (1, Double(size))]
    for place in 0..<(size - 1) {
      var next: [[UInt16]: (probability: Double, rest: Double)] = [:]
      for (set, state) in level.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        let left = BrewerSample.complement(of: set, count: count)
        let chances = BrewerSample.chances(left.map { pi[$0] }, rest: state.rest, draws: size - place)
        let sum = chances.reduce(0, +)
        for (unit, chance) in zip(left, chances) {
          var larger = set
          larger.insert(UInt16(unit), at: set.firstIndex { $0 > unit } ?? set.endIndex)
          next[larger, default: (0, state.rest - pi[unit])].probability += state.probability * chance / sum
        }
      }
      level = next
    }
    for (set, state) in level.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let members = set.map(Int.init)
      let left = BrewerSample.complement(of: set, count: count)
      let sum = left.reduce(0) { $0 + pi[$1] }
      for a in members {
        for b in members where a != b { pairs[a * count + b] += state.probability }
        for b in left {
          let share = state.probability * pi[b] / sum
          pairs[a * count + b] += share
          pairs[b * count + a] += share
        }
      }
    }
    return pairs
  }

  private func pairsOfHighEntropy(_ pi: [Double]) -> [Double] {
    let spread = pi.reduce(0) { $0 + $1 * (1 - $1) }
    return pi.flatMap { a in pi.map { b in a * b * (1 - (1 - a) * (1 - b) / spread) } }
  }

  private static func complement(of set: [UInt16], count: Int) -> [Int] {
    var left: [Int] = []
    left.reserveCapacity(count - set.count)
    var next = 0
    for unit in 0..<count {
      if next < set.count, Int(set[next]) == unit { next += 1 } else { left.append(unit) }
    }
    return left
  }
}
