import Foundation

/// How a sample is shared among the strata.
public enum AllocationMethod: Hashable, Sendable {
  /// n_h ∝ N_h.
  case proportional
  /// The same number everywhere.
  case equal
  /// n_h ∝ √N_h.
  case squareRoot
  /// n_h ∝ N_h S_h (Neyman 1934).
  case neyman
  /// n_h ∝ N_h S_h / √c_h, the least variance for a cost (Cochran 1977, 5.5).
  case optimal
  /// n_h ∝ X_h^a S_h / x̄_h, X_h the stratum's total (Bankier 1988); a = 1 is Neyman's.
  case power(Double)

  /// The shares, up to a common factor.
  ///
  /// - Throws: `.invalidArgument` if a stratum lacks its deviation or mean, or a mean is not above 0.
  func shares(_ strata: [AllocationStratum]) throws(StatisticsError) -> [Double] {
    var shares: [Double] = []
    for stratum in strata {
      let size = Double(stratum.population)
      switch self {
      case .proportional: shares.append(size)
      case .equal: shares.append(size > 0 ? 1 : 0)
      case .squareRoot: shares.append(size.squareRoot())
      case .neyman: shares.append(size * (try AllocationMethod.deviation(stratum)))
      case .optimal: shares.append(size * (try AllocationMethod.deviation(stratum)) / stratum.cost.squareRoot())
      case .power(let exponent):
        guard let mean = stratum.mean, mean > 0 else {
          throw .invalidArgument("power allocation needs means above 0")
        }
        let total = size * mean
        shares.append(total > 0 ? pow(total, exponent) * (try AllocationMethod.deviation(stratum)) / mean : 0)
      }
    }
    guard shares.allSatisfy(\.isFinite) else { throw .notFinite("shares of the strata") }
    return shares
  }

  static func deviation(_ stratum: AllocationStratum) throws(StatisticsError) -> Double {
    guard let deviation = stratum.deviation else { throw .invalidArgument("a stratum without deviation") }
    return deviation
  }
}
