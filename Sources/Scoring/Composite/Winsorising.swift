import Statistics

/// Winsorising (缩尾) by skewness and kurtosis: the outermost values are moved in to the next one until the distribution passes.
struct Winsorising {
  /// The values after it.
  private(set) var values: [Double?]
  /// The places of the values that were moved, those at the top first.
  private(set) var replaced: [Int] = []

  init(_ values: [Double?], points: Int?, limits: OutlierRule.ShapeLimits, isForced: Bool) {
    self.values = values
    var (high, low): ([Int], [Int]) = ([], [])
    while true {
      let present = self.values.compactMap { $0 }
      let shape = SampleShape(present)
      guard let skewness = shape.skewness, let passes = limits.passes(shape) else { break }
      if passes && !isForced { break }
      if let points, high.count + low.count >= points { break }
      // A tie at the outermost value is moved as one: later values that equal it belong to it as well.
      guard let outermost = skewness >= 0 ? present.max() : present.min() else { break }
      let inner = present.filter { $0 != outermost }
      guard let next = skewness >= 0 ? inner.max() : inner.min() else { break }
      let places = self.values.indices.filter { self.values[$0] == outermost }
      for place in places { self.values[place] = next }
      if skewness >= 0 { high = places } else { low = places }
    }
    replaced = high + low
  }
}
