import ArgumentParser
import Findings
import Operations
import Reports
import Scoring

/// `kaoping standard show`: the tree with its points and rules.
struct StandardShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "打印指标树。Print the tree of a standard.")

  @Argument(help: "考评标准文件夹 The standard's folder.")
  var folder: String
  @Option(help: "只看一个变体 One variant only.")
  var variant: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    let read = StandardFolder(folder, findings: &findings)
    guard let standard = read.standard, !findings.contains(where: { $0.severity == .error }) else {
      throw CommandOutput.refuse(findings, output)
    }
    let trees = standard.trees.filter { variant == nil || $0.variant == variant }
    guard !trees.isEmpty else {
      let allowed = standard.variants.map(\.code).joined(separator: ", ")
      findings.append(
        Finding(.valueUnknown, severity: .error, found: variant, details: ["--variant", allowed]))
      throw CommandOutput.refuse(findings, output)
    }
    let language = output.lang
    try CommandOutput(
      json: json(standard, trees), table: trees.map { table(standard, $0, language) }.joined(separator: "\n"),
      csv: csv(trees), findings: findings
    ).finish(output)
  }

  private func table(_ standard: ScoringStandard, _ tree: IndicatorTree, _ language: Language) -> String {
    let isChinese = language == .chinese
    var table = TextTable(
      isChinese
        ? ["代码", "指标", "分值", "权重", "规则", "方法", "评分人"]
        : ["code", "indicator", "points", "weight", "rule", "method", "rater"], [.left, .left, .right, .right])
    for node in tree.nodes {
      let indicator = node.indicator
      table.append([
        String(repeating: "  ", count: node.depth) + indicator.code,
        indicator.name[language] + (indicator.isBonus ? (isChinese ? "（加分）" : " (bonus)") : ""),
        indicator.points.description, indicator.weight?.description ?? "",
        indicator.rule.map { "\($0.rawValue) \($0.name[language])" } ?? "", indicator.method, indicator.rater,
      ])
    }
    let variant = standard.variants.first { $0.code == tree.variant }
    let title = standard.name[language] + " \(standard.year)" + (variant.map { " · " + $0.name[language] } ?? "")
    return title + "\n\n" + table.text
  }

  private func json(_ standard: ScoringStandard, _ trees: [IndicatorTree]) -> [String: JSONValue] {
    [
      "name": ["zh": .string(standard.name.chinese), "en": .string(standard.name.english)],
      "year": .integer(standard.year), "level": .string(standard.level.rawValue),
      "reading": .string(standard.reading.rawValue), "titles": .integer(standard.titles),
      "full_score": .number(standard.fullScore.value),
      "satisfaction_weight": .number(standard.weights.satisfaction.value),
      "department_weight": .number(standard.weights.department.value),
      "variants": .array(
        trees.map { tree in
          [
            "variant": .optional(tree.variant),
            "satisfaction_points": .number(tree.total(of: .satisfaction)),
            "department_points": .number(tree.total(of: .department)),
            "indicators": .array(tree.nodes.map(json)),
          ]
        }),
      "conditions": .array(
        standard.conditions.map { condition in
          [
            "code": .string(condition.code), "name_zh": .string(condition.name.chinese),
            "name_en": .string(condition.name.english), "basis": .string(condition.basis),
            "certifier": .string(condition.certifier), "look_back_months": .optional(condition.lookBackMonths),
          ]
        }),
      "bands": .array(
        standard.bands.map { band in
          [
            "code": .string(band.code), "name_zh": .string(band.name.chinese), "minimum": .number(band.minimum.value),
            "award_zh": .string(band.award.chinese),
          ]
        }),
    ]
  }

  private func json(_ node: IndicatorTree.Node) -> JSONValue {
    let indicator = node.indicator
    return [
      "code": .string(indicator.code), "parent": .optional(indicator.parent),
      "name_zh": .string(indicator.name.chinese), "name_en": .string(indicator.name.english),
      "depth": .integer(node.depth), "points": .number(indicator.points.value),
      "weight": .optional(indicator.weight?.value), "direction": .integer(indicator.direction),
      "method": .string(indicator.method), "rater": .string(indicator.rater),
      "rule": .optional(indicator.rule?.rawValue), "bonus": .bool(indicator.isBonus),
    ]
  }

  private func csv(_ trees: [IndicatorTree]) -> [[String?]] {
    var rows: [[String?]] = [
      [
        "variant", "code", "parent", "depth", "name_zh", "name_en", "points", "weight", "rule", "method", "rater",
      ]
    ]
    for tree in trees {
      for node in tree.nodes {
        let indicator = node.indicator
        rows.append([
          tree.variant, indicator.code, indicator.parent, String(node.depth), indicator.name.chinese,
          indicator.name.english, indicator.points.description, indicator.weight?.description,
          indicator.rule?.rawValue, indicator.method, indicator.rater,
        ])
      }
    }
    return rows
  }
}
