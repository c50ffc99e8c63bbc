/// The delete-one jackknife (刀切法): each replicate drops one first-stage unit and lets the others of its stratum stand in.
///
///     JKn  w·n_h/(n_h − 1) in the stratum, coefficient (1 − f_h)(n_h − 1)/n_h       JK1  the same with one stratum
///
/// - SeeAlso: Wolter (2007) ch. 4.
struct Jackknife: Sendable {
  /// Whether strata are kept (JKn).
  let stratified: Bool
  /// The first-stage unit and stratum that each replicate drops from.
  let units: [Int32]
  let strata: [Int32]
  /// Units of each stratum.
  let sampled: [Double]
  /// The persons of a row that is a unit; a replicate drops one of them.
  let heads: [Double]

  /// The replication of a sample.
  ///
  /// - Throws: `.lonelyUnits` naming the strata with one unit under the rules `fail` and `collapse`; other rules give them no
  ///   replicate.
  static func replication(
    _ nested: NestedDesign, stratified: Bool, rule: LonelyUnitRule, centre: Replication.Centre
  ) throws(StatisticsError) -> Replication {
    let stage = nested.stages[0]
    let all = stratified ? [] : [stage.sampled.reduce(0, +)]
    var units: [Int32] = []
    var strata: [Int32] = []
    var heads: [Double] = []
    var coefficients: [Double] = []
    var lonely: [String] = []
    var last: Int32 = -1
    var lastStratum: Int32 = -1
    // Without strata the population is the sum of the strata's.
    let population = stage.sampled.indices.reduce(0.0) { sum, stratum in
      sum + (stage.share[stratum] > 0 ? stage.sampled[stratum] / stage.share[stratum] : .infinity)
    }
    for row in nested.order where stage.unit[Int(row)] != last {
      last = stage.unit[Int(row)]
      let stratum = stage.stratum[Int(row)]
      let n = stratified ? stage.sampled[Int(stratum)] : all[0]
      let correction =
        stratified ? stage.correction[Int(stratum)] : population.isInfinite ? 1 : max(0, 1 - n / population)
      if n <= 1 {
        if stratum != lastStratum, correction > 1e-7, rule == .fail || rule == .collapse {
          lonely.append(stage.label[Int(stratum)])
        }
        lastStratum = stratum
        continue
      }
      lastStratum = stratum
      let head = stage.rowsAreUnits ? nested.persons?[Int(row)] ?? 1 : 1
      guard head > 0 else { continue }
      units.append(last)
      strata.append(stratified ? stratum : 0)
      heads.append(head)
      coefficients.append(correction * (n - 1) / n)
    }
    if !lonely.isEmpty { throw .lonelyUnits(strata: lonely) }
    guard !units.isEmpty else { throw .tooFew(what: "units to drop", needed: 2, found: 1) }
    let jackknife = Jackknife(
      stratified: stratified, units: units, strata: strata, sampled: stratified ? stage.sampled : all, heads: heads)
    return Replication(
      .jackknife(jackknife), name: stratified ? "jackknife-n" : "jackknife-1", centre: centre, scale: 1,
      coefficients: coefficients, copies: heads.contains { $0 != 1 } ? heads : nil)
  }

  func fill(_ weights: inout [Double], replicate index: Int, design: SurveyDesign) {
    let stage = design.nested.stages[0]
    let n = sampled[Int(strata[index])]
    for row in weights.indices {
      let base = design.baseWeights[row]
      if stage.unit[row] == units[index] {
        weights[row] = heads[index] > 1 ? base * (heads[index] - 1) / heads[index] * n / (n - 1) : 0
      } else if !stratified || stage.stratum[row] == strata[index] {
        weights[row] = base * n / (n - 1)
      } else {
        weights[row] = base
      }
    }
  }

  /// The estimates of every replicate from sums by unit and stratum, which spares a pass over the sample for each.
  func estimates(of estimands: [Estimand], design: SurveyDesign) -> [[Double]] {
    let stage = design.nested.stages[0]
    var result = [[Double]](repeating: [], count: units.count)
    var slot = [Int32](repeating: -1, count: Int(stage.unit.max() ?? -1) + 1)
    for (index, unit) in units.enumerated() { slot[Int(unit)] = Int32(index) }
    for estimand in estimands {
      var byUnit = [(top: Double, bottom: Double)](repeating: (0, 0), count: units.count)
      var byStratum = [(top: Double, bottom: Double)](repeating: (0, 0), count: sampled.count)
      var total = (top: 0.0, bottom: 0.0)
      for (index, row) in estimand.rows.enumerated() {
        let mass = design.baseWeights[Int(row)] * (design.persons?[Int(row)] ?? 1)
        let top = mass * estimand.numerator[index]
        let bottom: Double
        switch estimand.denominator {
        case .none: bottom = 0
        case .ones: bottom = mass
        case .values(let values): bottom = mass * values[index]
        }
        total.top += top
        total.bottom += bottom
        let stratum = stratified ? Int(stage.stratum[Int(row)]) : 0
        byStratum[stratum].top += top
        byStratum[stratum].bottom += bottom
        let unit = slot[Int(stage.unit[Int(row)])]
        if unit >= 0 {
          byUnit[Int(unit)].top += top / heads[Int(unit)]
          byUnit[Int(unit)].bottom += bottom / heads[Int(unit)]
        }
      }
      for index in units.indices {
        let stratum = byStratum[Int(strata[index])]
        let n = sampled[Int(strata[index])]
        // The rest of the stratum grows by 1/(n − 1) of itself and loses the unit.
        let top = total.top + (stratum.top - n * byUnit[index].top) / (n - 1)
        let bottom = total.bottom + (stratum.bottom - n * byUnit[index].bottom) / (n - 1)
        if case .none = estimand.denominator {
          result[index].append(top)
        } else {
          let empty = abs(bottom) <= 1e-12 * abs(total.bottom)
          result[index].append(empty ? .nan : top / bottom)
        }
      }
    }
    return result
  }
}
