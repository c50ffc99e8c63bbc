internal import BigInt

/// Indices of disproportionality (不成比例指数) between shares of weight v and shares of seats s, both of all units.
public struct Disproportionality: Hashable, Sendable {
  /// Loosemore–Hanby: ½ Σ|v − s|, from 0 to 1.
  public let loosemoreHanby: Fraction
  /// Gallagher: √(½ Σ(v − s)²).
  public let gallagher: RootOfFraction
  /// Sainte-Laguë: Σ(s − v)²/v; nil if a unit without weight has a seat. With more than 64 units it is rounded to 60
  /// decimals, as the exact denominator is the product of all weights.
  public let sainteLague: Fraction?
  /// D'Hondt: max s/v; nil if a unit without weight has a seat.
  public let dhondt: Fraction?
  /// Rae: the mean of |v − s|.
  public let rae: Fraction

  /// The indices; nil if there is no weight, no seat or no unit. Units below a threshold count with their weight.
  public init?(weights: [Fraction], seats: [Int]) {
    let total = weights.reduce(.zero, +)
    let house = seats.reduce(0, +)
    guard !total.isZero, house > 0, weights.count == seats.count else { return nil }
    // Over the common denominator (scale of the weights) × house, every difference is a whole number.
    let scaled = ScaledWeights(weights)
    let sum = BigInt(scaled.total)
    let common = sum * BigInt(house)
    let places = weights.count > 64 ? BigInt(10).power(60) : 0
    var (distance, squares) = (BigInt(0), BigInt(0))
    var (relative, largest): (Fraction?, Fraction?) = (.zero, .zero)
    for (weight, count) in zip(scaled.whole, seats) {
      let share = BigInt(weight) * BigInt(house)
      let difference = BigInt(count) * sum - share
      distance += BigInt(difference.magnitude)
      squares += difference * difference
      if !weight.isZero {
        // (s − v)²/v = difference² / (common · weight · house)
        let term =
          places.isZero
          ? Fraction(difference * difference, over: common * share)
          : Fraction(difference * difference * places / (common * share))
        relative = relative.map { $0 + term }
        largest = largest.map { max($0, Fraction(BigInt(count) * sum, over: share)) }
      } else if count > 0 {
        (relative, largest) = (nil, nil)
      }
    }
    loosemoreHanby = Fraction(distance, over: 2 * common)
    gallagher = RootOfFraction(Fraction(squares, over: 2 * common * common), root: 2)
    sainteLague = places.isZero ? relative : relative.map { $0 / Fraction(places) }
    dhondt = largest
    rae = Fraction(distance, over: common * BigInt(weights.count))
  }
}
