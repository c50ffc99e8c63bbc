extension NestedVariance {
  /// The covariance matrix of several sums of influence values over the same sample.
  ///
  /// Each sum brings its own rows; a row that a sum does not list has influence 0 there. The diagonal equals `variance`
  /// unless the domain has lonely strata of its own.
  ///
  /// - Parameter sums: rows in design order and influence values, as for `variance`.
  /// - Returns: the matrix, by rows.
  /// - Throws: as `variance`.
  /// - Complexity: O(units × k²) for the k sums that meet in a stratum.
  public func covariance(_ sums: [(rows: [Int32], influence: [Double])]) throws(StatisticsError) -> [[Double]] {
    let table = InfluenceTable(design, sums)
    var matrix = [Double](repeating: 0, count: sums.count * sums.count)
    var lonely: [String] = []
    var undefined = false
    level(0, table, 0, table.positions.count, factor: 1, &matrix, &lonely, &undefined)
    if !lonely.isEmpty { throw .lonelyUnits(strata: lonely) }
    guard !undefined else { throw .noVariance("every stratum has a single sampling unit") }
    return (0..<sums.count).map { Array(matrix[($0 * sums.count)..<(($0 + 1) * sums.count)]) }
  }

  private func level(
    _ depth: Int, _ table: InfluenceTable, _ low: Int, _ high: Int, factor: Double, _ matrix: inout [Double],
    _ lonely: inout [String], _ undefined: inout Bool
  ) {
    guard low < high else { return }
    let stage = design.stages[depth]
    var own = [Double](repeating: 0, count: matrix.count)
    let centre = rule == .adjust ? grandMean(stage, table, low, high) : nil
    var strata = 0.0
    var usable = 0.0
    var start = low
    while start < high {
      let stratum = stage.stratum[Int(table.rows[start])]
      var end = start
      while end < high, stage.stratum[Int(table.rows[end])] == stratum { end += 1 }
      strata += 1
      if add(stage, Int(stratum), table, start, end, centre, &own, &lonely) { usable += 1 }
      if depth + 1 < design.stages.count, !stage.rowsAreUnits, stage.share[Int(stratum)] > 0 {
        var first = start
        while first < end {
          let unit = stage.unit[Int(table.rows[first])]
          var last = first
          while last < end, stage.unit[Int(table.rows[last])] == unit { last += 1 }
          let share = stage.probability?[Int(table.rows[first])] ?? stage.share[Int(stratum)]
          level(depth + 1, table, first, last, factor: factor * share, &matrix, &lonely, &undefined)
          first = last
        }
      }
      start = end
    }
    var multiplier = factor
    if usable < strata {
      if usable > 0 { multiplier *= strata / usable } else { undefined = true }
    }
    for index in matrix.indices { matrix[index] += multiplier * own[index] }
  }

  /// Adds one stratum; false if the rule `average` leaves it out.
  private func add(
    _ stage: NestedDesign.Stage, _ stratum: Int, _ table: InfluenceTable, _ low: Int, _ high: Int, _ centre: [Double]?,
    _ matrix: inout [Double], _ lonely: inout [String]
  ) -> Bool {
    let sampled = stage.sampled[stratum]
    let correction = stage.correction[stratum]
    if correction < 1e-7 { return true }
    if sampled == 1, rule != .adjust {
      if rule == .average { return false }
      if rule == .fail || rule == .collapse { lonely.append(stage.label[stratum]) }
      return true
    }
    let active = table.columns(low, high)
    let width = active.count
    var slot: [Int32: Int] = [:]
    for (index, column) in active.enumerated() { slot[column] = index }
    var totals: [Double] = []
    var heads: [Double] = []
    var probabilities: [Double] = []
    var start = low
    while start < high {
      let row = Int(table.rows[start])
      var end = start + 1
      if !stage.rowsAreUnits { while end < high, stage.unit[Int(table.rows[end])] == stage.unit[row] { end += 1 } }
      let base = totals.count
      totals.append(contentsOf: repeatElement(0, count: width))
      for position in start..<end {
        let persons = stage.rowsAreUnits ? 1 : design.persons?[Int(table.rows[position])] ?? 1
        for entry in table.entries(position) {
          totals[base + (slot[table.column[entry]] ?? 0)] += persons * table.value[entry]
        }
      }
      heads.append(stage.rowsAreUnits ? design.persons?[row] ?? 1 : 1)
      probabilities.append(stage.probability?[row] ?? 0)
      start = end
    }
    var middle = [Double](repeating: 0, count: width)
    if sampled == 1 {
      for index in 0..<width { middle[index] = centre?[Int(active[index])] ?? 0 }
    } else {
      for (unit, head) in heads.enumerated() {
        for index in 0..<width { middle[index] += head * totals[unit * width + index] }
      }
      for index in 0..<width { middle[index] /= sampled }
    }
    let scale = sampled > 1 ? sampled / (sampled - 1) : 1
    let unequal = stage.probability != nil
    var absent = (unequal ? stage.correctionSum[stratum] : sampled * correction) * scale
    var local = [Double](repeating: 0, count: width * width)
    for (unit, head) in heads.enumerated() {
      let weight = scale * head * (unequal ? 1 - probabilities[unit] : correction)
      absent -= weight
      for a in 0..<width {
        let left = weight * (totals[unit * width + a] - middle[a])
        for b in 0...a { local[a * width + b] += left * (totals[unit * width + b] - middle[b]) }
      }
    }
    absent = max(0, absent)
    let total = table.sums
    for a in 0..<width {
      for b in 0...a {
        let value = local[a * width + b] + absent * middle[a] * middle[b]
        let (i, j) = (Int(active[a]), Int(active[b]))
        matrix[i * total + j] += value
        if a != b { matrix[j * total + i] += value }
      }
    }
    return true
  }

  private func grandMean(
    _ stage: NestedDesign.Stage, _ table: InfluenceTable, _ low: Int, _ high: Int
  ) -> [Double] {
    var mean = [Double](repeating: 0, count: table.sums)
    var sampled = 0.0
    var last: Int32 = -1
    for position in low..<high {
      let row = Int(table.rows[position])
      for entry in table.entries(position) {
        mean[Int(table.column[entry])] += table.value[entry] * (design.persons?[row] ?? 1)
      }
      if stage.stratum[row] != last {
        last = stage.stratum[row]
        sampled += stage.sampled[Int(last)]
      }
    }
    return mean.map { $0 / sampled }
  }
}

/// The influence values of several sums, by row in design order, without their zeros.
private struct InfluenceTable {
  let sums: Int
  /// The rows that occur in any sum, in design order.
  let rows: [Int32]
  /// Where the entries of each row begin.
  let starts: [Int]
  let column: [Int32]
  let value: [Double]

  var positions: Range<Int> { 0..<rows.count }

  init(_ design: NestedDesign, _ list: [(rows: [Int32], influence: [Double])]) {
    sums = list.count
    var counts = [Int](repeating: 0, count: design.count + 1)
    for sum in list { for row in sum.rows { counts[Int(design.place[Int(row)]) + 1] += 1 } }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    var column = [Int32](repeating: 0, count: counts.last ?? 0)
    var value = [Double](repeating: 0, count: counts.last ?? 0)
    var next = counts
    for (number, sum) in list.enumerated() {
      for (index, row) in sum.rows.enumerated() {
        let place = Int(design.place[Int(row)])
        column[next[place]] = Int32(number)
        value[next[place]] = sum.influence[index]
        next[place] += 1
      }
    }
    var rows: [Int32] = []
    var starts: [Int] = []
    for place in 0..<design.count where counts[place] < counts[place + 1] {
      rows.append(design.order[place])
      starts.append(counts[place])
    }
    starts.append(counts.last ?? 0)
    self.rows = rows
    self.starts = starts
    self.column = column
    self.value = value
  }

  func entries(_ position: Int) -> Range<Int> { starts[position]..<starts[position + 1] }

  /// The sums that occur between two positions, ascending.
  func columns(_ low: Int, _ high: Int) -> [Int32] {
    var seen = Set<Int32>()
    for entry in starts[low]..<starts[high] { seen.insert(column[entry]) }
    return seen.sorted()
  }
}
