import Statistics

/// Estimates communities from the response table: one value that many threads may share.
package struct SatisfactionEstimator: Sendable {
  private let table: ResponseTable
  /// The measures, of which each community has one: its variant's.
  private let measures: [SatisfactionMeasure]
  private let measureOfUnit: [Int]
  private let keepsCounts: Bool
  private let frame: SampleFrame?
  /// The table's rows ordered by community, and where each community's begin.
  private let order: [UInt32]
  private let starts: [Int]
  /// The place of each of the table's cells among those of its community, in the order of their first rows.
  private let localOfCell: [Int]

  /// Orders the rows of `table` by community (place in the roster of `unitCount`).
  ///
  /// Without a frame, or with a frame and no table of sampled units, errors are those of sampling with replacement.
  package init(_ table: ResponseTable, _ measure: SatisfactionMeasure, frame: SampleFrame?, unitCount: Int) {
    self.init(table, [measure], measureOfUnit: Array(repeating: 0, count: unitCount), frame: frame)
  }

  /// The same with a measure for each variant; `measureOfUnit` says which is a community's. `keepsCounts` asks for the counts
  /// of every answer.
  package init(
    _ table: ResponseTable, _ measures: [SatisfactionMeasure], measureOfUnit: [Int], frame: SampleFrame?,
    keepsCounts: Bool = false
  ) {
    let unitCount = measureOfUnit.count
    self.table = table
    self.measures = measures
    self.measureOfUnit = measureOfUnit
    self.keepsCounts = keepsCounts
    self.frame = frame.flatMap { $0.hasClusters ? $0 : nil }
    let unitOfCell = table.cells.map { Int($0.unit) }
    var starts = [Int](repeating: 0, count: unitCount + 1)
    for cell in table.cellOfRow { starts[unitOfCell[Int(cell)] + 1] += 1 }
    for unit in 0..<unitCount { starts[unit + 1] += starts[unit] }
    var next = starts
    let cells = table.cellOfRow
    order = [UInt32](unsafeUninitializedCapacity: cells.count) { buffer, count in
      for row in cells.indices {
        let unit = unitOfCell[Int(cells[row])]
        buffer[next[unit]] = UInt32(row)
        next[unit] += 1
      }
      count = cells.count
    }
    self.starts = starts
    var localOfCell = [Int](repeating: -1, count: unitOfCell.count)
    var cellsOfUnit = [Int](repeating: 0, count: unitCount)
    for cell in cells where localOfCell[Int(cell)] < 0 {
      localOfCell[Int(cell)] = cellsOfUnit[unitOfCell[Int(cell)]]
      cellsOfUnit[unitOfCell[Int(cell)]] += 1
    }
    self.localOfCell = localOfCell
  }

  /// The estimates of the communities `units`, in order.
  ///
  /// - Complexity: O(responses × items).
  package func estimate(_ units: Range<Int>) -> [CommunitySatisfaction] {
    var tallies = measures.map { AnswerTally($0, coding: table.coding) }
    return units.map { estimate($0, measures[measureOfUnit[$0]], &tallies[measureOfUnit[$0]]) }
  }

  private func estimate(
    _ unit: Int, _ measure: SatisfactionMeasure, _ tally: inout AnswerTally
  ) -> CommunitySatisfaction {
    let rows = order[starts[unit]..<starts[unit + 1]]
    var cells: [UInt32] = []
    var tooFew: [(row: Int, valid: Int)] = []
    tally.reset()
    var at = rows.startIndex
    while at < rows.endIndex {
      // Neighbouring rows mostly are of one cell.
      let cell = table.cellOfRow[Int(rows[at])]
      let end = rows[at...].firstIndex { table.cellOfRow[Int($0)] != cell } ?? rows.endIndex
      let local = localOfCell[Int(cell)]
      if local == cells.count {
        cells.append(cell)
        tally.addCell()
      }
      tally.add(rows[at..<end], of: table, to: local, tooFew: &tooFew)
      at = end
    }
    var design = design(of: cells, tally)
    var estimates = means(measure, tally, &design)
    if let coefficients = measure.coefficients {
      estimates.overall = sum(coefficients, estimates.items, rows, design, &tally)
    }
    estimates.responses = rows.count - tooFew.count
    estimates.tooFew = tooFew
    return estimates
  }

  /// The means of the items and indicators, and overall that of the responses as wholes.
  ///
  /// Apart from the counting, so that the tally is only read here: closures that read a tally which is open for changes copy it.
  private func means(
    _ measure: SatisfactionMeasure, _ tally: AnswerTally, _ design: inout NestedCells
  ) -> CommunitySatisfaction {
    CommunitySatisfaction(
      overall: measure.coefficients == nil ? mean(&design) { tally.moments($0, group: nil) } : nil,
      groups: measure.groups.indices.map { group in mean(&design) { tally.moments($0, group: group) } },
      items: measure.items.indices.map { item in mean(&design) { tally.moments($0, item: item) } },
      responses: 0, tooFew: [],
      counts: keepsCounts ? measure.items.indices.map { tally.counts(item: $0) } : [])
  }

  /// The mean of item means, weighted by `coefficients`, with its linearised standard error.
  ///
  ///     T = Σ_i c_i m_i / Σ c_i,   m_i = Σ_k w_k y_ki / W_i,   u_k = Σ_i c_i w_k (y_ki − m_i) / W_i / Σ c_i
  ///
  /// The sums run over the items that a response answered, so an item left open by some has its own nonresponse. The variance
  /// of T is that of the total of the u_k: the same two-stage formula, fed with n·u_k as values of weight 1, whose mean is 0.
  /// An item that nobody answered is left out of the sum.
  private func sum(
    _ coefficients: [Double], _ items: [SatisfactionEstimate?], _ rows: ArraySlice<UInt32>, _ design: NestedCells,
    _ tally: inout AnswerTally
  ) -> SatisfactionEstimate? {
    let present = items.indices.filter { items[$0] != nil && coefficients[$0] > 0 }
    let total = present.reduce(0) { $0 + coefficients[$1] }
    guard total > 0 else { return nil }
    var factors = [Double](repeating: 0, count: items.count)
    var means = factors
    var estimate = 0.0
    for item in present {
      let weight = design.order.reduce(0) { $0 + design.weights[$1] * Double(tally.moments($1, item: item).count) }
      factors[item] = coefficients[item] / total / weight
      means[item] = items[item]?.mean ?? 0
      estimate += coefficients[item] / total * means[item]
    }
    let count = design.order.reduce(0) { $0 + tally.size($1) }
    var values = [[Double]](repeating: [], count: design.weights.count)
    for row in rows {
      let local = localOfCell[Int(table.cellOfRow[Int(row)])]
      let influence = tally.influence(row: row, of: table, factors: factors, means: means)
      guard let influence else { continue }
      values[local].append(Double(count) * design.weights[local] * influence)
    }
    // Sorted, so that the sums do not depend on the order of the rows (docs/decisions/0002).
    let moments = values.map { values in
      values.sorted().reduce(into: MomentSum()) { $0.add(count: 1, mean: $1, squares: 0) }
    }
    var alike = design
    alike.weighAlike()
    let linearised = mean(&alike) { cell in
      (moments[cell].count, moments[cell].count, moments[cell].mean, moments[cell].squares)
    }
    guard let linearised else { return nil }
    return SatisfactionEstimate(
      mean: estimate, standardError: linearised.standardError, degreesOfFreedom: linearised.degreesOfFreedom,
      count: count)
  }

  /// A community's cells in nested order: sorted by stratum, cluster and weight, so that sums never depend on the files' order.
  ///
  /// The design is laid out once and filled with the moments of one estimate after the other.
  private struct NestedCells {
    var design = TwoStageDesign()
    /// The cells in the order in which they stand in the design.
    var order: [Int]
    /// The weight of each cell.
    var weights: [Double]

    /// Fills the design with the moments of one estimate.
    mutating func fill(_ moments: (Int) -> (size: Int, count: Int, mean: Double, squares: Double)) {
      for (place, cell) in order.enumerated() {
        let (size, count, mean, squares) = moments(cell)
        design.cells[place].set(size, count, mean, squares)
      }
    }

    /// Gives each cell the weight 1.
    mutating func weighAlike() {
      weights = weights.map { _ in 1 }
      for place in design.cells.indices { design.cells[place].weight = 1 }
    }
  }

  private func design(of cells: [UInt32], _ tally: AnswerTally) -> NestedCells {
    let all = table.cells
    let sorted = cells.indices.filter { tally.size($0) > 0 }
      .sorted { SatisfactionEstimator.precedes(all[Int(cells[$0])], all[Int(cells[$1])]) }
    var nested = NestedCells(order: sorted, weights: cells.map { all[Int($0)].weight })
    nested.design.cells.reserveCapacity(sorted.count)
    var last: ResponseCell?
    for index in sorted {
      let cell = all[Int(cells[index])]
      if last?.stratum != cell.stratum {
        nested.design.addStratum(
          populationClusters: frame?.populationClusters(unit: Int(cell.unit), stratum: cell.stratum))
        last = nil
      }
      if last == nil || last?.cluster != cell.cluster {
        let population = cell.cluster.flatMap {
          frame?.households(unit: Int(cell.unit), stratum: cell.stratum, cluster: $0)
        }
        nested.design.addCluster(populationElements: population, isElementwise: cell.cluster == nil)
      }
      nested.design.add(
        TwoStageMean.Cell(weight: nested.weights[index], size: 0, count: 0, mean: 0, sumOfSquares: 0))
      last = cell
    }
    return nested
  }

  private static func precedes(_ a: ResponseCell, _ b: ResponseCell) -> Bool {
    if a.stratum != b.stratum { return a.stratum < b.stratum }
    if a.cluster != b.cluster { return (a.cluster ?? "") < (b.cluster ?? "") }
    return a.weight < b.weight
  }

  private func mean(
    _ cells: inout NestedCells, _ moments: (Int) -> (size: Int, count: Int, mean: Double, squares: Double)
  ) -> SatisfactionEstimate? {
    cells.fill(moments)
    return (try? TwoStageMean(cells.design)).map { SatisfactionEstimate($0) }
  }
}

extension TwoStageMean.Cell {
  /// Gives the cell other moments.
  fileprivate mutating func set(_ size: Int, _ count: Int, _ mean: Double, _ squares: Double) {
    self.size = size
    self.count = count
    self.mean = mean
    sumOfSquares = squares
  }
}
