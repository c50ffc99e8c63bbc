/// What a method gave: seats, perhaps with a tie at the end, or the reason why there are none.
enum SeatResult: Hashable, Sendable {
  /// The seats that are certain, and the tie about the rest.
  case allocated(seats: [Int], tie: SeatTie?)
  /// The whole parts exceed the seats: Hagenbach-Bischoff or Imperiali quota, or minima.
  case overallocated(by: Int)
  /// More seats remain than units may take: Droop quota with little weight, or maxima.
  case underallocated(by: Int)
  /// No allocation meets the conditions.
  case infeasible(Infeasibility)
}

/// Why no allocation can meet the conditions.
public enum Infeasibility: Hashable, Sendable {
  /// Adams, Dean, Huntington–Hill and their kin give every unit with weight its first seat; there are fewer seats.
  case fewerSeatsThanUnits(units: Int, seats: Int)
  /// The minima, with the base seats, need more seats than there are.
  case minimaExceedSeats(needed: Int, seats: Int)
  /// Units that may have seats cannot take so many: maxima, or no weight.
  case maximaBelowSeats(possible: Int, seats: Int)
  /// No unit takes part with a weight above zero.
  case noWeight
  /// The row and column seats have different totals.
  case marginsDiffer(rowSeats: Int, columnSeats: Int)
  /// These rows need more seats than the columns in which they have weight can give.
  case rowsBlocked(rows: [String], needed: Int, columns: [String], available: Int)
  /// These rows must have a first seat in more cells than they have seats.
  case rowBelowItsCells(row: String, seats: Int, cells: Int)
  /// These columns must have a first seat in more cells than they have seats.
  case columnBelowItsCells(column: String, seats: Int, cells: Int)
}
