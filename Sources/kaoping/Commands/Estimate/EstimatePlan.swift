import Findings
import Sheets
import Statistics

/// Turns the options into lines to be estimated: variables × domains × levels or shares.
struct EstimatePlan {
  let command: EstimateCommand
  let design: SurveyDesign
  var columns: SurveyColumns
  var findings: [Finding] = []
  /// The reference distributions of ridits, one for each variable.
  private(set) var ridits: [(variable: String, reference: Ridits)] = []

  init(command: EstimateCommand, design: SurveyDesign, columns: SurveyColumns) {
    self.command = command
    self.design = design
    self.columns = columns
  }

  /// The lines, in the order variable, domain, level or share; nil if `findings` has an error.
  mutating func entries() -> [EstimateEntry]? {
    let entries = plan()
    findings += columns.findings
    columns.findings = []
    return findings.contains { $0.severity == .error } ? nil : entries
  }

  private mutating func plan() -> [EstimateEntry] {
    let by = columns.names(command.by)
    var inside = [Bool](repeating: true, count: columns.count)
    for text in command.where {
      guard let condition = RowCondition(text) else {
        findings.append(Finding(.optionsConflict, found: text, details: ["--where \(text)"]))
        continue
      }
      guard columns.require(condition.column) else { continue }
      for (row, holds) in condition.holds(in: columns).enumerated() where !holds { inside[row] = false }
    }
    guard !columns.findings.contains(where: { $0.severity == .error }), findings.isEmpty else { return [] }
    let coded = columns.codes(by)
    var domains = coded.codes
    for row in domains.indices where !inside[row] || design.weights[row] <= 0 { domains[row] = -1 }
    let all = design.nested.rows(ofDomains: domains, count: coded.labels.count)
    let used = coded.labels.indices.filter { !all[$0].isEmpty }
    if used.isEmpty {
      findings.append(
        Finding(
          .nothingSelected, at: Location(file: columns.sheet.file),
          found: command.where.isEmpty ? command.by : command.where.joined(separator: ", ")))
      return []
    }
    if !by.isEmpty {
      let left = inside.indices.filter { inside[$0] && coded.codes[$0] < 0 }.count
      if left > 0 { noteMissing(by.joined(separator: ","), left) }
    }
    let parts = used.map { (label: coded.labels[$0], rows: all[$0]) }
    switch command.statistic {
    case .ratio: return ratios(parts, inside)
    default: return variables(parts, inside)
    }
  }

  private mutating func ratios(_ parts: [(label: [String], rows: [Int32])], _ inside: [Bool]) -> [EstimateEntry] {
    let tops = columns.names(command.numerator)
    let bottoms = columns.names(command.denominator)
    guard !tops.isEmpty, !bottoms.isEmpty else {
      findings.append(Finding(.optionsConflict, details: ["--statistic ratio: --numerator, --denominator"]))
      return []
    }
    var entries: [EstimateEntry] = []
    for (index, top) in tops.enumerated() {
      // One denominator serves all numerators.
      let bottom = bottoms.count == 1 ? bottoms[0] : bottoms[min(index, bottoms.count - 1)]
      guard columns.sheet.has(top), columns.sheet.has(bottom) else { continue }
      let upper = columns.numbers(top)
      let lower = columns.numbers(bottom)
      countMissing("\(top)/\(bottom)", inside) { upper[$0] == nil || lower[$0] == nil }
      for part in parts {
        let rows = part.rows.filter { upper[Int($0)] != nil && lower[Int($0)] != nil }
        let values = rows.map { upper[Int($0)] ?? 0 }
        var entry = EstimateEntry(
          variable: "\(top)/\(bottom)", domain: part.label, level: nil, p: nil, rows: rows, values: values)
        entry.estimand = Estimand(
          rows: rows, numerator: values, denominator: .values(rows.map { lower[Int($0)] ?? 0 }))
        entries.append(entry)
      }
    }
    return entries
  }

  private mutating func variables(_ parts: [(label: [String], rows: [Int32])], _ inside: [Bool]) -> [EstimateEntry] {
    let names = columns.names(command.variable)
    if names.isEmpty {
      findings.append(Finding(.optionsConflict, details: ["--statistic \(command.statistic.rawValue): --variable"]))
    }
    var entries: [EstimateEntry] = []
    for name in names where columns.sheet.has(name) {
      let shares = command.statistic.takesNumbersOnly || command.scores != nil ? nil : levels(of: name, parts)
      if let shares {
        let texts = columns.texts(name)
        let numbers = texts.map { $0.flatMap(Double.init) }
        countMissing(name, inside) { texts[$0] == nil }
        for part in parts {
          let rows = part.rows.filter { texts[Int($0)] != nil }
          for level in shares {
            let value = Double(level)
            let values = rows.map { row -> Double in
              if texts[Int(row)] == level { return 1 }
              if let value, let number = numbers[Int(row)] { return value == number ? 1 : 0 }
              return 0
            }
            add(name, part.label, level: level, rows, values, &entries)
          }
        }
      } else {
        var numbers = columns.numbers(name, scores: command.scores)
        countMissing(name, inside) { numbers[$0] == nil }
        if command.statistic == .ridit { turnIntoRidits(&numbers, name, inside) }
        for part in parts {
          let rows = part.rows.filter { numbers[Int($0)] != nil }
          add(name, part.label, level: nil, rows, rows.map { numbers[Int($0)] ?? 0 }, &entries)
        }
      }
    }
    return entries
  }

  /// Replaces answers by their ridits in the whole sample that the conditions leave.
  private mutating func turnIntoRidits(_ numbers: inout [Double?], _ name: String, _ inside: [Bool]) {
    let members = numbers.indices.filter { inside[$0] && numbers[$0] != nil }
    guard let reference = try? Ridits(members.compactMap { numbers[$0] }, mass: members.map { design.mass[$0] }) else {
      numbers = numbers.map { _ in nil }
      return
    }
    ridits.append((name, reference))
    numbers = numbers.map { $0.map { reference.ridit(of: $0) } }
  }

  private func add(
    _ name: String, _ label: [String], level: String?, _ rows: [Int32], _ values: [Double],
    _ entries: inout [EstimateEntry]
  ) {
    var entry = EstimateEntry(variable: name, domain: label, level: level, p: nil, rows: rows, values: values)
    if command.statistic == .quantile {
      for p in command.p {
        entry.p = p
        entries.append(entry)
      }
      return
    }
    entry.estimand = Estimand(
      rows: rows, numerator: values, denominator: command.statistic == .total ? .none : .ones)
    entries.append(entry)
  }

  /// The levels to estimate: the given one; all of them for a proportion or a column of categories; nil for numbers.
  private func levels(of name: String, _ parts: [(label: [String], rows: [Int32])]) -> [String]? {
    if !command.level.isEmpty { return command.level }
    guard command.statistic == .proportion || columns.isCategorical(name) else { return nil }
    let coded = columns.codes([name])
    var present = [Bool](repeating: false, count: coded.labels.count)
    for part in parts {
      for row in part.rows where coded.codes[Int(row)] >= 0 { present[coded.codes[Int(row)]] = true }
    }
    return coded.labels.indices.filter { present[$0] }.map { coded.labels[$0][0] }
  }

  private mutating func countMissing(_ name: String, _ inside: [Bool], _ isMissing: (Int) -> Bool) {
    let count = inside.indices.filter { inside[$0] && design.weights[$0] > 0 && isMissing($0) }.count
    if count > 0 { noteMissing(name, count) }
  }

  private mutating func noteMissing(_ name: String, _ count: Int) {
    let column = columns.sheet.index(of: name).map { $0 + 1 }
    findings.append(
      Finding(
        .answersMissing, at: Location(file: columns.sheet.file, column: column), found: String(count),
        details: [name, String(count)]))
  }
}
