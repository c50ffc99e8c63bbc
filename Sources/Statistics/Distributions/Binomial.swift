import CGSL

/// The binomial distribution: successes in `trials` independent trials of one probability.
public struct BinomialDistribution: Hashable, Sendable {
  /// The number of trials, at least 0.
  public let trials: Int
  /// The probability of success in each.
  public let probability: Double

  /// - Throws: `.invalidArgument` unless 0 ≤ `probability` ≤ 1 and 0 ≤ `trials` < 2³².
  public init(trials: Int, probability: Double) throws(StatisticsError) {
    guard trials >= 0, trials <= Int(UInt32.max), (0...1).contains(probability) else {
      throw .invalidArgument("a binomial distribution of \(trials) trials with probability \(probability)")
    }
    self.trials = trials
    self.probability = probability
  }

  /// P(X = k).
  public func mass(_ k: Int) -> Double {
    _ = GSLLibrary.ready
    guard k >= 0, k <= trials else { return 0 }
    return gsl_ran_binomial_pdf(UInt32(k), probability, UInt32(trials))
  }

  /// P(X ≤ k).
  public func cumulative(_ k: Int) -> Double {
    _ = GSLLibrary.ready
    guard k >= 0 else { return 0 }
    guard k < trials else { return 1 }
    return gsl_cdf_binomial_P(UInt32(k), probability, UInt32(trials))
  }

  /// P(X > k).
  public func upperTail(_ k: Int) -> Double {
    _ = GSLLibrary.ready
    guard k >= 0 else { return 1 }
    guard k < trials else { return 0 }
    return gsl_cdf_binomial_Q(UInt32(k), probability, UInt32(trials))
  }
}
