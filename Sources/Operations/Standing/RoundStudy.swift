import Findings
import Scoring
import Sheets
import Statistics
import Surveys
import Titles

extension RatingResult {
  /// The study of what a round's titles hang on: residents' half and departments' indicators as they were scored, in districts with
  /// their places, and the choices that might have been made otherwise. Nil if nothing was scored.
  ///
  /// The residents' half enters as a whole with its standard error, the departments' half by its indicators in per cent of their
  /// points. Bonuses stand outside.
  func study(_ round: TitleRound) -> RoundStudy? {
    var leaves: [RoundStudy.Leaf] = []
    let ranked = communities.indices.filter { communities[$0].score != nil }
    if standard.hasSurvey {
      leaves.append(
        RoundStudy.Leaf(
          code: "satisfaction", name: RoundStudy.halves.satisfaction, weight: standard.weights.satisfaction.value,
          isDepartment: false, values: ranked.map { communities[$0].satisfaction?.overall?.mean },
          errors: ranked.map { communities[$0].satisfaction?.overall?.standardError }))
    }
    leaves += departmentLeaves(ranked)
    guard ranked.count > 1, !leaves.isEmpty,
      let tree = RoundStudy.tree(leaves, department: standard.weights.department.value)
    else { return nil }
    var recipe = CompositeRecipe()
    recipe.normalisation = .none
    var study = SensitivityStudy(
      tree: tree, recipe: recipe, units: ranked.map { roster.communities[$0].id }, table: leaves.map(\.values),
      places: 0, factors: [])
    study.groups = ranked.map { roster.communities[$0].district }
    study.places = roster.districts.map { district in
      round.districts.first { $0.code == district.code }?.seats ?? 0
    }
    study.isEligible = ranked.map { communities[$0].outcome != nil }
    study.errors = leaves.map(\.errors)
    study.factors = RoundStudy.factors(tree, leaves, satisfaction: standard.weights.satisfaction.value)
    return RoundStudy(study: study, leaves: leaves, places: ranked)
  }

  /// The departments' indicators that somebody rated; one that counts differently in two variants stands once for each.
  private func departmentLeaves(_ ranked: [Int]) -> [RoundStudy.Leaf] {
    var found: [RoundStudy.Leaf] = []
    var keys: [String: Int] = [:]
    for (treePlace, tree) in standard.trees.enumerated() {
      for (place, leaf) in tree.leaves.enumerated() where leaf.half == .department && leaf.rule.points > 0 {
        let weight = leaf.factor * leaf.rule.points
        let key = "\(leaf.indicator.code)/\(weight)"
        let values = ranked.map { unit -> Double? in
          guard communities[unit].tree == treePlace else { return nil }
          return communities[unit].reviews?.outcomes[place].points.map { 100 * $0 / leaf.rule.points }
        }
        if let known = keys[key] {
          found[known].values = zip(found[known].values, values).map { $0 ?? $1 }
        } else {
          keys[key] = found.count
          found.append(
            RoundStudy.Leaf(
              code: leaf.indicator.code, name: leaf.indicator.name, weight: weight, isDepartment: true,
              values: values, errors: ranked.map { _ in nil }))
        }
      }
    }
    return found.filter { $0.weight > 0 && $0.values.contains { $0 != nil } }
  }
}

/// A sensitivity study of a round with what its numbers stand for.
struct RoundStudy: Sendable {
  /// An indicator of the study.
  struct Leaf: Sendable {
    /// Its code in the standard.
    var code: String
    /// Its name.
    var name: Bilingual
    /// Its weight: in the total for the residents' half, else in the departments' half.
    var weight: Double
    /// Whether it belongs to the departments' half.
    var isDepartment: Bool
    /// The values in per cent, by unit.
    var values: [Double?]
    /// Their standard errors.
    var errors: [Double?]
  }

  /// The names of the halves.
  static let halves = (
    satisfaction: Bilingual("居民满意度", "residents' satisfaction"), department: Bilingual("部门评分", "departments' marks")
  )

  /// The study.
  var study: SensitivityStudy
  /// What its leaves stand for.
  var leaves: [Leaf]
  /// What its units stand for: places in the register.
  var places: [Int]

  /// The tree: residents' half and departments' half, the latter with its indicators.
  static func tree(_ leaves: [Leaf], department: Double) -> CompositeTree? {
    var writer = CSVWriter()
    writer.write(["code", "parent", "direction", "weight"])
    writer.write(["total", "", "", ""])
    if leaves.contains(where: \.isDepartment) { writer.write(["department", "total", "1", "\(department)"]) }
    for (number, leaf) in leaves.enumerated() {
      writer.write(["leaf\(number)", leaf.isDepartment ? "department" : "total", "1", "\(leaf.weight)"])
    }
    var findings: [Finding] = []
    guard let sheet = CSVSheet.read(writer.bytes, file: "study", findings: &findings) else { return nil }
    return CompositeTree.read(sheet, &findings)
  }

  /// What might have been chosen otherwise: every indicator's weight by a quarter, the residents' share by a tenth, the kind of mean,
  /// what becomes of gaps, and the draw of the sample.
  static func factors(_ tree: CompositeTree, _ leaves: [Leaf], satisfaction: Double) -> [SensitivityFactor] {
    var factors: [SensitivityFactor] = []
    let values = leaves.flatMap(\.values)
    if leaves.count(where: \.isDepartment) > 1 { factors.append(.weightNoise(level: 1, amount: 0.25)) }
    if leaves.contains(where: \.isDepartment), let node = tree.index(of: "leaf0"), !leaves[0].isDepartment {
      factors.append(.share(node: node, range: max(0, satisfaction - 0.1)...min(1, satisfaction + 0.1)))
    }
    if values.allSatisfy({ ($0 ?? 1) > 0 }), leaves.count > 1 {
      factors.append(.aggregation([[.arithmetic], [.geometric]]))
    }
    if values.contains(where: { $0 == nil }) { factors.append(.missing(SensitivityFactor.MissingRule.allCases)) }
    if leaves.contains(where: { $0.errors.contains { $0 != nil } }) { factors.append(.sampling) }
    return factors
  }

  /// A factor in words.
  static func name(_ factor: SensitivityFactor) -> Bilingual {
    switch factor {
    case .weightNoise: Bilingual("各指标权重（±25%）", "weights of the indicators (±25 %)")
    case .dirichlet: Bilingual("各指标权重", "weights of the indicators")
    case .share(_, let range):
      Bilingual(
        "居民满意度所占比重（\(percent(range.lowerBound))–\(percent(range.upperBound))）",
        "the residents' share (\(percent(range.lowerBound))–\(percent(range.upperBound)))")
    case .normalisation: Bilingual("标准化方法", "normalisation")
    case .aggregation: Bilingual("合成方法（算术或几何平均）", "kind of mean (arithmetic or geometric)")
    case .missing: Bilingual("缺评的处理", "what becomes of missing marks")
    case .data: Bilingual("数据", "data")
    case .sampling, .partSampling: Bilingual("抽样误差", "sampling error")
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
