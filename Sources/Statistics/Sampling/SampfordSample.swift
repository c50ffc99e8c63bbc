/// Sampford's design: a fixed size, exactly the given probabilities, and joint probabilities in closed form.
///
///     P(s) ∝ Π_{k∈s} λ_k · (n − Σ_{k∈s} π_k)        λ = π/(1 − π)
///
/// The draw goes through the list once and decides each unit by its exact conditional probability. Sampford's own procedure
/// draws again until all units differ, which for large sampling fractions never ends; this one uses one number per unit.
///
/// - SeeAlso: Sampford (1967), Biometrika 54:499–513; Grafström (2009), J. Stat. Plan. Inference 139:2111–2114.
public struct SampfordSample: Sendable {
  private let inclusion: FixedSizeProbabilities

  /// The inclusion probabilities, in list order; 0 and 1 are allowed and set aside.
  public var probabilities: [Double] { inclusion.values }

  /// - Throws: `.invalidArgument` unless the probabilities lie in [0, 1] and sum to a whole number.
  public init(_ probabilities: [Double]) throws(StatisticsError) {
    inclusion = try FixedSizeProbabilities(probabilities)
  }

  private var open: [Int] { inclusion.open }
  private var size: Int { inclusion.size }

  /// Draws a sample: positions from 0, ascending.
  ///
  /// The weight of a set is a sum over a marked member l of π_l Π_{k∈s∖l} λ_k; the state of the walk is how many units are
  /// still to be taken and whether the marked one is among them.
  ///
  /// - Complexity: O(N n) time and memory.
  /// - Throws: `.invalidArgument` if N n exceeds 3·10⁷, half a gigabyte of tables.
  public func draw(_ stream: inout RandomStream) throws(StatisticsError) -> [Int] {
    var taken = inclusion.certain
    guard size > 0 else { return taken }
    guard Double(open.count) * Double(size) <= 3e7 else {
      throw .invalidArgument(
        "Sampford's design for \(size) of \(open.count) units; use systematic selection or Brewer's")
    }
    let pi = inclusion.openValues
    let plain = IndependentDraws.suffixes(pi, most: size)
    let marked = SampfordSample.marked(pi, plain, most: size)
    var left = size
    var isMarkLeft = true
    for (place, unit) in open.enumerated() where left > 0 {
      let p = pi[place]
      let draw = stream.unit()
      if isMarkLeft {
        let all = marked[place][left]
        let without = (1 - p) * marked[place + 1][left]
        let withMark = p * (1 - p) * plain[place + 1][left - 1]
        if draw * all < without && without > 0 { continue }
        if draw * all < without + withMark { isMarkLeft = false }
      } else if draw * plain[place][left] < (1 - p) * plain[place + 1][left] {
        continue
      }
      taken.append(unit)
      left -= 1
    }
    return taken.sorted()
  }

  /// The marked counterpart of `IndependentDraws.suffixes`.
  private static func marked(_ pi: [Double], _ plain: [[Double]], most: Int) -> [[Double]] {
    var table = [[Double]](repeating: [Double](repeating: 0, count: most + 1), count: pi.count + 1)
    for unit in pi.indices.reversed() {
      let p = pi[unit]
      for m in 1...most {
        table[unit][m] =
          (1 - p) * table[unit + 1][m] + p * table[unit + 1][m - 1] + p * (1 - p) * plain[unit + 1][m - 1]
      }
    }
    return table
  }

  /// The probability that two units are both drawn; on the diagonal the unit's own.
  ///
  ///     π_kl = π_k π_l Σ_{t=2…n} (t − π_k − π_l) P₋ₖₗ(n − t) / Σ_{t=1…n} t P(n − t)
  ///
  /// with P the distribution of the number of units drawn independently with their probabilities, P₋ₖₗ without k and l.
  ///
  /// - Parameter units: the units wanted; all if nil.
  /// - Complexity: O(m N n) for m units wanted.
  public func jointProbabilities(units: [Int]? = nil) -> [[Double]] {
    let wanted = units ?? Array(probabilities.indices)
    // Certain and impossible units are independent of all others.
    var joint = wanted.map { a in wanted.map { b in a == b ? probabilities[a] : probabilities[a] * probabilities[b] } }
    let pi = inclusion.openValues
    var placeOf: [Int: Int] = [:]
    for (place, unit) in open.enumerated() { placeOf[unit] = place }
    // Rows and columns of the matrix whose units are open, by their place among the open ones.
    let rows = wanted.indices.compactMap { row in placeOf[wanted[row]].map { (place: $0, row: row) } }
      .sorted { $0.place < $1.place }
    guard size > 1 else {
      for a in rows { for b in rows where a.row != b.row { joint[a.row][b.row] = 0 } }
      return joint
    }
    let whole = IndependentDraws.first(pi, most: size)
    let normaliser = (1...size).reduce(0.0) { $0 + Double($1) * whole[size - $1] }
    for (index, first) in rows.enumerated() {
      let sums = pairSums(pi, first.place, rows[(index + 1)...].map(\.place))
      for (second, sum) in zip(rows[(index + 1)...], sums) {
        let value = pi[first.place] * pi[second.place] * sum / normaliser
        joint[first.row][second.row] = value
        joint[second.row][first.row] = value
      }
    }
    return joint
  }

  /// Σ_{t≥2} (t − π_k − π_l) P₋ₖₗ(n − t) for one k and later places l, ascending.
  ///
  /// One pass backwards carries the sums of 1 and of t over the units after l, one forwards the distribution before it: every
  /// term is positive, where dividing a unit out of a distribution would lose digits.
  private func pairSums(_ pi: [Double], _ k: Int, _ places: [Int]) -> [Double] {
    var once = [Double](repeating: 1, count: size - 1)
    var times = (0..<size - 1).map { Double(size - $0) }
    var after: [(once: [Double], times: [Double])] = []
    var next = pi.count - 1
    for l in places.reversed() {
      while next > l {
        IndependentDraws.expect(pi[next], &once)
        IndependentDraws.expect(pi[next], &times)
        next -= 1
      }
      after.append((once, times))
    }
    var before = [Double](repeating: 0, count: size - 1)
    before[0] = 1
    var unit = 0
    return zip(places, after.reversed()).map { l, rest in
      while unit < l {
        if unit != k { IndependentDraws.add(pi[unit], to: &before) }
        unit += 1
      }
      return before.indices.reduce(0) { $0 + before[$1] * (rest.times[$1] - (pi[k] + pi[l]) * rest.once[$1]) }
    }
  }
}
