public import Findings
import Statistics

/// How strict each rater is, and how much each rater's marks tell units apart (rule R6).
///
/// A department that gives every unit the same mark adds nothing; a strict reviewer costs the units that happen to be
/// assigned to it. Severity is that of room Statistics (score = μ + unit + rater), indicator by indicator on the share of the
/// points, where the raters are connected through units that several of them rated.
public struct RaterReport: Hashable, Sendable {
  /// One rater.
  public struct Rater: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Reviews that counted.
    public var reviews: Int
    /// The mean share of the points that it gives.
    public var meanShare: Double
    /// The standard deviation of those shares; 0 with one review.
    public var deviation: Double
    /// The share of its reviews that give full points.
    public var fullMarks: Double
    /// The distinct shares that it gives.
    public var distinct: Int
    /// How much more than the mean rater it gives, as a share of the points, over the indicators where raters can be compared;
    /// nil where none can.
    public var effect: Double?
  }

  /// The raters in the order of their names.
  public let raters: [Rater]
  /// The indicators whose raters are not connected.
  public let unconnected: [String]
  /// The adjusted points by leaf and unit, where raters can be compared.
  let adjusted: [Int: [Int: Double]]

  /// The report of a book's direct points.
  public init(_ book: EvidenceBook) {
    var shares: [String: [Double]] = [:]
    var effects: [String: (sum: Double, count: Int)] = [:]
    var unconnected: [String] = []
    var adjusted: [Int: [Int: Double]] = [:]
    for leaf in book.indicators.indices {
      guard case .directPoints = book.rules[leaf].kind else { continue }
      let full = book.rules[leaf].points
      var raters = Numbering()
      var units = Numbering()
      var scores: [CrossedScores.Score] = []
      var unitOf: [Int] = []
      for unit in book.units.indices {
        for entry in book.entries[unit * book.indicators.count + leaf] {
          shares[entry.rater, default: []].append(entry.value / full)
          let place = units.number(book.units[unit].id)
          if place == unitOf.count { unitOf.append(unit) }
          scores.append(CrossedScores.Score(rater: raters.number(entry.rater), unit: place, value: entry.value))
        }
      }
      guard raters.names.count >= 2, units.names.count >= 2,
        let crossed = try? CrossedScores(scores, raters: raters.names.count, units: units.names.count)
      else { continue }
      guard crossed.parts.count == 1, let severity = try? RaterSeverity(crossed) else {
        unconnected.append(book.indicators[leaf].code)
        continue
      }
      for (index, name) in raters.names.enumerated() {
        let count = severity.raterCounts[index]
        effects[name, default: (0, 0)].sum += severity.raterEffects[index] / full * Double(count)
        effects[name, default: (0, 0)].count += count
      }
      for (index, unit) in unitOf.enumerated() {
        adjusted[leaf, default: [:]][unit] = min(full, max(0, severity.adjustedScores[index]))
      }
    }
    self.unconnected = unconnected
    self.adjusted = adjusted
    raters = shares.keys.sorted().map { name in
      let values = shares[name] ?? []
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Rater(
        name: name, reviews: values.count, meanShare: mean,
        deviation: values.count > 1 ? (squares / (n - 1)).squareRoot() : 0,
        fullMarks: Double(values.count { $0 >= 1 - 1e-12 }) / n, distinct: Set(values).count,
        effect: effects[name].map { $0.sum / Double($0.count) })
    }
  }

  /// Numbers names by their first appearance.
  private struct Numbering {
    var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(_ name: String) -> Int {
      if let number = numbers[name] { return number }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
  }
}

extension EvidenceBook {
  /// Lays the adjusted points over a unit's outcomes (standards with `severity` = `adjust`).
  public func adjusted(_ outcomes: [LeafOutcome], of unit: Int, by report: RaterReport) -> [LeafOutcome] {
    let tree = standard.trees[standard.tree(ofVariant: units[unit].variant) ?? 0]
    var outcomes = outcomes
    for (index, leaf) in tree.leaves.enumerated() {
      guard let place = leafOf[leaf.indicator.code], let points = report.adjusted[place]?[unit] else { continue }
      outcomes[index].points = points
      outcomes[index].state = .adjusted
    }
    return outcomes
  }

  /// Notes what the raters' marks do not tell: raters who cannot be compared, indicators that give everyone the same mark, and
  /// leaves with fewer raters than the rule asks for.
  public func noteRaters(_ report: RaterReport?, file: String, _ findings: inout [Finding]) {
    for code in report?.unconnected ?? [] {
      findings.append(Finding(.ratersNotComparable, at: Location(file: file), details: [code]))
    }
    for leaf in indicators.indices {
      var values: Set<Double> = []
      var rated = 0
      // Two different marks and no least number of raters: nothing is left to be found.
      for unit in units.indices where values.count < 2 || rules[leaf].minimumRaters > 1 {
        let own = entries[unit * indicators.count + leaf]
        guard !own.isEmpty else { continue }
        let outcome = rules[leaf].outcome(own, units[unit])
        if let points = outcome.points {
          rated += 1
          if values.count < 2 { values.insert(points) }
        }
        if rules[leaf].minimumRaters > 1, outcome.state == .rated, outcome.raters.count < rules[leaf].minimumRaters {
          findings.append(
            Finding(
              .fewRaters, at: Location(file: own[0].file, row: own[0].row), found: String(outcome.raters.count),
              details: [units[unit].name, indicators[leaf].code, String(rules[leaf].minimumRaters)]))
        }
      }
      if rated >= 10, values.count == 1 {
        findings.append(
          Finding(
            .sameMarkForAll, at: Location(file: file), details: [indicators[leaf].code, indicators[leaf].rater]))
      }
    }
  }
}
