/// Who is secure at a line drawn below the K-th best unit, who is clearly out, and who is in the grey zone (灰色地带).
///
/// Every unit inside is compared with every unit outside, one-sided; the p-values of all these pairs are adjusted together by
/// Holm. A unit inside is secure if it beats every unit outside, a unit outside is clearly out if every unit inside beats it;
/// the rest cannot be told from the other side of the line. Holm holds under any dependence, so nothing is simulated.
///
/// If estimates tie across the line, the order does not say who is inside: the tied units are in the grey zone, the units
/// above them must beat, and those below be beaten by, every unit on the other side and every tied one.
///
/// - SeeAlso: Holm (1979), Scandinavian Journal of Statistics 6:65–70; Hsu (1996), Multiple Comparisons, ch. 4.
public struct QuotaLine: Sendable {
  /// How many places there are.
  public let places: Int
  /// Units inside that beat every unit outside, best first.
  public let secureIn: [Int]
  /// Units outside that every unit inside beats, best first.
  public let clearlyOut: [Int]
  /// The others, best first.
  public let greyZone: [Int]
  /// The last unit inside; ties in the order of the units.
  public let lastIn: Int
  /// The first unit outside.
  public let firstOut: Int
  /// The units whose estimates tie across the line; empty if the order decides.
  public let tied: [Int]
  /// The estimate of the last unit inside less that of the first outside.
  public let gap: Double
  /// Its standard error.
  public let standardError: Double
  /// The gap over its standard error; infinite if it is certain and not 0.
  public let z: Double
  /// P(Z > z), or of Student's t.
  public let oneSidedP: Double

  /// - Parameters:
  ///   - ranked: the estimates with their errors.
  ///   - places: K, at least 1 and below the number of units.
  ///   - level: the error that Holm's adjustment allows, 0.05 for a confidence of 0.95.
  /// - Throws: `.invalidArgument` if there is no unit on one side of the line or the level is no probability.
  public init(_ ranked: RankedEstimates, places: Int, level: Double = 0.05) throws(StatisticsError) {
    guard places >= 1, places < ranked.count else {
      throw .invalidArgument("the line \(places) leaves no unit on one side of \(ranked.count)")
    }
    guard level > 0, level < 1 else { throw .invalidArgument("the level lies between 0 and 1, not \(level)") }
    let estimates = ranked.estimates
    let order = estimates.indices.sorted { (estimates[$0], $1) > (estimates[$1], $0) }
    let (last, first) = (order[places - 1], order[places])
    let tie = estimates[last] == estimates[first]
    let tied = tie ? order.filter { estimates[$0] == estimates[last] } : []
    let inside = order.filter { tie ? estimates[$0] > estimates[last] : estimates[$0] >= estimates[last] }
    let outside = order.filter { estimates[$0] < estimates[last] }
    var pairs: [(above: Int, below: Int)] = []
    for above in inside { for below in outside + tied { pairs.append((above, below)) } }
    for above in tied { for below in outside { pairs.append((above, below)) } }
    let p = PValueAdjustment.holm.adjusted(
      pairs.map { ranked.upperTail($0.above, $0.below) })
    var wins = Array(repeating: true, count: ranked.count)
    var losses = wins
    for (pair, p) in zip(pairs, p) where p > level {
      wins[pair.above] = false
      losses[pair.below] = false
    }
    let secure = inside.filter { wins[$0] }
    let out = outside.filter { losses[$0] }
    self.places = places
    secureIn = secure
    clearlyOut = out
    let decided = Set(secure + out)
    greyZone = order.filter { !decided.contains($0) }
    lastIn = last
    firstOut = first
    self.tied = tied
    gap = estimates[last] - estimates[first]
    standardError = ranked.differenceError(last, first)
    z = ranked.standardisedDifference(last, first)
    oneSidedP = ranked.upperTail(last, first)
  }
}
