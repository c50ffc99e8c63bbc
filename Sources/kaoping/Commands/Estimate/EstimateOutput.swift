import Findings
import Foundation
import Reports
import Statistics

/// Renders the lines of `kaoping estimate` as JSON, as a table and as CSV.
struct EstimateOutput {
  let command: EstimateCommand
  let design: SurveyDesign
  let by: [String]
  let entries: [EstimateEntry]
  let contrasts: [EstimateEntry]
  let covariance: [[Double]]?
  let steps: [WeightingSteps.Step]
  let tests: [EstimateTests.Line]
  let ridits: [(variable: String, reference: Ridits)]

  /// The JSON object without its findings.
  var json: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "statistic": .string(command.statistic.rawValue), "design": EstimateOutput.design(design),
      "estimates": .array((entries + contrasts).map(json)),
      "covariance": covariance.map { matrix in
        .array(matrix.map { row in .array(row.map { $0.isFinite ? .number($0) : .null }) })
      } ?? .null,
      "confidence": .number(command.confidence), "weighting": weighting,
    ]
    if !contrasts.isEmpty { members["contrasts"] = .array(contrasts.map(json)) }
    if !tests.isEmpty { members["tests"] = .array(tests.map(test)) }
    if !ridits.isEmpty { members["ridits"] = .array(ridits.map { riditTable($0.variable, $0.reference) }) }
    if command.statistic == .quantile { members["quantile_rule"] = .string(command.quantileRule.rawValue) }
    if command.deff { members["design_effect_reference"] = .string(command.deffReference.rawValue) }
    return members
  }

  /// The design as the contract describes it.
  static func design(_ design: SurveyDesign) -> JSONValue {
    let rows = design.nested.order
    let counts = design.nested.unitsAndStrata(rows: rows)
    var members: [String: JSONValue] = [
      "strata": .integer(counts.strata), "clusters": whole(design.nested.unitCount),
      "degrees_of_freedom": whole(design.degreesOfFreedom(rows: rows)), "replicates": .null,
      "variance": "linearised", "lonely_psu": .string(design.rule.rawValue),
    ]
    switch design.source {
    case .linearised: break
    case .pairwise: members["variance"] = "joint-probabilities"
    case .replicates(let replication):
      members["variance"] = "replicates"
      members["replicates"] = whole(replication.total)
      members["replicate_method"] = .string(replication.name)
      members["centre"] = .string(replication.centre.rawValue)
      members["scale"] = .number(replication.scale)
      if let seed = replication.seed {
        members["seed"] = .string(String(seed))
        if seed <= UInt64(Int.max) { members["seed"] = .integer(Int(seed)) }
        members["generator"] = .string(RandomStream.algorithm)
      }
    }
    return .object(members)
  }

  private var weighting: JSONValue {
    var sum = 0.0
    var squares = 0.0
    var people = 0.0
    var low = Double.infinity
    var high = -Double.infinity
    for (row, weight) in design.weights.enumerated() where weight > 0 {
      let persons = design.persons?[row] ?? 1
      sum += persons * weight
      squares += persons * weight * weight
      people += persons
      low = min(low, weight)
      high = max(high, weight)
    }
    return [
      "sum": .number(sum), "sum_of_squares": .number(squares), "minimum": low.isFinite ? .number(low) : .null,
      "maximum": high.isFinite ? .number(high) : .null,
      "kish_design_effect": sum > 0 ? .number(people * squares / (sum * sum)) : .null,
      "usual_limits": usualLimits, "steps": .array(steps.map(step)),
    ]
  }

  /// The usual upper limits for these weights, whether or not they are applied.
  private var usualLimits: JSONValue {
    var limits: [String: JSONValue] = [:]
    for rule in WeightLimit.Rule.allCases {
      let limit = try? WeightLimit(rule).limit(of: design.weights, persons: design.persons)
      limits[rule.rawValue] = .optional(limit ?? nil)
    }
    return .object(limits)
  }

  private func step(_ step: WeightingSteps.Step) -> JSONValue {
    var members: [String: JSONValue] = ["step": .string(step.name)]
    if let factors = step.factors {
      members["g_minimum"] = .number(factors.low)
      members["g_maximum"] = .number(factors.high)
    }
    if let rates = step.rates {
      members["response_rate"] = .number(rates.unweighted)
      members["weighted_response_rate"] = .number(rates.weighted)
    }
    if let trimmed = step.trimmed {
      members["raised"] = .integer(trimmed.raised)
      members["lowered"] = .integer(trimmed.lowered)
      members["passes"] = .integer(trimmed.passes)
      members["lower_limit"] = trimmed.lower.isFinite ? .number(trimmed.lower) : .null
      members["upper_limit"] = trimmed.upper.isFinite ? .number(trimmed.upper) : .null
    }
    if let limit = step.limit {
      members["rule"] = .string(limit.rule.rawValue)
      members["factor"] = .number(limit.factor)
    }
    if let propensity = step.propensity {
      let model = propensity.regression
      members["coefficients"] = .array(
        propensity.names.indices.map { index in
          [
            "term": .string(propensity.names[index]), "value": .number(model.coefficients[index]),
            "standard_error": .number(model.standardErrors[index]),
          ]
        })
      members["boundaries"] = .array(propensity.classes.boundaries.map(JSONValue.number))
      members["mean_propensities"] = .array(propensity.classes.meanPropensities.map(JSONValue.optional))
    }
    if !step.classes.isEmpty {
      members["classes"] = .array(
        step.classes.map { item in
          [
            "class": .string(item.name), "sampled": EstimateOutput.whole(item.adjustment.sampled),
            "responded": EstimateOutput.whole(item.adjustment.responded), "factor": .number(item.adjustment.factor),
          ]
        })
    }
    return .object(members)
  }

  private func json(_ entry: EstimateEntry) -> JSONValue {
    var domain = JSONValue.null
    if !entry.domain.isEmpty {
      domain = .object(Dictionary(uniqueKeysWithValues: zip(by, entry.domain.map(JSONValue.string))))
    }
    var members: [String: JSONValue] = [
      "variable": .string(entry.variable), "domain": domain, "level": .optional(entry.level),
      "p": .optional(entry.p), "estimate": .optional(entry.estimate),
      "standard_error": .optional(entry.standardError),
      "coefficient_of_variation": .optional(entry.coefficientOfVariation),
      "degrees_of_freedom": entry.degreesOfFreedom.map(EstimateOutput.whole) ?? .null,
      "lower": .optional(entry.lower), "upper": .optional(entry.upper),
      "interval": .string(entry.contrast == nil ? command.intervalMethod.rawValue : IntervalMethod.wald.rawValue),
      "design_effect": .optional(entry.designEffect), "n": EstimateOutput.whole(entry.n),
      "population": .optional(entry.population),
      "effective_sample_size": .optional(entry.designEffect.flatMap { $0 > 0 ? entry.n / $0 : nil }),
    ]
    if let contrast = entry.contrast {
      members["contrast"] = .string(contrast)
      members["t"] = .optional(entry.t)
      members["probability"] = .optional(entry.probability)
      members["probability_holm"] = .optional(entry.holm)
    }
    if command.elements, entry.contrast == nil {
      members["standard_deviation"] = .optional(entry.standardDeviation)
      members["standard_error_simple"] = .optional(entry.simpleStandardError)
      members["standard_error_multinomial"] = .optional(entry.multinomialStandardError)
    }
    if command.statistic == .quantile, let scores = command.scores {
      members["category"] = .optional(entry.estimate.flatMap { scores.level(of: $0) })
    }
    return .object(members)
  }

  /// The CSV table, its header first.
  var csv: [[String?]] {
    var rows: [[String?]] = [
      ["variable"] + by + [
        "level", "p", "contrast", "estimate", "standard_error", "coefficient_of_variation", "degrees_of_freedom",
        "lower",
        "upper", "interval", "design_effect", "n", "population",
      ]
    ]
    for entry in entries + contrasts {
      let domain: [String?] = entry.domain.isEmpty ? by.map { _ in nil } : entry.domain
      let numbers: [String?] = [
        entry.estimate, entry.standardError, entry.coefficientOfVariation, entry.degreesOfFreedom, entry.lower,
        entry.upper,
      ].map { $0.flatMap { $0.isFinite ? EstimateOutput.exact($0) : nil } }
      rows.append(
        [entry.variable] + domain + [entry.level, entry.p.map { EstimateOutput.exact($0) }, entry.contrast] + numbers
          + [
            command.intervalMethod.rawValue, entry.designEffect.map { EstimateOutput.exact($0) },
            EstimateOutput.exact(entry.n), entry.population.map { EstimateOutput.exact($0) },
          ])
    }
    return rows
  }

  /// The table for a terminal.
  var table: String {
    let chinese = command.output.lang == .chinese
    let level = entries.contains { $0.level != nil }
    let share = entries.contains { $0.p != nil }
    var header = [chinese ? "变量" : "variable"] + by
    var alignments = header.map { _ in TextTable.Alignment.left }
    if level {
      header.append(chinese ? "水平" : "level")
      alignments.append(.left)
    }
    if share {
      header.append("p")
      alignments.append(.right)
    }
    header +=
      chinese
      ? ["估计", "标准误", "变异系数", "自由度", "下限", "上限", "n"]
      : ["estimate", "std. error", "cv", "df", "lower", "upper", "n"]
    if command.deff { header.append(chinese ? "设计效应" : "deff") }
    while alignments.count < header.count { alignments.append(.right) }
    var table = TextTable(header, alignments)
    for entry in entries + contrasts {
      var cells = [entry.contrast.map { "\(entry.variable): \($0)" } ?? entry.variable]
      cells += entry.domain.isEmpty ? by.map { _ in "" } : entry.domain
      if level { cells.append(entry.level ?? "") }
      if share { cells.append(entry.p.map(EstimateOutput.short) ?? "") }
      cells += [
        entry.estimate, entry.standardError, entry.coefficientOfVariation, entry.degreesOfFreedom, entry.lower,
        entry.upper, entry.n,
      ].map { $0.map(EstimateOutput.short) ?? "–" }
      if command.deff { cells.append(entry.designEffect.map(EstimateOutput.short) ?? "–") }
      table.append(cells)
    }
    return tests.isEmpty ? table.text : table.text + "\n" + testTable
  }

  /// A number as a whole one where it is.
  static func whole(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    return value == value.rounded() && abs(value) < 1e15 ? .integer(Int(value)) : .number(value)
  }

  /// The shortest decimal that reads back the same.
  static func exact(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// Six significant digits for people.
  static func short(_ value: Double) -> String {
    if value.isInfinite { return value > 0 ? "∞" : "-∞" }
    if value.isNaN { return "–" }
    return String(format: abs(value) >= 1e6 ? "%.0f" : "%.6g", value)
  }
}
