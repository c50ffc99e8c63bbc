/// The bootstrap of Rao and Wu (自助法): in each stratum n − 1 of the n first-stage units are drawn with replacement.
///
///     w·(1 − λ + λ·n/(n − 1)·t),   t times drawn,   λ = √(1 − f)
///
/// λ carries the finite population into the weights (Rao and Wu); the subbootstrap leaves it out (λ = 1). Replicate r draws
/// from stream r of the seed, so any replicate can be had alone.
///
/// - SeeAlso: Rao and Wu (1988), doi:10.2307/2288945; Rao, Wu and Yue (1992), Survey Methodology 18, 209–217.
struct Bootstrap: Sendable {
  let seed: UInt64
  /// Units of each stratum as they are drawn from: where they begin in `units`.
  let starts: [Int]
  let units: [Int32]
  /// λ of each stratum.
  let factor: [Double]
  /// Persons up to and including each unit of `units`, if rows are units of several.
  let cumulated: [Double]?

  /// The replication of a sample.
  ///
  /// - Throws: `.lonelyUnits` naming strata with one unit under the rules `fail` and `collapse`; other rules keep them as they
  ///   are in every replicate; `.tooFew` below two replicates.
  static func replication(
    _ nested: NestedDesign, replicates: Int, seed: UInt64, finite: Bool, rule: LonelyUnitRule,
    centre: Replication.Centre
  ) throws(StatisticsError) -> Replication {
    guard replicates >= 2 else { throw .tooFew(what: "replicates", needed: 2, found: replicates) }
    let stage = nested.stages[0]
    var starts: [Int] = []
    var units: [Int32] = []
    var factor: [Double] = []
    var heads: [Double] = []
    var lonely: [String] = []
    var lastUnit: Int32 = -1
    var lastStratum: Int32 = -1
    for row in nested.order {
      let stratum = stage.stratum[Int(row)]
      if stratum != lastStratum {
        lastStratum = stratum
        starts.append(units.count)
        let correction = stage.correction[Int(stratum)]
        if stage.sampled[Int(stratum)] <= 1, correction > 1e-7, rule == .fail || rule == .collapse {
          lonely.append(stage.label[Int(stratum)])
        }
        factor.append(finite ? correction.squareRoot() : 1)
      }
      if stage.unit[Int(row)] != lastUnit {
        lastUnit = stage.unit[Int(row)]
        units.append(lastUnit)
        let head = stage.rowsAreUnits ? nested.persons?[Int(row)] ?? 1 : 1
        heads.append((heads.last ?? 0) + head)
      }
    }
    starts.append(units.count)
    if !lonely.isEmpty { throw .lonelyUnits(strata: lonely) }
    let bootstrap = Bootstrap(
      seed: seed, starts: starts, units: units, factor: factor,
      cumulated: nested.persons != nil && stage.rowsAreUnits ? heads : nil)
    let count = Double(replicates)
    return Replication(
      .bootstrap(bootstrap), name: (finite ? "bootstrap=" : "subbootstrap=") + String(replicates), centre: centre,
      scale: 1 / (centre == .fullSample ? count : count - 1), coefficients: [Double](repeating: 1, count: replicates))
  }

  func fill(_ weights: inout [Double], replicate index: Int, design: SurveyDesign) {
    let stage = design.nested.stages[0]
    var random = RandomStream(seed: seed, stream: UInt64(index))
    var times = [Double](repeating: 1, count: units.count)
    for stratum in 0..<(starts.count - 1) {
      let (low, high) = (starts[stratum], starts[stratum + 1])
      var counts = [Double](repeating: 0, count: high - low)
      let n: Int
      if let cumulated {
        let before = low > 0 ? cumulated[low - 1] : 0
        n = Int(cumulated[high - 1] - before)
        guard n > 1 else { continue }
        for _ in 0..<(n - 1) {
          counts[Bootstrap.find(before + Double(random.below(n)), cumulated, low, high) - low] += 1
        }
        for unit in counts.indices {
          let own = cumulated[low + unit] - (low + unit > 0 ? cumulated[low + unit - 1] : 0)
          counts[unit] = own > 0 ? counts[unit] / own : 0
        }
      } else {
        n = high - low
        guard n > 1 else { continue }
        for _ in 0..<(n - 1) { counts[random.below(n)] += 1 }
      }
      let scale = Double(n) / Double(n - 1)
      for unit in counts.indices {
        times[Int(units[low + unit])] = 1 - factor[stratum] + factor[stratum] * scale * counts[unit]
      }
    }
    for row in weights.indices { weights[row] = design.baseWeights[row] * times[Int(stage.unit[row])] }
  }

  /// The first unit whose persons reach beyond `value`.
  private static func find(_ value: Double, _ cumulated: [Double], _ low: Int, _ high: Int) -> Int {
    var (first, last) = (low, high - 1)
    while first < last {
      let middle = (first + last) / 2
      if cumulated[middle] > value { last = middle } else { first = middle + 1 }
    }
    return first
  }
}
