/// A way to make replicates, or the way in which given ones were made.
public enum ReplicateMethod: Hashable, Sendable {
  /// Delete one unit, strata ignored.
  case jackknife1
  /// Delete one unit, inside strata.
  case jackknifeN
  /// Balanced half-samples.
  case brr
  /// Fay's half-samples with this factor.
  case fay(Double)
  /// Rao–Wu bootstrap with this many replicates; the finite population enters.
  case bootstrap(Int)
  /// n − 1 draws without a finite population.
  case subbootstrap(Int)

  /// Reads `jackknife-1`, `jackknife-n`, `brr`, `fay=RHO`, `bootstrap=N`, `subbootstrap=N`; numbers may be missing for given
  /// replicates, whose count is known.
  public init?(_ text: String, given count: Int? = nil) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let argument = parts.count > 1 ? parts[1] : nil
    switch (parts[0], argument) {
    case ("jackknife-1", nil): self = .jackknife1
    case ("jackknife-n", nil): self = .jackknifeN
    case ("brr", nil): self = .brr
    case ("fay", let rho?):
      guard let rho = Double(rho), rho >= 0, rho < 1 else { return nil }
      self = .fay(rho)
    case ("bootstrap", let number), ("subbootstrap", let number):
      guard let number = number.map({ Int($0) ?? 0 }) ?? count, number >= 2, number <= 1_000_000 else { return nil }
      self = parts[0] == "bootstrap" ? .bootstrap(number) : .subbootstrap(number)
    default: return nil
    }
  }

  /// Makes the replicates of a sample.
  ///
  /// - Throws: what the method refuses; see `Jackknife`, `BalancedReplication`, `Bootstrap`.
  public func replication(
    of nested: NestedDesign, rule: LonelyUnitRule, seed: UInt64, centre: Replication.Centre
  ) throws(StatisticsError) -> Replication {
    switch self {
    case .jackknife1: try Jackknife.replication(nested, stratified: false, rule: rule, centre: centre)
    case .jackknifeN: try Jackknife.replication(nested, stratified: true, rule: rule, centre: centre)
    case .brr: try BalancedReplication.replication(nested, rho: 0, centre: centre)
    case .fay(let rho): try BalancedReplication.replication(nested, rho: rho, centre: centre)
    case .bootstrap(let count):
      try Bootstrap.replication(
        nested, replicates: count, seed: seed, finite: true, rule: rule, centre: centre)
    case .subbootstrap(let count):
      try Bootstrap.replication(
        nested, replicates: count, seed: seed, finite: false, rule: rule, centre: centre)
    }
  }

  /// The common coefficient of `count` given replicates; nil where it cannot be known (JKn needs one for each).
  public func scale(count: Int, centre: Replication.Centre) -> Double? {
    let replicates = Double(count)
    switch self {
    case .jackknife1: return (replicates - 1) / replicates
    case .jackknifeN: return nil
    case .brr: return 1 / replicates
    case .fay(let rho): return 1 / (replicates * (1 - rho) * (1 - rho))
    case .bootstrap, .subbootstrap: return 1 / (centre == .fullSample ? replicates : replicates - 1)
    }
  }
}
