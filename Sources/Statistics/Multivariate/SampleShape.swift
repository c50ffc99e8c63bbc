/// Skewness and kurtosis of a sample (偏度、峰度), corrected for its size.
///
///     G₁ = √(n(n−1))/(n−2) · m₃/m₂^1.5        G₂ = ((n+1) g₂ + 6)(n−1)/((n−2)(n−3)),  g₂ = m₄/m₂² − 3
///
/// These are the estimators of SAS, SPSS, Excel and COINr ("type 2" of Joanes and Gill).
///
/// - SeeAlso: Joanes and Gill (1998), doi:10.1111/1467-9884.00122.
public struct SampleShape: Hashable, Sendable {
  /// G₁; nil with fewer than three values or without variance.
  public let skewness: Double?
  /// G₂, 0 for a normal distribution; nil with fewer than four values or without variance.
  public let kurtosis: Double?

  /// The shape of `values`.
  ///
  /// - Precondition: every value is finite.
  public init(_ values: [Double]) {
    let n = Double(values.count)
    guard values.count >= 3, let first = values.first, values.contains(where: { $0 != first }) else {
      (skewness, kurtosis) = (nil, nil)
      return
    }
    let mean = values.reduce(0, +) / n
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let d = value - mean
      second += d * d
      third += d * d * d
      fourth += d * d * d * d
    }
    let skew = n.squareRoot() * third / (second * second.squareRoot()) * (n * (n - 1)).squareRoot() / (n - 2)
    skewness = skew.isFinite ? skew : nil
    guard values.count >= 4 else {
      kurtosis = nil
      return
    }
    let ratio = n * fourth / (second * second)
    let kurt = ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    kurtosis = kurt.isFinite ? kurt : nil
  }
}
