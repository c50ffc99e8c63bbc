/// The one variance routine: the linearised variance of a sample of any number of stages, from influence values.
///
///     V(x) = Σₕ (1 − fₕ) nₕ/(nₕ − 1) Σᵢ (tₕᵢ − t̄ₕ)²  +  Σₕ Σᵢ fₕ · V(x inside unit hi)
///
/// tₕᵢ is the total of x over unit i of stratum h; the second term is the same formula one stage lower. Without a finite
/// population f is 0 and the first stage alone counts (ultimate clusters). Rows that are not listed have influence 0 and
/// stay in the sample, so a domain never loses units. Units drawn with unequal probabilities enter with their own 1 − πᵢ
/// (Brewer 2002). Sums run in design order: a repetition gives the same bits.
///
/// - SeeAlso: Särndal, Swensson and Wretman (1992) 4.3, 5; Binder (1983); Lumley (2004), doi:10.18637/jss.v009.i08, whose
///   package agrees to 1e-9.
public struct NestedVariance: Sendable {
  /// The sample.
  public let design: NestedDesign
  /// What a stratum with one unit gives.
  public let rule: LonelyUnitRule
  /// Whether a stratum with one unit in the domain, though more in the sample, follows the rule too.
  public let lonelyInDomain: Bool

  /// The variances of `design` under a rule for strata with one unit.
  public init(_ design: NestedDesign, rule: LonelyUnitRule = .fail, lonelyInDomain: Bool = false) {
    self.design = design
    self.rule = rule
    self.lonelyInDomain = lonelyInDomain
  }

  /// The variance of a sum of influence values.
  ///
  /// - Parameters:
  ///   - rows: the rows that take part, in design order (`NestedDesign.rows`); all others count as zero.
  ///   - influence: the value of each listed row for one person, weight included.
  /// - Returns: the variance, at least 0.
  /// - Throws: `.lonelyUnits` naming the strata with one unit under the rule `fail`; `.noVariance` if the rule `average` has no
  ///   stratum to average.
  /// - Complexity: O(rows × stages).
  public func variance(rows: [Int32], influence: [Double]) throws(StatisticsError) -> Double {
    precondition(rows.count == influence.count, "one influence value for each row")
    var walk = Walk(variance: self)
    let total = rows.withUnsafeBufferPointer { rows in
      influence.withUnsafeBufferPointer { influence in
        walk.level(0, rows: rows, influence: influence, 0, rows.count)
      }
    }
    if !walk.lonely.isEmpty { throw .lonelyUnits(strata: walk.lonely) }
    guard !walk.undefined else { throw .noVariance("every stratum has a single sampling unit") }
    return max(0, total)
  }

  /// The names of the strata among `rows` that have a single unit in the sample and are not taken completely, at any stage.
  public func lonelyStrata(rows: [Int32]) -> [String] {
    var walk = Walk(variance: NestedVariance(design, rule: .fail))
    let zeros = [Double](repeating: 0, count: rows.count)
    rows.withUnsafeBufferPointer { rows in
      zeros.withUnsafeBufferPointer { zeros in _ = walk.level(0, rows: rows, influence: zeros, 0, rows.count) }
    }
    return walk.lonely
  }

  /// One descent through the stages.
  private struct Walk {
    let variance: NestedVariance
    var lonely: [String] = []
    var undefined = false
    /// Unit totals of the current stratum, by stage, kept to spare allocations.
    private var totals: [[Double]]
    private var heads: [[Double]]
    private var units: [[Int32]]

    init(variance: NestedVariance) {
      self.variance = variance
      let depth = variance.design.stages.count
      totals = Array(repeating: [], count: depth)
      heads = Array(repeating: [], count: depth)
      units = Array(repeating: [], count: depth)
    }

    mutating func level(
      _ depth: Int, rows: UnsafeBufferPointer<Int32>, influence: UnsafeBufferPointer<Double>, _ low: Int, _ high: Int
    ) -> Double {
      guard low < high else { return 0 }
      let centre = variance.rule == .adjust ? grandMean(depth, rows, influence, low, high) : 0
      var sum = 0.0
      var below = 0.0
      var strata = 0.0
      var usable = 0.0
      var start = low
      while start < high {
        let stratum = variance.design.stages[depth].stratum[Int(rows[start])]
        var end = start
        while end < high, variance.design.stages[depth].stratum[Int(rows[end])] == stratum { end += 1 }
        strata += 1
        if let part = one(depth, Int(stratum), rows, influence, start, end, centre) {
          sum += part
          usable += 1
        }
        below += inside(depth, Int(stratum), rows, influence, start, end)
        start = end
      }
      if usable < strata {
        if usable > 0 { sum *= strata / usable } else { undefined = true }
      }
      return sum + below
    }

    /// The mean of all unit totals of this stage, on which the rule `adjust` centres.
    private func grandMean(
      _ depth: Int, _ rows: UnsafeBufferPointer<Int32>, _ influence: UnsafeBufferPointer<Double>, _ low: Int,
      _ high: Int
    ) -> Double {
      let stage = variance.design.stages[depth]
      let persons = variance.design.persons
      var total = 0.0
      var sampled = 0.0
      var last: Int32 = -1
      for index in low..<high {
        let row = Int(rows[index])
        total += influence[index] * (persons?[row] ?? 1)
        if stage.stratum[row] != last {
          last = stage.stratum[row]
          sampled += stage.sampled[Int(last)]
        }
      }
      return sampled > 0 ? total / sampled : 0
    }

    /// The contribution of one stratum at its own stage; nil if the rule `average` leaves it out.
    private mutating func one(
      _ depth: Int, _ stratum: Int, _ rows: UnsafeBufferPointer<Int32>, _ influence: UnsafeBufferPointer<Double>,
      _ low: Int, _ high: Int, _ centre: Double
    ) -> Double? {
      let sampled = variance.design.stages[depth].sampled[stratum]
      let correction = variance.design.stages[depth].correction[stratum]
      // A stratum taken completely has no variance at this stage, however few its units.
      if correction < 1e-7 { return 0 }
      if sampled == 1, variance.rule != .adjust {
        switch variance.rule {
        case .fail, .collapse:
          lonely.append(variance.design.stages[depth].label[stratum])
          return 0
        case .average: return nil
        case .remove, .certainty, .adjust: return 0
        }
      }
      gather(depth, rows, influence, low, high)
      var total = 0.0
      var present = 0.0
      for index in totals[depth].indices {
        total += heads[depth][index] * totals[depth][index]
        present += heads[depth][index]
      }
      let alone = present == 1 && sampled > 1 && variance.lonelyInDomain
      if alone, variance.rule == .average { return nil }
      let middle = sampled == 1 || (alone && variance.rule == .adjust) ? centre : total / sampled
      let scale = sampled > 1 ? sampled / (sampled - 1) : 1
      if let probability = variance.design.stages[depth].probability {
        var squares = 0.0
        var used = 0.0
        for index in totals[depth].indices {
          let own = 1 - probability[Int(units[depth][index])]
          let distance = totals[depth][index] - middle
          squares += heads[depth][index] * own * distance * distance
          used += heads[depth][index] * own
        }
        squares += max(0, variance.design.stages[depth].correctionSum[stratum] - used) * middle * middle
        return scale * squares
      }
      var squares = 0.0
      for index in totals[depth].indices {
        let distance = totals[depth][index] - middle
        squares += heads[depth][index] * distance * distance
      }
      squares += (sampled - present) * middle * middle
      return correction * scale * squares
    }

    /// Fills the totals, persons and first rows of the units between two places.
    private mutating func gather(
      _ depth: Int, _ rows: UnsafeBufferPointer<Int32>, _ influence: UnsafeBufferPointer<Double>, _ low: Int,
      _ high: Int
    ) {
      totals[depth].removeAll(keepingCapacity: true)
      heads[depth].removeAll(keepingCapacity: true)
      units[depth].removeAll(keepingCapacity: true)
      let persons = variance.design.persons
      if variance.design.stages[depth].rowsAreUnits {
        for index in low..<high {
          totals[depth].append(influence[index])
          heads[depth].append(persons?[Int(rows[index])] ?? 1)
          units[depth].append(rows[index])
        }
        return
      }
      var start = low
      while start < high {
        let unit = variance.design.stages[depth].unit[Int(rows[start])]
        var total = 0.0
        var end = start
        while end < high, variance.design.stages[depth].unit[Int(rows[end])] == unit {
          total += influence[end] * (persons?[Int(rows[end])] ?? 1)
          end += 1
        }
        totals[depth].append(total)
        heads[depth].append(1)
        units[depth].append(rows[start])
        start = end
      }
    }

    /// The stages below, weighted by the share sampled at this one.
    private mutating func inside(
      _ depth: Int, _ stratum: Int, _ rows: UnsafeBufferPointer<Int32>, _ influence: UnsafeBufferPointer<Double>,
      _ low: Int, _ high: Int
    ) -> Double {
      guard depth + 1 < variance.design.stages.count, !variance.design.stages[depth].rowsAreUnits else { return 0 }
      let share = variance.design.stages[depth].share[stratum]
      guard share > 0 else { return 0 }
      var sum = 0.0
      var start = low
      while start < high {
        let unit = variance.design.stages[depth].unit[Int(rows[start])]
        var end = start
        while end < high, variance.design.stages[depth].unit[Int(rows[end])] == unit { end += 1 }
        let factor = variance.design.stages[depth].probability?[Int(rows[start])] ?? share
        sum += factor * level(depth + 1, rows: rows, influence: influence, start, end)
        start = end
      }
      return sum
    }
  }
}
