import Findings
import Sheets

/// Everything that reviewers and records say of the units, by unit and leaf, judged row by row.
///
/// Direct points (R6) come from `reviews.csv`, the material of rules R1–R5 from `measures.csv`. An entry that does not count is
/// a finding; what counts keeps its file and row, so that every point can be traced.
public struct EvidenceBook: Sendable {
  /// The leaves that evidence can speak of, over all variants, in the order of the standard.
  public let indicators: [Indicator]
  /// The units in the order of the register.
  public let units: [UnitProfile]
  /// The entries that counted.
  public internal(set) var used = 0

  let standard: ScoringStandard
  let places: [String: Int]
  let recusals: Recusals
  let leafOf: [String: Int]
  let rules: [LeafRule]
  /// For the leaves of each variant's tree, in its order, their places in `indicators`; nil for those that answers score.
  private let leavesOfTree: [[Int?]]
  /// Whether each variant's tree has an indicator.
  private let isInTree: [[Bool]]
  private let treeOfUnit: [Int]
  var entries: [[Evidence]]
  /// Raters, criteria and events by the numbers that keys have for them.
  private var names: [String: Int32] = ["": 0]
  /// Where the entry with a key stands among those of its unit and leaf.
  private var seen: [Key: Int32] = [:]

  /// What makes an entry a repetition of another: two numbers, because a city has tens of thousands of entries.
  private struct Key: Hashable {
    let place: UInt64
    let source: UInt64

    init(unit: Int, leaf: Int, rater: Int32, criterion: Int32) {
      place = UInt64(unit) << 32 | UInt64(leaf)
      source = UInt64(rater) << 32 | UInt64(criterion)
    }
  }

  /// A book without entries for these units.
  public init(_ standard: ScoringStandard, units: [UnitProfile], recusals: Recusals = Recusals()) {
    var indicators: [Indicator] = []
    var rules: [LeafRule] = []
    var leafOf: [String: Int] = [:]
    for indicator in standard.indicators {
      for tree in standard.trees where leafOf[indicator.code] == nil {
        guard let leaf = tree.leaves.first(where: { $0.indicator.code == indicator.code }) else { continue }
        if case .surveyMean = leaf.rule.kind { continue }
        leafOf[indicator.code] = indicators.count
        indicators.append(indicator)
        rules.append(leaf.rule)
      }
    }
    self.standard = standard
    self.units = units
    self.recusals = recusals
    self.indicators = indicators
    self.rules = rules
    self.leafOf = leafOf
    leavesOfTree = standard.trees.map { tree in tree.leaves.map { leafOf[$0.indicator.code] } }
    isInTree = leavesOfTree.map { leaves in indicators.indices.map { leaves.contains($0) } }
    treeOfUnit = units.map { standard.tree(ofVariant: $0.variant) ?? 0 }
    places = Dictionary(units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    entries = Array(repeating: [], count: units.count * indicators.count)
  }

  /// Whether the unit's variant has the leaf.
  func applies(_ leaf: Int, to unit: Int) -> Bool { isInTree[treeOfUnit[unit]][leaf] }

  /// Enters a piece of evidence unless one by the same rater about the same criterion stands there; says by the rule what a
  /// repetition does. `rater` and `criterion` are the numbers of those that make it one.
  mutating func enter(
    _ evidence: Evidence, unit: Int, leaf: Int, rater: Int32, criterion: Int32, at place: @autoclosure () -> Location,
    found: @autoclosure () -> String, _ findings: inout [Finding]
  ) {
    let cell = unit * indicators.count + leaf
    let key = Key(unit: unit, leaf: leaf, rater: rater, criterion: criterion)
    if let first = seen[key].map(Int.init) {
      let row = String(entries[cell][first].row)
      switch rules[leaf].repeated {
      case .first:
        findings.append(Finding(.repeatedReview, at: place(), found: found(), details: [row]))
      case .last:
        findings.append(Finding(.replacedReview, at: place(), found: found(), details: [row]))
        entries[cell][first] = evidence
      case .refuse:
        findings.append(Finding(.repeatedReview, severity: .error, at: place(), found: found(), details: [row]))
      }
      return
    }
    seen[key] = Int32(entries[cell].count)
    entries[cell].append(evidence)
    used += 1
  }

  /// Makes room for `count` more entries.
  mutating func reserve(_ count: Int) { seen.reserveCapacity(seen.count + count) }

  /// The number that keys have for a rater, a criterion or an event; 0 for the empty name.
  mutating func number(_ name: String) -> Int32 {
    if let number = names[name] { return number }
    names[name] = Int32(names.count)
    return Int32(names.count - 1)
  }

  /// Whether an entry may count at all: no recusal, and a day within the standard's days of evidence.
  func isAdmitted(
    rater: String, unit: Int, date: String, at place: @autoclosure () -> Location,
    datePlace: @autoclosure () -> Location, _ findings: inout [Finding]
  ) -> Bool {
    if let row = recusals.row(rater, unit) {
      findings.append(Finding(.recusedReviewer, at: place(), details: [units[unit].name, String(row)]))
      return false
    }
    let days = standard.evidenceDays
    guard days.from != nil || days.to != nil else { return true }
    if date.isEmpty || date < days.from ?? "" || date > days.to ?? "9999-99-99" {
      findings.append(
        Finding(
          .outsideEvidenceDays, at: datePlace(), found: date, details: [days.from ?? "…", days.to ?? "…"]))
      return false
    }
    return true
  }

  /// The outcomes of a unit, aligned with the leaves of its tree; survey leaves are unrated here.
  public func outcomes(_ unit: Int) -> [LeafOutcome] {
    leavesOfTree[treeOfUnit[unit]].map { leaf in
      guard let leaf else { return .unrated }
      return rules[leaf].outcome(entries[unit * indicators.count + leaf], units[unit])
    }
  }
}
