/// A biproportional apportionment (双比例分配): seats for every cell of a table whose row and column sums are given.
public struct MatrixProblem: Hashable, Sendable {
  /// The rows' names, such as districts; unique.
  public let rows: [String]
  /// The columns' names, such as kinds of community; unique.
  public let columns: [String]
  /// The weights, `rows` × `columns`; a cell of weight zero gets no seat.
  public let weights: [[Fraction]]
  /// The seats of each row.
  public let rowSeats: [Int]
  /// The seats of each column.
  public let columnSeats: [Int]
  /// How the quotients are rounded.
  public let sequence: SignpostSequence
  /// Whether the strongest column of each row has at least one seat there (winner-takes-one).
  ///
  /// Where more columns are equally strong than the row has seats, the rule is not applied to that row.
  public let strongestAtLeastOne: Bool

  /// The most seats in all rows together, and in all columns: the exact search moves single seats.
  public static let mostSeats = 1_000_000

  /// A problem; the arrays fit together, no weight or number of seats is negative, and neither margin is above `mostSeats`.
  public init(
    rows: [String], columns: [String], weights: [[Fraction]], rowSeats: [Int], columnSeats: [Int],
    sequence: SignpostSequence = .webster, strongestAtLeastOne: Bool = false
  ) {
    precondition(weights.count == rows.count && rowSeats.count == rows.count, "one line of weights and seats per row")
    precondition(
      weights.allSatisfy { $0.count == columns.count } && columnSeats.count == columns.count, "one value per column")
    for margin in [rowSeats, columnSeats] {
      precondition(margin.allSatisfy { (0...Self.mostSeats).contains($0) }, "seats from 0 to 10^6")
      precondition(margin.reduce(0, +) <= Self.mostSeats, "at most 10^6 seats in all")
    }
    precondition(weights.allSatisfy { $0.allSatisfy { !$0.isNegative } }, "weights are at least zero")
    self.rows = rows
    self.columns = columns
    self.weights = weights
    self.rowSeats = rowSeats
    self.columnSeats = columnSeats
    self.sequence = sequence
    self.strongestAtLeastOne = strongestAtLeastOne
  }

  /// Divides the seats.
  public func allocate() -> MatrixAllocation { MatrixAllocation(self) }

  /// The seats that a cell has at least: 1 where the signposts begin at zero or where it is the strongest of its row.
  var lows: [[Int]] {
    rows.indices.map { row in
      let strongest = weights[row].max() ?? .zero
      let equals = weights[row].count { $0 == strongest }
      let served = strongestAtLeastOne && equals <= rowSeats[row]
      return weights[row].map { weight in
        !weight.isZero && (sequence.givesFirstSeatToAll || (served && weight == strongest)) ? 1 : 0
      }
    }
  }
}
