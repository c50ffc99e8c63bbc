/// How the margins of a biproportional apportionment are computed when they are not given.
public enum MarginRule {
  /// The columns that take part: those with at least `total` of all weight, or at least `anyRow` of some row's weight.
  ///
  /// Without either, all take part; the cantons' quorum (门槛) is of this kind.
  public static func columnsTakingPart(_ weights: [[Fraction]], anyRow: Fraction?, total: Fraction?) -> [Bool] {
    guard anyRow != nil || total != nil else { return [Bool](repeating: true, count: weights.first?.count ?? 0) }
    let rowTotals = weights.map { $0.reduce(Fraction.zero, +) }
    let all = rowTotals.reduce(.zero, +)
    return (weights.first ?? []).indices.map { column in
      if let total {
        let sum = weights.reduce(Fraction.zero) { $0 + $1[column] }
        if sum >= total * all { return true }
      }
      guard let anyRow else { return false }
      return weights.indices.contains { row in
        !rowTotals[row].isZero && weights[row][column] >= anyRow * rowTotals[row]
      }
    }
  }

  /// The columns' seats as a problem of their own: `seats` over the columns' summed weights.
  ///
  /// - Parameters:
  ///   - perSeat: divides each row's weights by the row's seats before summing, as Swiss cantons do, where each voter has as
  ///     many votes as the district has seats; rows without seats are left out.
  ///   - seats: the total; nil is the sum of `rowSeats`.
  public static func columnProblem(
    _ columns: [String], _ weights: [[Fraction]], takingPart: [Bool], rowSeats: [Int]?, perSeat: Bool,
    method: ApportionmentMethod, seats: Int? = nil
  ) -> SeatProblem {
    let units = columns.indices.map { column in
      var sum = Fraction.zero
      for row in weights.indices {
        if perSeat, let rowSeats {
          if rowSeats[row] > 0 { sum = sum + weights[row][column] / Fraction(rowSeats[row]) }
        } else {
          sum = sum + weights[row][column]
        }
      }
      return WeightedUnit(columns[column], weight: sum, takesPart: takingPart[column])
    }
    return SeatProblem(units, seats: seats ?? rowSeats?.reduce(0, +) ?? 0, method: method)
  }
}
