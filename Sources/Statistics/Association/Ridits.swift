/// Ridits (相对位置): for each value of an ordered variable the share of the reference that lies below it, half of its own added.
///
///     ridit(v) = Σ_{u < v} w_u/W + w_v/(2W)
///
/// The mean ridit of the reference itself is ½; that of a group is the probability that a member of the group lies above one
/// of the reference, ties counting half. Weighted ridits are the scores of design-based rank tests.
///
/// - SeeAlso: Bross (1958), doi:10.2307/2527727; Lumley and Scott (2013), doi:10.1093/biomet/ast027.
public struct Ridits: Hashable, Sendable {
  /// The distinct values, ascending.
  public let values: [Double]
  /// The share of each.
  public let shares: [Double]
  /// The ridit of each.
  public let ridits: [Double]

  /// Ridits of a reference.
  ///
  /// - Parameters: one value and the weight times persons of each member; members without weight take no part.
  /// - Throws: `.emptySample` without a member of positive weight.
  public init(_ values: [Double], mass: [Double]) throws(StatisticsError) {
    let order = values.indices.filter { mass[$0] > 0 }.sorted { (values[$0], $0) < (values[$1], $1) }
    guard !order.isEmpty else { throw .emptySample }
    var distinct: [Double] = []
    var sums: [Double] = []
    for index in order {
      if distinct.last != values[index] {
        distinct.append(values[index])
        sums.append(0)
      }
      sums[sums.count - 1] += mass[index]
    }
    let total = sums.reduce(0, +)
    var below = 0.0
    var ridits: [Double] = []
    for sum in sums {
      ridits.append((below + sum / 2) / total)
      below += sum
    }
    self.values = distinct
    shares = sums.map { $0 / total }
    self.ridits = ridits
  }

  /// The ridit of a value; of one that the reference does not have, the share below it.
  public func ridit(of value: Double) -> Double {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    if low < values.count, values[low] == value { return ridits[low] }
    return low == 0 ? 0 : ridits[low - 1] + shares[low - 1] / 2
  }
}
