/// Brewer's draw-by-draw design for a fixed size and exactly the given probabilities.
///
/// Of the units not yet taken, draw j of n takes unit k with a chance proportional to
///
///     π_k (R − π_k) / (R − π_k (n − j + 1))        R = n − Σ π of the units taken
///
/// - SeeAlso: Brewer (1975), Austral. J. Stat. 17:166–172; Tillé (2006), 6.4 (general procedure).
public struct BrewerSample: Sendable {
  /// The inclusion probabilities, in list order; 0 and 1 are allowed and set aside.
  public let probabilities: [Double]

  private let open: [Int]
  private let size: Int

  /// - Throws: `.invalidArgument` unless the probabilities lie in [0, 1] and sum to a whole number.
  public init(_ probabilities: [Double]) throws(StatisticsError) {
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .invalidArgument("inclusion probabilities") }
    self.probabilities = probabilities
    open = probabilities.indices.filter { probabilities[$0] > 0 && probabilities[$0] < 1 }
    let sum = open.reduce(0.0) { $0 + probabilities[$1] }
    guard abs(sum - sum.rounded()) < 1e-6 else { throw .invalidArgument("probabilities that sum to \(sum)") }
    size = Int(sum.rounded())
  }

  /// Draws a sample: positions from 0, ascending. O(N n).
  public func draw(_ stream: inout RandomStream) -> [Int] {
    var taken = probabilities.indices.filter { probabilities[$0] == 1 }
    var left = open
    var rest = Double(size)
    for place in 0..<size {
      let chances = BrewerSample.chances(left.map { probabilities[$0] }, rest: rest, draws: size - place)
      var point = stream.unit() * chances.reduce(0, +)
      var choice = chances.lastIndex { $0 > 0 } ?? left.count - 1
      for (index, chance) in chances.enumerated() where chance > 0 {
        if point < chance {
          choice = index
          break
        }
        point -= chance
      }
      rest -= probabilities[left[choice]]
      taken.append(left.remove(at: choice))
    }
    return taken.sorted()
  }

  /// The unnormalised chances of one draw. Every π is below 1, so R exceeds the draws left and the denominator is above 0; at
  /// the last draw it cancels.
  private static func chances(_ pi: [Double], rest: Double, draws: Int) -> [Double] {
    pi.map { p in
      draws == 1 ? p : p * (rest - p) / max(rest - p * Double(draws), .leastNormalMagnitude * 1e16)
    }
  }

  /// The probability that two units are both drawn; on the diagonal the unit's own.
  ///
  /// Two draws have a closed form. For more there is none: the probabilities of all orders of draws are added up set by set,
  /// as long as there are at most `limit` sets.
  ///
  /// - Throws: `.tooFew` if the number of sets exceeds `limit`; Sampford's design has joint probabilities at every size.
  public func jointProbabilities(limit: Int = 500_000) throws(StatisticsError) -> [[Double]] {
    guard probabilities.count <= 5000 else {
      throw .invalidArgument("Brewer's joint probabilities are not computed for \(probabilities.count) units")
    }
    var joint = probabilities.map { a in probabilities.map { b in a * b } }
    for unit in probabilities.indices { joint[unit][unit] = probabilities[unit] }
    for a in open { for b in open where a != b { joint[a][b] = 0 } }
    guard size > 1 else { return joint }
    let pi = open.map { probabilities[$0] }
    guard pi.count <= 64 || size == 2 else {
      throw .invalidArgument("Brewer's joint probabilities are not computed for \(pi.count) units and \(size) draws")
    }
    if size == 2 {
      let first = BrewerSample.chances(pi, rest: 2, draws: 2)
      let sum = first.reduce(0, +)
      for a in pi.indices {
        for b in pi.indices where a != b {
          // a first and b second, or b first and a second; the last draw is proportional to π among the rest.
          joint[open[a]][open[b]] =
            (first[a] * pi[b] / (2 - pi[a]) + first[b] * pi[a] / (2 - pi[b])) / sum
        }
      }
      return joint
    }
    var level: [UInt64: (probability: Double, rest: Double)] = [0: (1, Double(size))]
    for place in 0..<size {
      var next: [UInt64: (probability: Double, rest: Double)] = [:]
      for set in level.keys.sorted() {
        guard let state = level[set] else { continue }
        let left = pi.indices.filter { set & (1 << UInt64($0)) == 0 }
        let chances = BrewerSample.chances(left.map { pi[$0] }, rest: state.rest, draws: size - place)
        let sum = chances.reduce(0, +)
        for (unit, chance) in zip(left, chances) {
          next[set | (1 << UInt64(unit)), default: (0, state.rest - pi[unit])].probability +=
            state.probability * chance / sum
        }
        guard next.count <= limit else {
          throw .invalidArgument("Brewer's joint probabilities are not computed for more than \(limit) sets")
        }
      }
      level = next
    }
    for set in level.keys.sorted() {
      let members = pi.indices.filter { set & (1 << UInt64($0)) != 0 }
      for a in members {
        for b in members where a != b { joint[open[a]][open[b]] += level[set]?.probability ?? 0 }
      }
    }
    return joint
  }
}
