internal import BigInt

/// Tie-and-transfer (Balinski and Demange 1989), as an exact primal-dual search that always ends.
///
/// A cell's quotient is weight / (row divisor × column divisor), all to the power e at which signposts are rational. Seats and
/// divisors agree throughout: every quotient lies between the signposts below and above its seats. Rows and columns whose sum
/// is not yet right are mended by moving seats along cells that sit exactly on a signpost; when no such path is left, the
/// divisors of everything reached are changed by the smallest factor that puts another cell on its signpost. Each such change
/// opens a path that mends one seat, so the search ends after at most as many changes as seats are out of place.
struct TransferSearch {
  /// Weights to the power e.
  let weights: [[BigUInt]]
  let signposts: Signposts<BigUInt>
  let lows: [[Int]]
  /// Divisors to the power e.
  var rowDivisors: [Ratio]
  var columnDivisors: [Ratio]
  var seats: [[Int]]
  /// +1: one more seat is free of cost (on the upper signpost); −1: one fewer is (on the lower one); 0: neither.
  var marks: [[Int]] = []

  private var rowLack: [Int] = []
  private var columnLack: [Int] = []
  private var rowCount: Int { weights.count }
  private var columnCount: Int { weights.first?.count ?? 0 }

  init(_ problem: MatrixProblem) {
    let scaled = ScaledWeights(problem.weights.flatMap { $0 })
    let width = problem.columns.count
    let whole = problem.rows.indices.map { Array(scaled.whole[($0 * width)..<(($0 + 1) * width)]) }
    let exponent = problem.sequence.exponent
    lows = problem.lows
    weights = whole.map { $0.map { $0.power(exponent) } }
    signposts = Signposts(problem.sequence)
    let start = ScalingStart.divisors(problem, whole: whole, lows: lows)
    rowDivisors = start.rows.map { Ratio($0.power(exponent)) }
    columnDivisors = start.columns.map { Ratio($0.power(exponent)) }
    seats = lows
    round()
    rowLack = problem.rows.indices.map { problem.rowSeats[$0] - seats[$0].reduce(0, +) }
    columnLack = problem.columns.indices.map { column in
      problem.columnSeats[column] - seats.reduce(0) { $0 + $1[column] }
    }
    mark()
  }

  /// Brings all sums to the margins; the problem must have an allocation.
  mutating func run() {
    while true {
      while transfer() {}
      if rowLack.allSatisfy({ $0 == 0 }) && columnLack.allSatisfy({ $0 == 0 }) { return }
      rescale()
      mark()
    }
  }

  // MARK: Quotients

  /// quotient^e / s(index)^e.
  private func excess(_ row: Int, _ column: Int, _ index: Int) -> Ratio {
    let (numerator, denominator) = signposts.powered(index)
    let (r, c) = (rowDivisors[row], columnDivisors[column])
    return Ratio(weights[row][column] * denominator * r.bottom * c.bottom, numerator * r.top * c.top)
  }

  private mutating func round() {
    for row in 0..<rowCount {
      for column in 0..<columnCount where !weights[row][column].isZero {
        let (r, c) = (rowDivisors[row], columnDivisors[column])
        let top = weights[row][column] * r.bottom * c.bottom
        let bottom = r.top * c.top
        func reaches(_ index: Int) -> Bool {
          let (numerator, denominator) = signposts.powered(index)
          return top * denominator >= numerator * bottom
        }
        // Doubling, then halving: the number of signposts that the quotient reaches.
        var low = lows[row][column]
        guard reaches(low) else {
          seats[row][column] = low
          continue
        }
        var step = 1
        while reaches(low + step) {
          low += step
          step *= 2
        }
        while step > 1 {
          step /= 2
          if reaches(low + step) { low += step }
        }
        seats[row][column] = low + 1
      }
    }
  }

  private mutating func mark() {
    marks = (0..<rowCount).map { row in
      (0..<columnCount).map { column in
        guard !weights[row][column].isZero else { return 0 }
        let count = seats[row][column]
        if excess(row, column, count).isOne { return 1 }
        return count > lows[row][column] && excess(row, column, count - 1).isOne ? -1 : 0
      }
    }
  }

  // MARK: Transfers

  /// Moves one seat along marked cells from where one is due to where one is too many or wanted; false if no path is left.
  ///
  /// Nodes are the rows, then the columns. A row lacking seats and a column with too many are sources; a column lacking seats
  /// and a row with too many are goals.
  private mutating func transfer() -> Bool {
    var parent = [Int?](repeating: nil, count: rowCount + columnCount)
    var seen = [Bool](repeating: false, count: rowCount + columnCount)
    var queue: [Int] = []
    for node in seen.indices where lack(node) > 0 {
      seen[node] = true
      queue.append(node)
    }
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      if lack(node) < 0 {
        apply(path(to: node, parent))
        return true
      }
      let others = node < rowCount ? rowCount..<(rowCount + columnCount) : 0..<rowCount
      for other in others where !seen[other] && mark(node, other) {
        seen[other] = true
        parent[other] = node
        queue.append(other)
      }
    }
    return false
  }

  /// Above zero at a source of seats, below at a goal.
  private func lack(_ node: Int) -> Int { node < rowCount ? rowLack[node] : -columnLack[node - rowCount] }

  /// Whether a seat may move from `node` to `other`: one more in the cell from a row to a column, one fewer the other way.
  private func mark(_ node: Int, _ other: Int) -> Bool {
    node < rowCount ? marks[node][other - rowCount] == 1 : marks[other][node - rowCount] == -1
  }

  private func path(to end: Int, _ parent: [Int?]) -> [Int] {
    var nodes = [end]
    while let last = nodes.last, let before = parent[last] { nodes.append(before) }
    return nodes.reversed()
  }

  private mutating func apply(_ nodes: [Int]) {
    for (from, to) in zip(nodes, nodes.dropFirst()) {
      if from < rowCount {
        seats[from][to - rowCount] += 1
        marks[from][to - rowCount] = -1
      } else {
        seats[to][from - rowCount] -= 1
        marks[to][from - rowCount] = 1
      }
    }
    guard let first = nodes.first, let last = nodes.last else { return }
    if first < rowCount { rowLack[first] -= 1 } else { columnLack[first - rowCount] += 1 }
    if last < rowCount { rowLack[last] += 1 } else { columnLack[last - rowCount] -= 1 }
  }

  // MARK: Rescaling

  /// Changes the divisors by the factors of the cheapest path from a source to a goal (Dijkstra's method on products).
  private mutating func rescale() {
    let count = rowCount + columnCount
    var distance = [Ratio?](repeating: nil, count: count)
    var settled = [Bool](repeating: false, count: count)
    for node in 0..<count where lack(node) > 0 { distance[node] = .one }
    var goal = Ratio.one
    while true {
      var nearest: Int?
      for node in 0..<count where !settled[node] {
        guard let value = distance[node] else { continue }
        if let best = nearest, let least = distance[best], !(value < least) { continue }
        nearest = node
      }
      guard let node = nearest, let here = distance[node] else {
        preconditionFailure("an allocation exists, so a goal can be reached")
      }
      settled[node] = true
      if lack(node) < 0 {
        goal = here
        break
      }
      let others = node < rowCount ? rowCount..<count : 0..<rowCount
      for other in others where !settled[other] {
        guard let factor = factor(node, other) else { continue }
        let value = here * factor
        if let known = distance[other], !(value < known) { continue }
        distance[other] = value
      }
    }
    for node in 0..<count where settled[node] {
      guard let value = distance[node] else { continue }
      // Everything not reached keeps its divisor: all factors are taken relative to the goal's distance.
      let step = (value / goal).reduced
      if node < rowCount {
        rowDivisors[node] = (rowDivisors[node] * step).reduced
      } else {
        columnDivisors[node - rowCount] = (columnDivisors[node - rowCount] / step).reduced
      }
    }
  }

  /// The factor, at least 1, by which the divisors must change before a seat may move from `node` to `other`.
  private func factor(_ node: Int, _ other: Int) -> Ratio? {
    let (row, column) = node < rowCount ? (node, other - rowCount) : (other, node - rowCount)
    guard !weights[row][column].isZero else { return nil }
    let count = seats[row][column]
    if node < rowCount { return .one / excess(row, column, count) }
    return count > lows[row][column] ? excess(row, column, count - 1) : nil
  }
}
