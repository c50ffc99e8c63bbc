import Findings
import Statistics

/// Estimates the planned lines: values, standard errors, degrees of freedom, intervals, design effects.
struct EstimateResults {
  let command: EstimateCommand
  let design: SurveyDesign
  var findings: [Finding] = []
  /// The covariance matrix of the lines; nil where there are too many.
  private(set) var covariance: [[Double]]?

  /// Lines up to this number get their covariance matrix unasked.
  static let covarianceLimit = 200

  init(command: EstimateCommand, design: SurveyDesign) {
    self.command = command
    self.design = design
  }

  /// The lines with their results; nil if `findings` has an error.
  mutating func fill(_ planned: [EstimateEntry]) -> [EstimateEntry]? {
    var entries = planned
    let degrees = degreesOfFreedom(entries)
    for index in entries.indices {
      entries[index].n = design.persons(in: entries[index].rows)
      entries[index].population = design.population(in: entries[index].rows)
      entries[index].degreesOfFreedom = degrees[index]
    }
    do throws(StatisticsError) {
      if command.statistic == .quantile {
        for index in entries.indices { try quantile(&entries[index]) }
        if wantsCovariance(entries.count) {
          covariance = try WoodruffQuantile.covariance(
            of: entries.map { ($0.rows, $0.values, $0.estimate, $0.standardError) }, design: design)
        }
      } else {
        try estimate(&entries)
      }
    } catch {
      findings.append(EstimateResults.finding(error))
      return nil
    }
    return findings.contains { $0.severity == .error } ? nil : entries
  }

  /// The finding that a failure of the room becomes.
  static func finding(_ error: StatisticsError) -> Finding {
    if case .lonelyUnits(let strata) = error {
      return Finding(.lonelyStrata, found: strata.joined(separator: ", "), details: strata)
    }
    return Finding(.estimationFailed, details: [error.description])
  }

  /// Degrees of freedom of each line; lines of the same rows share the count.
  private func degreesOfFreedom(_ entries: [EstimateEntry]) -> [Double] {
    var last: (rows: [Int32], value: Double)?
    return entries.map { entry in
      switch command.df {
      case .infinite: return .infinity
      case .number(let value): return value
      case .residual: return design.persons(in: entry.rows) - 1
      case .design, .satterthwaite:
        if let last, last.rows == entry.rows { return last.value }
        let value = design.degreesOfFreedom(rows: entry.rows)
        last = (entry.rows, value)
        return value
      }
    }
  }

  private func wantsCovariance(_ count: Int) -> Bool {
    command.covariance || !command.contrast.isEmpty || command.difference || count <= EstimateResults.covarianceLimit
  }

  /// The standard deviation of the line's values, weighted, as a simple random sample would have it.
  private func standardDeviation(_ entry: EstimateEntry, around mean: Double) -> Double? {
    guard command.elements, entry.n > 1, let estimand = entry.estimand, case .ones = estimand.denominator else {
      return nil
    }
    var (sum, squares) = (0.0, 0.0)
    for (row, value) in zip(entry.rows, entry.values) {
      sum += design.mass[Int(row)]
      squares += design.mass[Int(row)] * (value - mean) * (value - mean)
    }
    return (squares / sum * entry.n / (entry.n - 1)).squareRoot()
  }

  private mutating func estimate(_ entries: inout [EstimateEntry]) throws(StatisticsError) {
    let estimands = entries.compactMap(\.estimand)
    let wanted = wantsCovariance(entries.count)
    let joint = try design.estimates(estimands, covariance: wanted)
    covariance = joint.covariance
    if !wanted { findings.append(Finding(.covarianceOmitted, details: [String(entries.count)])) }
    for index in entries.indices {
      guard let estimate = joint.estimates[index] else {
        findings.append(
          Finding(.estimateUndefined, found: entries[index].title, details: [entries[index].title]))
        continue
      }
      entries[index].estimate = estimate
      entries[index].standardDeviation = standardDeviation(entries[index], around: estimate)
      if joint.discarded[index] > 0 {
        findings.append(
          Finding(
            .replicatesDiscarded, found: entries[index].title,
            details: [entries[index].title, String(joint.discarded[index])]))
      }
      guard let variance = joint.variances[index], variance >= 0 else {
        findings.append(
          Finding(.varianceUndefined, found: entries[index].title, details: [entries[index].title]))
        continue
      }
      entries[index].standardError = variance.squareRoot()
      try interval(&entries[index], variance: variance)
      if command.deff { designEffect(&entries[index], variance: variance) }
    }
  }

  private mutating func designEffect(_ entry: inout EstimateEntry, variance: Double) {
    guard let estimand = entry.estimand else { return }
    let simple = DesignEffect.simpleVariance(of: estimand, in: design, reference: command.deffReference)
    if let simple, simple > 0 {
      entry.designEffect = variance / simple
    } else {
      findings.append(Finding(.designEffectUndefined, found: entry.title, details: [entry.title]))
    }
  }

  /// The interval of a mean, total, ratio or share.
  private mutating func interval(_ entry: inout EstimateEntry, variance: Double) throws(StatisticsError) {
    guard let estimate = entry.estimate, let degrees = entry.degreesOfFreedom else { return }
    let method = command.intervalMethod
    let binomial = method.isBinomial || (method == .clopperPearson && command.isWithoutDesign)
    if !binomial, degrees <= 0 {
      findings.append(
        Finding(.noDegreesOfFreedom, found: entry.title, details: [entry.title, EstimateOutput.short(degrees)]))
      return
    }
    if method == .wald {
      let limits = ConfidenceLimits.wald(
        estimate, standardError: variance.squareRoot(), degreesOfFreedom: degrees, confidence: command.confidence)
      (entry.lower, entry.upper) = (limits.lower, limits.upper)
      return
    }
    // A share is a mean of values that are 0 or 1, or lie between.
    let isShare =
      command.statistic != .total && estimate >= -1e-12 && estimate <= 1 + 1e-12
      && (command.statistic == .ratio || entry.values.allSatisfy { $0 >= 0 && $0 <= 1 })
    guard isShare else {
      findings.append(
        Finding(.shareOutsideUnit, found: entry.title, details: [entry.title, method.rawValue]))
      return
    }
    let limits: ConfidenceLimits?
    if binomial {
      if !command.isWithoutDesign, !findings.contains(where: { $0.code == .designNotInInterval }) {
        findings.append(Finding(.designNotInInterval, details: [method.rawValue]))
      }
      var x = 0.0
      for (index, row) in entry.rows.enumerated() {
        x += entry.values[index] * (design.persons?[Int(row)] ?? 1)
      }
      let counted = try BinomialInterval(x: min(x, entry.n), n: entry.n, confidence: command.confidence)
      switch method {
      case .waldBinomial: limits = counted.wald
      case .wilsonBinomial: limits = counted.wilson
      case .wilsonContinuity: limits = counted.wilsonContinuity
      case .agrestiCoull: limits = counted.agrestiCoull
      case .jeffreys: limits = counted.jeffreys
      default: limits = counted.clopperPearson
      }
    } else {
      var share = try ProportionInterval(
        p: min(1, max(0, estimate)), variance: variance, n: entry.n, degreesOfFreedom: degrees,
        confidence: command.confidence)
      if method == .likelihood, command.statistic != .ratio {
        share.scoringStart = ProportionInterval.scoringStart(
          weights: entry.rows.map { design.weights[Int($0)] }, events: entry.values,
          persons: design.persons.map { persons in entry.rows.map { persons[Int($0)] } })
      }
      limits = try share.limits(method)
    }
    guard let limits, limits.lower.isFinite, limits.upper.isFinite else {
      findings.append(
        Finding(.intervalUndefined, found: entry.title, details: [entry.title, method.rawValue]))
      return
    }
    (entry.lower, entry.upper) = (limits.lower, limits.upper)
  }

  private mutating func quantile(_ entry: inout EstimateEntry) throws(StatisticsError) {
    guard let p = entry.p, let degrees = entry.degreesOfFreedom else { return }
    guard
      let result = try WoodruffQuantile.estimate(
        p, rows: entry.rows, values: entry.values, design: design, rule: command.quantileRule,
        interval: command.intervalMethod, degreesOfFreedom: degrees, confidence: command.confidence)
    else {
      findings.append(Finding(.estimateUndefined, found: entry.title, details: [entry.title]))
      return
    }
    entry.estimate = result.estimate
    entry.standardError = result.standardError
    entry.lower = result.lower
    entry.upper = result.upper
    if degrees <= 0 {
      findings.append(
        Finding(.noDegreesOfFreedom, found: entry.title, details: [entry.title, EstimateOutput.short(degrees)]))
    } else if result.lower == nil || result.upper == nil {
      findings.append(
        Finding(.intervalUndefined, found: entry.title, details: [entry.title, command.intervalMethod.rawValue]))
    }
  }
}
