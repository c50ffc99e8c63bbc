import ArgumentParser
import Findings
import Operations
import Reports
import Scoring

/// A rated city as the subject of a sensitivity analysis: the folders that `kaoping rate` takes.
struct CityOptions: ParsableArguments {
  @Option(help: "考评标准文件夹：第一个参数是城市文件夹 The standard's folder; the first argument is a city's folder then.")
  var standard: String?

  @Option(help: "问卷文件夹 The questionnaire's folder.")
  var survey: String?

  @Option(
    name: .customLong("vary-map"),
    help: "答案赋分的备选 Another answer map: equal-steps, pass-at-60, top-two or 1:0;2:30;… (repeatable).")
  var varyMap: [String] = []

  @Flag(name: .customLong("vary-sampling"), help: "抽样误差也变动 The residents' sampling error varies too.")
  var varySampling = false

  @Option(help: "与另一标准比较名单 Compare the list with that of another standard.")
  var against: String?

  @Option(name: .customLong("against-survey"), help: "另一标准的问卷（默认相同）Its questionnaire (default: the same).")
  var againstSurvey: String?

  func validate() throws {
    let isAsked =
      survey != nil || !varyMap.isEmpty || varySampling || against != nil || againstSurvey != nil
    guard standard != nil || !isAsked else {
      throw ValidationError("--survey, --vary-map, --vary-sampling, --against 需要 --standard need --standard")
    }
  }
}

/// The analysis of a city's list.
struct CitySensitivity {
  let city: String
  let standard: String
  let options: CityOptions
  let choices: SensitivityOptions
  let titles: Int?
  let output: OutputOptions

  func run() async throws {
    if options.against != nil { return try await compare() }
    var findings: [Finding] = []
    let isUsual = !choices.varies && options.varyMap.isEmpty && !options.varySampling
    let maps = isUsual ? AnswerMap.usual : options.varyMap
    var result = try await rate(standard, options.survey, maps)
    var study = result.sensitivityStudy()
    var plan = choices.plan
    if isUsual {
      study.study.factors = study.usualFactors
      plan.wantsIndices = true
    } else {
      study.study.factors = try choices.factors(study.study.tree)
      if study.study.tables.count > 1 { study.study.factors.append(.data) }
      if options.varySampling { study.study.factors.append(.partSampling) }
    }
    guard let analysis = result.analyse(study, plan, &findings) else { throw CommandOutput.refuse(findings, output) }
    result.sensitivity = analysis
    let table = SensitivityReport(analysis)
    try CommandOutput(
      json: table.json, table: result.report().sensitivityText(output.lang), csv: table.csv, findings: findings
    ).finish(output)
  }

  private func compare() async throws {
    guard let other = options.against else { return }
    let before = try await rate(standard, options.survey, [])
    let after = try await rate(other, options.againstSurvey ?? options.survey, [], rescales: true)
    var findings: [Finding] = []
    guard let comparison = ListComparison(before, after, &findings) else {
      throw CommandOutput.refuse(findings, output)
    }
    let isUndecided = before.needsDecision || after.needsDecision
    try CommandOutput(
      json: ["comparison": comparison.json(output.lang)], table: comparison.text(output.lang), csv: comparison.rows,
      findings: findings, status: isUndecided ? ExitStatus.decisionNeeded : .success
    ).finish(output)
  }

  private func rate(
    _ standard: String, _ survey: String?, _ maps: [String], rescales: Bool = false
  ) async throws -> RatingResult {
    var request = RatingRequest(
      city: city, standard: standard, survey: survey, titles: titles, seed: choices.seed, replications: 0,
      answerMaps: maps)
    request.rescales = rescales
    do {
      return try await Workbench(version: Kaoping.version).rate(request)
    } catch let refusal as Refusal {
      throw CommandOutput.refuse(refusal.findings, output)
    }
  }
}
