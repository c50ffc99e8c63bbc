/// A sample drawn from a frame, stratum by stratum and in one or two stages, with the probabilities of all its rows.
public struct DrawnSample: Hashable, Sendable {
  /// What to draw.
  public struct Plan: Hashable, Sendable {
    /// The method of the first stage; the second is simple random.
    public var method: SelectionMethod
    /// First-stage units to draw in each stratum of the frame.
    public var sizes: [Int]
    /// Rows, or people, to draw in each selected cluster; nil takes all rows.
    public var secondSize: Int?
    /// The start of the systematic methods, the same in every stratum; drawn if nil.
    public var start: Double?

    /// A plan; see the members.
    public init(method: SelectionMethod, sizes: [Int], secondSize: Int? = nil, start: Double? = nil) {
      self.method = method
      self.sizes = sizes
      self.secondSize = secondSize
      self.start = start
    }
  }

  /// The selected rows, in the frame's order.
  public let rows: [Int]
  /// The first-stage probability of every row of the frame.
  public let firstStage: [Double]
  /// The probability of every row, or of each person in it, once its unit is selected; 1 without a second stage.
  public let secondStage: [Double]

  /// The probability of a row of the frame: the product of its stages.
  public func probability(_ row: Int) -> Double { firstStage[row] * secondStage[row] }

  /// Draws by `plan`. Each stratum has its own random stream and so has each cluster: the sample of one does not depend on
  /// how many numbers another used.
  ///
  /// - Parameter repetition: independent samples of one seed have different numbers here.
  /// - Throws: `.tooFew` if a stratum has fewer units than its size; `.invalidArgument` for other sizes out of range.
  public init(
    _ frame: SamplingFrame, _ plan: Plan, seed: UInt64, repetition: UInt32 = 0
  ) throws(StatisticsError) {
    guard plan.sizes.count == frame.strata.count else { throw .invalidArgument("one size for each stratum") }
    let probabilities = try DrawnSample.probabilities(frame, plan)
    var selected: [Int] = []
    for stratum in frame.strata.indices {
      let units = frame.units(of: stratum)
      var stream = RandomStream(seed: seed, stream: UInt64(repetition) << 32 | UInt64(stratum))
      let drawn = try plan.method.draw(
        units.map { probabilities.first[frame.units[$0].rows[0]] }, size: plan.sizes[stratum], start: plan.start,
        &stream)
      for place in drawn {
        let rows = frame.units[units[place]].rows
        guard let size = plan.secondSize, frame.isClustered, !frame.isClusterList, size < rows.count else {
          selected += rows
          continue
        }
        var inner = RandomStream(
          seed: seed, stream: UInt64(repetition) << 32 | 1 << 31 | UInt64(units[place]))
        selected += try SimpleRandomSample.draw(count: rows.count, size: size, &inner).map { rows[$0] }
      }
    }
    rows = selected.sorted()
    firstStage = probabilities.first
    secondStage = probabilities.second
  }

  /// The probabilities of both stages for every row of the frame, without drawing.
  public static func probabilities(
    _ frame: SamplingFrame, _ plan: Plan
  ) throws(StatisticsError) -> (first: [Double], second: [Double]) {
    var first = [Double](repeating: 0, count: frame.count)
    var second = [Double](repeating: 1, count: frame.count)
    if let size = plan.secondSize {
      guard size >= 1 else { throw .invalidArgument("second-stage size \(size)") }
    }
    for stratum in frame.strata.indices {
      let units = frame.units(of: stratum)
      let values = try plan.method.probabilities(
        measures: units.map { frame.units[$0].measure }, size: plan.sizes[stratum])
      for (place, value) in zip(units, values) {
        let unit = frame.units[place]
        for row in unit.rows {
          first[row] = value
          guard let size = plan.secondSize, frame.isClustered else { continue }
          let people = frame.isClusterList ? unit.measure : Double(unit.rows.count)
          second[row] = people > 0 ? min(1, Double(size) / people) : 1
        }
      }
    }
    return (first, second)
  }

  /// Whether the joint probabilities of any stratum are an approximation.
  public static func approximatesJoint(_ frame: SamplingFrame, _ plan: Plan) throws(StatisticsError) -> Bool {
    let first = try probabilities(frame, plan).first
    return frame.strata.indices.contains { stratum in
      plan.method.approximatesJoint(frame.units(of: stratum).map { first[frame.units[$0].rows[0]] })
    }
  }

  /// The probability that two rows are both drawn, or nil where the method has none that can be computed.
  ///
  /// Rows of different strata are independent; rows of one cluster share its first stage and, if some are left out, meet in
  /// the second with m(m − 1)/(M(M − 1)).
  ///
  /// - Parameter rows: the rows wanted, such as the selected ones.
  public static func jointProbabilities(
    _ frame: SamplingFrame, _ plan: Plan, rows: [Int]
  ) throws(StatisticsError) -> [[Double]]? {
    let (first, second) = try probabilities(frame, plan)
    var unitOf: [Int: Int] = [:]
    let wanted = Set(rows)
    for (place, unit) in frame.units.enumerated() {
      for row in unit.rows where wanted.contains(row) { unitOf[row] = place }
    }
    // The units that matter, by stratum, and each one's place in its stratum's matrix.
    let needed = Set(unitOf.values)
    var placeOf: [Int: Int] = [:]
    var joint: [[[Double]]] = []
    for stratum in frame.strata.indices {
      let units = frame.units(of: stratum)
      let places = units.indices.filter { needed.contains(units[$0]) }
      for (order, place) in places.enumerated() { placeOf[units[place]] = order }
      let values = units.map { first[frame.units[$0].rows[0]] }
      guard
        let matrix = try plan.method.jointProbabilities(values, size: plan.sizes[stratum], units: places)
      else { return nil }
      joint.append(matrix)
    }
    return rows.map { a in
      rows.map { b in
        guard a != b, let numberA = unitOf[a], let numberB = unitOf[b] else { return first[a] * second[a] }
        let (unitA, unitB) = (frame.units[numberA], frame.units[numberB])
        if unitA.stratum != unitB.stratum { return first[a] * second[a] * first[b] * second[b] }
        if numberA != numberB, let placeA = placeOf[numberA], let placeB = placeOf[numberB] {
          return joint[unitA.stratum][placeA][placeB] * second[a] * second[b]
        }
        guard let size = plan.secondSize, size < unitA.rows.count else { return first[a] }
        let pairs = Double(unitA.rows.count) * Double(unitA.rows.count - 1)
        return first[a] * Double(size) * Double(size - 1) / pairs
      }
    }
  }
}
