/// Whether seats can be placed at all: a maximum flow from rows to columns through the cells that may have seats.
///
/// By the theorem of Gale, an allocation exists if and only if the flow fills every row; otherwise a minimum cut names rows
/// that need more seats than the columns in which they have weight can give.
struct MarginFlow {
  private var rowRest: [Int]
  private var columnRest: [Int]
  private var flow: [[Int]]
  private let open: [[Bool]]

  /// The reason why `problem` has no allocation, or nil if it has one.
  static func obstacle(_ problem: MatrixProblem) -> Infeasibility? {
    let (rowTotal, columnTotal) = (problem.rowSeats.reduce(0, +), problem.columnSeats.reduce(0, +))
    guard rowTotal == columnTotal else { return .marginsDiffer(rowSeats: rowTotal, columnSeats: columnTotal) }
    let lows = problem.lows
    for row in problem.rows.indices {
      let cells = lows[row].reduce(0, +)
      if cells > problem.rowSeats[row] {
        return .rowBelowItsCells(row: problem.rows[row], seats: problem.rowSeats[row], cells: cells)
      }
    }
    for column in problem.columns.indices {
      let cells = lows.reduce(0) { $0 + $1[column] }
      if cells > problem.columnSeats[column] {
        return .columnBelowItsCells(column: problem.columns[column], seats: problem.columnSeats[column], cells: cells)
      }
    }
    var network = MarginFlow(problem, lows)
    guard let reached = network.fill() else { return nil }
    let needed = reached.rows.reduce(0) { $0 + problem.rowSeats[$1] }
    let kept = Set(reached.rows)
    let available = reached.columns.reduce(0) { total, column in
      let taken = problem.rows.indices.reduce(0) { kept.contains($1) ? $0 : $0 + lows[$1][column] }
      return total + problem.columnSeats[column] - taken
    }
    return .rowsBlocked(
      rows: reached.rows.map { problem.rows[$0] }, needed: needed,
      columns: reached.columns.map { problem.columns[$0] }, available: available)
  }

  private init(_ problem: MatrixProblem, _ lows: [[Int]]) {
    rowRest = problem.rows.indices.map { problem.rowSeats[$0] - lows[$0].reduce(0, +) }
    columnRest = problem.columns.indices.map { column in
      problem.columnSeats[column] - lows.reduce(0) { $0 + $1[column] }
    }
    open = problem.weights.map { $0.map { !$0.isZero } }
    flow = problem.weights.map { [Int](repeating: 0, count: $0.count) }
  }

  /// Nil if every row can be filled; else the rows and columns reached from an unfilled row: a minimum cut.
  private mutating func fill() -> (rows: [Int], columns: [Int])? {
    while true {
      // Breadth-first search from all rows with seats left; parents lead back to them.
      var rowParent = [Int?](repeating: nil, count: rowRest.count)
      var rowSeen = rowRest.map { $0 > 0 }
      var columnParent = [Int?](repeating: nil, count: columnRest.count)
      var queue = rowRest.indices.filter { rowRest[$0] > 0 }
      if queue.isEmpty { return nil }
      var end: Int?
      var head = 0
      search: while head < queue.count {
        let row = queue[head]
        head += 1
        for column in columnRest.indices where open[row][column] && columnParent[column] == nil {
          columnParent[column] = row
          if columnRest[column] > 0 {
            end = column
            break search
          }
          for other in rowRest.indices where !rowSeen[other] && flow[other][column] > 0 {
            rowSeen[other] = true
            rowParent[other] = column
            queue.append(other)
          }
        }
      }
      guard let end else {
        return (rowSeen.indices.filter { rowSeen[$0] }, columnParent.indices.filter { columnParent[$0] != nil })
      }
      push(to: end, rowParent, columnParent)
    }
  }

  private mutating func push(to end: Int, _ rowParent: [Int?], _ columnParent: [Int?]) {
    var path: [(row: Int, column: Int, back: Int?)] = []
    var column = end
    while let row = columnParent[column] {
      path.append((row, column, rowParent[row]))
      guard let previous = rowParent[row] else { break }
      column = previous
    }
    guard let first = path.last else { return }
    var amount = min(columnRest[end], rowRest[first.row])
    for step in path { if let back = step.back { amount = min(amount, flow[step.row][back]) } }
    for step in path {
      flow[step.row][step.column] += amount
      if let back = step.back { flow[step.row][back] -= amount }
    }
    rowRest[first.row] -= amount
    columnRest[end] -= amount
  }
}
