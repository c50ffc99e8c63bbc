import ArgumentParser
import Findings
import Scoring
import Sheets

/// `kaoping sensitivity`: how far ranks and titles hang on weights, methods and sampling errors.
struct SensitivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "敏感性：权重、方法和抽样误差换一换，名单变多少。How ranks and titles depend on weights, methods and sampling errors.",
    discussion: """
      指标表与数据表同 kaoping composite；或城市文件夹加 --standard，与 kaoping rate 相同，按各区名额分析名单。
      Tables as those of kaoping composite; or a city's folder with --standard, as kaoping rate takes them, for its list by \
      district and quota. docs/methods/sensitivity.md
      """)

  @Argument(help: "指标表，或城市文件夹 CSV table of indicators, or a city's folder (with --standard).")
  var indicators: String

  @Argument(help: "数据表 CSV table of units (not with --standard).")
  var data: String?

  @Option(help: "单位列 Column of units.")
  var unit: String?

  @Option(help: "名额表 Table of places (group,places) for the groups of --by.")
  var quotas: String?

  @Option(help: "不分组时的名额 Places without groups.")
  var line: Int?

  @OptionGroup(title: "评分城市 A rated city") var city: CityOptions
  @OptionGroup(title: "名额 Titles") var quota: QuotaOptions
  @OptionGroup(title: "变动 Choices that vary") var sensitivity: SensitivityOptions
  @OptionGroup(title: "步骤 Steps") var recipe: RecipeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (data == nil) == (city.standard != nil) else {
      throw ValidationError("两个表，或城市文件夹加 --standard two tables, or a city's folder with --standard")
    }
    if city.standard != nil, line != nil || quotas != nil || unit != nil || sensitivity.needsTables {
      throw ValidationError("--line, --quotas, --unit, --vary-data, --errors 只用于表 are for tables alone")
    }
    if city.standard == nil { try quota.requireGroups() }
    guard line.map({ $0 >= 0 }) ?? true else { throw ValidationError("--line is at least 0") }
    guard quotas == nil || quota.by != nil else { throw ValidationError("--quotas needs --by") }
    guard quotas == nil || quota.titles == nil else { throw ValidationError("--quotas or --titles") }
  }

  func run() async throws {
    if let standard = city.standard {
      return try await CitySensitivity(
        city: indicators, standard: standard, options: city, choices: sensitivity, titles: quota.titles, output: output
      ).run()
    }
    var findings: [Finding] = []
    let sheets = (CommandInput.table(indicators, &findings), data.flatMap { CommandInput.table($0, &findings) })
    let settings = recipe.settings(&findings)
    guard let tree = sheets.0.flatMap({ CompositeTree.read($0, &findings) }), let sheet = sheets.1 else {
      throw CommandOutput.refuse(findings, output)
    }
    let method = CompositeRecipe(settings, tree: tree, &findings)
    guard let table = UnitTable.read(sheet, tree: tree, unit: unit, &findings),
      !findings.contains(where: { $0.severity == .error })
    else { throw CommandOutput.refuse(findings, output) }
    let run = CompositeRun(tree, table, method, &findings)
    guard !findings.contains(where: { $0.severity == .error }), let lines = QuotaResult(run, quota, &findings) else {
      throw CommandOutput.refuse(findings, output)
    }
    let places = quotas.map { QuotaTable.read($0, groups: lines.lines.map(\.name), &findings) }
    guard
      let study = try sensitivity.study(
        run, groups: lines.groupNumbers, places: places ?? lines.places(line: line), isEligible: lines.isEligible,
        unit: unit, &findings),
      let report = SensitivityReport(study, run, sensitivity.plan, &findings)
    else { throw CommandOutput.refuse(findings, output) }
    // Only what is printed is put together: thousands of lines of text take longer than some analyses.
    try CommandOutput(
      json: output.format == .json ? report.json : [:], table: output.format == .table ? report.text(output.lang) : "",
      csv: output.format == .csv ? report.csv : [], findings: findings
    ).finish(output)
  }
}

/// A table of places by group.
enum QuotaTable {
  /// The places of each group; findings for a group that the table does not name and for what is no whole number.
  static func read(_ path: String, groups: [String], _ findings: inout [Finding]) -> [Int] {
    guard let sheet = CommandInput.table(path, &findings) else { return groups.map { _ in 0 } }
    // `quotas.csv` of a rating calls them district and seats.
    let names = ["group", "district"].first { sheet.has($0) } ?? "group"
    let seats = ["places", "seats", "titles"].first { sheet.has($0) } ?? "places"
    for column in [names, seats] where !sheet.has(column) {
      findings.append(Finding(.columnMissing, at: Location(file: path, row: sheet.headerRow), details: [column]))
    }
    guard sheet.has(names), sheet.has(seats) else { return groups.map { _ in 0 } }
    var places: [String: Int] = [:]
    for row in sheet.rows {
      places[sheet.text(row, names)] = NumericCells.count(sheet, row, seats, &findings)
    }
    return groups.map { group in
      guard let count = places[group] else {
        findings.append(Finding(.quotaGroupUnknown, at: Location(file: path), found: group, details: [group]))
        return 0
      }
      return count
    }
  }
}
