public import Findings
import Foundation
import Statistics

/// A composite indicator made by a recipe: the data after every step, the scores and the ranks (综合指标).
///
/// - SeeAlso: OECD and JRC (2008), Handbook on Constructing Composite Indicators; Becker et al. (2022),
///   doi:10.21105/joss.04567.
public struct CompositeRun: Sendable {
  /// The data after one step.
  public struct Dataset: Sendable {
    /// The step; nil for the data as they were read.
    public var step: CompositeRecipe.Step?
    /// Its name: `raw`, `denominated`, `transformed`, `screened`, `imputed`, `treated`, `normalised`.
    public var name: String
    /// The units and their values.
    public var table: UnitTable
  }

  /// One value that was filled in.
  public struct ImputedValue: Hashable, Sendable {
    /// The unit's code.
    public var unit: String
    /// The indicator's code.
    public var indicator: String
    /// The value.
    public var value: Double
  }

  /// Units of one rank.
  public struct Tie: Hashable, Sendable {
    /// The node.
    public var node: Int
    /// The rank they share.
    public var rank: Int
    /// The places of the units.
    public var units: [Int]
  }

  /// The tree.
  public let tree: CompositeTree
  /// The recipe.
  public let recipe: CompositeRecipe
  /// The data as they were read and after each step that did something.
  public private(set) var datasets: [Dataset]
  /// Units that were left out.
  public private(set) var removedUnits: [String] = []
  /// What was known of the data of every unit when they were screened.
  public private(set) var availability: [(unit: String, found: ScreeningRule.Availability)] = []
  /// Values that were filled in.
  public private(set) var imputed: [ImputedValue] = []
  /// The outcomes of the treatment, by indicator in the order of the leaves; empty without treatment.
  public private(set) var treated: [OutlierRule.Outcome] = []
  /// The score of each node and unit; an indicator's are its normalised values.
  public private(set) var scores: [[Double?]] = []
  /// The competition rank of each node and unit, 1 the highest score; nil without a score.
  public private(set) var ranks: [[Int?]] = []
  /// Units that share a rank, for groups.
  public private(set) var ties: [Tie] = []

  /// The units that were scored.
  public var units: [String] { current.units }
  /// The data after the last step.
  public var current: UnitTable { datasets[datasets.count - 1].table }
  /// The data after a step of this name; nil if there are none.
  public func dataset(_ name: String) -> UnitTable? { datasets.last { $0.name == name }?.table }

  /// Runs the recipe; faults of the data become findings, and if one of them is an error there are no scores.
  public init(_ tree: CompositeTree, _ table: UnitTable, _ recipe: CompositeRecipe, _ findings: inout [Finding]) {
    self.tree = tree.reweighted(recipe.weights)
    self.recipe = recipe
    datasets = [Dataset(step: nil, name: "raw", table: table)]
    var own: [Finding] = []
    defer { findings += own }
    for step in recipe.order {
      guard !own.contains(where: { $0.severity == .error }) else { return }
      take(step, &own)
    }
    guard !own.contains(where: { $0.severity == .error }) else { return }
    aggregate(&own)
    guard !own.contains(where: { $0.severity == .error }) else { return }
    rank()
  }

  private func code(_ leaf: Int) -> String { tree.nodes[tree.leaves[leaf]].code }

  private mutating func take(_ step: CompositeRecipe.Step, _ findings: inout [Finding]) {
    switch step {
    case .denominate: if recipe.denominates { denominate(&findings) }
    case .transform: if !recipe.transformations.isEmpty { transform(&findings) }
    case .screen: if let rule = recipe.screening { screen(rule, &findings) }
    case .impute: if let rule = recipe.imputation { impute(rule, &findings) }
    case .treat: if recipe.outliers != nil || !recipe.outliersByIndicator.isEmpty { treat(&findings) }
    case .normalise: normalise(&findings)
    }
  }

  private mutating func append(_ step: CompositeRecipe.Step, _ name: String, _ table: UnitTable) {
    datasets.append(Dataset(step: step, name: name, table: table))
  }

  private mutating func denominate(_ findings: inout [Finding]) {
    var columns = current.columns
    for (index, leaf) in tree.leaves.enumerated() {
      let node = tree.nodes[leaf]
      guard let name = node.settings["denominator"] else { continue }
      guard current.has(name) else {
        findings.append(
          Finding(
            .denominatorMissing, at: Location(file: tree.file, row: node.row), found: name, details: [name, node.code]))
        continue
      }
      let scaleText = node.settings["denominator_scale"] ?? "1"
      guard let scale = Double(scaleText), scale.isFinite, scale != 0 else {
        findings.append(
          Finding(
            .methodUnfit, at: Location(file: tree.file, row: node.row), found: scaleText,
            details: [scaleText, "denominator_scale"]))
        continue
      }
      let denominators =
        tree.index(of: name).flatMap { tree.leaves.firstIndex(of: $0) }
        .map { datasets[0].table.columns[$0] } ?? current.numbers(name, &findings)
      for unit in columns[index].indices {
        guard let value = columns[index][unit] else { continue }
        let quotient = denominators[unit].map { value / ($0 / scale) }
        columns[index][unit] = quotient.flatMap { $0.isFinite ? $0 : nil }
        if columns[index][unit] == nil {
          findings.append(
            Finding(
              .denominatorUnfit, at: current.location(unit: unit, column: name),
              found: denominators[unit].map { "\($0)" }, details: [node.code, current.units[unit]]))
        }
      }
    }
    append(.denominate, "denominated", current.replacing(columns))
  }

  private mutating func transform(_ findings: inout [Finding]) {
    var columns = current.columns
    for index in columns.indices {
      guard let transformation = recipe.transformations[code(index)] else { continue }
      for unit in columns[index].indices {
        guard let value = columns[index][unit] else { continue }
        let image = transformation.apply(value)
        columns[index][unit] = image
        if image == nil {
          findings.append(
            Finding(
              .valueOutsideMethod, at: current.location(unit: unit, column: code(index)), found: "\(value)",
              details: [code(index), transformation.rawValue, current.units[unit]]))
        }
      }
    }
    append(.transform, "transformed", current.replacing(columns))
  }

  private mutating func screen(_ rule: ScreeningRule, _ findings: inout [Finding]) {
    let table = current
    for unit in rule.included.union(rule.excluded).subtracting(table.units).sorted() {
      findings.append(Finding(.unitNotInData, at: Location(file: table.file), found: unit, details: [unit]))
    }
    availability = Array(zip(table.units, ScreeningRule.availability(table.columns)))
    let keeps = rule.keeps(table.columns, units: table.units)
    removedUnits = zip(table.units, keeps).filter { !$0.1 }.map(\.0)
    if keeps.count(where: { $0 }) < 2 {
      findings.append(
        Finding(.unitsTooFew, at: Location(file: table.file), details: ["\(keeps.count { $0 })"]))
      return
    }
    if !removedUnits.isEmpty {
      findings.append(
        Finding(
          .unitsScreenedOut, at: Location(file: table.file),
          details: ["\(removedUnits.count)", removedUnits.prefix(20).joined(separator: ", ")]))
    }
    append(.screen, "screened", table.keeping(keeps))
  }

  private mutating func impute(_ rule: ImputationRule, _ findings: inout [Finding]) {
    var groups: [String] = []
    if case .indicator(_, let column?) = rule {
      guard current.has(column) else {
        findings.append(Finding(.columnMissing, at: current.header, found: column, details: [column]))
        return
      }
      groups = current.texts(column)
    }
    var ancestors = tree.leaves.map { _ in 0 }
    if case .unit(_, let level?) = rule { ancestors = tree.leaves.map { tree.ancestor(of: $0, level: level) } }
    let before = current.columns
    let after = rule.apply(
      before, groups: groups, directions: tree.leaves.map { tree.nodes[$0].direction }, ancestors: ancestors)
    for index in before.indices {
      var left = 0
      for unit in before[index].indices where before[index][unit] == nil {
        guard let value = after[index][unit] else {
          left += 1
          continue
        }
        imputed.append(ImputedValue(unit: current.units[unit], indicator: code(index), value: value))
      }
      if left > 0 {
        findings.append(Finding(.stillMissing, at: Location(file: current.file), details: [code(index), "\(left)"]))
      }
    }
    append(.impute, "imputed", current.replacing(after))
  }

  private mutating func treat(_ findings: inout [Finding]) {
    let before = current.columns
    treated = before.indices.map { index in
      guard let rule = recipe.outliersByIndicator[code(index)] ?? recipe.outliers else {
        return OutlierRule.Outcome(untreated: before[index])
      }
      return rule.apply(before[index])
    }
    for (index, outcome) in treated.enumerated() {
      let details = [
        code(index), outcome.after.skewness.map { "\($0)" } ?? "–", outcome.after.kurtosis.map { "\($0)" } ?? "–",
      ]
      if outcome.passes == false {
        findings.append(Finding(.stillOutlying, at: Location(file: current.file), details: details))
      } else if outcome.passes == nil {
        findings.append(Finding(.outliersNotJudged, at: Location(file: current.file), details: details))
      }
    }
    append(.treat, "treated", current.replacing(treated.map(\.values)))
  }

  private mutating func normalise(_ findings: inout [Finding]) {
    let table = current
    var columns: [[Double?]] = []
    for (index, leaf) in tree.leaves.enumerated() {
      let node = tree.nodes[leaf]
      let rule = recipe.normalisationByIndicator[node.code] ?? recipe.normalisation
      do throws(NormalisationFault) {
        var values = try rule.apply(table.columns[index], direction: node.direction, units: table.units)
        if let range = recipe.range {
          values = try NormalisationRule.minMax(lower: range.lowerBound, upper: range.upperBound)
            .apply(values, direction: 1, units: table.units)
        }
        columns.append(values.map { $0.flatMap { $0.isFinite ? $0 : nil } })
        if case .fractionOfMaximum = rule, node.direction < 0 {
          findings.append(
            Finding(.fractionNotTurned, at: Location(file: tree.file, row: node.row), details: [node.code]))
        }
      } catch {
        columns.append(table.columns[index].map { _ in nil })
        report(error, node, table, index, &findings)
      }
    }
    append(.normalise, "normalised", table.replacing(columns))
  }

  private func report(
    _ fault: NormalisationFault, _ node: CompositeNode, _ table: UnitTable, _ index: Int, _ findings: inout [Finding]
  ) {
    let place = Location(file: tree.file, row: node.row)
    switch fault {
    case .empty: findings.append(Finding(.indicatorEmpty, at: place, details: [node.code]))
    case .constant: findings.append(Finding(.indicatorConstant, at: place, details: [node.code]))
    case .referenceMissing(let unit):
      findings.append(Finding(.referenceUnitMissing, at: place, found: unit, details: [unit, node.code]))
    case .notPositive(let unit):
      findings.append(
        Finding(
          .valueOutsideMethod, at: table.location(unit: unit, column: node.code),
          found: table.columns[index][unit].map { "\($0)" }, details: [node.code, "log", table.units[unit]]))
    }
  }

  private mutating func aggregate(_ findings: inout [Finding]) {
    let table = current
    scores = tree.nodes.map { _ in [] }
    for (index, leaf) in tree.leaves.enumerated() { scores[leaf] = table.columns[index] }
    for group in tree.groups {
      let node = tree.nodes[group]
      let rule = recipe.aggregation(node)
      for child in node.children {
        for (unit, value) in scores[child].enumerated() where value.map(rule.refuses) ?? false {
          let childNode = tree.nodes[child]
          let location =
            childNode.isLeaf ? table.location(unit: unit, column: childNode.code) : Location(file: table.file)
          findings.append(
            Finding(
              .valueOutsideMethod, at: location, found: value.map { "\($0)" },
              details: [childNode.code, "\(rule.name) (\(node.code))", table.units[unit]]))
        }
      }
      scores[group] = rule.apply(
        node.children.map { scores[$0] }, weights: node.children.map { tree.nodes[$0].weight },
        threshold: recipe.threshold(node))
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return }
    let unscored = zip(table.units, scores[tree.top]).filter { $0.1 == nil }.map(\.0)
    if !unscored.isEmpty {
      findings.append(
        Finding(
          .unitsWithoutScore, at: Location(file: table.file),
          details: ["\(unscored.count)", unscored.prefix(20).joined(separator: ", ")]))
    }
  }

  private mutating func rank() {
    ranks = scores.map { CompositeRun.ranks($0, decimals: recipe.rankDecimals) }
    for group in tree.groups {
      let places = Dictionary(grouping: units.indices.filter { ranks[group][$0] != nil }) { ranks[group][$0] ?? 0 }
      for (rank, units) in places.sorted(by: { $0.key < $1.key }) where units.count > 1 {
        ties.append(Tie(node: group, rank: rank, units: units))
      }
    }
  }

  /// Competition ranks ("1224"), 1 the highest.
  ///
  /// Scores that differ by less than 1e-12 of their size are equal: that much is rounding of the arithmetic, no difference
  /// of the data.
  public static func ranks(_ scores: [Double?], decimals: Int? = nil) -> [Int?] {
    let scale = decimals.map { pow(10, Double($0)) }
    let values = scores.map { score in score.map { value in scale.map { (value * $0).rounded() / $0 } ?? value } }
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 0, $1) > (values[$1] ?? 0, $0) }
    var ranks = [Int?](repeating: nil, count: scores.count)
    for (position, index) in order.enumerated() {
      guard position > 0, let value = values[index], let above = values[order[position - 1]],
        abs(above - value) <= 1e-12 * max(abs(above), abs(value))
      else {
        ranks[index] = position + 1
        continue
      }
      ranks[index] = ranks[order[position - 1]]
    }
    return ranks
  }
}

extension ValueTransformation {
  /// The image of a value; nil outside the domain.
  func apply(_ value: Double) -> Double? {
    let image: Double =
      switch self {
      case .log: value > 0 ? Foundation.log(value) : .nan
      case .log10: value > 0 ? Foundation.log10(value) : .nan
      case .sqrt: value.squareRoot()
      case .log1p: value > -1 ? Foundation.log1p(value) : .nan
      case .inverse: 1 / value
      }
    return image.isFinite ? image : nil
  }
}

extension OutlierRule.Outcome {
  /// An indicator that no rule touches.
  init(untreated values: [Double?]) {
    let shape = SampleShape(values.compactMap { $0 })
    self.init(values: values, kind: nil, points: 0, replaced: [], before: shape, after: shape, passes: true)
  }
}
