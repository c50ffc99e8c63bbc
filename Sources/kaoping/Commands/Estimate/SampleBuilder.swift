import Findings
import Sheets
import Statistics

/// Builds the design that the options and the columns describe.
struct SampleBuilder {
  let options: EstimateDesignOptions
  var columns: SurveyColumns
  var findings: [Finding] = []

  private var file: String { columns.sheet.file }

  init(options: EstimateDesignOptions, columns: SurveyColumns) {
    self.options = options
    self.columns = columns
  }

  /// The design before any adjustment of weights; nil if `findings` has an error.
  mutating func build() -> SurveyDesign? {
    let strata = columns.names(options.strata)
    let clusters = columns.names(options.clusters)
    let populations = columns.names(options.fpc)
    let persons = options.frequency.flatMap { column -> [Double]? in
      guard columns.require(column) else { return nil }
      return columns.complete(
        column, where: { $0 >= 0 && $0 == $0.rounded() && $0 <= 1e9 }, needs: "不小于 0 的整数 a whole number, at least 0")
    }
    let given = options.weights.flatMap { column -> [Double]? in
      guard columns.require(column) else { return nil }
      return columns.complete(column, where: { $0 >= 0 }, needs: "不小于 0 的数 a number, at least 0")
    }
    let depth = max(1, clusters.count)
    // One more population than clusters: the rows are the units of the last stage.
    let stageCount = !clusters.isEmpty && populations.count == depth + 1 ? depth + 1 : depth
    if populations.count > stageCount {
      conflict("--fpc \(options.fpc ?? "") / --clusters \(options.clusters ?? "")")
    }
    if persons != nil, options.pps != nil || options.joint != nil { conflict("--frequency / --pps") }
    guard !hasErrors else { return finish(nil) }
    var stages: [SamplingStage] = []
    for index in 0..<stageCount {
      var stage = SamplingStage()
      if index < clusters.count {
        let coded = columns.completeCodes([clusters[index]])
        stage.units = coded.codes
        stage.unitLabels = coded.labels.map { $0.joined(separator: ":") }
      }
      // Surplus strata are crossed in the last stage.
      let own =
        index < stageCount - 1
        ? Array(strata.dropFirst(index).prefix(1)) : Array(strata.dropFirst(index))
      if !own.isEmpty {
        let coded = columns.completeCodes(own)
        stage.strata = coded.codes
        stage.strataLabels = coded.labels.map { $0.joined(separator: ":") }
      }
      if index < populations.count { stage.population = population(populations[index]) }
      stages.append(stage)
    }
    guard !hasErrors else { return finish(nil) }
    return finish(design(stages, given: given, persons: persons))
  }

  private mutating func design(
    _ stages: [SamplingStage], given: [Double]?, persons: [Double]?
  ) -> SurveyDesign? {
    let (nested, faults) = NestedDesign.compile(
      count: columns.count, stages: stages, nest: options.nest, persons: persons,
      collapse: options.lonelyPsu == .collapse)
    for fault in faults { report(fault) }
    var weights = given ?? [Double](repeating: 1, count: columns.count)
    if given == nil {
      let whole =
        options.lonelyPsu == .collapse
        ? NestedDesign.compile(count: columns.count, stages: stages, nest: options.nest, persons: persons).design
        : nested
      if stages.allSatisfy({ $0.population != nil }), let implied = whole.impliedWeights() {
        weights = implied
      } else if persons == nil, options.joint == nil {
        findings.append(Finding(.weightsTakenEqual, at: Location(file: file)))
      }
    }
    guard !hasErrors else { return nil }
    var used = nested
    if options.pps == .withReplacement {
      var open = stages
      for index in open.indices { open[index].population = nil }
      used =
        NestedDesign.compile(
          count: columns.count, stages: open, nest: options.nest, persons: persons,
          collapse: options.lonelyPsu == .collapse
        ).design
    }
    var source = SurveyDesign.VarianceSource.linearised
    if options.joint != nil || options.pps == .overton || options.pps == .hartleyRao {
      guard let pairwise = pairwise(used, &weights, stages: stages, given: given != nil) else { return nil }
      source = .pairwise(pairwise)
    }
    return SurveyDesign(
      nested: used, weights: weights, persons: persons, source: source, rule: options.lonelyPsu,
      lonelyInDomain: options.lonelyPsuInDomain)
  }

  /// Reads a column of population counts or sampling fractions.
  private mutating func population(_ column: String) -> SamplingStage.Population {
    let values = columns.complete(
      column, infinite: true, where: { $0 > 0 }, needs: "总体数（≥1）或抽样比(0–1] a count or a fraction in (0, 1]")
    if values.allSatisfy({ $0 <= 1 }) {
      return .fractions(values, perUnit: options.pps != nil || options.joint != nil)
    }
    if let row = values.firstIndex(where: { $0 < 1 }) {
      findings.append(
        Finding(
          .populationKindMixed, at: columns.sheet.location(columns.sheet.rows[row], column), found: String(values[row]),
          details: [column]))
    }
    if options.pps != nil, options.pps != .withReplacement { conflict("--pps / --fpc: \(column) ≥ 1") }
    return .counts(values)
  }

  /// Joint probabilities, given or approximated from the units' own.
  private mutating func pairwise(
    _ nested: NestedDesign, _ weights: inout [Double], stages: [SamplingStage], given: Bool
  ) -> PairwiseVariance? {
    if stages.count > 1, stages[1].population != nil {
      conflict("--pps \(options.pps?.rawValue ?? "--joint") / --clusters (2)")
      return nil
    }
    var number: [Int: Int32] = [:]
    var unit = [Int32](repeating: 0, count: columns.count)
    var stratum: [Int32] = []
    var firstRow: [Int] = []
    for row in 0..<columns.count {
      let key = nested.unit(ofRow: row)
      if let known = number[key] {
        unit[row] = known
      } else {
        unit[row] = Int32(firstRow.count)
        number[key] = unit[row]
        firstRow.append(row)
        stratum.append(Int32(nested.stratum(ofRow: row)))
      }
    }
    var joint: PairwiseVariance.Joint = options.pps == .hartleyRao ? .hartleyRao : .overton
    var probability = firstRow.map { 1 / weights[$0] }
    if case .fractions(let fractions, _)? = stages[0].population { probability = firstRow.map { fractions[$0] } }
    if let path = options.joint {
      guard let matrix = SquareTable.read(path, &findings) else { return nil }
      joint = .given(matrix)
      if matrix.count == firstRow.count, !given, stages[0].population == nil {
        for row in weights.indices {
          let own = matrix[Int(unit[row])][Int(unit[row])]
          if own > 0 { weights[row] = 1 / own }
        }
      }
    }
    if options.joint == nil, let row = probability.firstIndex(where: { !($0 > 0 && $0 <= 1) }) {
      findings.append(
        Finding(
          .jointProbabilitiesUnfit, at: Location(file: file, row: columns.sheet.rows[firstRow[row]].number),
          found: String(probability[row]), details: ["π = \(probability[row])"]))
      return nil
    }
    do {
      return try PairwiseVariance(
        unit: unit, stratum: stratum, probability: probability, joint: joint, form: options.ppsVariance)
    } catch {
      findings.append(
        Finding(
          .jointProbabilitiesUnfit, at: Location(file: options.joint ?? file), details: [error.description]))
      return nil
    }
  }

  private mutating func report(_ fault: DesignFault) {
    switch fault {
    case .unitInSeveralStrata(let row):
      let column = columns.names(options.clusters).first ?? ""
      let record = columns.sheet.rows[row]
      findings.append(
        Finding(
          .unitInSeveralStrata, at: columns.sheet.location(record, column), found: columns.sheet.text(record, column),
          details: [columns.sheet.text(record, column)]))
    case .populationBelowSample(let stage, let row, let population, let sampled):
      findings.append(
        Finding(
          .populationBelowSample, at: place(stage, row), found: String(population),
          details: [String(stage), String(population), String(sampled)]))
    case .populationVaries(let stage, let row):
      findings.append(
        Finding(
          .populationVaries, at: place(stage, row),
          found: columns.sheet.text(columns.sheet.rows[row], fpcColumn(stage)), details: [String(stage)]))
    }
  }

  private mutating func fpcColumn(_ stage: Int) -> String {
    let names = columns.names(options.fpc)
    return names.indices.contains(stage - 1) ? names[stage - 1] : ""
  }

  private mutating func place(_ stage: Int, _ row: Int) -> Location {
    columns.sheet.location(columns.sheet.rows[row], fpcColumn(stage))
  }

  private mutating func conflict(_ text: String) {
    findings.append(Finding(.optionsConflict, details: [text]))
  }

  private var hasErrors: Bool { (findings + columns.findings).contains { $0.severity == .error } }

  private mutating func finish(_ design: SurveyDesign?) -> SurveyDesign? {
    findings += columns.findings
    columns.findings = []
    return findings.contains { $0.severity == .error } ? nil : design
  }
}
