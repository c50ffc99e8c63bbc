import Apportionment
import Findings
public import Scoring
import Sheets
import Statistics
import Surveys
import Titles

/// What is to be rated.
public struct RatingRequest: Sendable {
  /// The folder of the city.
  public var city: String
  /// The folder of the standard.
  public var standard: String
  /// The folder of the questionnaire; nil if the standard has no residents' half.
  public var survey: String?
  /// The titles; nil takes the standard's number.
  public var titles: Int?
  /// The seed of the simulation that checks the exact probabilities.
  public var seed: UInt64
  /// The simulation's replications; 0 leaves it out.
  public var replications: Int
  /// Whether the counts of every answer are kept, which a breakdown shows.
  public var keepsCounts: Bool
  /// Other answer maps by which the residents' half is estimated too, for a sensitivity analysis (`AnswerMap`).
  public var answerMaps: [String]
  /// Whether reviews out of other points than the standard's are turned into its points: a comparison of two standards.
  public var rescales = false
  /// How a sensitivity analysis is run; nil leaves it out.
  public var sensitivity: SensitivityStudy.Plan?

  /// A request for these folders.
  public init(
    city: String, standard: String, survey: String?, titles: Int?, seed: UInt64, replications: Int,
    keepsCounts: Bool = false, answerMaps: [String] = [], sensitivity: SensitivityStudy.Plan? = nil
  ) {
    self.city = city
    self.standard = standard
    self.survey = survey
    self.titles = titles
    self.seed = seed
    self.replications = replications
    self.keepsCounts = keepsCounts
    self.answerMaps = answerMaps
    self.sensitivity = sensitivity
  }
}

extension Workbench {
  /// Rates a city from its files: reads everything, estimates, scores, divides the titles and ranks.
  ///
  /// - Throws: `Refusal` with all findings if any is an error; then there is no number at all.
  public func rate(_ request: RatingRequest) async throws -> RatingResult {
    var (findings, unread) = ([Finding](), [Finding]())
    var city = CityFolder(request.city)
    let isReadable = city.isReadable(&unread)
    city.readAhead([
      ("roster.csv", Roster.columns), ("reviews.csv", EvidenceBook.reviewColumns),
      ("frame.csv", SampleFrame.frameColumns), ("psu.csv", SampleFrame.clusterColumns),
    ])
    let standard = Library.standard(request.standard, &findings)
    var survey: (questionnaire: Questionnaire, checksum: String)?
    if let folder = request.survey {
      survey = Library.questionnaire(folder, &findings)
    } else if standard?.standard.hasSurvey == true {
      findings.append(Finding(.missingSurveyFolder))
    }
    findings += unread
    guard isReadable else { throw Refusal(findings: findings) }
    await city.settle(["roster.csv"])
    let rosterSheet = city.table("roster.csv", required: Roster.columns, &findings)
    let roster = rosterSheet.flatMap { Roster($0, cutOff: standard?.standard.registerDate, findings: &findings) }
    guard let roster, let (standard, standardChecksum) = standard,
      survey != nil || (request.survey == nil && !standard.hasSurvey)
    else {
      throw Refusal(findings: findings)
    }
    city.use("roster.csv", rows: roster.communities.count)
    if let rosterSheet {
      let date = standard.registerDate ?? survey?.questionnaire.fieldwork?.upperBound ?? "9999-12-31"
      city.register = city.register(rosterSheet, asOf: date, &findings)
    }
    let places = roster.places
    let units = profiles(roster, standard, &findings)
    // The departments' half needs none of the residents': one is read on another core while the other is.
    let folder = city
    async let reviewed = departments(folder, standard, units, rescales: request.rescales)
    var own: [Finding] = []
    let events = events(&city, standard, places, &own)
    let selfScores = selfScores(&city, standard, places, &own)
    let decisions = decisions(&city, roster, &own)
    let maps = AnswerMap.read(request.answerMaps, standard, findings: &own)
    var residents: ResidentsHalf?
    if standard.hasSurvey, let survey {
      await city.settle(["frame.csv", "psu.csv"])
      residents = await self.residents(
        &city, standard, survey.questionnaire, roster, units, keepsCounts: request.keepsCounts, maps, &own)
    }
    let (departments, read, noted) = await reviewed
    city.merge(read)
    findings += noted + own
    city.noteUnused(&findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }

    let scoring = UnitScoring(
      standard: standard, roster: roster, units: units, events: events, selfScores: selfScores,
      itemNames: survey?.questionnaire.questions.filter { $0.role == .item }.map(\.name) ?? [])
    var communities = roster.communities.indices.map { place in
      scoring.community(place, residents?.estimates[place], departments?.scores[place], &findings)
    }
    let titles = request.titles ?? standard.titles
    let quotas = TitleQuotas(
      titles: titles, names: roster.districts.map(\.code), counts: roster.counts,
      tieRules: standard.quotaTieRules)
    if quotas.allocation.infeasibility != nil {
      findings.append(Finding(.noQuotas, at: Location(file: "roster.csv"), details: [String(titles)]))
      throw Refusal(findings: sorted(findings))
    }
    report(Progress(step: Bilingual("计算名次与入围概率", "ranking"), done: 0, total: 0))
    let candidates = roster.members.map { scoring.candidates($0, communities) }
    let rankings = try await rank(candidates, quotas.seats, standard, decisions)
    let simulation = try await simulate(candidates, rankings, quotas.seats, request)
    for ranking in rankings {
      for outcome in ranking.outcomes { communities[outcome.place].outcome = outcome }
    }
    LineNotes(standard: standard, roster: roster, quotas: quotas, titles: titles).note(rankings, &findings)
    if findings.contains(where: { $0.severity == .error }) { throw Refusal(findings: sorted(findings)) }
    var result = RatingResult(
      standard: standard, roster: roster, quotas: quotas, rankings: rankings, communities: communities,
      findings: sorted(findings), files: city.files, seed: request.seed, titles: titles,
      standardChecksum: standardChecksum, surveyChecksum: survey?.checksum ?? "", version: version,
      surveyTitle: standard.hasSurvey ? survey?.questionnaire.title : nil, design: residents?.design ?? .none,
      simulation: simulation, raters: departments?.raters, hasCounts: request.keepsCounts && residents != nil,
      items: survey?.questionnaire.questions.filter { $0.role == .item } ?? [], selfScores: selfScores,
      criticalValues: criticalValues(communities, standard.confidence), otherMaps: residents?.otherMaps ?? [])
    if let plan = request.sensitivity, titles > 0 {
      report(Progress(step: Bilingual("敏感性分析", "sensitivity"), done: 0, total: 0))
      var notes: [Finding] = []
      result.sensitivity = result.usualSensitivity(plan, &notes)
      // A list that cannot be analysed is still a list: that it could not is a note here and no fault of the input.
      result.findings = sorted(
        result.findings + notes.map { Finding($0.code, severity: .note, at: $0.location, details: $0.details) })
    }
    return result
  }

  /// The t values that the intervals of these communities need.
  private func criticalValues(_ communities: [RatingResult.Community], _ confidence: Double) -> CriticalValues {
    var degrees: Set<Double> = []
    for community in communities {
      if let score = community.score { degrees.insert(score.degreesOfFreedom) }
      guard let residents = community.satisfaction else { continue }
      for case let mean? in [residents.overall] + residents.groups + residents.items {
        degrees.insert(Double(mean.degreesOfFreedom))
      }
    }
    return CriticalValues(confidence: confidence, degreesOfFreedom: degrees)
  }

  /// Ranks the districts, each on its own.
  private func rank(
    _ candidates: [[TitleRanking.Candidate]], _ seats: [Int], _ standard: ScoringStandard, _ decisions: LineDecisions
  ) async throws -> [TitleRanking] {
    let (rules, level, decided) = (standard.tieRules, 1 - standard.confidence, decisions.decisions)
    return try await eachDistrict(candidates.count) { district in
      try TitleRanking(
        candidates[district], seats: seats[district], tieRules: rules, decision: decided[district], level: level)
    }
  }

  /// Draws every district's true scores from their sampling distributions and compares with the exact probabilities. Each
  /// district has a stream of its own, so that the order of the work does not matter.
  private func simulate(
    _ candidates: [[TitleRanking.Candidate]], _ rankings: [TitleRanking], _ seats: [Int], _ request: RatingRequest
  ) async throws -> RatingResult.SimulationCheck? {
    guard request.replications > 0 else { return nil }
    report(Progress(step: Bilingual("模拟核对入围概率", "simulating"), done: 0, total: 0))
    let simulated = try await eachDistrict(candidates.count) { district in
      try SimulatedBest.probabilities(
        TitleRanking.distributions(candidates[district]), best: seats[district], replications: request.replications,
        seed: request.seed, stream: UInt64(district))
    }
    var check = RatingResult.SimulationCheck(
      generator: RandomStream.algorithm, replications: request.replications, largestDifference: 0, monteCarloError: 0)
    for (district, ranking) in rankings.enumerated() {
      let exact = Dictionary(ranking.outcomes.map { ($0.place, $0.probability) }, uniquingKeysWith: { a, _ in a })
      for (candidate, drawn) in zip(candidates[district], simulated[district]) {
        guard let probability = exact[candidate.place] ?? nil else { continue }
        let error = (probability * (1 - probability) / Double(request.replications)).squareRoot()
        check.largestDifference = max(check.largestDifference, abs(drawn - probability))
        check.monteCarloError = max(check.monteCarloError, error)
      }
    }
    return check
  }

  /// Computes something for each district, several at a time, and gives the results in the districts' order.
  private func eachDistrict<Value: Sendable>(
    _ count: Int, _ compute: @escaping @Sendable (Int) throws -> Value
  ) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      for district in 0..<count {
        group.addTask { (district, try compute(district)) }
      }
      var values: [Int: Value] = [:]
      for try await (district, value) in group { values[district] = value }
      return (0..<count).compactMap { values[$0] }
    }
  }

  /// Findings by file, row and column, then by code: the same whatever the order of the work.
  private func sorted(_ findings: [Finding]) -> [Finding] {
    findings.map(PlaceInOrder.init).enumerated().sorted { a, b in
      a.element == b.element ? a.offset < b.offset : a.element < b.element
    }.map { findings[$0.offset] }
  }

  /// Where a finding belongs; far smaller than the finding.
  private struct PlaceInOrder: Comparable {
    let file: String
    let row: Int
    let column: Int
    let code: String

    init(_ finding: Finding) {
      file = finding.location?.file ?? ""
      row = finding.location?.row ?? 0
      column = finding.location?.column ?? 0
      code = finding.code.code
    }

    static func < (a: PlaceInOrder, b: PlaceInOrder) -> Bool {
      if a.file != b.file { return a.file < b.file }
      if a.row != b.row { return a.row < b.row }
      if a.column != b.column { return a.column < b.column }
      return a.code < b.code
    }
  }
}
