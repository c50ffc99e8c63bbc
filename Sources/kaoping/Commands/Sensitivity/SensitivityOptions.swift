import ArgumentParser
import Findings
import Foundation
import Scoring
import Sheets

/// Which choices vary in a sensitivity analysis, and how often.
struct SensitivityOptions: ParsableArguments {
  @Option(name: .customLong("vary-weights"), help: "权重上下浮动 Weights times 1 ± amount: 0.25, or LEVEL=0.25 (repeatable).")
  var varyWeights: [String] = []

  @Option(name: .customLong("vary-dirichlet"), help: "狄利克雷权重 Dirichlet weights of this concentration, or LEVEL=C.")
  var varyDirichlet: [String] = []

  @Option(
    name: .customLong("vary-share"), help: "某项在同级中的比重 Share of a node among its siblings: CODE=0.4..0.6 (repeatable).")
  var varyShare: [String] = []

  @Option(name: .customLong("vary-normalisation"), help: "标准化的备选 An alternative normalisation (repeat for each).")
  var varyNormalisation: [String] = []

  @Option(
    name: .customLong("vary-aggregation"),
    help: "汇总的备选 Alternative aggregations, one or one for each level (repeat for each).")
  var varyAggregation: [String] = []

  @Option(name: .customLong("vary-missing"), help: "缺失处理的备选 Alternatives for missing values: spread,worst,mean.")
  var varyMissing: String?

  @Option(
    name: .customLong("vary-data"),
    help: "备选数据表（如另一种答案赋分）Another table of the data, such as other answer maps (repeatable).")
  var varyData: [String] = []

  @Option(help: "标准误表 Table of standard errors, laid out as the data: sampling varies too.")
  var errors: String?

  @Flag(help: "给出 Sobol 指数 Sobol indices of the choices.")
  var sobol = false

  @Option(help: "重复次数 Variants that are drawn (Sobol: rows of each sample).")
  var replications = 1000

  @Option(help: "自助法次数 Bootstrap replicates for the intervals of the indices.")
  var bootstrap = 1000

  @Option(help: "随机种子 Seed.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (2...1_000_000).contains(replications), (0...100_000).contains(bootstrap) else {
      throw ValidationError("--replications is from 2 to 1000000, --bootstrap from 0 to 100000")
    }
    for text in varyMissing?.split(separator: ",") ?? []
    where SensitivityFactor.MissingRule(rawValue: String(text)) == nil {
      throw ValidationError("--vary-missing: spread, worst, mean")
    }
  }

  /// The plan.
  var plan: SensitivityStudy.Plan {
    .init(replications: replications, seed: seed, wantsIndices: sobol, bootstrap: bootstrap)
  }

  /// The study of a run in its groups.
  ///
  /// - Throws: wrong usage for a text that names no factor; findings tell of faulty files.
  func study(
    _ run: CompositeRun, groups: [Int], places: [Int], isEligible: [Bool], unit: String?, _ findings: inout [Finding]
  ) throws -> SensitivityStudy? {
    var study = SensitivityStudy(
      tree: run.tree, recipe: run.recipe, units: run.units, table: SensitivityOptions.unnormalised(run),
      places: 0, factors: [])
    study.groups = groups
    study.places = places
    study.isEligible = isEligible
    study.factors = try factors(run.tree)
    for path in varyData {
      if let table = alternative(path, run, unit, &findings) { study.tables.append(table) }
    }
    if !varyData.isEmpty { study.factors.append(.data) }
    if let errors {
      study.errors = standardErrors(errors, run, unit, &findings)
      study.factors.append(.sampling)
    }
    return findings.contains { $0.severity == .error } ? nil : study
  }

  /// The data just before normalising.
  private static func unnormalised(_ run: CompositeRun) -> [[Double?]] {
    run.datasets.last { $0.step != .normalise }?.table.columns ?? []
  }

  /// Whether any choice varies.
  var varies: Bool {
    !varyWeights.isEmpty || !varyDirichlet.isEmpty || !varyShare.isEmpty || !varyNormalisation.isEmpty
      || !varyAggregation.isEmpty || varyMissing != nil || needsTables
  }

  /// Whether options are given that only tables have.
  var needsTables: Bool { !varyData.isEmpty || errors != nil }

  /// The factors of weights and methods.
  ///
  /// - Throws: wrong usage for a text that names none.
  func factors(_ tree: CompositeTree) throws -> [SensitivityFactor] {
    var factors: [SensitivityFactor] = []
    for text in varyWeights {
      let (level, amount) = try levelled(text, tree, "--vary-weights") { $0 > 0 && $0 <= 1 }
      factors.append(.weightNoise(level: level, amount: amount))
    }
    for text in varyDirichlet {
      let (level, amount) = try levelled(text, tree, "--vary-dirichlet") { $0 > 0 && $0 <= 1e9 }
      factors.append(.dirichlet(level: level, concentration: amount))
    }
    for text in varyShare {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let ends = parts.count == 2 ? parts[1].components(separatedBy: "..").compactMap { Double($0) } : []
      guard let node = parts.first.flatMap({ tree.index(of: $0) }), node != tree.top, ends.count == 2, ends[0] >= 0,
        ends[1] <= 1, ends[0] < ends[1]
      else { throw ValidationError("--vary-share CODE=0.4..0.6, not \(text)") }
      factors.append(.share(node: node, range: ends[0]...ends[1]))
    }
    do {
      if !varyNormalisation.isEmpty {
        factors.append(.normalisation(try varyNormalisation.map { try NormalisationRule(MethodSpecification($0)) }))
      }
      if !varyAggregation.isEmpty {
        let lists = try varyAggregation.map { text in
          try text.split(separator: ",").map { try AggregationRule(MethodSpecification(String($0))) }
        }
        guard lists.allSatisfy({ $0.count == 1 || $0.count == tree.height - 1 }) else {
          throw ValidationError("--vary-aggregation: one method or \(tree.height - 1)")
        }
        factors.append(.aggregation(lists))
      }
    } catch let fault as SpecificationFault {
      throw ValidationError("\(fault.text): \(fault.faults.joined(separator: ", "))")
    }
    if let varyMissing {
      factors.append(
        .missing(varyMissing.split(separator: ",").compactMap { SensitivityFactor.MissingRule(rawValue: String($0)) }))
    }
    return factors
  }

  private func levelled(
    _ text: String, _ tree: CompositeTree, _ option: String, _ isFit: (Double) -> Bool
  ) throws -> (level: Int?, amount: Double) {
    let parts = text.split(separator: "=").map(String.init)
    guard let amount = parts.last.flatMap(Double.init), isFit(amount), (1...2).contains(parts.count) else {
      throw ValidationError("\(option) 0.25 or LEVEL=0.25, not \(text)")
    }
    guard parts.count == 2 else { return (nil, amount) }
    guard let level = Int(parts[0]), (1..<tree.height).contains(level) else {
      throw ValidationError("\(option): a level from 1 to \(tree.height - 1), not \(parts[0])")
    }
    return (level, amount)
  }

  /// Another data table after the same steps, its units in the order of the run.
  private func alternative(
    _ path: String, _ run: CompositeRun, _ unit: String?, _ findings: inout [Finding]
  ) -> [[Double?]]? {
    guard let sheet = CommandInput.table(path, &findings),
      let table = UnitTable.read(sheet, tree: run.tree, unit: unit ?? run.current.unitColumn, &findings)
    else { return nil }
    var own: [Finding] = []
    let other = CompositeRun(run.tree, table, run.recipe, &own)
    findings += own
    let places = Dictionary(zip(other.units, other.units.indices)) { first, _ in first }
    for name in run.units where places[name] == nil {
      findings.append(Finding(.errorsUnmatched, at: Location(file: path), found: name, details: [name, path]))
    }
    return SensitivityOptions.unnormalised(other).map { column in
      run.units.map { name in places[name].flatMap { column[$0] } }
    }
  }

  /// The standard errors of the indicators; none for one without a column or a unit without a row.
  private func standardErrors(
    _ path: String, _ run: CompositeRun, _ unit: String?, _ findings: inout [Finding]
  ) -> [[Double?]]? {
    let name = unit ?? run.current.unitColumn
    guard let sheet = CommandInput.table(path, required: [name], &findings) else { return nil }
    let rows = Dictionary(sheet.rows.map { (sheet.text($0, name), $0) }) { first, _ in first }
    for code in rows.keys.sorted() where !run.units.contains(code) && !run.removedUnits.contains(code) {
      findings.append(
        Finding(.errorsUnmatched, at: Location(file: path), found: code, details: [code, run.current.file]))
    }
    return run.tree.leaves.map { leaf in
      let column = run.tree.nodes[leaf].code
      guard sheet.has(column) else { return run.units.map { _ in nil } }
      return run.units.map { unit in
        rows[unit].flatMap { row in
          let text = sheet.text(row, column)
          if NumericCells.isMissing(text) { return nil }
          return NumericCells.required(sheet, row, column, "≥ 0", &findings) { $0 >= 0 && $0 <= 1e100 }
        }
      }
    }
  }
}
