/// A tie of a biproportional apportionment: cells between which seats can move without changing any sum.
public struct MatrixTie: Hashable, Sendable {
  /// A cell of the table.
  public struct Cell: Hashable, Sendable {
    /// The row's position.
    public let row: Int
    /// The column's position.
    public let column: Int
  }

  /// The tied cells, row by row; each gets its certain seats or one more.
  public let cells: [Cell]
  /// The seats to be drawn among them.
  public let seats: Int

  /// The ties that the marks of an optimal search hold: one for each strongly connected part with a cycle.
  static func find(_ marks: [[Int]]) -> [MatrixTie] {
    let rows = marks.count
    let columns = marks.first?.count ?? 0
    var reach = [[Bool]](repeating: [Bool](repeating: false, count: rows + columns), count: rows + columns)
    for start in reach.indices {
      var queue = [start]
      while let node = queue.popLast() {
        let others = node < rows ? rows..<(rows + columns) : 0..<rows
        for other in others where !reach[start][other] {
          if node < rows ? marks[node][other - rows] == 1 : marks[other][node - rows] == -1 {
            reach[start][other] = true
            queue.append(other)
          }
        }
      }
    }
    var ties: [Int: [Cell]] = [:]
    for row in 0..<rows {
      for column in 0..<columns where marks[row][column] != 0 {
        guard reach[row][rows + column], reach[rows + column][row] else { continue }
        // The part is named by its first node: the first row that reaches this one and is reached by it.
        let part = (0..<rows).first { $0 == row || (reach[row][$0] && reach[$0][row]) } ?? row
        ties[part, default: []].append(Cell(row: row, column: column))
      }
    }
    return ties.keys.sorted().map { part in
      let cells = ties[part] ?? []
      return MatrixTie(cells: cells, seats: cells.count { marks[$0.row][$0.column] == -1 })
    }
  }

  /// All ways to seat the tie, as sets of cells that get one more; nil if there are more than `limit`, or too many to list.
  func choices(limit: Int, rowNeeds: [Int: Int], columnNeeds: [Int: Int]) -> [[Cell]]? {
    var search = TieEnumeration(cells: cells, limit: limit, rowNeeds: rowNeeds, columnNeeds: columnNeeds)
    return search.run()
  }
}

/// Lists the 0–1 tables with given sums on some cells, by trying each cell in turn.
private struct TieEnumeration {
  let cells: [MatrixTie.Cell]
  let limit: Int
  var rowNeeds: [Int: Int]
  var columnNeeds: [Int: Int]
  var rowLeft: [Int: Int] = [:]
  var columnLeft: [Int: Int] = [:]
  var chosen: [MatrixTie.Cell] = []
  var found: [[MatrixTie.Cell]] = []
  var steps = 0

  init(cells: [MatrixTie.Cell], limit: Int, rowNeeds: [Int: Int], columnNeeds: [Int: Int]) {
    self.cells = cells
    self.limit = limit
    self.rowNeeds = rowNeeds
    self.columnNeeds = columnNeeds
    for cell in cells {
      rowLeft[cell.row, default: 0] += 1
      columnLeft[cell.column, default: 0] += 1
    }
  }

  /// Beyond this many cells nothing is listed: the solutions would be far more than any limit.
  static let mostCells = 400

  mutating func run() -> [[MatrixTie.Cell]]? { cells.count <= Self.mostCells && visit(0) ? found : nil }

  /// False if the listing was given up.
  private mutating func visit(_ index: Int) -> Bool {
    steps += 1
    if steps > 200_000 { return false }
    if index == cells.count {
      found.append(chosen)
      return found.count <= limit
    }
    let cell = cells[index]
    rowLeft[cell.row, default: 0] -= 1
    columnLeft[cell.column, default: 0] -= 1
    defer {
      rowLeft[cell.row, default: 0] += 1
      columnLeft[cell.column, default: 0] += 1
    }
    for taken in [1, 0] {
      let row = (rowNeeds[cell.row] ?? 0) - taken
      let column = (columnNeeds[cell.column] ?? 0) - taken
      guard row >= 0, column >= 0, row <= rowLeft[cell.row] ?? 0, column <= columnLeft[cell.column] ?? 0 else {
        continue
      }
      rowNeeds[cell.row] = row
      columnNeeds[cell.column] = column
      if taken == 1 { chosen.append(cell) }
      let goesOn = visit(index + 1)
      if taken == 1 { chosen.removeLast() }
      rowNeeds[cell.row] = row + taken
      columnNeeds[cell.column] = column + taken
      if !goesOn { return false }
    }
    return true
  }
}
