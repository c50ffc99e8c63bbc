import Dispatch
import Statistics

/// What one factor is set to in one variant.
enum FactorSetting: Hashable, Sendable {
  /// The nominal choice.
  case nominal
  /// The alternative of this number.
  case alternative(Int)
  /// Whatever this stream of random numbers draws.
  case stream(UInt64)
}

/// Turns settings of the factors into a variant of the method and the table it works on.
struct VariantBuilder: Sendable {
  private let study: SensitivityStudy
  private let seed: UInt64
  private(set) var prepared: [[[PreparedTable]]]
  private let rules: [NormalisationRule?]
  private let missing: [SensitivityFactor.MissingRule]
  private let nominalAggregations: [AggregationRule]
  private let needsLogarithms: Bool

  /// Prepares the data for every combination of table, normalisation and missing rule.
  ///
  /// - Throws: `.methodsConflict` if a geometric or harmonic mean meets values that are not above 0.
  init(_ study: SensitivityStudy, seed: UInt64) throws(SensitivityFault) {
    self.study = study
    self.seed = seed
    var rules: [NormalisationRule?] = [nil]
    var missing: [SensitivityFactor.MissingRule] = [study.nominalMissing]
    var lists: [[AggregationRule]] = [study.recipe.aggregations]
    for factor in study.factors {
      switch factor {
      case .normalisation(let list): rules += list.map { $0 }
      case .missing(let list): missing += list
      case .aggregation(let list): lists += list
      default: break
      }
    }
    self.rules = rules
    self.missing = missing
    nominalAggregations = study.tree.groups.map { study.recipe.aggregation(study.tree.nodes[$0]) }
    let all = lists.joined() + nominalAggregations
    let needsLogarithms = all.contains(.geometric)
    self.needsLogarithms = needsLogarithms
    let prepared = VariantBuilder.prepare(study, rules, missing, needsLogarithms)
    self.prepared = prepared
    for (index, rule) in rules.enumerated() {
      let least = prepared.flatMap { $0[index].map(\.least) }.min() ?? 1
      // The nominal rule need not go with alternatives of the aggregation that are never used with it.
      let isUsed = index > 0 || !study.factors.contains { if case .normalisation = $0 { true } else { false } }
      for list in isUsed ? all : nominalAggregations where list.refuses(least) {
        throw .methodsConflict(rule.map { "\($0)" } ?? "\(study.recipe.normalisation)", list.name)
      }
    }
  }

  /// A table for every combination of data, normalisation and missing rule, several at a time.
  private static func prepare(
    _ study: SensitivityStudy, _ rules: [NormalisationRule?], _ missing: [SensitivityFactor.MissingRule],
    _ needsLogarithms: Bool
  ) -> [[[PreparedTable]]] {
    let count = study.tables.count * rules.count * missing.count
    var flat = [PreparedTable?](repeating: nil, count: count)
    flat.withUnsafeMutableBufferPointer { flat in
      // Each iteration writes its own element only.
      nonisolated(unsafe) let flat = flat
      DispatchQueue.concurrentPerform(iterations: count) { index in
        let (rest, gaps) = index.quotientAndRemainder(dividingBy: missing.count)
        let (table, rule) = rest.quotientAndRemainder(dividingBy: rules.count)
        flat[index] = PreparedTable(
          study.tables[table], study: study, rule: rules[rule], missing: missing[gaps],
          needsLogarithms: needsLogarithms)
      }
    }
    let tables = flat.compactMap(\.self)
    return study.tables.indices.map { table in
      rules.indices.map { rule in
        missing.indices.map { tables[(table * rules.count + rule) * missing.count + $0] }
      }
    }
  }

  /// The table of the nominal choices.
  var nominalTable: PreparedTable { prepared[0][0][0] }

  /// The nominal variant.
  var nominal: MethodVariant {
    MethodVariant(aggregations: nominalAggregations, weights: study.tree.nodes.map(\.weight))
  }

  /// Builds the variant of `settings`, one for each factor, and calls `body` with it and its table.
  func build(_ settings: [FactorSetting], _ body: (MethodVariant, PreparedTable) -> Void) {
    var variant = nominal
    var (table, rule, gaps) = (0, 0, 0)
    var sampling: RandomStream?
    // Alternatives of several factors of one kind stand one after the other behind the nominal one.
    var (rulesBefore, gapsBefore) = (1, 1)
    for (factor, setting) in zip(study.factors, settings) {
      let choice = choice(factor, setting)
      switch factor {
      case .normalisation(let list):
        if let choice { rule = rulesBefore + choice }
        rulesBefore += list.count
      case .missing(let list):
        if let choice { gaps = gapsBefore + choice }
        gapsBefore += list.count
      case .aggregation(let lists):
        if let choice { variant.aggregations = aggregations(lists[choice]) }
      case .data: if let choice { table = choice }
      case .sampling: if case .stream(let number) = setting { sampling = RandomStream(seed: seed, stream: number) }
      case .partSampling:
        if case .stream(let number) = setting { variant.sampling = RandomStream(seed: seed, stream: number) }
      case .weightNoise, .dirichlet, .share:
        if case .stream(let number) = setting {
          var stream = RandomStream(seed: seed, stream: number)
          reweigh(&variant.weights, factor, &stream)
        }
      }
    }
    guard var sampling, let errors = study.errors else { return body(variant, prepared[table][rule][gaps]) }
    let noisy = zip(study.tables[table], errors).map { column, errors in
      zip(column, errors).map { value, error in value.map { $0 + (error ?? 0) * sampling.normal() } }
    }
    body(
      variant,
      PreparedTable(
        noisy, study: study, rule: rules[rule], missing: missing[gaps], needsLogarithms: needsLogarithms))
  }

  /// Notes on every table how far the scores of the part with errors spread in it, as `deviation` measures them.
  mutating func noteSpreads(_ deviation: (PreparedTable) -> Double?) {
    guard study.partErrors != nil, let nominal = deviation(nominalTable), nominal > 0 else { return }
    for table in prepared.indices {
      for rule in prepared[table].indices {
        for gaps in prepared[table][rule].indices {
          prepared[table][rule][gaps].spread = (deviation(prepared[table][rule][gaps]) ?? nominal) / nominal
        }
      }
    }
  }

  private func choice(_ factor: SensitivityFactor, _ setting: FactorSetting) -> Int? {
    guard let count = study.alternatives(factor) else { return nil }
    switch setting {
    case .nominal: return nil
    case .alternative(let index): return index
    case .stream(let number):
      var stream = RandomStream(seed: seed, stream: number)
      return stream.below(count)
    }
  }

  private func aggregations(_ list: [AggregationRule]) -> [AggregationRule] {
    study.tree.groups.map { group in
      let node = study.tree.nodes[group]
      return study.recipe.aggregationByGroup[node.code] ?? list[min(max(0, node.level - 2), list.count - 1)]
    }
  }

  private func reweigh(_ weights: inout [Double], _ factor: SensitivityFactor, _ stream: inout RandomStream) {
    let tree = study.tree
    switch factor {
    case .weightNoise(let level, let amount):
      for node in tree.nodes.indices where node != tree.top && (level.map { tree.nodes[node].level == $0 } ?? true) {
        weights[node] *= 1 + amount * (2 * stream.unit() - 1)
      }
    case .dirichlet(let level, let concentration):
      for group in tree.groups {
        let children = tree.nodes[group].children.filter { child in level.map { tree.nodes[child].level == $0 } ?? true
        }
        let sum = children.reduce(0) { $0 + weights[$1] }
        guard children.count > 1, sum > 0 else { continue }
        let shares = stream.dirichlet(children.map { concentration * weights[$0] / sum })
        for (child, share) in zip(children, shares) { weights[child] = share * sum }
      }
    case .share(let node, let range):
      guard let parent = tree.nodes[node].parent else { return }
      let share = range.lowerBound + stream.unit() * (range.upperBound - range.lowerBound)
      setShare(&weights, of: node, among: tree.nodes[parent].children, to: share)
    default: break
    }
  }

  private func setShare(_ weights: inout [Double], of node: Int, among siblings: [Int], to share: Double) {
    let sum = siblings.reduce(0) { $0 + weights[$1] }
    let others = sum - weights[node]
    guard others > 0 else { return }
    for sibling in siblings where sibling != node { weights[sibling] *= (1 - share) * sum / others }
    weights[node] = share * sum
  }
}
