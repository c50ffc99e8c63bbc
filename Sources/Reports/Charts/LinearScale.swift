/// Maps numbers to places on the paper, linearly, with round numbers for the axis.
struct LinearScale: Sendable {
  /// The numbers at the two ends of the axis; round, and never equal.
  let domain: ClosedRange<Double>
  /// The coordinates of the two ends; the second may be the smaller one, as on an upward axis.
  let range: (Double, Double)
  /// The distance of the round numbers.
  let step: Double

  /// A scale that holds all `values`, its ends widened to round numbers; 0 to 1 if there are none.
  ///
  /// - Parameter intervals: about how many intervals the axis has.
  init(holding values: [Double], range: (Double, Double), intervals: Int = 6) {
    let drawable = values.filter(LinearScale.canDraw)
    var low = drawable.min() ?? 0
    var high = drawable.max() ?? 1
    if high - low < 1e-6 {
      low -= 0.5
      high += 0.5
    }
    let step = LinearScale.roundStep((high - low) / Double(intervals))
    domain = (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
    self.range = range
    self.step = step
  }

  /// Whether a drawing shows `value`: points are numbers of 0–100, and what lies far beyond is a fault reported elsewhere.
  static func canDraw(_ value: Double) -> Bool { abs(value) <= 100_000 }

  /// The coordinate of `value`.
  func callAsFunction(_ value: Double) -> Double {
    let share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.0 + share * (range.1 - range.0)
  }

  /// The round numbers along the axis, from the lower end.
  var ticks: [Double] {
    let first = (domain.lowerBound / step).rounded()
    let count = Int(((domain.upperBound - domain.lowerBound) / step).rounded())
    return (0...max(count, 0)).map { (first + Double($0)) * step }
  }

  /// `value` with as many decimals as the step has.
  func label(_ value: Double) -> String {
    DisplayNumber.rounded(value, places: step >= 1 ? 0 : step >= 0.1 ? 1 : 2)
  }

  /// The smallest of 1, 2, 5 times a power of ten that is at least `least`.
  private static func roundStep(_ least: Double) -> Double {
    var power = 0.01
    while power < 1e6 {
      for factor in [1.0, 2, 5] where factor * power >= least { return factor * power }
      power *= 10
    }
    return power
  }
}
