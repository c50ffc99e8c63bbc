import Statistics

extension SensitivityStudy {
  /// How a study is run.
  public struct Plan: Hashable, Sendable {
    /// Variants that are drawn; the rows of each of Sobol's samples if indices are asked for.
    public var replications: Int
    /// The seed.
    public var seed: UInt64
    /// Whether Sobol's indices are wanted.
    public var wantsIndices: Bool
    /// Bootstrap replicates for their intervals.
    public var bootstrap: Int
    /// The confidence of the intervals.
    public var confidence: Double
    /// The most combinations that are enumerated instead of drawn.
    public var enumerationLimit: Int

    /// A plan.
    public init(
      replications: Int = 1000, seed: UInt64 = 1, wantsIndices: Bool = false, bootstrap: Int = 1000,
      confidence: Double = 0.95, enumerationLimit: Int = 10_000
    ) {
      self.replications = replications
      self.seed = seed
      self.wantsIndices = wantsIndices
      self.bootstrap = bootstrap
      self.confidence = confidence
      self.enumerationLimit = enumerationLimit
    }
  }

  /// Runs the study. If all factors are discrete and their combinations few, all are evaluated and everything is exact;
  /// otherwise variants are drawn, the same ones for the same seed on every machine.
  ///
  /// - Throws: a `SensitivityFault` if methods conflict or there is nothing to rank.
  public func run(_ plan: Plan) throws(SensitivityFault) -> SensitivityResult {
    precondition(plan.replications >= 2, "at least two replications")
    let run = try SensitivityRun(self, seed: plan.seed)
    let omissions = SensitivityStudy.omissions(run)
    let parts = SensitivityStudy.parts(run)
    let isExact = combinations.map { $0 <= plan.enumerationLimit } ?? false
    let kept: Int
    let evaluated: (outcomes: [SensitivityRun.Outcome], ranks: [Int32], titles: [Double])
    var indices: (shift: SobolIndices, titles: SobolIndices)?
    if isExact {
      let counts = factors.compactMap { alternatives($0) }
      kept = counts.reduce(1, *)
      evaluated = run.evaluate(kept, keeping: kept) { SensitivityStudy.combination($0, counts) }
      if plan.wantsIndices, factors.count > 1 {
        indices = (
          SobolIndices(enumerated: evaluated.outcomes.map(\.meanShift), alternatives: counts),
          SobolIndices(enumerated: evaluated.outcomes.map(\.titleChanges), alternatives: counts)
        )
      }
    } else {
      let (n, d) = (plan.replications, factors.count)
      let wantsIndices = plan.wantsIndices && d > 1
      kept = wantsIndices ? 2 * n : n
      evaluated = run.evaluate(wantsIndices ? n * (d + 2) : n, keeping: kept) { variant in
        SensitivityStudy.drawn(variant, rows: n, factors: d)
      }
      if wantsIndices {
        func sobol(_ output: (SensitivityRun.Outcome) -> Double) -> SobolIndices {
          let blocks = (0..<(d + 2)).map { block in evaluated.outcomes[(block * n)..<((block + 1) * n)].map(output) }
          return SobolIndices(
            a: blocks[0], b: blocks[1], mixed: Array(blocks[2...]), bootstrap: plan.bootstrap,
            confidence: plan.confidence, seed: plan.seed)
        }
        indices = (sobol(\.meanShift), sobol(\.titleChanges))
      }
    }
    let outcomes = evaluated.outcomes.prefix(kept)
    let count = Double(kept)
    return SensitivityResult(
      variants: kept, isExact: isExact, seed: plan.seed,
      units: unitResults(run, evaluated.ranks, evaluated.titles, variants: kept),
      meanShift: outcomes.reduce(0) { $0 + $1.meanShift } / count,
      titleChanges: outcomes.reduce(0) { $0 + $1.titleChanges } / count,
      unchanged: Double(outcomes.count { $0.titleChanges == 0 }) / count, shiftIndices: indices?.shift,
      titleIndices: indices?.titles, omissions: omissions, parts: parts)
  }

  /// The settings of one combination; the last factor changes fastest.
  private static func combination(_ number: Int, _ counts: [Int]) -> [FactorSetting] {
    var rest = number
    var settings: [FactorSetting] = []
    for count in counts.reversed() {
      settings.append(.alternative(rest % count))
      rest /= count
    }
    return settings.reversed()
  }

  /// The settings of a drawn variant: rows of sample A, then B, then A with one factor after the other from B.
  private static func drawn(_ variant: Int, rows: Int, factors: Int) -> [FactorSetting] {
    let (block, row) = variant.quotientAndRemainder(dividingBy: rows)
    return (0..<factors).map { factor in
      let isFromB = block == 1 || block == factor + 2
      return .stream(UInt64(2 * (row * factors + factor) + (isFromB ? 1 : 0)))
    }
  }

  private func unitResults(
    _ run: SensitivityRun, _ ranks: [Int32], _ titles: [Double], variants: Int
  ) -> [SensitivityResult.Unit] {
    let size = units.count
    // Ranks lie variant by variant: sixteen units at a time read each line of the memory once.
    let block = 16
    let highest = Int(ranks.max() ?? 0)
    var results: [SensitivityResult.Unit] = []
    var histograms = [[Int]](repeating: Array(repeating: 0, count: highest + 1), count: block)
    for start in stride(from: 0, to: size, by: block) {
      let members = start..<min(size, start + block)
      for place in histograms.indices { for rank in 0...highest { histograms[place][rank] = 0 } }
      for variant in 0..<variants {
        for unit in members { histograms[unit - start][Int(ranks[variant * size + unit])] += 1 }
      }
      for unit in members {
        let histogram = histograms[unit - start]
        let present = variants - histogram[0]
        let sum = histogram.indices.reduce(0) { $0 + $1 * histogram[$1] }
        let nominal = Int(run.nominal.ranks[unit])
        results.append(
          SensitivityResult.Unit(
            score: run.nominal.scores[unit], rank: nominal > 0 ? nominal : nil,
            mean: present > 0 ? Double(sum) / Double(present) : nil,
            median: SensitivityStudy.quantile(histogram, present, 0.5),
            lower: SensitivityStudy.quantile(histogram, present, 0.05),
            upper: SensitivityStudy.quantile(histogram, present, 0.95), title: run.nominal.titles[unit],
            titleShare: titles[unit] / Double(variants)))
      }
    }
    return results
  }

  /// The quantile of ranks that a histogram counts, by R's rule 7.
  private static func quantile(_ histogram: [Int], _ present: Int, _ p: Double) -> Double? {
    guard present > 0 else { return nil }
    let place = p * Double(present - 1)
    let low = Int(place)
    func rank(at position: Int) -> Double {
      var seen = 0
      for rank in histogram.indices.dropFirst() {
        seen += histogram[rank]
        if seen > position { return Double(rank) }
      }
      return Double(histogram.count - 1)
    }
    let below = rank(at: low)
    return below + (place - Double(low)) * (rank(at: min(low + 1, present - 1)) - below)
  }

  /// Every node but the top and only children is left out in turn, its weight spread over its siblings.
  private static func omissions(_ run: SensitivityRun) -> [SensitivityResult.Omission] {
    let tree = run.study.tree
    var worker = SensitivityRun.Worker(run.study, run.scorer, run.sorter)
    return tree.nodes.indices.compactMap { node in
      guard let parent = tree.nodes[node].parent else { return nil }
      var variant = run.builder.nominal
      variant.weights[node] = 0
      guard tree.nodes[parent].children.contains(where: { variant.weights[$0] > 0 }) else { return nil }
      worker.take(variant, run.builder.nominalTable)
      let before = run.nominal.titles
      return SensitivityResult.Omission(
        node: node, meanShift: run.outcome(worker.ranks, worker.titles).meanShift,
        enters: before.indices.filter { worker.titles[$0] > before[$0] },
        leaves: before.indices.filter { worker.titles[$0] < before[$0] })
    }
  }

  /// Effective weights: which part of the top's variance comes with each child. Ranks compare within groups, so that only the
  /// variance within them counts.
  private static func parts(_ run: SensitivityRun) -> [SensitivityResult.Part] {
    let study = run.study
    let tree = study.tree
    let children = tree.nodes[tree.top].children
    let sum = children.reduce(0) { $0 + tree.nodes[$1].weight }
    let top = study.centred(run.nominalTop)
    let whole = pairwiseCovariance(top, top) ?? 0
    let rule = study.recipe.aggregation(tree.nodes[tree.top])
    return zip(children, run.nominalParts).map { child, scores in
      let nominal = tree.nodes[child].weight / sum
      let centred = study.centred(scores)
      let covariance = pairwiseCovariance(centred, top)
      let isLinear = rule == .arithmetic && whole > 0
      return SensitivityResult.Part(
        node: child, nominal: nominal, effective: isLinear ? covariance.map { nominal * $0 / whole } : nil,
        standardDeviation: pairwiseCovariance(centred, centred)?.squareRoot(),
        correlation: CorrelationMethod.pearson.coefficient(centred, top))
    }
  }

  /// The scores of those that take part, less their group's mean where there are groups.
  private func centred(_ scores: [Double?]) -> [Double?] {
    var centred: [Double?] = zip(scores, isEligible).map { $1 ? $0 : nil }
    guard places.count > 1 else { return centred }
    for group in places.indices {
      let members = centred.indices.filter { groups[$0] == group && centred[$0] != nil }
      let mean = members.reduce(0) { $0 + (centred[$1] ?? 0) } / Double(max(1, members.count))
      for unit in members { centred[unit] = centred[unit].map { $0 - mean } }
    }
    return centred
  }
}
