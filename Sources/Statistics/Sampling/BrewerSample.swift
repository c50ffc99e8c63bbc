/// Brewer's draw-by-draw design for a fixed size and exactly the given probabilities.
///
/// Of the units not yet taken, draw j of n takes unit k with a chance proportional to
///
///     π_k (R − π_k) / (R − π_k (n − j + 1))        R = n − Σ π of the units taken
///
/// - SeeAlso: Brewer (1975), Austral. J. Stat. 17:166–172; Tillé (2006), 6.4 (general procedure).
public struct BrewerSample: Sendable {
  let inclusion: FixedSizeProbabilities

  /// The inclusion probabilities, in list order; 0 and 1 are allowed and set aside.
  public var probabilities: [Double] { inclusion.values }

  /// - Throws: `.invalidArgument` unless the probabilities lie in [0, 1] and sum to a whole number.
  public init(_ probabilities: [Double]) throws(StatisticsError) {
    inclusion = try FixedSizeProbabilities(probabilities)
  }

  private var open: [Int] { inclusion.open }
  private var size: Int { inclusion.size }

  /// Draws a sample: positions from 0, ascending. O(N n).
  public func draw(_ stream: inout RandomStream) -> [Int] {
    var taken = inclusion.certain
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
  static func chances(_ pi: [Double], rest: Double, draws: Int) -> [Double] {
    pi.map { p in
      draws == 1 ? p : p * (rest - p) / max(rest - p * Double(draws), .leastNormalMagnitude * 1e16)
    }
  }
}
