import Apportionment
import ArgumentParser
import Findings
import Reports

/// The one-way form of `kaoping apportion`: reads the table, divides, and gathers the working for output.
struct UnitApportionment {
  let command: ApportionCommand
  /// Up to this many units every method is compared without being asked.
  static let comparedUnits = 500
  /// Up to this many units the sensitivities are given.
  static let sensitiveUnits = 2_000

  func run() throws {
    var findings: [Finding] = []
    guard let problem = problem(&findings) else { throw CommandOutput.refuse(findings, command.output) }
    let previous = previousUnits(&findings)
    for name in command.explain where !problem.units.contains(where: { $0.name == name }) {
      findings.append(Finding(.unitUnknown, at: Location(file: command.file), found: name, details: [name]))
    }
    if findings.contains(where: { $0.severity == .error }) { throw CommandOutput.refuse(findings, command.output) }

    let result = problem.allocate()
    var report = UnitReport(result: result, options: command.output)
    report.warnings = result.warnings
    if let previous {
      report.warnings += result.populationParadoxes(since: previous).map(\.warning)
      if let paradox = result.newUnitParadox(known: Set(previous.map(\.name))) {
        report.warnings.append(paradox.warning)
      }
    }
    report.draw = draw(result)
    report.comparison = compared(problem, &findings).map { problem.with(method: $0).allocate() }
    if problem.units.count <= Self.sensitiveUnits {
      report.sensitivities = result.sensitivities
    } else {
      findings.append(Finding(.detailLeftOut, details: ["needed_for_one_more, needed_for_one_fewer"]))
    }
    if let seats = report.finalSeats {
      report.indices = Disproportionality(weights: problem.units.map(\.weight), seats: seats)
    }
    if let indices = report.indices, indices.sainteLague == nil {
      findings.append(Finding(.indexUndefined, details: ["sainte_lague, dhondt"]))
    }
    if let working = result.remainderWorking, working.quota == nil { findings.append(Finding(.quotaUndefined)) }
    report.explained = command.explain.compactMap { name in problem.units.firstIndex { $0.name == name } }
    if let scan = command.scanSeats { report.scan = problem.alabamaParadoxes(in: scan.totals) }
    try finish(report, findings)
  }

  private func finish(_ report: UnitReport, _ findings: [Finding]) throws {
    var findings = findings
    let result = report.result
    let file = Location(file: command.file)
    switch result.status {
    case .unique: break
    case .tied:
      if report.draw == nil, let tie = result.tie {
        let names = tie.units.prefix(20).map { result.problem.units[$0].name }.joined(separator: "、")
        findings.append(Finding(.apportionmentTied, at: file, details: [names, String(tie.seats)]))
      }
    case .overallocated:
      findings.append(Finding(.apportionmentOverallocated, at: file, details: [String(result.discrepancy)]))
    case .underallocated:
      findings.append(Finding(.apportionmentUnderallocated, at: file, details: [String(result.discrepancy)]))
    case .infeasible:
      let reason = result.infeasibility?.text[command.output.lang] ?? ""
      findings.append(Finding(.apportionmentInfeasible, at: file, details: [reason]))
    }
    if findings.contains(where: { $0.severity == .error }) {
      let json = command.output.format == .json ? report.json : [:]
      throw CommandOutput.refuse(findings, command.output, extra: json)
    }
    // Only the form asked for is made: with ten thousand units each costs as much as the division itself.
    let output = CommandOutput(
      json: command.output.format == .json ? report.json : [:],
      table: command.output.format == .table ? report.table : "",
      csv: command.output.format == .csv ? report.csv : [], findings: findings,
      status: result.status == .tied && report.draw == nil ? ExitStatus.decisionNeeded : .success)
    try output.finish(command.output)
  }

  private func problem(_ findings: inout [Finding]) -> SeatProblem? {
    let columns = [command.unit, command.weight] + WeightTable.boundColumns(command.minimum, command.maximum)
    guard
      let table = WeightTable.open(command.file, required: columns, filters: command.where, &findings)
    else { return nil }
    var units = table.units(
      command.unit, command.weight, minimum: command.minimum, maximum: command.maximum, &findings)
    if findings.contains(where: { $0.severity == .error }) { return nil }
    if let threshold = command.threshold { units = units.passing(threshold: threshold) }
    return SeatProblem(
      units, seats: command.seats ?? 0, method: command.method ?? .hamilton, baseSeats: command.baseSeats)
  }

  private func previousUnits(_ findings: inout [Finding]) -> [WeightedUnit]? {
    guard let path = command.previous else { return nil }
    let bounds = WeightTable.boundColumns(command.minimum, command.maximum)
    guard
      let table = WeightTable.open(
        path, required: [command.unit, command.weight] + bounds, filters: command.where, &findings)
    else { return nil }
    let units = table.units(
      command.unit, command.weight, minimum: command.minimum, maximum: command.maximum, &findings)
    return command.threshold.map { units.passing(threshold: $0) } ?? units
  }

  private func draw(_ result: SeatAllocation) -> LotDraw? {
    guard let seed = command.lotSeed, let tie = result.tie else { return nil }
    return LotDraw(tie.units.map { result.problem.units[$0].name }, seats: tie.seats, seed: seed)
  }

  private func compared(_ problem: SeatProblem, _ findings: inout [Finding]) -> [ApportionmentMethod] {
    if let text = command.compare {
      return command.comparedMethods(text) ?? []
    }
    if problem.units.count <= Self.comparedUnits { return ApportionmentMethod.compared }
    findings.append(Finding(.detailLeftOut, details: ["comparison"]))
    return []
  }
}
