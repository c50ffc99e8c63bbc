/// P(value > x) and P(value < x) of every unit of a list, for one place x after the other.
struct UnitTails {
  /// P(value > x) by unit; a point mass at x itself is on neither side.
  private(set) var above: [Double]
  /// P(value < x) by unit; the smaller of the two is accurate, the other 1 less it.
  private(set) var below: [Double]

  private let units: [SamplingDistribution]
  private let tails: [StudentTail]
  /// The tails that wait for their continued fractions: the functions, and whose they are.
  private var open: [IncompleteBeta] = []
  private var owners: [(unit: Int, isBelow: Bool)] = []

  init(_ units: [SamplingDistribution]) {
    self.units = units
    tails = StudentTail.tails(units)
    above = Array(repeating: 0, count: units.count)
    below = above
  }

  /// How many standard errors from a unit's estimate 1e-18 of its probability is left.
  func reach(_ unit: Int) -> Double { tails[unit].reach }

  /// Moves to the place `x`.
  mutating func evaluate(at x: Double) {
    for index in units.indices {
      let unit = units[index]
      guard !unit.isPointMass else {
        above[index] = unit.estimate > x ? 1 : 0
        below[index] = unit.estimate < x ? 1 : 0
        continue
      }
      let z = (x - unit.estimate) / unit.standardError
      switch tails[index].start(z) {
      case .known(let smaller): set(index, isBelow: z < 0, smaller)
      case .open(let function):
        open.append(function)
        owners.append((index, z < 0))
      }
    }
    finish()
  }

  /// Evaluates the fractions that are waited for.
  private mutating func finish() {
    for first in stride(from: 0, to: open.count, by: BetaFractions.lanes) {
      let values = BetaFractions(open, from: first).values
      for lane in 0..<min(BetaFractions.lanes, open.count - first) {
        let (unit, isBelow) = owners[first + lane]
        set(unit, isBelow: isBelow, open[first + lane].value(values[lane]))
      }
    }
    open.removeAll(keepingCapacity: true)
    owners.removeAll(keepingCapacity: true)
  }

  /// Sets a unit's tails, given the smaller one, which lies below the place or above it.
  private mutating func set(_ unit: Int, isBelow: Bool, _ smaller: Double) {
    above[unit] = isBelow ? 1 - smaller : smaller
    below[unit] = isBelow ? smaller : 1 - smaller
  }
}
