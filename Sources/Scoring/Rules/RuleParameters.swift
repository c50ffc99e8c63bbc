import Findings

/// The parameters of rules that `rules.csv` states: for a whole rule where the column `indicator` is empty, else for one
/// indicator, which goes before.
///
/// A standard must say how it treats what sources treat differently. What no rule understands is refused, so that an edit of
/// the table never stays without effect in silence.
struct RuleParameters {
  /// How a parameter's value must be written.
  enum Format {
    case words([String])
    case integer(ClosedRange<Int>)
    case number
    case shares
    case bands
    case scale
    case noOpinion
  }

  /// A parameter that a rule has.
  struct Definition {
    var rules: [ScoringRule]
    var name: String
    var format: Format
    /// Whether the rule cannot do without it.
    var isNeeded = false
    /// Whether `name:urban`, `name:rural` and `name:<variant>` may differ.
    var isQualified = false
    /// Whether it can only be said for the whole rule.
    var isGeneral = false
  }

  private static let rated: [ScoringRule] = [.criteriaMet, .grades, .targetRate, .spotChecks, .directPoints]

  static let definitions: [Definition] = [
    Definition(rules: [.directPoints], name: "raters", format: raterWords, isNeeded: true),
    Definition(rules: [.criteriaMet, .grades, .targetRate, .spotChecks], name: "raters", format: raterWords),
    Definition(rules: rated, name: "trim", format: .integer(1...100)),
    Definition(rules: rated, name: "minimum_raters", format: .integer(1...1000)),
    Definition(rules: [.directPoints], name: "repeated", format: .words(["first", "last", "refuse"]), isNeeded: true),
    Definition(
      rules: [.criteriaMet, .grades, .targetRate, .spotChecks], name: "repeated",
      format: .words(["first", "last", "refuse"])),
    Definition(
      rules: rated + [.deductions], name: "missing", format: .words(MissingReviewPolicy.allCases.map(\.rawValue))),
    Definition(rules: rated + [.deductions], name: "exemption", format: .words(["full"])),
    Definition(rules: [.directPoints], name: "step", format: .number),
    Definition(rules: [.directPoints], name: "severity", format: .words(["off", "report", "adjust"]), isGeneral: true),
    Definition(rules: [.criteriaMet], name: "criteria", format: .integer(1...1000)),
    Definition(rules: [.criteriaMet], name: "shares", format: .shares),
    Definition(rules: [.deductions], name: "deduction", format: .number),
    Definition(rules: [.deductions], name: "floor", format: .number),
    Definition(rules: [.deductions], name: "cap", format: .number),
    Definition(rules: [.deductions], name: "without_events", format: .words(["full", "unrated"])),
    Definition(rules: [.deductions], name: "document", format: .words(["needed", "optional"])),
    Definition(rules: [.grades], name: "grades", format: .shares, isNeeded: true),
    Definition(rules: [.targetRate], name: "target", format: .number, isQualified: true),
    Definition(rules: [.targetRate], name: "step", format: .number, isQualified: true),
    Definition(rules: [.targetRate], name: "deduction", format: .number, isQualified: true),
    Definition(rules: [.targetRate], name: "counting", format: .words(["whole", "started", "proportional"])),
    Definition(rules: [.targetRate], name: "floor", format: .number),
    Definition(rules: [.targetRate], name: "bands", format: .bands, isQualified: true),
    Definition(rules: [.spotChecks], name: "spots", format: .integer(1...100_000)),
    Definition(rules: [.spotChecks], name: "shares", format: .shares),
    Definition(
      rules: [.surveyMean], name: "response_score", format: .words(ResponseScore.allCases.map(\.rawValue)),
      isNeeded: true, isGeneral: true),
    Definition(rules: [.surveyMean], name: "repeated", format: .words(["first"]), isNeeded: true, isGeneral: true),
    Definition(rules: [.surveyMean], name: "scale_map", format: .scale),
    Definition(rules: [.surveyMean], name: "no_opinion", format: .noOpinion),
    Definition(rules: [.surveyMean], name: "minimum_answers", format: .integer(1...1_000_000)),
  ]

  private static let raterWords = Format.words(["mean", "median", "trimmed-mean"])

  private var values: [[String]: String] = [:]
  private let file: String

  /// Reads the table: every row must name a rule and a parameter of it, with a value that is understood, once.
  init(_ table: StandardTable, indicators: Set<String>, variants: [String], findings: inout [Finding]) {
    file = table.file
    for record in table.records {
      let (ruleText, indicator) = (record.text("rule"), record.text("indicator"))
      let parts = record.text("parameter").split(separator: ":", maxSplits: 1).map(String.init)
      let definition = ScoringRule(rawValue: ruleText).flatMap { rule in
        RuleParameters.definitions.first { $0.rules.contains(rule) && $0.name == parts.first }
      }
      guard let definition, parts.count == 1 || definition.isQualified else {
        findings.append(
          Finding(
            .ruleParameterUnknown, at: record.location("parameter"),
            found: "\(ruleText) \(record.text("parameter"))"))
        continue
      }
      if parts.count == 2, !(["urban", "rural"] + variants).contains(parts[1]) {
        findings.append(
          Finding(
            .valueUnknown, at: record.location("parameter"), found: parts[1],
            details: ["parameter", (["urban", "rural"] + variants).joined(separator: ", ")]))
      }
      if !indicator.isEmpty, definition.isGeneral || !indicators.contains(indicator) {
        findings.append(Finding(.ruleParameterUnknown, at: record.location("indicator"), found: indicator))
      }
      let value = record.text("value")
      if let allowed = definition.format.fault(value) {
        findings.append(
          Finding(
            .valueUnknown, at: record.location("value"), found: value, details: [record.text("parameter"), allowed]))
      } else {
        values[[ruleText, indicator, record.text("parameter")]] = value
      }
    }
  }

  /// Reports the needed parameters that the rules in use lack.
  func checkNeeded(_ used: Set<ScoringRule>, stated: StandardTable, _ findings: inout [Finding]) {
    for definition in RuleParameters.definitions where definition.isNeeded {
      for rule in definition.rules where used.contains(rule) {
        let isStated = stated.records.contains {
          $0.text("rule") == rule.rawValue && $0.text("parameter") == definition.name
        }
        if !isStated {
          findings.append(
            Finding(
              .ruleParameterMissing, at: Location(file: file), details: ["\(rule.rawValue) \(definition.name)"]))
        }
      }
    }
  }

  /// The value for an indicator: its own, else the rule's.
  func value(_ rule: ScoringRule, _ indicator: String, _ name: String) -> String? {
    values[[rule.rawValue, indicator, name]] ?? values[[rule.rawValue, "", name]]
  }

  /// What the standard does about raters' severity.
  var severity: SeverityUse { value(.directPoints, "", "severity").flatMap(SeverityUse.init) ?? .off }

  func number(_ rule: ScoringRule, _ indicator: String, _ name: String) -> Double? {
    value(rule, indicator, name).flatMap(Double.init)
  }

  func integer(_ rule: ScoringRule, _ indicator: String, _ name: String) -> Int? {
    value(rule, indicator, name).flatMap { Int($0) }
  }

  func shares(_ rule: ScoringRule, _ indicator: String, _ name: String) -> [String: Double]? {
    value(rule, indicator, name).flatMap { ShareMap.read($0) }
  }
}

extension RuleParameters.Format {
  /// What would have been allowed if `text` is not; nil if it is.
  func fault(_ text: String) -> String? {
    switch self {
    case .words(let words): words.contains(text) ? nil : words.joined(separator: ", ")
    case .integer(let range):
      Int(text).map(range.contains) == true ? nil : "\(range.lowerBound)…\(range.upperBound)"
    case .number:
      Double(text).map { $0 >= 0 && $0 <= 1e9 } == true ? nil : "≥ 0"
    case .shares: ShareMap.read(text) == nil ? "A:1;B:0.8;C:3/5" : nil
    case .bands: RateBand.list(text) == nil ? "<80:4;<=60:8" : nil
    case .scale: AnswerScore.map(text).faulty.isEmpty ? nil : "code:0…100"
    case .noOpinion:
      text == "leave-out" || Points(text).map { $0.thousandths <= 100_000 } == true ? nil : "leave-out, 0…100"
    }
  }
}

/// A map of words to shares of the points, such as `A:1;B:0.8;C:3/5`; `*` stands for all other words.
enum ShareMap {
  /// Reads the map; nil unless every part is a word and a decimal or fraction within 0 and 1, no word twice.
  static func read(_ text: String) -> [String: Double]? {
    var map: [String: Double] = [:]
    for part in text.split(separator: ";") {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard pair.count == 2, !pair[0].isEmpty, let share = share(pair[1]),
        map.updateValue(share, forKey: pair[0]) == nil
      else { return nil }
    }
    return map.isEmpty ? nil : map
  }

  private static func share(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let value: Double?
    switch parts.count {
    case 1: value = Double(parts[0])
    case 2: value = Double(parts[0]).flatMap { top in Double(parts[1]).flatMap { $0 > 0 ? top / $0 : nil } }
    default: value = nil
    }
    guard let value, value >= 0, value <= 1 else { return nil }
    return value
  }
}
