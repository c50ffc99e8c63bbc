import Surveys

/// How an indicator is filled in when a reviewer has one cell for each community: short texts that the keyboard types quickly, and
/// their translation into rows of `reviews.csv` and `measures.csv`. What a row earns and whether it may stand is decided where the
/// rating decides it, in `EvidenceBook`; nothing of a rule is judged twice.
///
/// | Rule | What is typed | Rows |
/// | --- | --- | --- |
/// | R1 | the number met, or the codes met with blanks between; `0` none, `all` all | one, or one for each criterion |
/// | R2 | the number of events, or `code*number` for each kind; `0` none | one for each kind |
/// | R3 | the grade | one |
/// | R4 | the rate in percent, or `45/50` | one |
/// | R5 | passed/checked, such as `4/5` | one |
/// | R6 | the points | one |
///
/// `/` leaves a cell unrated on purpose and `exempt` (免检) records an exemption where the rule has one.
public struct CellForm: Hashable, Sendable {
  /// The indicator.
  public let indicator: Indicator
  /// Its rule.
  public let rule: LeafRule

  /// The form of a leaf that departments rate; nil for one that residents' answers rate.
  public init?(_ leaf: IndicatorTree.Leaf) {
    if case .surveyMean = leaf.rule.kind { return nil }
    indicator = leaf.indicator
    rule = leaf.rule
  }

  /// Whether the points are entered directly, as rows of `reviews.csv`.
  public var isDirect: Bool {
    if case .directPoints = rule.kind { return true }
    return false
  }

  /// Whether every entry must cite its document.
  public var needsDocument: Bool {
    if case .deductions(let deductions) = rule.kind { return deductions.needsDocument }
    return false
  }

  /// What one row says.
  public struct Entry: Hashable, Sendable {
    /// The criterion or kind of event; empty if there is none.
    public var criterion = ""
    /// The value.
    public var value = ""
    /// The denominator; empty if there is none.
    public var denominator = ""
  }

  /// What a cell's text means.
  public enum Meaning: Hashable, Sendable {
    /// Nothing was typed.
    case empty
    /// Left unrated on purpose.
    case unrated
    /// Rows to be judged.
    case entries([Entry])
  }

  /// Reads what was typed, full-width characters included. Whether the values may stand is not decided here.
  public func meaning(of text: String) -> Meaning {
    let text = text.narrowed.trimmingBlanks
    if text.isEmpty { return .empty }
    if CellForm.unratedMarks.contains(text.lowercased()) { return .unrated }
    if CellForm.exemptMarks.contains(text.lowercased()) { return .entries([Entry(criterion: LeafRule.exemption)]) }
    switch rule.kind {
    case .criteriaMet(let rule) where !rule.criteria.isEmpty: return .entries(met(text, rule.criteria))
    case .deductions(let rule): return .entries(events(text, rule.criteria))
    case .grades(let shares):
      let grade = shares.keys.sorted().first { $0.narrowed.lowercased() == text.lowercased() }
      return .entries([Entry(value: grade ?? text)])
    case .targetRate, .spotChecks:
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmingBlanks)
      var value = parts[0]
      if value.hasSuffix("%") { value.removeLast() }
      return .entries([Entry(value: value.trimmingBlanks, denominator: parts.count > 1 ? parts[1] : "")])
    case .criteriaMet, .directPoints, .surveyMean: return .entries([Entry(value: text)])
    }
  }

  /// Marks of a cell that is left unrated on purpose.
  static let unratedMarks: Set<String> = ["/", "-", "—", "未评", "unrated"]
  /// Marks of an exemption.
  static let exemptMarks: Set<String> = ["免检", "exempt"]

  /// A row for each criterion, met or not; what names no criterion gets a row of its own, to be refused by name.
  private func met(_ text: String, _ criteria: [Criterion]) -> [Entry] {
    var tokens = CellForm.tokens(text)
    if ["all", "全", "全部"].contains(text.lowercased()) { tokens = criteria.map(\.code) }
    if ["0", "无", "none"].contains(text.lowercased()) { tokens = [] }
    let known = Dictionary(criteria.map { ($0.code.lowercased(), $0.code) }, uniquingKeysWith: { first, _ in first })
    let chosen = tokens.map { known[$0.lowercased()] ?? $0 }
    let rows = criteria.map { Entry(criterion: $0.code, value: chosen.contains($0.code) ? "1" : "0") }
    return rows
      + chosen.filter { code in !criteria.contains { $0.code == code } }.map { Entry(criterion: $0, value: "1") }
  }

  /// A row for each kind of event.
  private func events(_ text: String, _ criteria: [Criterion]) -> [Entry] {
    if ["0", "无", "none"].contains(text.lowercased()) { return [Entry(value: "0")] }
    let known = Dictionary(criteria.map { ($0.code.lowercased(), $0.code) }, uniquingKeysWith: { first, _ in first })
    return CellForm.tokens(text).map { token in
      let parts = token.split(maxSplits: 1, omittingEmptySubsequences: false) { "*×=:".contains($0) }.map(String.init)
      if let code = known[parts[0].lowercased()] {
        return Entry(criterion: code, value: parts.count > 1 ? parts[1] : "1")
      }
      if parts.count == 1, Double(token) != nil { return Entry(value: token) }
      return Entry(criterion: parts[0], value: parts.count > 1 ? parts[1] : "1")
    }
  }

  private static func tokens(_ text: String) -> [String] {
    text.split { " ,;、，；\t".contains($0) }.map(String.init)
  }
}
