/// Why a statistic has no value.
public enum StatisticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No observation takes part.
  case emptySample
  /// Fewer observations, units or items than the method needs.
  case tooFew(what: String, needed: Int, found: Int)
  /// An argument lies outside the method's domain.
  case invalidArgument(String)
  /// A value is infinite or not a number.
  case notFinite(String)
  /// A system of equations has no unique solution.
  case singular(String)
  /// All values agree where the method divides by their variance.
  case noVariance(String)
  /// Strata with a single sampling unit, named, under the rule that refuses them.
  case lonelyUnits(strata: [String])
  /// An iteration did not reach its tolerance.
  case notConverged(String)
  /// The numerical library reported a failure.
  case numerical(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .emptySample: "no observation takes part"
    case .tooFew(let what, let needed, let found): "\(what): at least \(needed) needed, \(found) found"
    case .invalidArgument(let text): "invalid argument: \(text)"
    case .notFinite(let text): "not a finite number: \(text)"
    case .singular(let text): "no unique solution: \(text)"
    case .noVariance(let text): "no variance: \(text)"
    case .lonelyUnits(let strata): "strata with a single sampling unit: \(strata.joined(separator: ", "))"
    case .notConverged(let text): "did not converge: \(text)"
    case .numerical(let text): "numerical failure: \(text)"
    }
  }
}
