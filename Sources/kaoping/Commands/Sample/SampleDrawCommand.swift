import ArgumentParser
import Findings
import Reports
import Sheets
import Statistics

/// `kaoping sample draw`: draws a sample from a frame, with the probability and weight of each unit.
struct SampleDrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "从抽样框抽取样本。Draw a sample from a frame.")

  @Argument(help: "抽样框 Frame: one row per unit.")
  var frame: String
  @Option(help: "srs|systematic|pps-systematic|pps-random-systematic|pps-sampford|pps-brewer|pps-poisson|bernoulli")
  var method: SelectionMethod = .simpleRandom
  @Option(help: "总样本量（分层时按比例分配）Total size; over strata in proportion.")
  var size: Int?
  @Option(help: "每层样本量 Size in each stratum.")
  var perStratum: Int?
  @Option(help: "分配表（stratum,size） Table of sizes, as `allocate --format csv` writes it.")
  var allocation: String?
  @Option(help: "层列 Column of the strata.")
  var strata: String?
  @Option(help: "规模变量列 Column of the measure of size.")
  var measure: String?
  @Option(help: "群列 Column of the clusters.")
  var clusters: String?
  @Option(help: "每群第二阶段样本量 Units to draw in each selected cluster.")
  var secondSize: Int?
  @Option(help: "等距抽样起点 [0,1) Start of systematic selection.")
  var start: Double?
  @Option(help: "随机种子 Seed.")
  var seed: UInt64?
  @Option(help: "样本文件 File for the sample.")
  var out: String?
  @Option(help: "全部单位的入样概率文件 File with the probabilities of every unit.")
  var probabilities: String?
  @Option(help: "样本的联合入样概率矩阵 Matrix of the sample's joint probabilities.")
  var joint: String?
  @Option(help: "全框的联合入样概率矩阵 Matrix of the joint probabilities of every unit.")
  var jointFrame: String?
  @Option(help: "重复抽取 R 次，报告各单位频率 Draw R times and report how often each unit came.")
  var repetitions: Int?
  @OptionGroup var output: OutputOptions

  /// The columns that are added to the frame's.
  private var added: [String] {
    clusters == nil || secondSize == nil
      ? ["probability", "weight"] : ["probability_first", "probability_second", "probability", "weight"]
  }

  func validate() throws {
    guard [size != nil, perStratum != nil, allocation != nil].count(where: { $0 }) == 1 else {
      throw ValidationError("give one of --size, --per-stratum and --allocation")
    }
    if let size, size < 1 { throw ValidationError("--size is at least 1") }
    if let perStratum, perStratum < 1 { throw ValidationError("--per-stratum is at least 1") }
    if strata == nil, size == nil { throw ValidationError("this needs --strata COL") }
    if method.usesMeasure, measure == nil, clusters == nil { throw ValidationError("this method needs --measure COL") }
    if let secondSize, secondSize < 1 { throw ValidationError("--second-size is at least 1") }
    if secondSize != nil, clusters == nil { throw ValidationError("--second-size needs --clusters COL") }
    if let start {
      guard method.usesStart else { throw ValidationError("--start goes with systematic and pps-systematic") }
      guard (0..<1).contains(start) else { throw ValidationError("--start lies in [0, 1)") }
    }
    if let repetitions, !(1...10_000_000).contains(repetitions) {
      throw ValidationError("--repetitions lies between 1 and 10000000")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    let required = [strata, measure, clusters].compactMap { $0 }
    guard let sheet = CommandInput.table(frame, required: required, &findings) else {
      throw CommandOutput.refuse(findings, output)
    }
    let reader = SamplingFrameReader(strata: strata, clusters: clusters, measure: measure)
    for name in added + ["frequency"] where sheet.has(name) && (name != "frequency" || repetitions != nil) {
      findings.append(
        Finding(
          .outputColumnTaken, at: Location(file: frame, row: 1, column: sheet.index(of: name).map { $0 + 1 }),
          details: [name]))
    }
    do {
      guard let list = try reader.frame(sheet, &findings) else { throw CommandOutput.refuse(findings, output) }
      let sizes = try sizes(list, &findings)
      guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
      let plan = DrawnSample.Plan(method: method, sizes: sizes, secondSize: secondSize, start: start)
      // Without a seed one is drawn from the system and written down, so that the sample can be drawn again.
      let seed = seed ?? UInt64.random(in: 0...UInt64(Int64.max))
      let sample = try DrawnSample(list, plan, seed: seed)
      note(list, &findings)
      let unreachable = list.indices.count { sample.firstStage[$0] == 0 }
      if unreachable > 0 {
        findings.append(Finding(.unitsOutOfReach, at: Location(file: frame), details: [String(unreachable)]))
      }
      if joint != nil || jointFrame != nil, try DrawnSample.approximatesJoint(list, plan) {
        findings.append(Finding(.jointApproximated, at: Location(file: frame)))
      }
      try write(sheet, list, plan, sample, seed)
      try render(sheet, list, plan, sample, seed, findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(Finding(.samplingRefused, at: Location(file: frame), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  /// A seed as JSON: a number, or text beyond 2⁶³ − 1.
  static func json(_ seed: UInt64) -> JSONValue {
    Int(exactly: seed).map { .integer($0) } ?? .string(String(seed))
  }

  /// First-stage sizes of the strata, in the frame's order; faults are findings.
  private func sizes(_ list: SamplingFrame, _ findings: inout [Finding]) throws -> [Int] {
    let reader = SamplingFrameReader(strata: strata, clusters: clusters, measure: measure)
    let available = list.strata.indices.map { stratum in
      list.units(of: stratum).count { !method.usesMeasure || list.units[$0].measure > 0 }
    }
    var sizes: [Int] = []
    if let size {
      guard strata != nil else {
        check([size], available, list, &findings)
        return [size]
      }
      let shares = list.strata.indices.map { stratum in
        list.units(of: stratum).reduce(0.0) { $0 + (method.usesMeasure ? list.units[$1].measure : 1) }
      }
      guard size <= available.reduce(0, +) else {
        check([size], [available.reduce(0, +)], list, &findings)
        return []
      }
      return try ProportionalSizes.sizes(size, shares: shares, available: available)
    }
    if let perStratum { sizes = list.strata.map { _ in perStratum } }
    if let allocation { sizes = reader.sizes(allocation, list, &findings) }
    check(sizes, available, list, &findings)
    return sizes
  }

  private func check(_ sizes: [Int], _ available: [Int], _ list: SamplingFrame, _ findings: inout [Finding]) {
    for (stratum, (size, most)) in zip(sizes, available).enumerated() where size > most {
      findings.append(
        Finding(
          .stratumTooSmall, at: Location(file: frame),
          details: [sizes.count == 1 ? "—" : list.strata[stratum], String(most), String(size)]))
    }
  }

  private func note(_ list: SamplingFrame, _ findings: inout [Finding]) {
    guard list.isClustered else { return }
    if measure != nil, !list.isClusterList {
      let text =
        output.lang == .chinese
        ? (list.isMeasureOfCluster ? "取自各行相同的值" : "为各行之和")
        : (list.isMeasureOfCluster ? "is the value that all its rows share" : "is the sum over its rows")
      findings.append(Finding(.clusterMeasureRead, at: Location(file: frame), details: [text]))
    }
    guard let secondSize else { return }
    let small = list.units.count { unit in
      (list.isClusterList ? unit.measure : Double(unit.rows.count)) < Double(secondSize)
    }
    if small > 0 {
      findings.append(
        Finding(.clusterTakenWhole, at: Location(file: frame), details: [String(small), String(secondSize)]))
    }
  }

  private func cells(_ sample: DrawnSample, _ row: Int) -> [String?] {
    let probability = sample.probability(row)
    let last = [probability.description, probability > 0 ? (1 / probability).description : nil]
    return added.count == 2 ? last : [sample.firstStage[row].description, sample.secondStage[row].description] + last
  }

  private func write(
    _ sheet: CSVSheet, _ list: SamplingFrame, _ plan: DrawnSample.Plan, _ sample: DrawnSample, _ seed: UInt64
  ) throws {
    for (path, rows) in [(joint, sample.rows), (jointFrame, Array(list.indices))] {
      guard let path else { continue }
      var matrix: [[Double]]?
      var reason = method.rawValue
      do {
        // A matrix of 5000 × 5000 fills half a gigabyte of text.
        guard rows.count <= 5000 else {
          throw StatisticsError.invalidArgument("\(rows.count) × \(rows.count) > 5000 × 5000")
        }
        matrix = try DrawnSample.jointProbabilities(list, plan, rows: rows)
      } catch let error as StatisticsError {
        reason = error.refusal(output.lang)
      }
      guard let matrix else {
        let finding = Finding(.jointProbabilitiesUndefined, at: Location(file: frame), details: [reason])
        throw CommandOutput.refuse([finding], output)
      }
      let text = matrix.map { row in row.map { Optional($0.description) } }
      try CommandOutput.write([rows.indices.map { "p\($0 + 1)" }] + text, to: path, output)
    }
    if let out {
      try CommandOutput.write(
        [sheet.header + added] + sample.rows.map { sheet.rows[$0].cells + cells(sample, $0) }, to: out, output)
    }
    if let probabilities {
      var counts = [Int](repeating: 0, count: list.count)
      if let repetitions {
        for repetition in 1...repetitions {
          let again = try DrawnSample(list, plan, seed: seed, repetition: UInt32(repetition))
          for row in again.rows { counts[row] += 1 }
        }
      }
      let header = sheet.header + added + (repetitions == nil ? [] : ["frequency"])
      let rows = list.indices.map { row in
        sheet.rows[row].cells + cells(sample, row)
          + (repetitions.map { [(Double(counts[row]) / Double($0)).description] } ?? [])
      }
      try CommandOutput.write([header] + rows, to: probabilities, output)
    }
  }

  private func render(
    _ sheet: CSVSheet, _ list: SamplingFrame, _ plan: DrawnSample.Plan, _ sample: DrawnSample, _ seed: UInt64,
    _ findings: [Finding]
  ) -> CommandOutput {
    let weights = sample.rows.reduce(0.0) { $0 + 1 / sample.probability($1) }
    let strataList = list.strata.indices.map { stratum -> JSONValue in
      [
        "stratum": strata == nil ? .null : .string(list.strata[stratum]),
        "units": .integer(list.units(of: stratum).count), "size": .integer(plan.sizes[stratum]),
      ]
    }
    let shown = sheet.header.prefix(5)
    var table = TextTable(
      Array(shown) + ["probability", "weight"], shown.map { _ in .left } + [.right, .right])
    for row in sample.rows {
      table.append(
        sheet.rows[row].cells.prefix(5)
          + [NumericCells.text(sample.probability(row)), NumericCells.text(1 / sample.probability(row))])
    }
    return CommandOutput(
      json: [
        "method": .string(method.rawValue), "seed": SampleDrawCommand.json(seed),
        "generator": .string(RandomStream.algorithm), "start": .optional(start), "units": .integer(list.units.count),
        "rows": .integer(list.count), "drawn": .integer(sample.rows.count), "strata": .array(strataList),
        "second_size": .optional(secondSize), "sum_of_weights": .number(weights),
        "selected": .array(sample.rows.map { .integer($0 + 1) }),
      ],
      table: table.text,
      csv: [sheet.header + added] + sample.rows.map { sheet.rows[$0].cells + cells(sample, $0) }, findings: findings)
  }
}
