import Findings
import Operations
import Store
import Titles

/// A third party's study: frame, plan, field work, estimates, comparison.
struct StudyPage: Page {
  static let template = "evaluator/study"
  /// Communities that a table of the page lists; downloads have all.
  static let most = 200

  /// A community in the plan.
  struct PlanRow: Hashable, Sendable {
    var name: String
    var households: String
    var frame: String
    var drawn: String
    var completed: String
    var toDraw: String
    var margin: String
  }

  /// A community in the field.
  struct FieldRow: Hashable, Sendable {
    var name: String
    var needed: String
    var done: String
    var share: String
    var rate: String
    var reached: String
    var effect: String
    var kind: String
  }

  /// A community's estimates.
  struct EstimateRow: Hashable, Sendable {
    var name: String
    var study: String
    var own: String
    var difference: String
    var isClear: Bool
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var uploadsLink: String
  var invitationsLink: String
  var mayChange: Bool
  /// Why nothing can be sent or drawn; nil where it can, or for those who only read.
  var closed: String?
  var frame: String?
  var parameters: StudyParameters
  var margin: String
  var confidence: String
  var deviation: String
  var intraclass: String
  var interviews: String
  var response: String
  var seed: String
  var isProportional: Bool
  var isEntered: Bool
  var plan: [PlanRow] = []
  var planFigures: [Figure] = []
  var hasPlan = false
  var field: [FieldRow] = []
  var fieldFigures: [Figure] = []
  var hasField = false
  var estimates: [EstimateRow] = []
  var hasEstimates = false
  var isCut = false
  var faults: [FindingRow] = []
  var hasFaults = false

  init(
    _ study: Scope, in round: TitleRound, parameters: StudyParameters, isEntered: Bool, frame: String?,
    mayChange: Bool, _ language: Language
  ) {
    title = "\(Words.text("study", language)) \(study.name)"
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    link = "\(roundLink)/studies/\(study.name.escapedForQuery)"
    uploadsLink = roundLink + "/uploads"
    invitationsLink = roundLink + "/invitations"
    self.mayChange = mayChange && round.phase == .collecting
    if mayChange, !self.mayChange {
      closed = Words.text("studyClosed", language) + round.phase.name[language] + Words.text("stop", language)
    }
    self.frame = frame
    self.parameters = parameters
    self.isEntered = isEntered
    margin = StudyPage.text(parameters.margin)
    confidence = StudyPage.text(parameters.confidence)
    deviation = StudyPage.text(parameters.deviation)
    intraclass = StudyPage.text(parameters.intraclass)
    interviews = String(parameters.interviews)
    response = StudyPage.text(parameters.responseRate)
    seed = String(parameters.seed)
    isProportional = parameters.method == .proportional
  }

  /// Shows a plan that was computed.
  mutating func show(_ plan: StudyPlan, _ findings: [Finding], names: [String: String], _ language: Language) {
    let communities = plan.communities
    planFigures = [
      Figure(Words.text("communities", language), Words.grouped(communities.count)),
      Figure(Words.text("studyUnitsDrawn", language), Words.grouped(plan.units.count)),
      Figure(Words.text("studyCompleted", language), Words.grouped(communities.reduce(0) { $0 + $1.completed })),
      Figure(Words.text("studyToDraw", language), Words.grouped(communities.reduce(0) { $0 + $1.toDraw })),
    ]
    self.plan = communities.prefix(StudyPage.most).map { community in
      PlanRow(
        name: names[community.code] ?? community.code, households: Words.grouped(community.households),
        frame: Words.grouped(community.unitsInFrame), drawn: Words.grouped(community.unitsDrawn),
        completed: Words.grouped(community.completed), toDraw: Words.grouped(community.toDraw),
        margin: community.margin.map { "± " + DistrictPage.score($0) } ?? "")
    }
    hasPlan = true
    isCut = communities.count > StudyPage.most
    refuse(findings, language)
  }

  /// Shows what was found so far.
  mutating func show(_ results: StudyResults, _ language: Language) {
    let communities = results.communities
    let (needed, done) = (communities.reduce(0) { $0 + $1.needed }, communities.reduce(0) { $0 + $1.done })
    let drawn = communities.reduce(0) { $0 + $1.toDraw }
    fieldFigures = [
      Figure(Words.text("studyDone", language), Words.grouped(done), "/ " + Words.grouped(needed)),
      Figure(Words.text("responseRate", language), drawn > 0 ? StudyPage.percent(Double(done) / Double(drawn)) : "—"),
    ]
    field = communities.prefix(StudyPage.most).map { community in
      FieldRow(
        name: community.name, needed: Words.grouped(community.needed), done: Words.grouped(community.done),
        share: String(community.needed > 0 ? min(100, 100 * community.done / community.needed) : 0),
        rate: community.responseRate.map(StudyPage.percent) ?? "",
        reached: "\(community.units.reached)/\(community.units.drawn)",
        effect: community.weightEffect.map { DistrictPage.score($0) } ?? "",
        kind: community.done >= community.needed ? "done" : "due")
    }
    hasField = !field.isEmpty
    let estimated = communities.filter { $0.study != nil || $0.own != nil }
    estimates = estimated.prefix(StudyPage.most).map { community in
      EstimateRow(
        name: community.name, study: StudyPage.text(community.study), own: StudyPage.text(community.own),
        difference: community.difference.map(StudyPage.text) ?? "", isClear: community.difference?.isClear ?? false)
    }
    hasEstimates = !estimates.isEmpty
    isCut = isCut || communities.count > StudyPage.most
  }

  /// Shows what is wrong.
  mutating func refuse(_ findings: [Finding], _ language: Language) {
    faults = findings.prefix(30).map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  /// An estimate with its interval.
  static func text(_ estimate: StudyResults.Estimate?) -> String {
    guard let estimate else { return "" }
    return DistrictPage.score(estimate.mean)
      + (estimate.interval.map { " (\(DistrictPage.score($0.lowerBound))–\(DistrictPage.score($0.upperBound)))" } ?? "")
  }

  /// A difference with its sign and interval.
  private static func text(_ difference: StudyResults.Difference) -> String {
    let sign = difference.value > 0 ? "+" : ""
    let interval = difference.interval.map {
      " (\(DistrictPage.score($0.lowerBound))…\(DistrictPage.score($0.upperBound)))"
    }
    return sign + DistrictPage.score(difference.value) + (interval ?? "")
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}

extension StudyParameters {
  /// The parameters of a form or query; what is missing is as `usual`, what is no number is 0 and refused by the plan.
  init(_ fields: FormFields?, usual: StudyParameters) {
    func number(_ name: String, _ usual: Double) -> Double { fields?[name].map { Double($0) ?? 0 } ?? usual }
    self.init(
      margin: number("margin", usual.margin), confidence: number("confidence", usual.confidence),
      deviation: number("deviation", usual.deviation), intraclass: number("intraclass", usual.intraclass),
      interviews: fields?["interviews"].map { Int($0) ?? 0 } ?? usual.interviews,
      responseRate: number("response", usual.responseRate),
      method: fields?["method"].flatMap(StudyParameters.Method.init) ?? usual.method,
      seed: fields?["seed"].flatMap(UInt64.init) ?? usual.seed)
  }
}
