import Apportionment
import Findings
import Scoring
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
  /// The folder of the questionnaire.
  public var survey: String
  /// The titles; nil takes the standard's number.
  public var titles: Int?
  /// The seed of the simulation that checks the exact probabilities.
  public var seed: UInt64
  /// The simulation's replications; 0 leaves it out.
  public var replications: Int

  /// A request for these folders.
  public init(city: String, standard: String, survey: String, titles: Int?, seed: UInt64, replications: Int) {
    self.city = city
    self.standard = standard
    self.survey = survey
    self.titles = titles
    self.seed = seed
    self.replications = replications
  }
}

extension Workbench {
  /// Rates a city from its files: reads everything, estimates, scores, divides the titles and ranks.
  ///
  /// - Throws: `Refusal` with all findings if any is an error; then there is no number at all.
  public func rate(_ request: RatingRequest) async throws -> RatingResult {
    var findings: [Finding] = []
    let standard = Library.standard(request.standard, &findings)
    let survey = Library.questionnaire(request.survey, &findings)
    var city = CityFolder(request.city)
    guard city.isReadable(&findings) else { throw Refusal(findings: findings) }
    let rosterSheet = city.table("roster.csv", required: Roster.columns, &findings)
    let roster = rosterSheet.flatMap { Roster($0, cutOff: standard?.standard.registerDate, findings: &findings) }
    guard let roster, let (standard, standardChecksum) = standard, let (questionnaire, surveyChecksum) = survey else {
      throw Refusal(findings: findings)
    }
    city.use("roster.csv", rows: roster.communities.count)
    let places = roster.places
    let reviews = reviews(&city, standard, roster, places, &findings)
    let events = events(&city, standard, places, &findings)
    var residents: ResidentsHalf?
    if standard.satisfactionRoot != nil {
      residents = await self.residents(&city, standard, questionnaire, roster, places, &findings)
    }
    city.noteUnused(&findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }

    var communities = roster.communities.indices.map { place in
      community(
        place, standard, roster, residents?.estimates[place], reviews?.scores[place], events.barring[place], &findings)
    }
    let titles = request.titles ?? standard.titles
    let members = roster.members
    let quotas = TitleQuotas(
      titles: titles, names: roster.districts.map(\.code), counts: roster.counts,
      tieRules: standard.quotaTieRules)
    if quotas.allocation.infeasibility != nil {
      findings.append(Finding(.noQuotas, at: Location(file: "roster.csv"), details: [String(titles)]))
      throw Refusal(findings: sorted(findings))
    }
    report(Progress(step: Bilingual("计算名次与入围概率", "ranking"), done: 0, total: 0))
    let candidates = candidates(communities, roster, members)
    let rankings = try await rank(candidates, quotas.seats, standard.tieRules)
    let simulation = try await simulate(candidates, rankings, quotas.seats, request)
    for ranking in rankings {
      for outcome in ranking.outcomes { communities[outcome.place].outcome = outcome }
    }
    noteLines(rankings, quotas, roster, &findings)
    return RatingResult(
      standard: standard, roster: roster, quotas: quotas, rankings: rankings, communities: communities,
      findings: sorted(findings), files: city.files, seed: request.seed, titles: titles,
      standardChecksum: standardChecksum, surveyChecksum: surveyChecksum, version: version,
      surveyTitle: standard.satisfactionRoot == nil ? nil : questionnaire.title, design: residents?.design ?? .none,
      simulation: simulation, itemNames: questionnaire.questions.filter { $0.role == .item }.map(\.name),
      departmentIndicators: reviews?.indicators ?? [])
  }

  /// The composite of one community and whether it takes part.
  private func community(
    _ place: Int, _ standard: ScoringStandard, _ roster: Roster, _ residents: CommunitySatisfaction?,
    _ reviews: DepartmentReviews.Score?, _ barring: [EligibilityCondition]?, _ findings: inout [Finding]
  ) -> RatingResult.Community {
    let overall = residents?.overall
    let name = roster.communities[place].name
    var exclusion: RatingResult.Exclusion?
    if let residents {
      let file = Location(file: "responses")
      if residents.responses == 0 {
        findings.append(Finding(.noResponses, at: file, details: [name]))
      } else if residents.responses < standard.advisedResponses {
        findings.append(
          Finding(
            .fewResponses, at: file, found: String(residents.responses),
            details: [name, String(residents.responses), String(standard.advisedResponses)]))
      }
      if let overall, overall.standardError == nil {
        findings.append(Finding(.noStandardError, at: file, details: [name]))
      }
      if residents.responses < standard.minimumResponses {
        exclusion = .tooFewResponses(found: residents.responses, needed: standard.minimumResponses)
      }
    }
    if standard.departmentRoot != nil, reviews?.score == nil { exclusion = .noReviews }
    if let condition = barring?.first { exclusion = .condition(condition) }
    if !roster.communities[place].isFiled {
      exclusion = .notFiled
      findings.append(
        Finding(.notFiled, at: Location(file: "roster.csv"), found: roster.communities[place].id, details: [name]))
    }
    let score = CompositeScore(
      satisfaction: overall.map { ($0.mean, $0.standardError, Double($0.degreesOfFreedom)) },
      department: reviews?.score, standard)
    return RatingResult.Community(
      satisfaction: residents, reviews: reviews, score: score, exclusion: exclusion, outcome: nil)
  }

  /// Those who take part, by district.
  private func candidates(
    _ communities: [RatingResult.Community], _ roster: Roster, _ members: [[Int]]
  ) -> [[TitleRanking.Candidate]] {
    members.map { places in
      places.compactMap { place -> TitleRanking.Candidate? in
        guard communities[place].exclusion == nil, let score = communities[place].score else { return nil }
        return TitleRanking.Candidate(
          place: place, id: roster.communities[place].id, score: score,
          satisfaction: communities[place].satisfaction?.overall?.mean,
          department: communities[place].reviews?.score)
      }
    }
  }

  /// Ranks the districts, each on its own.
  private func rank(
    _ candidates: [[TitleRanking.Candidate]], _ seats: [Int], _ tieRules: [TieRule]
  ) async throws -> [TitleRanking] {
    try await eachDistrict(candidates.count) { district in
      try TitleRanking(candidates[district], seats: seats[district], tieRules: tieRules)
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

  /// Says what is undecided, or was decided by a rule, at the quotas and at the lines.
  private func noteLines(
    _ rankings: [TitleRanking], _ quotas: TitleQuotas, _ roster: Roster, _ findings: inout [Finding]
  ) {
    if let tie = quotas.tie {
      let names = tie.districts.map { roster.districts[$0].name }.joined(separator: " / ")
      findings.append(Finding(.quotaTied, found: nil, details: [names, String(tie.titles)]))
    }
    if let decision = quotas.decided {
      let names = decision.tie.districts.map { roster.districts[$0].name }.joined(separator: " / ")
      let winners = decision.winners.map { roster.districts[$0].name }.joined(separator: " / ")
      let rules = decision.rules.map(\.rawValue).joined(separator: ";")
      findings.append(Finding(.quotaDecidedByRule, details: [names, rules, winners]))
    }
    for (district, ranking) in rankings.enumerated() {
      let name = roster.districts[district].name
      let seats = quotas.seats[district]
      if seats == 0, quotas.tie?.districts.contains(district) != true {
        findings.append(Finding(.noDistrictSeats, details: [name]))
      }
      if ranking.outcomes.count < seats {
        findings.append(
          Finding(.fewerEligibleThanSeats, details: [name, String(ranking.outcomes.count), String(seats)]))
      }
      if let tie = ranking.tieAtLine {
        let names = tie.places.map { roster.communities[$0].name }.joined(separator: " / ")
        findings.append(Finding(.lineTied, details: [name, names, String(tie.titles)]))
      }
      for decision in ranking.decided where decision.isAtLine {
        findings.append(
          Finding(
            .lineDecidedByRule,
            details: [
              name, roster.communities[decision.better].name, roster.communities[decision.worse].name,
              decision.rule.rawValue,
            ]))
      }
    }
  }

  /// Findings by file, row and column, then by code: the same whatever the order of the work.
  private func sorted(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      let (file, other) = (x.location?.file ?? "", y.location?.file ?? "")
      if file != other { return file < other }
      let (row, otherRow) = (x.location?.row ?? 0, y.location?.row ?? 0)
      if row != otherRow { return row < otherRow }
      let (column, otherColumn) = (x.location?.column ?? 0, y.location?.column ?? 0)
      if column != otherColumn { return column < otherColumn }
      return x.code.code == y.code.code ? a.offset < b.offset : x.code.code < y.code.code
    }.map(\.element)
  }
}
