/// Simple random sampling without replacement (简单随机抽样): every set of `size` units is equally likely.
public enum SimpleRandomSample {
  /// Draws `size` of `count` units: the first places of a Fisher–Yates shuffle, then put into the list's order.
  ///
  /// - Returns: positions from 0, ascending.
  /// - Throws: `.invalidArgument`, `.tooFew` if the size does not fit the count.
  public static func draw(count: Int, size: Int, _ stream: inout RandomStream) throws(StatisticsError) -> [Int] {
    _ = try InclusionProbabilities.equal(count: count, size: size)
    var units = Array(0..<count)
    for place in 0..<size { units.swapAt(place, place + stream.below(count - place)) }
    return units.prefix(size).sorted()
  }

  /// The probability that two given units are both drawn, n(n − 1)/(N(N − 1)); on the diagonal n/N.
  ///
  /// - Parameter units: the number of units wanted; the matrix has this order.
  public static func jointProbabilities(
    count: Int, size: Int, units: Int
  ) throws(StatisticsError) -> [[Double]] {
    _ = try InclusionProbabilities.equal(count: count, size: size)
    let single = count > 0 ? Double(size) / Double(count) : 0
    let pair = count > 1 ? Double(size) * Double(size - 1) / (Double(count) * Double(count - 1)) : 0
    return (0..<units).map { row in (0..<units).map { $0 == row ? single : pair } }
  }
}
