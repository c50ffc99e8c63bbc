/// A fault of the declared design that people can mend.
public enum DesignFault: Error, Hashable, Sendable {
  /// A first-stage unit occurs in several strata although unit names are said to be unique; the unit's first row there.
  case unitInSeveralStrata(row: Int)
  /// A population smaller than its sample; stage from 1, a row of the stratum.
  case populationBelowSample(stage: Int, row: Int, population: Double, sampled: Double)
  /// A population that differs inside its stratum; stage from 1, the row that differs.
  case populationVaries(stage: Int, row: Int)
}

extension NestedDesign {
  /// Compiles the stages of a sample of `count` rows.
  ///
  /// - Parameters:
  ///   - stages: from the first on; units of later stages and their strata are nested in the unit above by themselves.
  ///   - nest: whether unit names start anew in each first-stage stratum.
  ///   - persons: identical persons that each row stands for; only rows that are units are multiplied.
  ///   - collapse: whether first-stage strata with one unit are merged with a neighbour (`LonelyUnitRule.collapse`).
  /// - Returns: the skeleton and the faults found; `populationVaries` is a warning, the others forbid an estimate.
  /// - Complexity: O(rows × stages) by counting sort.
  public static func compile(
    count: Int, stages declared: [SamplingStage], nest: Bool = false, persons: [Double]? = nil, collapse: Bool = false
  ) -> (design: NestedDesign, faults: [DesignFault]) {
    precondition(!declared.isEmpty, "a design has at least one stage")
    var faults: [DesignFault] = []
    var declared = declared
    if collapse { declared[0] = collapsed(declared[0], count: count, persons: persons) }
    if !nest, let strata = declared[0].strata, let units = declared[0].units {
      var home: [Int: Int] = [:]
      for row in 0..<count {
        if let first = home[units[row]] {
          if first != strata[row] {
            faults.append(.unitInSeveralStrata(row: row))
            home[units[row]] = strata[row]
          }
        } else {
          home[units[row]] = strata[row]
        }
      }
    }
    var parent = [Int32](repeating: 0, count: count)
    var compiled: [Stage] = []
    for (depth, stage) in declared.enumerated() {
      let strata = pairs(parent, stage.strata, count: count)
      let units = stage.units.map { pairs(strata, $0, count: count) } ?? (0..<Int32(count)).map { $0 }
      var result = counted(
        stage, depth: depth, strata: strata, units: units, persons: persons, faults: &faults)
      name(&result, stage, above: depth > 0 ? declared[depth - 1] : nil)
      compiled.append(result)
      parent = units
    }
    // Sorting by the last unit, then stably upwards, puts every stratum and unit into one run.
    var order = (0..<Int32(count)).map { $0 }
    for stage in compiled.reversed() {
      order = countingSort(order, by: stage.unit)
      order = countingSort(order, by: stage.stratum)
    }
    var place = [Int32](repeating: 0, count: count)
    for (position, row) in order.enumerated() { place[Int(row)] = Int32(position) }
    return (
      NestedDesign(count: count, stages: compiled, order: order, place: place, persons: persons), faults
    )
  }

  /// Names the strata: by their own names, below the first stage behind the unit that holds them.
  private static func name(_ compiled: inout Stage, _ stage: SamplingStage, above: SamplingStage?) {
    var named = [Bool](repeating: false, count: compiled.label.count)
    for row in compiled.stratum.indices where !named[Int(compiled.stratum[row])] {
      named[Int(compiled.stratum[row])] = true
      var parts: [String] = []
      if let above, let codes = above.units, above.unitLabels.indices.contains(codes[row]) {
        parts.append(above.unitLabels[codes[row]])
      }
      if let codes = stage.strata, stage.strataLabels.indices.contains(codes[row]) {
        parts.append(stage.strataLabels[codes[row]])
      }
      compiled.label[Int(compiled.stratum[row])] = parts.isEmpty ? "*" : parts.joined(separator: "/")
    }
  }

  /// Numbers the pairs (parent, code) from 0 in the order of the pairs.
  private static func pairs(_ parent: [Int32], _ codes: [Int]?, count: Int) -> [Int32] {
    guard let codes else { return dense(parent, count: count) }
    var order = countingSort((0..<Int32(count)).map { $0 }, by: dense(codes))
    order = countingSort(order, by: parent)
    var result = [Int32](repeating: 0, count: count)
    var number: Int32 = -1
    var last: (Int32, Int)?
    for row in order {
      let key = (parent[Int(row)], codes[Int(row)])
      if last == nil || last! != key {
        number += 1
        last = key
      }
      result[Int(row)] = number
    }
    return result
  }

  private static func dense(_ values: [Int32], count: Int) -> [Int32] { dense(values.map(Int.init)) }

  /// Numbers the distinct values from 0 in ascending order.
  private static func dense(_ values: [Int]) -> [Int32] {
    guard let high = values.max(), let low = values.min() else { return [] }
    if low >= 0, high <= 4 * values.count + 1024 {
      var seen = [Int32](repeating: -1, count: high + 1)
      for value in values { seen[value] = 0 }
      var number: Int32 = 0
      for value in seen.indices where seen[value] == 0 {
        seen[value] = number
        number += 1
      }
      return values.map { seen[$0] }
    }
    let sorted = Set(values).sorted()
    var numbers: [Int: Int32] = [:]
    for (number, value) in sorted.enumerated() { numbers[value] = Int32(number) }
    return values.map { numbers[$0] ?? 0 }
  }

  private static func countingSort(_ order: [Int32], by key: [Int32]) -> [Int32] {
    guard let high = key.max() else { return order }
    var starts = [Int](repeating: 0, count: Int(high) + 2)
    for value in key { starts[Int(value) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var result = [Int32](repeating: 0, count: order.count)
    for row in order {
      let value = Int(key[Int(row)])
      result[starts[value]] = row
      starts[value] += 1
    }
    return result
  }

  /// Counts the units of each stratum and turns the declared population into n/N and 1 − n/N.
  private static func counted(
    _ stage: SamplingStage, depth: Int, strata: [Int32], units: [Int32], persons: [Double]?,
    faults: inout [DesignFault]
  ) -> Stage {
    let strataCount = strata.max().map { Int($0) + 1 } ?? 0
    let unitsCount = units.max().map { Int($0) + 1 } ?? 0
    var sampled = [Double](repeating: 0, count: strataCount)
    var firstRow = [Int](repeating: -1, count: strataCount)
    var seen = [Bool](repeating: false, count: unitsCount)
    let rowsAreUnits = stage.units == nil
    for row in strata.indices {
      let stratum = Int(strata[row])
      if firstRow[stratum] < 0 {
        firstRow[stratum] = row
      }
      if rowsAreUnits {
        sampled[stratum] += persons?[row] ?? 1
      } else if !seen[Int(units[row])] {
        seen[Int(units[row])] = true
        sampled[stratum] += 1
      }
    }
    var correction = [Double](repeating: 1, count: strataCount)
    var share = [Double](repeating: 0, count: strataCount)
    var correctionSum = [Double](repeating: 0, count: strataCount)
    var probability: [Double]?
    switch stage.population {
    case .counts(let counts)?:
      for (stratum, row) in firstRow.enumerated() where row >= 0 {
        let population = counts[row]
        // A count that differs from its sample by rounding only is a full count.
        if population < sampled[stratum] * (1 - 1e-9) {
          faults.append(
            .populationBelowSample(
              stage: depth + 1, row: row, population: population, sampled: sampled[stratum]))
        }
        share[stratum] = population.isInfinite ? 0 : min(1, sampled[stratum] / population)
        correction[stratum] = population.isInfinite ? 1 : max(0, (population - sampled[stratum]) / population)
      }
      checkConstant(counts, strata: strata, firstRow: firstRow, stage: depth + 1, &faults)
    case .fractions(let fractions, perUnit: false)?:
      for (stratum, row) in firstRow.enumerated() where row >= 0 {
        share[stratum] = fractions[row]
        correction[stratum] = 1 - fractions[row]
      }
      checkConstant(fractions, strata: strata, firstRow: firstRow, stage: depth + 1, &faults)
    case .fractions(let fractions, perUnit: true)?:
      probability = fractions
      var done = [Bool](repeating: false, count: unitsCount)
      for row in strata.indices where !done[Int(units[row])] {
        done[Int(units[row])] = true
        correctionSum[Int(strata[row])] += 1 - fractions[row]
      }
      for stratum in correction.indices {
        correction[stratum] = sampled[stratum] > 0 ? correctionSum[stratum] / sampled[stratum] : 1
        share[stratum] = 1
      }
    case nil: break
    }
    return Stage(
      stratum: strata, unit: units, sampled: sampled, correction: correction, share: share,
      label: [String](repeating: "*", count: strataCount),
      probability: probability, correctionSum: correctionSum, rowsAreUnits: rowsAreUnits)
  }

  private static func checkConstant(
    _ values: [Double], strata: [Int32], firstRow: [Int], stage: Int, _ faults: inout [DesignFault]
  ) {
    var told = Set<Int32>()
    for row in values.indices where values[row] != values[firstRow[Int(strata[row])]] && !told.contains(strata[row]) {
      told.insert(strata[row])
      faults.append(.populationVaries(stage: stage, row: row))
    }
  }

  /// Merges each stratum with one unit into the next that has two or more; the last ones into the previous such stratum.
  private static func collapsed(_ stage: SamplingStage, count: Int, persons: [Double]?) -> SamplingStage {
    guard let strata = stage.strata else { return stage }
    var units: [Int: Set<Int>] = [:]
    var heads: [Int: Double] = [:]
    for row in 0..<count {
      if let codes = stage.units { units[strata[row], default: []].insert(codes[row]) }
      heads[strata[row], default: 0] += persons?[row] ?? 1
    }
    func size(_ stratum: Int) -> Double {
      stage.units == nil ? heads[stratum] ?? 0 : Double(units[stratum]?.count ?? 0)
    }
    // Codes follow the sorted order of the names.
    let present = heads.keys.sorted()
    let large = present.filter { size($0) >= 2 }
    guard let lastLarge = large.last else { return stage }
    var target: [Int: Int] = [:]
    for stratum in present where size(stratum) < 2 {
      target[stratum] = large.first { $0 > stratum } ?? lastLarge
    }
    var merged = stage
    merged.strata = strata.map { target[$0] ?? $0 }
    if let codes = stage.units {
      // Equal unit names of two merged strata remain two units.
      let span = (codes.max() ?? 0) + 1
      merged.units = (0..<count).map { strata[$0] * span + codes[$0] }
    }
    if case .counts(let counts)? = stage.population {
      var total: [Int: Double] = [:]
      var seen = Set<Int>()
      for row in 0..<count where seen.insert(strata[row]).inserted {
        total[target[strata[row]] ?? strata[row], default: 0] += counts[row]
      }
      merged.population = .counts((0..<count).map { total[target[strata[$0]] ?? strata[$0]] ?? counts[$0] })
    }
    return merged
  }
}
