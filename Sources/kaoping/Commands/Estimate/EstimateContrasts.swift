import Findings
import Statistics

/// Linear combinations of the lines, with the covariance between them.
struct EstimateContrasts {
  let command: EstimateCommand
  let design: SurveyDesign
  let covariance: [[Double]]
  var findings: [Finding] = []

  init(command: EstimateCommand, design: SurveyDesign, covariance: [[Double]]) {
    self.command = command
    self.design = design
    self.covariance = covariance
  }

  /// What distinguishes the lines that a contrast combines.
  private enum Axis: CaseIterable {
    case variable, domain, level, share

    func name(_ entry: EstimateEntry) -> String? {
      switch self {
      case .variable: entry.variable
      case .domain: entry.domain.isEmpty ? nil : entry.domain.joined(separator: "/")
      case .level: entry.level
      case .share: entry.p.map { String($0) }
      }
    }

    /// What the combined lines must share.
    func rest(_ entry: EstimateEntry) -> [String] {
      Axis.allCases.filter { $0 != self }.map { $0.name(entry) ?? "" }
    }
  }

  /// The lines of `--contrast` and `--difference`.
  mutating func lines(_ entries: [EstimateEntry]) -> [EstimateEntry] {
    var lines: [EstimateEntry] = []
    for text in command.contrast { lines += contrast(text, entries) }
    if command.difference { lines += differences(entries) }
    return lines
  }

  private mutating func contrast(_ text: String, _ entries: [EstimateEntry]) -> [EstimateEntry] {
    var terms: [(name: String, factor: Double)] = []
    for part in text.split(separator: ",") {
      guard let sign = part.lastIndex(of: "="), let factor = Double(part[part.index(after: sign)...].trimmed),
        factor.isFinite
      else { return unknown(text, entries) }
      terms.append((String(part[..<sign].trimmed), factor))
    }
    guard !terms.isEmpty else { return unknown(text, entries) }
    for axis in Axis.allCases {
      let names = Set(entries.compactMap { axis.name($0) })
      let known = terms.map { term -> String? in
        if names.contains(term.name) { return term.name }
        let other = term.name.replacing(":", with: "/")
        if names.contains(other) { return other }
        // `awards=Yes` names a domain by its column and value as well.
        if let sign = term.name.firstIndex(of: "=") {
          let value = String(term.name[term.name.index(after: sign)...])
          if names.contains(value) { return value }
        }
        return nil
      }
      guard known.allSatisfy({ $0 != nil }) else { continue }
      return combine(text, zip(known.compactMap { $0 }, terms.map(\.factor)).map { ($0, $1) }, axis, entries)
    }
    return unknown(text, entries)
  }

  private func combine(
    _ text: String, _ terms: [(name: String, factor: Double)], _ axis: Axis, _ entries: [EstimateEntry]
  ) -> [EstimateEntry] {
    var done: [[String]] = []
    var lines: [EstimateEntry] = []
    for entry in entries {
      let rest = axis.rest(entry)
      if done.contains(rest) { continue }
      done.append(rest)
      var parts: [(index: Int, factor: Double)] = []
      for term in terms {
        if let index = entries.firstIndex(where: { axis.rest($0) == rest && axis.name($0) == term.name }) {
          parts.append((index, term.factor))
        }
      }
      guard parts.count == terms.count else { continue }
      lines.append(line(text, parts, entries, like: entry, axis))
    }
    return lines
  }

  /// All differences between domains, the later minus the earlier.
  private mutating func differences(_ entries: [EstimateEntry]) -> [EstimateEntry] {
    var lines: [EstimateEntry] = []
    let axis = Axis.domain
    for (second, entry) in entries.enumerated() {
      for first in 0..<second where axis.rest(entries[first]) == axis.rest(entry) {
        let text = "\(axis.name(entry) ?? "") - \(axis.name(entries[first]) ?? "")"
        lines.append(line(text, [(second, 1), (first, -1)], entries, like: entry, axis))
      }
    }
    if lines.isEmpty { findings.append(Finding(.optionsConflict, details: ["--difference / --by"])) }
    return lines
  }

  private func line(
    _ text: String, _ parts: [(index: Int, factor: Double)], _ entries: [EstimateEntry], like entry: EstimateEntry,
    _ axis: Axis
  ) -> EstimateEntry {
    var members = [Bool](repeating: false, count: design.nested.count)
    for part in parts { for row in entries[part.index].rows { members[Int(row)] = true } }
    let rows = design.nested.rows { members[$0] }
    var line = EstimateEntry(
      variable: entry.variable, domain: axis == .domain ? [] : entry.domain,
      level: axis == .level ? nil : entry.level, p: axis == .share ? nil : entry.p, rows: rows, values: [])
    line.contrast = text
    line.n = design.persons(in: rows)
    line.population = design.population(in: rows)
    var estimate = 0.0
    for part in parts {
      guard let value = entries[part.index].estimate else { return line }
      estimate += part.factor * value
    }
    line.estimate = estimate
    var variance = 0.0
    for a in parts {
      for b in parts { variance += a.factor * b.factor * covariance[a.index][b.index] }
    }
    guard variance.isFinite else { return line }
    let error = max(0, variance).squareRoot()
    line.standardError = error
    let degrees: Double
    switch command.df {
    case .infinite: degrees = .infinity
    case .number(let value): degrees = value
    case .residual: degrees = line.n - 1
    case .design: degrees = design.degreesOfFreedom(rows: rows)
    case .satterthwaite:
      var below = 0.0
      for part in parts {
        let own = part.factor * part.factor * covariance[part.index][part.index]
        below += own * own / (entries[part.index].degreesOfFreedom ?? .infinity)
      }
      degrees = below > 0 ? variance * variance / below : .infinity
    }
    line.degreesOfFreedom = degrees
    guard degrees > 0 else { return line }
    let limits = ConfidenceLimits.wald(
      estimate, standardError: error, degreesOfFreedom: degrees, confidence: command.confidence)
    (line.lower, line.upper) = (limits.lower, limits.upper)
    if error > 0 {
      line.t = estimate / error
      line.probability = 2 * StudentT(degreesOfFreedom: degrees).upperTail(abs(estimate / error))
    }
    return line
  }

  private mutating func unknown(_ text: String, _ entries: [EstimateEntry]) -> [EstimateEntry] {
    var known: [String] = []
    for axis in Axis.allCases {
      for entry in entries {
        if let name = axis.name(entry), !known.contains(name), known.count < 20 { known.append(name) }
      }
    }
    findings.append(
      Finding(.contrastUnknown, found: text, details: [text, known.joined(separator: ", ")]))
    return []
  }
}

extension Substring {
  /// Without white space at its ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
