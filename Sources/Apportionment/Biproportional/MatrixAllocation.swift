internal import BigInt

/// The outcome of a biproportional apportionment with the divisors that prove it.
public struct MatrixAllocation: Sendable {
  /// The problem that was solved.
  public let problem: MatrixProblem
  /// What kind of outcome it is: unique, tied or infeasible.
  public let status: SeatAllocation.Status
  /// The seats that are certain, rows × columns; with ties without the tied seats; nil if there is no result.
  public let seats: [[Int]]?
  /// The ties; cells of different ties do not depend on each other.
  public let ties: [MatrixTie]
  /// Why there is no result.
  public let infeasibility: Infeasibility?
  /// A divisor for each row; empty if there is no result.
  public let rowDivisors: [RootOfFraction]
  /// A divisor for each column; empty if there is no result.
  public let columnDivisors: [RootOfFraction]
  /// Whether the divisors give every cell strictly: no quotient sits on a signpost. With a tie some must.
  public let divisorsAreStrict: Bool
  /// The sum of all weights.
  public let totalWeight: Fraction

  /// Solves `problem`.
  init(_ problem: MatrixProblem) {
    self.problem = problem
    totalWeight = problem.weights.reduce(.zero) { $0 + $1.reduce(.zero, +) }
    let weightless = problem.weights.allSatisfy { $0.allSatisfy(\.isZero) } && problem.rowSeats.contains { $0 > 0 }
    if let reason = weightless ? .noWeight : MarginFlow.obstacle(problem) {
      status = .infeasible
      infeasibility = reason
      seats = nil
      ties = []
      rowDivisors = []
      columnDivisors = []
      divisorsAreStrict = false
      return
    }
    var search = TransferSearch(problem)
    search.run()
    infeasibility = nil
    let exponent = problem.sequence.exponent
    let scale = ScaledWeights(problem.weights.flatMap { $0 }).scale
    if let divisors = StrictDivisors.find(search, exponent: exponent, scale: scale) {
      status = .unique
      ties = []
      seats = search.seats
      rowDivisors = divisors.rows.map { RootOfFraction($0) }
      columnDivisors = divisors.columns.map { RootOfFraction($0) }
      divisorsAreStrict = true
    } else {
      let found = MatrixTie.find(search.marks)
      var certain = search.seats
      for tie in found {
        for cell in tie.cells where search.marks[cell.row][cell.column] == -1 { certain[cell.row][cell.column] -= 1 }
      }
      status = found.isEmpty ? .unique : .tied
      ties = found
      seats = certain
      let power = Fraction(BigInt(scale.power(exponent)))
      rowDivisors = search.rowDivisors.map { RootOfFraction($0.fraction / power, root: exponent) }
      columnDivisors = search.columnDivisors.map { RootOfFraction($0.fraction, root: exponent) }
      divisorsAreStrict = false
    }
  }

  /// All complete tables, at most `limit`; nil if there are more or they are too many to list.
  public func solutions(limit: Int) -> [[[Int]]]? {
    guard let seats else { return [] }
    var tables = [seats]
    for tie in ties {
      guard let choices = choices(of: tie, limit: limit) else { return nil }
      guard tables.count * choices.count <= limit else { return nil }
      tables = tables.flatMap { table in
        choices.map { cells in
          var table = table
          for cell in cells { table[cell.row][cell.column] += 1 }
          return table
        }
      }
    }
    return tables
  }

  /// All ways to seat one tie, as the cells that get one more; nil if there are more than `limit`.
  public func choices(of tie: MatrixTie, limit: Int) -> [[MatrixTie.Cell]]? {
    guard let seats else { return [] }
    var rowNeeds: [Int: Int] = [:]
    var columnNeeds: [Int: Int] = [:]
    // Other ties' seats in the same row or column stay with those ties: only this tie's own cells are counted.
    for row in Set(tie.cells.map(\.row)) {
      let others = ties.filter { $0 != tie }.flatMap { $0.cells }.contains { $0.row == row }
      precondition(!others, "a row belongs to one tie")
      rowNeeds[row] = problem.rowSeats[row] - seats[row].reduce(0, +)
    }
    for column in Set(tie.cells.map(\.column)) {
      columnNeeds[column] = problem.columnSeats[column] - seats.reduce(0) { $0 + $1[column] }
    }
    return tie.choices(limit: limit, rowNeeds: rowNeeds, columnNeeds: columnNeeds)
  }

  /// Each cell's exact share: weight × seats / total weight.
  public func share(_ row: Int, _ column: Int) -> Fraction {
    guard !totalWeight.isZero else { return .zero }
    return problem.weights[row][column] * Fraction(problem.rowSeats.reduce(0, +)) / totalWeight
  }
}
