public import Findings

extension CompositeRecipe {
  /// One setting of a recipe: where it was written, its key and its value.
  public struct Setting: Hashable, Sendable {
    /// The key, one of `CompositeRecipe.keys`.
    public var key: String
    /// The value.
    public var value: String
    /// Its place if it stands in a file.
    public var location: Location?

    /// A setting.
    public init(_ key: String, _ value: String, at location: Location? = nil) {
      (self.key, self.value, self.location) = (key, value, location)
    }
  }

  /// The keys that a table of steps or the options may set.
  public static let keys = [
    "order", "denominate", "screen", "screen-zeros", "include", "exclude", "impute", "treat", "treat-then",
    "treat-test",
    "treat-combine", "normalise", "range", "aggregate", "threshold", "rank-decimals",
    "weights",
  ]

  /// The recipe that `settings` and the cells of `tree` describe; later settings win. Faults become findings.
  public init(_ settings: [Setting], tree: CompositeTree, _ findings: inout [Finding]) {
    var reader = RecipeReader(settings, tree)
    self = reader.read()
    findings += reader.findings
  }
}

/// Turns settings into a recipe, collecting every fault.
private struct RecipeReader {
  let tree: CompositeTree
  var settings: [String: CompositeRecipe.Setting] = [:]
  var findings: [Finding] = []

  init(_ list: [CompositeRecipe.Setting], _ tree: CompositeTree) {
    self.tree = tree
    for var setting in list {
      setting.key = MethodSpecification.folded(setting.key)
      guard CompositeRecipe.keys.contains(setting.key) else {
        findings.append(
          Finding(
            .stepUnknown, at: setting.location, found: setting.key,
            details: [setting.key, CompositeRecipe.keys.joined(separator: ", ")]))
        continue
      }
      settings[setting.key] = setting
    }
  }

  mutating func read() -> CompositeRecipe {
    var recipe = CompositeRecipe()
    recipe.order = order()
    recipe.denominates = flag("denominate")
    recipe.weights = weights()
    recipe.screening = screening()
    recipe.imputation = specified("impute") { try ImputationRule.read($0) } ?? nil
    readOutliers(&recipe)
    readNormalisation(&recipe)
    readAggregation(&recipe)
    if let text = settings["rank-decimals"]?.value {
      recipe.rankDecimals = Int(text).flatMap { (0...12).contains($0) ? $0 : nil }
      if recipe.rankDecimals == nil { refuse("rank-decimals", ["0…12"]) }
    }
    for (node, text) in cells("transform") {
      guard let transformation = ValueTransformation(rawValue: MethodSpecification.folded(text)) else {
        refuse(text, ValueTransformation.allCases.map(\.rawValue), at: place(node))
        continue
      }
      recipe.transformations[node.code] = transformation
    }
    return recipe
  }

  // MARK: Settings

  private mutating func refuse(_ key: String, _ faults: [String]) {
    refuse(settings[key]?.value ?? "", faults, at: settings[key]?.location)
  }

  private mutating func refuse(_ text: String, _ faults: [String], at location: Location?) {
    findings.append(
      Finding(.methodUnfit, at: location, found: text, details: [text, faults.joined(separator: ", ")]))
  }

  private mutating func flag(_ key: String) -> Bool {
    switch settings[key]?.value.lowercased() {
    case nil, "no", "false", "0": return false
    case "", "yes", "true", "1": return true
    default:
      refuse(key, ["yes", "no"])
      return false
    }
  }

  private mutating func share(_ key: String) -> Double? {
    guard let text = settings[key]?.value else { return nil }
    guard let value = Double(text), (0...1).contains(value) else {
      refuse(key, ["0…1"])
      return nil
    }
    return value
  }

  private func names(_ key: String) -> [String] {
    (settings[key]?.value ?? "").split { $0 == "," || $0 == ";" }.map { $0.filter { $0 != " " } }
  }

  private mutating func specified<Rule>(_ key: String, _ read: (MethodSpecification) throws -> Rule) -> Rule? {
    settings[key].flatMap { specified($0.value, $0.location, read) }
  }

  private mutating func specified<Rule>(
    _ text: String, _ location: Location?, _ read: (MethodSpecification) throws -> Rule
  ) -> Rule? {
    do {
      return try read(MethodSpecification(text))
    } catch {
      refuse(text, (error as? SpecificationFault)?.faults ?? [], at: location)
      return nil
    }
  }

  /// The rows of the tree whose cell in `column` is filled.
  private func cells(_ column: String) -> [(node: CompositeNode, text: String)] {
    tree.nodes.compactMap { node in node.settings[column].map { (node, $0) } }
  }

  private func place(_ node: CompositeNode) -> Location { Location(file: tree.file, row: node.row) }

  // MARK: Parts of the recipe

  private mutating func order() -> [CompositeRecipe.Step] {
    guard settings["order"] != nil else { return CompositeRecipe.Step.allCases }
    var order: [CompositeRecipe.Step] = []
    for name in names("order") {
      if name == "aggregate" { continue }
      guard let step = CompositeRecipe.Step(rawValue: name), !order.contains(step) else {
        refuse("order", CompositeRecipe.Step.allCases.map(\.rawValue))
        continue
      }
      order.append(step)
    }
    // Steps that are not named keep their usual places before those that follow them.
    let rest = CompositeRecipe.Step.allCases.filter { !order.contains($0) && $0 != .normalise }
    return rest + order.filter { $0 != .normalise } + [.normalise]
  }

  private mutating func weights() -> [String: Double] {
    var weights: [String: Double] = [:]
    for item in names("weights") {
      let pair = item.split(separator: "=").map(String.init)
      guard pair.count == 2, let value = Double(pair[1]), value.isFinite, value >= 0 else {
        refuse(item, ["CODE=WEIGHT"], at: settings["weights"]?.location)
        continue
      }
      guard tree.index(of: pair[0]) != nil else {
        findings.append(
          Finding(.weightUnknownCode, at: settings["weights"]?.location, found: pair[0], details: [pair[0]]))
        continue
      }
      weights[pair[0]] = value
    }
    let changed = tree.reweighted(weights)
    for group in tree.groups where changed.nodes[group].children.allSatisfy({ changed.nodes[$0].weight == 0 }) {
      findings.append(
        Finding(.siblingWeightsZero, at: settings["weights"]?.location, details: [tree.nodes[group].code]))
    }
    return weights
  }

  private mutating func screening() -> ScreeningRule? {
    let rule = ScreeningRule(
      minimumAvailability: share("screen"), minimumNonZero: share("screen-zeros"), included: Set(names("include")),
      excluded: Set(names("exclude")))
    return rule == ScreeningRule() ? nil : rule
  }

  private mutating func readOutliers(_ recipe: inout CompositeRecipe) {
    var limits: OutlierRule.ShapeLimits?
    if settings["treat-test"] != nil {
      limits = specified("treat-test") { specification throws(SpecificationFault) -> OutlierRule.ShapeLimits in
        // The test has parameters only: `skew=2,kurt=3.5` reads like those of a method without a name.
        var parameters = MethodSpecification.Parameters(MethodSpecification("test:" + specification.description))
        let limits = OutlierRule.ShapeLimits(
          skewness: parameters.number("skew", 2), kurtosis: parameters.number("kurt", 3.5))
        let faults = parameters.finish()
        if !faults.isEmpty { throw SpecificationFault(text: specification.description, faults: faults) }
        return limits
      }
    }
    let second: OutlierRule.Treatment? =
      settings["treat-then"] == nil ? .logarithm : specified("treat-then") { try OutlierRule.Treatment.read($0) } ?? nil
    let isCombined = flag("treat-combine")
    func rule(_ first: OutlierRule.Treatment?) -> OutlierRule? {
      guard let first else { return nil }
      var own = limits ?? OutlierRule.ShapeLimits()
      if limits == nil, case .winsorise(_, let stop, _) = first { own = stop }
      return OutlierRule(first: first, second: second, limits: own, isCombined: isCombined)
    }
    if settings["treat"] != nil {
      recipe.outliers = rule(specified("treat") { try OutlierRule.Treatment.read($0) } ?? nil)
    }
    for (node, text) in cells("treat") {
      guard let first = specified(text, place(node), { try OutlierRule.Treatment.read($0) }) else { continue }
      recipe.outliersByIndicator[node.code] = .some(rule(first))
    }
  }

  private mutating func readNormalisation(_ recipe: inout CompositeRecipe) {
    if let setting = settings["normalise"] {
      let specification = MethodSpecification(setting.value)
      let posts = NormalisationColumns(specification.description)
      for leaf in tree.leaves {
        let node = tree.nodes[leaf]
        guard let text = posts?.specification(node), node.settings["normalisation"] == nil else { continue }
        recipe.normalisationByIndicator[node.code] = specified(text, place(node)) { try NormalisationRule($0) }
      }
      // A rule whose parameters stand in the table for every indicator needs none of its own.
      let isCovered = tree.leaves.allSatisfy {
        recipe.normalisationByIndicator[tree.nodes[$0].code] != nil || tree.nodes[$0].settings["normalisation"] != nil
      }
      if !(isCovered && posts != nil) {
        recipe.normalisation = specified("normalise") { try NormalisationRule($0) } ?? recipe.normalisation
      }
    }
    for (node, text) in cells("normalisation") where node.isLeaf {
      recipe.normalisationByIndicator[node.code] = specified(text, place(node)) { try NormalisationRule($0) }
    }
    if settings["range"] != nil {
      let ends = names("range").compactMap { Double($0) }
      if ends.count == 2, ends[0] < ends[1], ends.allSatisfy(\.isFinite) {
        recipe.range = ends[0]...ends[1]
      } else {
        refuse("range", ["0,100"])
      }
    }
  }

  private mutating func readAggregation(_ recipe: inout CompositeRecipe) {
    if let setting = settings["aggregate"] {
      let rules = setting.value.split { $0 == "," || $0 == ";" }.map {
        specified(String($0), setting.location) { try AggregationRule($0) }
      }
      let known = rules.compactMap { $0 }
      if rules.isEmpty || rules.count > 1 && rules.count != tree.height - 1 {
        refuse("aggregate", ["1 / \(tree.height - 1)"])
      } else if known.count == rules.count {
        recipe.aggregations = known
      }
    }
    for (node, text) in cells("aggregation") where !node.isLeaf {
      recipe.aggregationByGroup[node.code] = specified(text, place(node)) { try AggregationRule($0) }
    }
    if settings["threshold"] != nil {
      let shares = names("threshold").map { Double($0).flatMap { (0...1).contains($0) ? $0 : nil } }
      if shares.isEmpty || shares.contains(nil) || shares.count > 1 && shares.count != tree.height - 1 {
        refuse("threshold", ["0…1", "1 / \(tree.height - 1)"])
      } else {
        recipe.thresholds = shares.compactMap { $0 }
      }
    }
    for (node, text) in cells("threshold") where !node.isLeaf {
      guard let value = Double(text), (0...1).contains(value) else {
        refuse(text, ["0…1"], at: place(node))
        continue
      }
      recipe.thresholdByGroup[node.code] = value
    }
  }
}

/// The columns in which COINr's metadata keep the parameters of a normalisation, one indicator in each row.
private struct NormalisationColumns {
  private let method: String
  private let columns: [(parameter: String, column: String)]

  /// The columns of a method that is named without parameters; nil for other methods.
  init?(_ text: String) {
    let name = MethodSpecification(text).name
    guard !text.contains(":") else { return nil }
    switch name.hasPrefix("n-") ? String(name.dropFirst(2)) : name {
    case "minmax": columns = [("lower", "minmax_lower"), ("upper", "minmax_upper")]
    case "scaled": columns = [("lower", "scaled_lower"), ("upper", "scaled_upper"), ("scale", "scale_factor")]
    case "zscore": columns = [("mean", "zscore_mean"), ("sd", "zscore_sd")]
    case "dist2targ": columns = [("target", "target"), ("cap", "dist2targ_cap_max")]
    case "goalposts":
      columns = [
        ("lower", "goalpost_lower"), ("upper", "goalpost_upper"), ("scale", "goalpost_scale"),
        ("cut", "goalpost_trunc2posts"), ("log", "goalpost_log"),
      ]
    default: return nil
    }
    method = name
  }

  /// The specification that a row's cells write down; nil if they are empty.
  func specification(_ node: CompositeNode) -> String? {
    let parts = columns.compactMap { item in node.settings[item.column].map { "\(item.parameter)=\($0)" } }
    return parts.isEmpty ? nil : method + ":" + parts.joined(separator: ",")
  }
}
