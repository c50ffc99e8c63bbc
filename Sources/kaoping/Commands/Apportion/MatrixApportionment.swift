import Apportionment
import ArgumentParser
import Findings
import Reports
import Sheets

/// The biproportional form of `kaoping apportion`: reads the cells and margins, divides, and prints.
struct MatrixApportionment {
  let command: ApportionCommand
  private var options: MatrixOptions { command.matrix }

  init(command: ApportionCommand) { self.command = command }

  func run() throws {
    var findings: [Finding] = []
    guard let cells = cells(&findings) else { throw CommandOutput.refuse(findings, command.output) }
    let weights = cells.weights
    let kept = MarginRule.columnsTakingPart(weights, anyRow: options.thresholdAnyRow, total: command.threshold)
    let taking = weights.map { row in zip(row, kept).map { $1 ? $0 : .zero } }
    let file = Location(file: command.file)

    let rowSeats = try options.rowSeats.map { try given($0, "row", options.row, cells.rows, &findings) }
    let columnSeats = try options.columnSeats.map { try given($0, "column", options.column, cells.columns, &findings) }
    if findings.contains(where: { $0.severity == .error }) { throw CommandOutput.refuse(findings, command.output) }
    let total = command.seats ?? rowSeats?.reduce(0, +) ?? columnSeats?.reduce(0, +) ?? 0
    // The rows first: the columns' weights may be divided by the rows' seats.
    var margins: [String: JSONValue] = [:]
    let rows =
      try rowSeats
      ?? computed(
        SeatProblem(
          cells.rows.indices.map { WeightedUnit(cells.rows[$0], weight: taking[$0].reduce(.zero, +)) }, seats: total,
          method: options.rowMethod ?? .webster), "row_margin", &margins, findings)
    let columns =
      try columnSeats
      ?? computed(
        MarginRule.columnProblem(
          cells.columns, taking, takingPart: kept, rowSeats: rows, perSeat: options.perSeat,
          method: options.columnMethod ?? .webster, seats: total), "column_margin", &margins, findings)

    var sequence = SignpostSequence.webster
    if case .divisor(let chosen, _) = command.method ?? .webster { sequence = chosen }
    let problem = MatrixProblem(
      rows: cells.rows, columns: cells.columns, weights: taking, rowSeats: rows, columnSeats: columns,
      sequence: sequence, strongestAtLeastOne: options.strongestAtLeastOne)
    let result = problem.allocate()
    var report = MatrixReport(result: result, method: (command.method ?? .webster).name, options: command.output)
    report.margins = margins
    report.allWeights = weights
    if let infeasibility = result.infeasibility {
      findings.append(
        Finding(.apportionmentInfeasible, at: file, details: [infeasibility.text[command.output.lang]]))
      throw CommandOutput.refuse(findings, command.output, extra: report.json)
    }
    if let seed = command.lotSeed, !result.ties.isEmpty { report.drawLots(seed, &findings) }
    let open = !result.ties.isEmpty && report.draws.isEmpty
    if open {
      for tie in result.ties {
        let names = tie.cells.prefix(20).map { report.name($0) }.joined(separator: "、")
        findings.append(Finding(.apportionmentTied, at: file, details: [names, String(tie.seats)]))
      }
    }
    try CommandOutput(
      json: report.json, table: report.table, csv: report.csv, findings: findings,
      status: open ? ExitStatus.decisionNeeded : .success
    ).finish(command.output)
  }

  /// The table of weights: rows and columns in the order of their first appearance, cells not listed at zero.
  private func cells(_ findings: inout [Finding]) -> (rows: [String], columns: [String], weights: [[Fraction]])? {
    let required = [options.row, options.column, command.weight]
    guard let table = WeightTable.open(command.file, required: required, filters: command.where, &findings) else {
      return nil
    }
    var (rows, columns): ([String: Int], [String: Int]) = ([:], [:])
    var (rowNames, columnNames): ([String], [String]) = ([], [])
    var known: [[Int]: Int] = [:]
    var listed: [(row: Int, column: Int, weight: Fraction)] = []
    for line in table.rows {
      let rowName = table.name(line, options.row, &findings)
      let columnName = table.name(line, options.column, &findings)
      let weight = table.weight(line, command.weight, &findings)
      guard let rowName, let columnName else { continue }
      let row = Self.position(rowName, &rows, &rowNames)
      let column = Self.position(columnName, &columns, &columnNames)
      if let first = known[[row, column]] {
        findings.append(
          Finding(
            .keyTwice, at: table.sheet.location(line, options.column), found: "\(rowName) × \(columnName)",
            details: ["\(rowName) × \(columnName)", String(first)]))
        continue
      }
      known[[row, column]] = line.number
      if let weight { listed.append((row, column, weight)) }
    }
    if findings.contains(where: { $0.severity == .error }) { return nil }
    var weights = [[Fraction]](
      repeating: [Fraction](repeating: .zero, count: columnNames.count), count: rowNames.count)
    for cell in listed { weights[cell.row][cell.column] = cell.weight }
    return (rowNames, columnNames, weights)
  }

  private static func position(_ name: String, _ known: inout [String: Int], _ names: inout [String]) -> Int {
    if let index = known[name] { return index }
    known[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Seats from a file, in the order of `names`; both must have the same names.
  private func given(
    _ path: String, _ fallback: String, _ key: String, _ names: [String], _ findings: inout [Finding]
  ) throws -> [Int] {
    guard let margin = WeightTable.margin(path, key: key, fallback: fallback, &findings) else {
      throw CommandOutput.refuse(findings, command.output)
    }
    let seats = Dictionary(margin.map { ($0.name, $0.seats) }, uniquingKeysWith: { first, _ in first })
    let known = Set(names)
    for entry in margin where !known.contains(entry.name) && entry.seats > 0 {
      findings.append(
        Finding(.marginUnmatched, at: Location(file: path), found: entry.name, details: [entry.name, path]))
    }
    for name in names where seats[name] == nil {
      findings.append(
        Finding(.marginUnmatched, at: Location(file: command.file), found: name, details: [name, command.file]))
    }
    return names.map { seats[$0] ?? 0 }
  }

  /// A margin by a method; ends the command if it has no single result.
  private func computed(
    _ problem: SeatProblem, _ key: String, _ margins: inout [String: JSONValue], _ findings: [Finding]
  ) throws -> [Int] {
    let result = problem.allocate()
    var report = UnitReport(result: result, options: command.output)
    if let seed = command.lotSeed, let tie = result.tie {
      report.draw = LotDraw(tie.units.map { problem.units[$0].name }, seats: tie.seats, seed: seed)
    }
    margins[key] = .object(report.json)
    if let seats = report.finalSeats { return seats }
    var findings = findings
    let file = Location(file: command.file)
    switch result.status {
    case .tied, .unique:
      let names = (result.tie?.units ?? []).prefix(20).map { problem.units[$0].name }.joined(separator: "、")
      findings.append(Finding(.apportionmentTied, at: file, details: [names, String(result.tie?.seats ?? 0)]))
      try CommandOutput(
        json: margins.merging(["status": "tied", "seats": .integer(problem.seats)]) { first, _ in first },
        table: report.table, csv: report.csv, findings: findings, status: ExitStatus.decisionNeeded
      ).finish(command.output)
      throw ExitStatus.decisionNeeded
    case .overallocated:
      findings.append(Finding(.apportionmentOverallocated, at: file, details: [String(result.discrepancy)]))
    case .underallocated:
      findings.append(Finding(.apportionmentUnderallocated, at: file, details: [String(result.discrepancy)]))
    case .infeasible:
      findings.append(
        Finding(
          .apportionmentInfeasible, at: file, details: [result.infeasibility?.text[command.output.lang] ?? ""]))
    }
    margins["status"] = .string(result.status.rawValue)
    throw CommandOutput.refuse(findings, command.output, extra: margins)
  }
}
