import ArgumentParser
import Findings
import Reports
import Sheets
import Statistics

/// `kaoping sample allocate`: shares a sample among strata.
struct SampleAllocateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate", abstract: "把样本分配到各层。Share a sample among strata.")

  @Argument(help: "分层表 Table with one row per stratum.")
  var frame: String
  @Option(help: "层名列 Column of the strata.")
  var strata: String
  @Option(help: "层内单位数列 Column of the population counts.")
  var population: String
  @Option(help: "层内标准差列 Column of the standard deviations.")
  var deviation: String?
  @Option(help: "层均值列 Column of the means.")
  var mean: String?
  @Option(help: "单位成本列 Column of the costs per unit.")
  var cost: String?
  @Option(help: "总样本量 Total sample size.")
  var size: Int?
  @Option(help: "总预算 Budget.")
  var budget: Double?
  @Option(help: "目标变异系数 Target coefficient of variation of the mean.")
  var targetCv: Double?
  @Option(help: "proportional|equal|square-root|neyman|optimal|power=A|exact")
  var method = "proportional"
  @Option(help: "每层下限 Minimum per stratum: K or a column.")
  var minimum: String?
  @Option(help: "每层上限 Maximum per stratum: K or a column.")
  var maximum: String?
  @OptionGroup var output: OutputOptions

  /// The named rule; nil stands for the exact optimum.
  private enum Rule {
    case shares(AllocationMethod)
    case exact
  }

  private func rule() throws -> Rule {
    switch method {
    case "proportional": return .shares(.proportional)
    case "equal": return .shares(.equal)
    case "square-root": return .shares(.squareRoot)
    case "neyman": return .shares(.neyman)
    case "optimal": return .shares(.optimal)
    case "exact": return .exact
    case "power": return .shares(.power(0.5))
    default:
      guard method.hasPrefix("power="), let exponent = Double(method.dropFirst(6)), (0...10).contains(exponent) else {
        throw ValidationError(
          "unknown --method \(method); use proportional, equal, square-root, neyman, optimal, power=A or exact")
      }
      return .shares(.power(exponent))
    }
  }

  private func constraint() throws -> Allocation.Constraint {
    switch (size, budget, targetCv) {
    case (let size?, nil, nil):
      guard size >= 1, size <= 1_000_000_000_000 else { throw ValidationError("--size is at least 1") }
      return .size(size)
    case (nil, let budget?, nil):
      guard budget > 0, budget.isFinite else { throw ValidationError("--budget is above 0") }
      return .budget(budget)
    case (nil, nil, let variation?):
      guard variation > 0, variation.isFinite else { throw ValidationError("--target-cv is above 0") }
      return .targetVariation(variation)
    default: throw ValidationError("give one of --size, --budget and --target-cv")
    }
  }

  func validate() throws {
    let rule = try rule()
    let constraint = try constraint()
    var needsDeviation = false
    var needsMean = false
    switch rule {
    case .exact:
      needsDeviation = true
      if case .budget = constraint { throw ValidationError("--method exact takes --size or --target-cv") }
    case .shares(.neyman), .shares(.optimal): needsDeviation = true
    case .shares(.power):
      needsDeviation = true
      needsMean = true
    case .shares: break
    }
    if case .targetVariation = constraint { (needsDeviation, needsMean) = (true, true) }
    if needsDeviation, deviation == nil { throw ValidationError("this needs --deviation COL") }
    if needsMean, mean == nil { throw ValidationError("this needs --mean COL") }
    for bound in [minimum, maximum] {
      if let bound, let number = Int(bound), number < 0 { throw ValidationError("a bound is at least 0") }
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    let required =
      [strata, population] + [deviation, mean, cost].compactMap { $0 }
      + [minimum, maximum].compactMap { $0 }.filter { Int($0) == nil }
    guard let sheet = CommandInput.table(frame, required: required, &findings) else {
      throw CommandOutput.refuse(findings, output)
    }
    let (names, units) = read(sheet, &findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
    let constraint = try constraint()
    do {
      let allocation: Allocation
      switch try rule() {
      case .shares(let method): allocation = try Allocation(units, method: method, constraint: constraint)
      case .exact: allocation = try Allocation(exact: units, constraint: constraint)
      }
      for (name, size) in zip(names, allocation.sizes) where size == 0 {
        findings.append(Finding(.stratumWithoutSample, at: Location(file: frame), details: [name]))
      }
      try render(names, units, allocation, findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(
        Finding(.allocationRefused, at: Location(file: frame), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  private func read(_ sheet: CSVSheet, _ findings: inout [Finding]) -> (names: [String], strata: [AllocationStratum]) {
    var names: [String] = []
    var units: [AllocationStratum] = []
    var rows: [String: Int] = [:]
    for row in sheet.rows {
      let name = sheet.text(row, strata)
      if NumericCells.isMissing(name) {
        findings.append(Finding(.valueMissing, at: sheet.location(row, strata), details: [strata]))
      } else if let first = rows[name] {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, strata), found: name, details: [name, String(first)]))
      }
      rows[name] = rows[name] ?? row.number
      guard let count = NumericCells.count(sheet, row, population, &findings) else { continue }
      let before = findings.count
      let deviation = deviation.flatMap { column in
        NumericCells.required(sheet, row, column, "≥ 0", &findings) { $0 >= 0 }
      }
      let mean = mean.flatMap { column in NumericCells.required(sheet, row, column, "", &findings) { _ in true } }
      let cost = cost.map { column in NumericCells.required(sheet, row, column, "> 0", &findings) { $0 > 0 } }
      var least = bound(minimum, sheet, row, &findings)
      let most = bound(maximum, sheet, row, &findings)
      guard findings.count == before else { continue }
      if let wanted = least, wanted > count, minimum.flatMap({ Int($0) }) != nil {
        findings.append(
          Finding(.minimumCut, at: sheet.location(row, population), details: [name, String(count)]))
        least = count
      }
      do {
        units.append(
          try AllocationStratum(
            population: count, deviation: deviation, mean: mean, cost: (cost ?? 1) ?? 1, minimum: least ?? 0,
            maximum: most))
        names.append(name)
      } catch {
        findings.append(
          Finding(
            .allocationRefused, at: sheet.location(row, strata), found: name, details: [error.refusal(output.lang)]))
      }
    }
    return (names, units)
  }

  private func bound(
    _ option: String?, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]
  ) -> Int? {
    guard let option else { return nil }
    if let number = Int(option) { return number }
    return NumericCells.isMissing(sheet.text(row, option)) ? nil : NumericCells.count(sheet, row, option, &findings)
  }

  private func render(
    _ names: [String], _ units: [AllocationStratum], _ allocation: Allocation, _ findings: [Finding]
  ) -> CommandOutput {
    var table = TextTable(
      ["层 stratum", "总体 population", "样本 size", "未取整 unrounded"], [.left, .right, .right, .right])
    var csv: [[String?]] = [["stratum", "population", "size", "unrounded", "unbounded"]]
    var list: [JSONValue] = []
    for index in names.indices {
      let count = String(units[index].population)
      let size = String(allocation.sizes[index])
      table.append([names[index], count, size, NumericCells.text(allocation.bounded[index])])
      csv.append([
        names[index], count, size, allocation.bounded[index].description, allocation.unbounded[index].description,
      ])
      list.append([
        "stratum": .string(names[index]), "population": .integer(units[index].population),
        "size": .integer(allocation.sizes[index]), "unrounded": .number(allocation.bounded[index]),
        "unbounded": .number(allocation.unbounded[index]),
      ])
    }
    let whole = figures(units, allocation.sizes.map { Double($0) })
    let total = allocation.sizes.reduce(0, +)
    table.append(["合计 total", String(units.reduce(0) { $0 + $1.population }), String(total), ""])
    let json: [String: JSONValue] = [
      "method": .string(method), "allocation": .array(list), "total": .integer(total),
      "unrounded": .object(figures(units, allocation.bounded)),
      "unbounded": .object(figures(units, allocation.unbounded)),
    ]
    return CommandOutput(
      json: json.merging(whole.filter { $0.key != "total" }) { $1 }, table: table.text, csv: csv, findings: findings)
  }

  /// What a set of sizes costs and how exact the stratified mean then is; null where a column was not given.
  private func figures(_ units: [AllocationStratum], _ sizes: [Double]) -> [String: JSONValue] {
    let variance = Allocation.varianceOfMean(units, sizes: sizes)
    let error = variance.flatMap { $0 >= 0 ? $0.squareRoot() : nil }
    let mean = Allocation.mean(units).flatMap { $0 == 0 ? nil : abs($0) }
    return [
      "total": .number(sizes.reduce(0, +)),
      "cost": cost == nil ? .null : .number(zip(units, sizes).reduce(0) { $0 + $1.0.cost * $1.1 }),
      "variance_of_mean": .optional(variance), "standard_error_of_mean": .optional(error),
      "coefficient_of_variation": .optional(error.flatMap { error in mean.map { error / $0 } }),
    ]
  }
}
