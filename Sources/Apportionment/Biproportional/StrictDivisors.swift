internal import BigInt

/// Finds divisors to publish: short decimals that give every cell by rounding, strictly.
enum StrictDivisors {
  /// The height of every node in the graph of free moves: nil if the graph has a cycle, that is, if there is a tie.
  static func heights(_ marks: [[Int]]) -> [Int]? {
    let rows = marks.count
    let columns = marks.first?.count ?? 0
    var next = [[Int]](repeating: [], count: rows + columns)
    for row in 0..<rows {
      for column in 0..<columns where marks[row][column] != 0 {
        if marks[row][column] > 0 { next[row].append(rows + column) } else { next[rows + column].append(row) }
      }
    }
    // Repeated passes: in a graph without cycles the longest path is below the number of nodes.
    var heights = [Int](repeating: 0, count: rows + columns)
    for _ in 0...(rows + columns) {
      var changed = false
      for node in next.indices {
        for other in next[node] where heights[node] <= heights[other] {
          heights[node] = heights[other] + 1
          changed = true
        }
      }
      if !changed { return heights }
    }
    return nil
  }

  /// Divisors near those of `search` at which every quotient lies strictly between its signposts; nil with a tie.
  static func find(_ search: TransferSearch, exponent: Int, scale: BigUInt) -> (rows: [Fraction], columns: [Fraction])?
  {
    guard let heights = heights(search.marks) else { return nil }
    let rows = search.rowDivisors.count
    // Quotients were made with the scaled weights; the divisors for the weights themselves are smaller by the scale.
    let unscale = Ratio(1, scale.power(exponent))
    for bits in [4, 8, 12, 16, 24, 32, 48, 64, 128, 256, 1_024, 4_096, 16_384] {
      // A node higher up is moved further: every free move becomes strictly too dear.
      let unit = BigUInt(1) << bits
      func nudge(_ node: Int) -> Ratio { Ratio(unit + BigUInt(heights[node]), unit) }
      let rowPowers = search.rowDivisors.indices.map { search.rowDivisors[$0] * nudge($0) }
      let columnPowers = search.columnDivisors.indices.map { search.columnDivisors[$0] / nudge(rows + $0) }
      guard search.isStrict(rowPowers, columnPowers) else { continue }
      for digits in [3, 4, 5, 6, 8, 10, 13, 16, 20, 30, 60, 120, 400, 1_500, 6_000] {
        func short(_ power: Ratio) -> Fraction? {
          Fraction(long: RootOfFraction(power.fraction, root: exponent).decimal(digits: digits))
        }
        let rowRoots = rowPowers.compactMap { short($0 * unscale) }
        let columnRoots = columnPowers.compactMap(short)
        guard rowRoots.count == rows, columnRoots.count == columnPowers.count,
          rowRoots.allSatisfy({ !$0.isZero }), columnRoots.allSatisfy({ !$0.isZero })
        else { continue }
        if search.isStrict(
          rowRoots.map { Ratio($0.power(exponent)) / unscale }, columnRoots.map { Ratio($0.power(exponent)) })
        {
          return (rowRoots, columnRoots)
        }
      }
    }
    return nil
  }
}

extension TransferSearch {
  /// Whether these divisors, to the power e, give every cell its seats with no quotient on a signpost.
  func isStrict(_ rows: [Ratio], _ columns: [Ratio]) -> Bool {
    for row in weights.indices {
      for column in weights[row].indices where !weights[row][column].isZero {
        let count = seats[row][column]
        let top = weights[row][column] * rows[row].bottom * columns[column].bottom
        let bottom = rows[row].top * columns[column].top
        let (above, aboveUnit) = signposts.powered(count)
        if top * aboveUnit >= above * bottom { return false }
        if count > lows[row][column] {
          let (below, belowUnit) = signposts.powered(count - 1)
          if top * belowUnit <= below * bottom { return false }
        }
      }
    }
    return true
  }
}

extension Fraction {
  /// Reads a plain decimal of the room's own making, however long.
  fileprivate init?(long text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard parts.count <= 2, let value = BigInt(String(parts[0]) + decimals) else { return nil }
    self.init(value, over: BigInt(10).power(decimals.count))
  }
}
