import Findings
import Sheets
import Statistics

/// Adjusts the weights of a design as the options say: nonresponse, then cells or margins or totals, then trimming.
struct WeightingSteps {
  let options: EstimateWeightingOptions
  var columns: SurveyColumns
  var findings: [Finding] = []
  /// What each step did, for the output.
  private(set) var steps: [Step] = []

  /// One step.
  struct Step {
    let name: String
    var classes: [(name: String, adjustment: NonresponseClasses.Adjustment)] = []
    /// Share of the sample that answered, by number and by weight.
    var rates: (unweighted: Double, weighted: Double)?
    var trimmed: Trimmed?
    var factors: (low: Double, high: Double)?
    var propensity: ResponsePropensity.Result?
    var limit: WeightLimit?
  }

  /// What trimming did, and between which limits.
  struct Trimmed {
    let raised: Int
    let lowered: Int
    let passes: Int
    let lower: Double
    let upper: Double
  }

  init(options: EstimateWeightingOptions, columns: SurveyColumns) {
    self.options = options
    self.columns = columns
  }

  /// The adjusted design; nil if `findings` has an error.
  mutating func apply(to design: SurveyDesign) -> SurveyDesign? {
    var design: SurveyDesign? = design
    if let column = options.nonresponse { design = design.flatMap { nonresponse(column, $0) } }
    let files = [options.postStratify, options.rake, options.calibrate].compactMap { $0 }
    if files.count > 1 {
      findings.append(Finding(.optionsConflict, details: ["--post-stratify / --rake / --calibrate"]))
    }
    if options.calibrate == nil, options.bounds != nil || options.distance != .linear {
      findings.append(Finding(.optionWithoutEffect, details: ["--distance / --bounds"]))
    }
    if options.nonresponse == nil, options.classes != nil || options.propensity != nil {
      findings.append(Finding(.optionsConflict, details: ["--classes, --propensity / --nonresponse"]))
    }
    if options.classes != nil, options.propensity != nil {
      findings.append(Finding(.optionsConflict, details: ["--classes / --propensity"]))
    }
    if options.trim != nil, options.trimRule != nil {
      findings.append(Finding(.optionsConflict, details: ["--trim / --trim-rule"]))
    }
    if let path = options.postStratify { design = design.flatMap { postStratify(path, $0) } }
    if let path = options.rake { design = design.flatMap { rake(path, $0) } }
    if let path = options.calibrate { design = design.flatMap { calibrate(path, $0) } }
    if let limits = options.trim { design = design.flatMap { trim(limits.low, limits.high, $0) } }
    if let rule = options.trimRule { design = design.flatMap { trim(rule, $0) } }
    findings += columns.findings
    columns.findings = []
    return findings.contains { $0.severity == .error } ? nil : design
  }

  private mutating func nonresponse(_ column: String, _ design: SurveyDesign) -> SurveyDesign? {
    guard columns.require(column) else { return nil }
    var responded: [Bool] = []
    let index = columns.sheet.index(of: column) ?? 0
    for row in columns.sheet.rows {
      switch row.cells[index] {
      case "1", "TRUE", "true", "yes", "Yes", "是": responded.append(true)
      case "0", "FALSE", "false", "no", "No", "否": responded.append(false)
      default:
        responded.append(false)
        columns.findings.append(
          Finding(
            .valueUnknown, at: columns.sheet.location(row, column), found: row.cells[index], details: [column, "0, 1"]))
      }
    }
    guard !columns.findings.contains(where: { $0.severity == .error }) else { return nil }
    var propensity: ResponsePropensity.Result?
    let classes: (codes: [Int], labels: [[String]])
    if let terms = options.propensity {
      let model = ResponsePropensity(
        terms: terms, count: options.propensityClasses, weighted: options.propensityFit == .weighted)
      do throws(StatisticsError) {
        guard let result = try model.result(&columns, design, responded) else { return nil }
        propensity = result
        classes = (result.classes.classes, (1...result.classes.count).map { [String($0)] })
      } catch {
        return failed(error, .estimationFailed)
      }
    } else {
      classes = columns.completeCodes(columns.names(options.classes))
      guard !columns.findings.contains(where: { $0.severity == .error }) else { return nil }
    }
    var answered = [Bool](repeating: false, count: classes.labels.count)
    for row in responded.indices where responded[row] && design.mass[row] > 0 { answered[classes.codes[row]] = true }
    for (code, label) in classes.labels.enumerated() where !answered[code] {
      findings.append(
        Finding(
          .classWithoutRespondents, at: Location(file: columns.sheet.file), found: label.joined(separator: "_"),
          details: [label.joined(separator: "_")]))
    }
    guard answered.allSatisfy({ $0 }) else { return nil }
    let weighted = options.nonresponseFactor == .weighted
    do {
      let outcome = try NonresponseClasses.adjust(
        weights: design.weights, persons: design.persons, responded: responded, classes: classes.codes,
        count: classes.labels.count, weighted: weighted)
      var step = Step(
        name: propensity == nil ? "nonresponse" : "propensity-classes",
        classes: zip(classes.labels, outcome.classes).map { ($0.joined(separator: "_"), $1) })
      step.rates = rates(design, responded)
      step.propensity = propensity
      steps.append(step)
      return try design.applying(
        .nonresponse(
          responded: responded, classes: classes.codes, count: classes.labels.count, weighted: weighted))
    } catch {
      return failed(error, .estimationFailed)
    }
  }

  /// Response rates of the rows with weight.
  private func rates(_ design: SurveyDesign, _ responded: [Bool]) -> (unweighted: Double, weighted: Double)? {
    var people = (all: 0.0, answered: 0.0)
    var mass = (all: 0.0, answered: 0.0)
    for (row, weight) in design.mass.enumerated() where weight > 0 {
      let persons = design.persons?[row] ?? 1
      people.all += persons
      mass.all += weight
      if responded[row] {
        people.answered += persons
        mass.answered += weight
      }
    }
    return people.all > 0 ? (people.answered / people.all, mass.answered / mass.all) : nil
  }

  private mutating func postStratify(_ path: String, _ design: SurveyDesign) -> SurveyDesign? {
    guard let margins = MarginTable.read(path, &columns) else { return nil }
    guard let only = margins.first, margins.count == 1 else {
      findings.append(
        Finding(
          .optionsConflict, at: Location(file: path),
          details: ["--post-stratify: \(margins.map(\.variable).joined(separator: ", "))"]))
      return nil
    }
    guard let margin = only.partition(&columns, mass: design.mass) else { return nil }
    return step("post-stratification", .postStratification(margin), design)
  }

  private mutating func rake(_ path: String, _ design: SurveyDesign) -> SurveyDesign? {
    guard let tables = MarginTable.read(path, &columns) else { return nil }
    var margins: [PostStratification.Margin] = []
    for table in tables { table.partition(&columns, mass: design.mass).map { margins.append($0) } }
    guard margins.count == tables.count else { return nil }
    return step("raking", .raking(margins), design)
  }

  private mutating func calibrate(_ path: String, _ design: SurveyDesign) -> SurveyDesign? {
    guard let tables = MarginTable.read(path, &columns) else { return nil }
    var variables: [[Double]] = []
    var totals: [Double] = []
    for table in tables {
      for (variable, total) in table.variables(&columns, mass: design.mass) {
        variables.append(variable)
        totals.append(total)
      }
    }
    guard !columns.findings.contains(where: { $0.severity == .error }) else { return nil }
    do {
      let distance = try CalibrationDistance(
        options.distance, lower: options.bounds?.low ?? -.infinity, upper: options.bounds?.high ?? .infinity)
      return step(
        "calibration-\(options.distance.rawValue)",
        .calibration(try WeightCalibration(variables: variables, totals: totals, distance: distance)), design)
    } catch {
      return failed(error, .calibrationFailed)
    }
  }

  /// Trims at the limit that a rule makes of the weights that are left.
  private mutating func trim(_ rule: TrimRule, _ design: SurveyDesign) -> SurveyDesign? {
    do {
      let limit = try WeightLimit(rule.rule, factor: rule.factor)
      guard let upper = limit.limit(of: design.weights, persons: design.persons) else {
        return failed(.emptySample, .trimmingFailed)
      }
      return trim(-.infinity, upper, design, by: limit)
    } catch {
      return failed(error, .trimmingFailed)
    }
  }

  private mutating func trim(
    _ low: Double, _ high: Double, _ design: SurveyDesign, by limit: WeightLimit? = nil
  ) -> SurveyDesign? {
    do {
      let trimming = try WeightTrimming(lower: low, upper: high, once: options.trimOnce, spread: options.trimSpread)
      let outcome = try trimming.trim(design.weights, persons: design.persons)
      steps.append(
        Step(
          name: "trimming",
          trimmed: Trimmed(
            raised: outcome.raised, lowered: outcome.lowered, passes: outcome.passes, lower: low, upper: high),
          limit: limit))
      return try design.applying(.trimming(trimming))
    } catch {
      return failed(error, .trimmingFailed)
    }
  }

  private mutating func step(
    _ name: String, _ adjustment: WeightAdjustment, _ design: SurveyDesign
  ) -> SurveyDesign? {
    do {
      let next = try design.applying(adjustment)
      var low = Double.infinity
      var high = -Double.infinity
      for row in design.weights.indices where design.weights[row] > 0 {
        low = min(low, next.weights[row] / design.weights[row])
        high = max(high, next.weights[row] / design.weights[row])
      }
      steps.append(Step(name: name, factors: low.isFinite ? (low, high) : nil))
      return next
    } catch {
      return failed(error, .calibrationFailed)
    }
  }

  private mutating func failed(_ error: StatisticsError, _ code: FindingCode) -> SurveyDesign? {
    findings.append(Finding(code, at: Location(file: columns.sheet.file), details: [error.description]))
    return nil
  }
}
