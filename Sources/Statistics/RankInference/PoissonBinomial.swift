/// The number of successes among independent trials of unequal probability: the Poisson-binomial distribution.
///
/// Built by convolving one trial after the other. Counts whose probability falls below 1e-22 at either end are dropped, so
/// that the width is about twenty standard deviations instead of the number of trials, and every term is a sum of positive
/// ones. One trial is taken out again by dividing its factor out from the end at which that is stable: from below if its
/// probability is at most one half, else from above. Errors then add up at most linearly; dividing from the other end
/// multiplies them by p/(1 − p) at each step.
///
/// - SeeAlso: Hong (2013), doi:10.1016/j.csda.2012.10.006; Barlow and Heidtmann (1984), doi:10.1109/TR.1984.5221843.
struct PoissonBinomial {
  /// Below this a count at either end is dropped.
  private static let negligible = 1e-22
  /// A trial less likely than this to succeed, or to fail, is taken as certain.
  private static let impossible = 1e-25

  private var terms: [Double]
  private var next: [Double]
  private var first = 0
  private var last = 0
  /// Trials that are certain to succeed, kept out of the terms.
  private var sure = 0

  /// Room for at most `trials` trials; no trial yet, so the count is 0.
  init(trials: Int) {
    terms = Array(repeating: 0, count: trials + 2)
    next = terms
    terms[0] = 1
  }

  /// Forgets all trials.
  mutating func reset() {
    first = 0
    last = 0
    sure = 0
    terms[0] = 1
  }

  /// The counts that may occur.
  var support: ClosedRange<Int> { (sure + first)...(sure + last) }

  /// Adds a trial.
  ///
  /// - Parameters:
  ///   - p: the probability of success.
  ///   - q: 1 − p, given apart because it may be too small for that difference.
  mutating func add(p: Double, q: Double) {
    if p < PoissonBinomial.impossible { return }
    if q < PoissonBinomial.impossible {
      sure += 1
      return
    }
    let (low, high) = (first, last)
    terms.withUnsafeBufferPointer { old in
      next.withUnsafeMutableBufferPointer { new in
        new[low] = old[low] * q
        var k = low + 1
        while k <= high {
          new[k] = old[k] * q + old[k - 1] * p
          k += 1
        }
        new[high + 1] = old[high] * p
      }
    }
    swap(&terms, &next)
    last = high + 1
    while last > first && terms[last] < PoissonBinomial.negligible { last -= 1 }
    while first < last && terms[first] < PoissonBinomial.negligible { first += 1 }
  }

  /// P(count ≤ k).
  func cumulative(_ k: Int) -> Double {
    let k = k - sure
    guard k >= first else { return 0 }
    var sum = 0.0
    for count in first...min(k, last) { sum += terms[count] }
    return min(1, sum)
  }

  /// P(count ≥ k).
  func upperTail(_ k: Int) -> Double {
    let k = k - sure
    guard k <= last else { return 0 }
    var sum = 0.0
    for count in stride(from: last, through: max(k, first), by: -1) { sum += terms[count] }
    return min(1, sum)
  }

  /// P(count = k).
  func probability(_ k: Int) -> Double { support.contains(k) ? terms[k - sure] : 0 }

  /// Trials that are taken out at once, each in turn: the divisions of one do not wait for those of another.
  static let lanes = 8
  typealias Lanes = SIMD8<Double>

  /// Whether a trial is neither certain to succeed nor certain to fail, so that it stands in the terms.
  static func isOpen(p: Double, q: Double) -> Bool { p >= impossible && q >= impossible }

  /// P(count ≤ k) without one of the trials that were added, which is certain.
  func cumulative(_ k: Int, withoutCertain p: Double) -> Double {
    p < PoissonBinomial.impossible ? cumulative(k) : cumulative(k + 1)
  }

  /// P(count ≤ k) without one of the trials that were added, for a trial in each lane that is at most as likely to succeed as
  /// to fail.
  func cumulative(_ k: Int, withoutRare p: Lanes, q: Lanes) -> Lanes {
    let k = k - sure
    guard k >= first else { return .zero }
    // c(j) = q d(j) + p d(j − 1), solved upwards.
    var (sum, previous) = (Lanes.zero, Lanes.zero)
    for term in terms[first...min(k, last)] {
      previous = (term - p * previous) / q
      sum += previous
    }
    return sum.clamped(lowerBound: .zero, upperBound: .one)
  }

  /// P(count ≤ k) without one of the trials that were added, for a trial in each lane that is more likely to succeed than to
  /// fail.
  func cumulative(_ k: Int, withoutFrequent p: Lanes, q: Lanes) -> Lanes {
    let k = k - sure
    guard k < last else { return .one }
    // The same, solved downwards: d(j − 1) = (c(j) − q d(j)) / p; the sum is P(count > k).
    var (sum, previous) = (Lanes.zero, Lanes.zero)
    for term in terms[max(k + 2, first)..<(last + 1)].reversed() {
      previous = (term - q * previous) / p
      sum += previous
    }
    return (1 - sum).clamped(lowerBound: .zero, upperBound: .one)
  }
}
