public import Findings
public import Statistics

/// Checks that go with a composite indicator: do the indicators of a group belong together, and who decides the result?
public struct CompositeChecks: Sendable {
  /// What is checked and by which measure.
  public struct Options: Hashable, Sendable {
    /// The correlation.
    public var method: CorrelationMethod
    /// The data whose indicators are compared: `raw`, `imputed`, `normalised` …
    public var dataset: String
    /// From which absolute correlation on two indicators say nearly the same.
    public var threshold: Double

    /// Options.
    public init(method: CorrelationMethod = .pearson, dataset: String = "normalised", threshold: Double = 0.9) {
      (self.method, self.dataset, self.threshold) = (method, dataset, threshold)
    }
  }

  /// The correlation of two nodes.
  public struct Pair: Hashable, Sendable {
    /// One node.
    public var first: Int
    /// The other.
    public var second: Int
    /// Their correlation; nil if undefined.
    public var coefficient: Double?
  }

  /// What a group's children have in common.
  public struct GroupCheck: Sendable {
    /// The group.
    public var group: Int
    /// Cronbach's α of its children; nil with fewer than two or without variance.
    public var alpha: Double?
    /// The components of its children's correlation matrix; nil with fewer than two, or where one is undefined.
    public var components: PrincipalComponents?
  }

  /// How much one node weighs, by the table and in effect.
  public struct Influence: Hashable, Sendable {
    /// The node.
    public var node: Int
    /// Its share of the weight in the whole.
    public var nominal: Double
    /// Its share of its parent's weight.
    public var nominalInParent: Double
    /// Its correlation with the top; nil if undefined.
    public var correlation: Double?
    /// Its correlation with its parent.
    public var correlationWithParent: Double?
    /// Its part of the parent's variance, w·cov(x, parent)/var(parent): such parts of siblings sum to 1 if the parent is an
    /// arithmetic mean of complete data. Nil for other means.
    public var effectiveInParent: Double?
    /// Its part of the top's variance, the same taken up the tree; nil unless all means above are arithmetic.
    public var effective: Double?
  }

  /// The options.
  public let options: Options
  /// The statistics of the indicators after each step, in the order of the leaves.
  public let statistics: [(dataset: String, indicators: [IndicatorStatistics])]
  /// All pairs of indicators, of the dataset that the options name, with their directions.
  public let indicatorPairs: [Pair]
  /// All pairs of groups.
  public let groupPairs: [Pair]
  /// Every node and each of its ancestors.
  public let ancestorPairs: [Pair]
  /// The groups.
  public let groups: [GroupCheck]
  /// The nodes below the top.
  public let influences: [Influence]

  /// Checks a run; what is worth a look becomes a finding.
  public init(_ run: CompositeRun, _ options: Options = Options(), _ findings: inout [Finding]) {
    let tree = run.tree
    self.options = options
    let limits = run.recipe.outliers?.limits ?? OutlierRule.ShapeLimits()
    statistics = run.datasets.map { dataset in
      (dataset.name, dataset.table.columns.map { IndicatorStatistics($0, limits: limits) })
    }
    let compared = CompositeChecks.directed(run, options.dataset)
    var indicatorPairs: [Pair] = []
    for i in compared.indices {
      for j in compared.indices where j > i {
        indicatorPairs.append(
          Pair(
            first: tree.leaves[i], second: tree.leaves[j],
            coefficient: options.method.coefficient(compared[i], compared[j])))
      }
    }
    self.indicatorPairs = indicatorPairs
    func scores(_ a: Int, _ b: Int) -> Pair {
      Pair(first: a, second: b, coefficient: options.method.coefficient(run.scores[a], run.scores[b]))
    }
    groupPairs = tree.groups.enumerated().flatMap { index, a in tree.groups[(index + 1)...].map { scores(a, $0) } }
    ancestorPairs = tree.nodes.indices.flatMap { node in
      sequence(first: tree.nodes[node].parent, next: { $0.map { tree.nodes[$0].parent } })
        .prefix { $0 != nil }.compactMap { $0 }.map { scores(node, $0) }
    }
    groups = tree.groups.map { CompositeChecks.check(run, $0, compared) }
    influences = CompositeChecks.influences(run)
    report(run, &findings)
  }

  /// The values of a dataset with more being better throughout.
  private static func directed(_ run: CompositeRun, _ name: String) -> [[Double?]] {
    guard let table = run.dataset(name) else { return [] }
    if name == "normalised" { return table.columns }
    return zip(run.tree.leaves, table.columns).map { leaf, values in
      values.map { $0.map { $0 * Double(run.tree.nodes[leaf].direction) } }
    }
  }

  private static func check(_ run: CompositeRun, _ group: Int, _ compared: [[Double?]]) -> GroupCheck {
    let children = run.tree.nodes[group].children.map { child in
      run.tree.leaves.firstIndex(of: child).flatMap { compared.isEmpty ? nil : compared[$0] } ?? run.scores[child]
    }
    return GroupCheck(group: group, alpha: alpha(children), components: components(children))
  }

  /// Cronbach's α from pairwise covariances: k² · mean covariance / sum of the matrix.
  ///
  /// - SeeAlso: Cronbach (1951), doi:10.1007/BF02310555.
  public static func alpha(_ items: [[Double?]]) -> Double? {
    let k = Double(items.count)
    guard items.count >= 2 else { return nil }
    var (whole, diagonal) = (0.0, 0.0)
    for i in items.indices {
      for j in items.indices {
        guard let covariance = pairwiseCovariance(items[i], items[j]) else { return nil }
        whole += covariance
        if i == j { diagonal += covariance }
      }
    }
    let alpha = k * k * ((whole - diagonal) / (k * (k - 1))) / whole
    return alpha.isFinite ? alpha : nil
  }

  /// The components over the units in which all items have a value.
  private static func components(_ items: [[Double?]]) -> PrincipalComponents? {
    guard let units = items.first?.indices, items.count >= 2 else { return nil }
    let complete = units.filter { unit in items.allSatisfy { $0[unit] != nil } }
    let rows = items.map { item in complete.map { item[$0] } }
    let matrix = rows.map { a in rows.map { b in CorrelationMethod.pearson.coefficient(a, b) } }
    guard matrix.allSatisfy({ !$0.contains(nil) }) else { return nil }
    return try? PrincipalComponents(correlations: matrix.map { $0.compactMap { $0 } })
  }

  private static func influences(_ run: CompositeRun) -> [Influence] {
    let tree = run.tree
    let nominal = tree.cumulativeWeights
    var effective: [Double?] = Array(repeating: nil, count: tree.nodes.count)
    effective[tree.top] = 1
    var inParent: [Double?] = effective
    for group in tree.groups.reversed() {
      let children = tree.nodes[group].children
      let sum = children.reduce(0) { $0 + tree.nodes[$1].weight }
      for child in children {
        let share = tree.nodes[child].weight / sum
        guard case .arithmetic = run.recipe.aggregation(tree.nodes[group]),
          let variance = pairwiseCovariance(run.scores[group], run.scores[group]), variance > 0,
          let covariance = pairwiseCovariance(run.scores[child], run.scores[group])
        else { continue }
        inParent[child] = share * covariance / variance
        guard effective[group] != nil,
          let whole = pairwiseCovariance(run.scores[tree.top], run.scores[tree.top]), whole > 0,
          let total = pairwiseCovariance(run.scores[child], run.scores[tree.top])
        else { continue }
        effective[child] = nominal[child] * total / whole
      }
    }
    return tree.nodes.indices.filter { $0 != tree.top }.map { node in
      let parent = tree.nodes[node].parent ?? tree.top
      return Influence(
        node: node, nominal: nominal[node], nominalInParent: nominal[node] / nominal[parent],
        correlation: CorrelationMethod.pearson.coefficient(run.scores[node], run.scores[tree.top]),
        correlationWithParent: CorrelationMethod.pearson.coefficient(run.scores[node], run.scores[parent]),
        effectiveInParent: inParent[node], effective: effective[node])
    }
  }

  private func report(_ run: CompositeRun, _ findings: inout [Finding]) {
    let nodes = run.tree.nodes
    func place(_ node: Int) -> Location { Location(file: run.tree.file, row: nodes[node].row) }
    func digits(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
    for influence in influences {
      let node = nodes[influence.node]
      guard let parent = node.parent else { continue }
      if let share = influence.effectiveInParent, share > 0.5, share > 2 * influence.nominalInParent {
        findings.append(
          Finding(
            .indicatorDominates, at: place(influence.node),
            details: [node.code, nodes[parent].code, "\((share * 100).rounded())%"]))
      }
      if let r = influence.correlationWithParent, r < 0 {
        findings.append(
          Finding(.indicatorOpposes, at: place(influence.node), details: [node.code, nodes[parent].code, digits(r)]))
      }
    }
    for pair in indicatorPairs {
      guard let r = pair.coefficient, abs(r) >= options.threshold else { continue }
      findings.append(
        Finding(
          .indicatorsAlike, at: place(pair.first),
          details: [nodes[pair.first].code, nodes[pair.second].code, digits(r)]))
    }
    for group in groups where group.alpha == nil && nodes[group.group].children.count > 1 {
      findings.append(Finding(.checkUndefined, at: place(group.group), details: [nodes[group.group].code, "α"]))
    }
  }
}
