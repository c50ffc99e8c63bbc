import Findings
import Foundation
import Sheets
import Statistics
import TestSupport
import Testing

/// Data and numbers of one folder of References; `source.md` there names the program that computed them.
struct SurveyReference {
  private let sheet: CSVSheet
  private let checks: [String: (expected: Any, tolerance: [String: Any])]

  init(_ name: String, file: String = "data.csv") throws {
    let folder = try #require(Bundle.module.url(forResource: "References/\(name)", withExtension: nil))
    var findings: [Finding] = []
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
    sheet = try #require(CSVSheet.read(bytes, file: file, findings: &findings))
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: folder.appendingPathComponent("expected.json")))
    var checks: [String: (Any, [String: Any])] = [:]
    for check in (json as? [String: Any])?["checks"] as? [[String: Any]] ?? [] {
      if let id = check["id"] as? String, let expected = check["expected"] {
        checks[id] = (expected, check["tolerance"] as? [String: Any] ?? [:])
      }
    }
    self.checks = checks
  }

  var count: Int { sheet.rows.count }

  func texts(_ column: String) -> [String] { sheet.rows.map { sheet.text($0, column) } }

  /// The numbers of a column; NaN where missing.
  func numbers(_ column: String) -> [Double] { texts(column).map { Double($0) ?? .nan } }

  /// Codes of a column in the order of its sorted values.
  func codes(_ column: String) -> (codes: [Int], labels: [String]) {
    let texts = texts(column)
    let numeric = texts.allSatisfy { Double($0) != nil }
    let labels = Set(texts).sorted { numeric ? (Double($0) ?? 0) < (Double($1) ?? 0) : $0 < $1 }
    let index = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    return (texts.map { index[$0] ?? 0 }, labels)
  }

  /// An expected number; keys of nested objects are joined by dots.
  func number(_ check: String, _ path: String) throws -> Double {
    var value: Any = try #require(checks[check], "no check \(check)").expected
    for key in path.split(separator: ".") {
      value = try #require((value as? [String: Any])?[String(key)], "no \(path) in \(check)")
    }
    return try #require((value as? NSNumber)?.doubleValue)
  }

  /// Whether `found` agrees with an expected number at the check's own tolerance.
  func agrees(_ found: Double?, _ check: String, _ path: String) throws -> Bool {
    guard let found else { return false }
    let expected = try number(check, path)
    var tolerance = checks[check]?.tolerance ?? [:]
    for key in path.split(separator: ".") {
      if let own = tolerance[String(key)] as? [String: Any] { tolerance = own }
    }
    let relative = (tolerance["relative"] as? NSNumber)?.doubleValue ?? 0
    let absolute = (tolerance["absolute"] as? NSNumber)?.doubleValue ?? 0
    return abs(found - expected) <= max(absolute, relative * abs(expected))
  }

  /// A design of the columns named; populations are counts.
  func design(
    weights: String?, strata: String? = nil, clusters: [String] = [], fpc: [String] = [], nest: Bool = false,
    rule: LonelyUnitRule = .fail, lonelyInDomain: Bool = false, persons: [Double]? = nil
  ) -> SurveyDesign {
    var stages: [SamplingStage] = []
    for index in 0..<max(1, clusters.count) {
      var stage = SamplingStage()
      if index == 0, let strata {
        let coded = codes(strata)
        stage.strata = coded.codes
        stage.strataLabels = coded.labels
      }
      if index < clusters.count { stage.units = codes(clusters[index]).codes }
      if index < fpc.count { stage.population = .counts(numbers(fpc[index])) }
      stages.append(stage)
    }
    let nested = NestedDesign.compile(
      count: count, stages: stages, nest: nest, persons: persons, collapse: rule == .collapse
    ).design
    let values = weights.map(numbers) ?? nested.impliedWeights() ?? [Double](repeating: 1, count: count)
    return SurveyDesign(
      nested: nested, weights: values, persons: persons, rule: rule, lonelyInDomain: lonelyInDomain)
  }

  /// The rows of `design` whose value is there and that fulfil a condition.
  func estimand(
    _ design: SurveyDesign, _ values: [Double], _ denominator: DenominatorKind = .ones,
    where isMember: (Int) -> Bool = { _ in true }
  ) -> Estimand {
    let rows = design.nested.rows { !values[$0].isNaN && isMember($0) }
    let picked = rows.map { values[Int($0)] }
    switch denominator {
    case .none: return Estimand(rows: rows, numerator: picked, denominator: .none)
    case .ones: return Estimand(rows: rows, numerator: picked, denominator: .ones)
    case .values(let other):
      return Estimand(rows: rows, numerator: picked, denominator: .values(rows.map { other[Int($0)] }))
    }
  }

  enum DenominatorKind {
    case none, ones
    case values([Double])
  }

  /// Checks estimate, standard error, degrees of freedom and t interval against the numbers under `prefix`.
  func verify(
    _ design: SurveyDesign, _ estimand: Estimand, _ check: String, _ prefix: String = "",
    only keys: [String] = ["estimate", "se", "df", "lower", "upper"]
  ) throws {
    let (estimate, variance) = try #require(try design.estimate(estimand))
    let degrees = design.degreesOfFreedom(rows: estimand.rows)
    let limits = ConfidenceLimits.wald(
      estimate, standardError: variance.squareRoot(), degreesOfFreedom: max(1, degrees), confidence: 0.95)
    let found = [
      "estimate": estimate, "se": variance.squareRoot(), "df": degrees, "lower": limits.lower, "upper": limits.upper,
    ]
    for key in keys {
      #expect(try agrees(found[key], check, prefix + key), "\(check) \(prefix)\(key): \(found[key] ?? .nan)")
    }
  }
}
