/// What further observations are worth: how many units that belong in the subset will be selected, now and after them.
///
/// Given the estimates, the true values are normal around them. After the observations the estimates have moved by what was
/// learnt, variance se² − se′², and the true values are normal around the new ones with se′. Both are drawn together, so that
/// each draw tells whether the units selected by the new estimates are those with the largest true values.
public struct SelectionGain: Hashable, Sendable {
  /// The mean number of selected units that belong in the subset.
  public let right: Double
  /// Its Monte Carlo standard error.
  public let rightError: Double
  /// The probability that every group's selection is wholly right.
  public let allRight: Double
  /// Its Monte Carlo standard error.
  public let allRightError: Double

  /// Simulates the selection after `additional` further observations of each unit; the same seed uses the same random numbers
  /// whatever the observations, so that plans compare sharply.
  ///
  /// - Precondition: at least two replications.
  public init(
    _ units: [SelectionBudget.Unit], groups: [[Int]], places: [Int], additional: [Int], replications: Int, seed: UInt64
  ) {
    precondition(replications >= 2, "at least two replications")
    let later = zip(units, additional).map { $0.error(with: Double($0.completed + $1)) }
    let learnt = zip(units, later).map { max(0, $0.standardError * $0.standardError - $1 * $1).squareRoot() }
    var (sum, squares, whole) = (0.0, 0.0, 0)
    var (estimates, truths) = (units.map(\.estimate), units.map(\.estimate))
    for replication in 0..<replications {
      var stream = RandomStream(seed: seed, stream: UInt64(replication))
      for unit in units.indices {
        estimates[unit] = units[unit].estimate + learnt[unit] * stream.normal()
        truths[unit] = estimates[unit] + later[unit] * stream.normal()
      }
      var (right, isWhole) = (0, true)
      for (members, places) in zip(groups, places) {
        let count = min(max(0, places), members.count)
        let selected = SelectionGain.best(members, estimates, count)
        let hits = SelectionGain.best(members, truths, count).intersection(selected).count
        right += hits
        if hits < count { isWhole = false }
      }
      sum += Double(right)
      squares += Double(right * right)
      if isWhole { whole += 1 }
    }
    let n = Double(replications)
    right = sum / n
    rightError = (max(0, squares / n - sum / n * sum / n) / (n - 1)).squareRoot()
    allRight = Double(whole) / n
    allRightError = (allRight * (1 - allRight) / n).squareRoot()
  }

  private static func best(_ members: [Int], _ values: [Double], _ count: Int) -> Set<Int> {
    Set(members.sorted { (values[$0], $1) > (values[$1], $0) }.prefix(count))
  }
}
