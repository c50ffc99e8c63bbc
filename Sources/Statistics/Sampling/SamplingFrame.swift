/// A list to draw from (抽样框): one row per unit, with strata, clusters and measures of size where there are any.
public struct SamplingFrame: Hashable, Sendable {
  /// A unit of the first stage: a row, or a cluster of rows.
  public struct PrimaryUnit: Hashable, Sendable {
    /// The frame's rows that belong to it.
    public var rows: [Int]
    /// The stratum's number.
    public var stratum: Int
    /// The measure of size; the number of rows if no measure is given.
    public var measure: Double
  }

  /// Rows of the frame.
  public let count: Int
  /// The strata's names in the order in which they first appear; a single empty name without stratification.
  public let strata: [String]
  /// The first-stage units in the frame's order.
  public let units: [PrimaryUnit]
  /// Whether rows are drawn from the selected units in a second stage.
  public let isClustered: Bool
  /// Whether each row stands for a whole cluster, whose people are counted by the measure instead of listed.
  public let isClusterList: Bool
  /// Whether the measure is the same on all rows of every cluster, and so the cluster's own.
  public let isMeasureOfCluster: Bool

  private let unitsByStratum: [[Int]]

  /// The rows, from 0.
  public var indices: Range<Int> { 0..<count }

  /// A frame of `count` rows.
  ///
  /// With clusters, a measure that is the same on all rows of every cluster is the cluster's own; otherwise the rows' measures
  /// are added up. If every cluster has a single row and there is a measure, the rows are clusters, and the measure says
  /// how many people each holds.
  ///
  /// - Parameters:
  ///   - strata: the stratum of each row.
  ///   - clusters: the cluster of each row; clusters of one name in two strata are two clusters.
  ///   - measures: the measure of size of each row, at least 0.
  /// - Throws: `.emptySample` without rows; `.invalidArgument` or `.notFinite` for a measure below 0 or not finite.
  public init(
    count: Int, strata: [String]? = nil, clusters: [String]? = nil, measures: [Double]? = nil
  ) throws(StatisticsError) {
    guard count > 0 else { throw .emptySample }
    precondition(strata.map { $0.count == count } ?? true, "one stratum for each row")
    precondition(clusters.map { $0.count == count } ?? true, "one cluster for each row")
    precondition(measures.map { $0.count == count } ?? true, "one measure for each row")
    for measure in measures ?? [] {
      guard measure.isFinite else { throw .notFinite("measure \(measure)") }
      guard measure >= 0 else { throw .invalidArgument("negative measure \(measure)") }
    }
    self.count = count
    var names: [String] = []
    var numbers: [String: Int] = [:]
    var units: [PrimaryUnit] = []
    var places: [UnitKey: Int] = [:]
    for row in 0..<count {
      let name = strata?[row] ?? ""
      let stratum = numbers[name] ?? names.count
      if stratum == names.count {
        numbers[name] = stratum
        names.append(name)
      }
      if let cluster = clusters?[row] {
        let key = UnitKey(stratum: stratum, cluster: cluster)
        if let place = places[key] {
          units[place].rows.append(row)
          continue
        }
        places[key] = units.count
      }
      units.append(PrimaryUnit(rows: [row], stratum: stratum, measure: 0))
    }
    let isRepeated = measures.map { values in
      units.allSatisfy { unit in unit.rows.allSatisfy { values[$0] == values[unit.rows[0]] } }
    }
    for place in units.indices {
      let rows = units[place].rows
      guard let measures else {
        units[place].measure = Double(rows.count)
        continue
      }
      units[place].measure =
        isRepeated == true ? measures[rows[0]] : rows.reduce(0.0) { $0 + measures[$1] }
    }
    self.strata = names
    self.units = units
    isClustered = clusters != nil
    isMeasureOfCluster = isRepeated ?? false
    var grouped = [[Int]](repeating: [], count: names.count)
    for place in units.indices { grouped[units[place].stratum].append(place) }
    unitsByStratum = grouped
    isClusterList = clusters != nil && measures != nil && units.allSatisfy { $0.rows.count == 1 }
  }

  private struct UnitKey: Hashable {
    let stratum: Int
    let cluster: String
  }

  /// The places of a stratum's units in `units`.
  public func units(of stratum: Int) -> [Int] { unitsByStratum[stratum] }
}
