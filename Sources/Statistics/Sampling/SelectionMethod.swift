/// How units are selected (抽取方法) from one list.
public enum SelectionMethod: String, Hashable, Sendable, CaseIterable {
  /// Simple random sampling without replacement.
  case simpleRandom = "srs"
  /// Systematic with equal probabilities and a fractional interval.
  case systematic
  /// Systematic with probabilities proportional to a measure, in list order (Madow 1949).
  case ppsSystematic = "pps-systematic"
  /// The same after putting the list into random order (Hartley and Rao 1962).
  case ppsRandomSystematic = "pps-random-systematic"
  /// Sampford's design (1967).
  case ppsSampford = "pps-sampford"
  /// Brewer's design (1975).
  case ppsBrewer = "pps-brewer"
  /// Each unit by itself with its probability: the size is random (Poisson sampling).
  case ppsPoisson = "pps-poisson"
  /// Each unit by itself with the same probability: the size is random.
  case bernoulli

  /// Whether the probabilities follow a measure of size.
  public var usesMeasure: Bool {
    switch self {
    case .ppsSystematic, .ppsRandomSystematic, .ppsSampford, .ppsBrewer, .ppsPoisson: true
    case .simpleRandom, .systematic, .bernoulli: false
    }
  }

  /// Whether a start can be given.
  public var usesStart: Bool { self == .systematic || self == .ppsSystematic }

  /// The inclusion probabilities of a list.
  ///
  /// - Throws: as `InclusionProbabilities`.
  public func probabilities(measures: [Double], size: Int) throws(StatisticsError) -> [Double] {
    usesMeasure
      ? try InclusionProbabilities.proportional(to: measures, size: size)
      : try InclusionProbabilities.equal(count: measures.count, size: size)
  }

  /// Draws from a list with these probabilities, which sum to `size`.
  ///
  /// - Parameter start: the u of the systematic methods; drawn if nil.
  /// - Returns: positions from 0, ascending.
  public func draw(
    _ probabilities: [Double], size: Int, start: Double?, _ stream: inout RandomStream
  ) throws(StatisticsError) -> [Int] {
    switch self {
    case .simpleRandom: return try SimpleRandomSample.draw(count: probabilities.count, size: size, &stream)
    case .systematic:
      return try SystematicSample.equal(count: probabilities.count, size: size, start: start ?? stream.unit())
    case .ppsSystematic: return try SystematicSample.proportional(probabilities, start: start ?? stream.unit())
    case .ppsRandomSystematic:
      var order = Array(probabilities.indices)
      stream.shuffle(&order)
      let places = try SystematicSample.proportional(order.map { probabilities[$0] }, start: stream.unit())
      return places.map { order[$0] }.sorted()
    case .ppsSampford: return try SampfordSample(probabilities).draw(&stream)
    case .ppsBrewer: return try BrewerSample(probabilities).draw(&stream)
    case .ppsPoisson, .bernoulli:
      var taken: [Int] = []
      for (unit, probability) in probabilities.enumerated() where stream.unit() < probability { taken.append(unit) }
      return taken
    }
  }

  /// The joint probabilities of `units` of a list, or nil where the method has none that can be computed.
  ///
  /// - Throws: `.invalidArgument` if Brewer's design has more than 5000 units; Sampford's has them at every size.
  public func jointProbabilities(
    _ probabilities: [Double], size: Int, units: [Int]
  ) throws(StatisticsError) -> [[Double]]? {
    switch self {
    case .simpleRandom:
      return try SimpleRandomSample.jointProbabilities(count: probabilities.count, size: size, units: units.count)
    case .systematic, .ppsSystematic: return try SystematicSample.jointProbabilities(probabilities, units: units)
    case .ppsRandomSystematic: return nil
    case .ppsSampford: return try SampfordSample(probabilities).jointProbabilities(units: units)
    case .ppsBrewer:
      let joint = try BrewerSample(probabilities).jointProbabilities()
      return units.map { a in units.map { joint[a][$0] } }
    case .ppsPoisson, .bernoulli:
      return units.map { a in
        units.map { $0 == a ? probabilities[a] : probabilities[a] * probabilities[$0] }
      }
    }
  }

  /// Whether the joint probabilities of such a list are an approximation.
  public func approximatesJoint(_ probabilities: [Double]) -> Bool {
    guard self == .ppsBrewer, let sample = try? BrewerSample(probabilities) else { return false }
    return !sample.hasExactJoint
  }
}
