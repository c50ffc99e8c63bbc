import Findings
import Titles

/// The page of one action: what it requires and writes, and its form.
struct ActionPage: Page {
  static let template = "round/action"

  /// A field as the template draws it.
  struct FieldView: Hashable, Sendable {
    var id: String
    var label: String
    var value: String
    var isText = false
    var isReason = false
    var isDay = false
    var isNumber = false
    var isList = false
    var isChoice = false
    var isYes = false
    var isNo = false
    var isRequired = true
    var hint: String?
    var options: [ListChoice]?
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  /// The number of events that the form was made with.
  var seen: Int
  var requires: String
  var writes: String
  var leadsTo: String?
  var isGrave: Bool
  var fields: [FieldView]
  var faults: [FindingRow]
  var hasFaults: Bool

  init(
    _ kind: RoundAction.Kind, _ round: TitleRound, for visitor: Visitor, values: FormFields? = nil,
    faults: [Finding] = [],
    choices: [String: [ListChoice]] = [:], _ language: Language
  ) {
    let rule = RoundRule.of(kind)
    title = kind.name[language].capitalisedFirst
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    link = "\(roundLink)/actions/\(kind.rawValue)"
    seen = round.eventCount
    requires = rule.requires[language]
    writes = rule.writes[language]
    leadsTo = rule.phaseAfter?.name[language]
    isGrave = [.cancel, .withdrawTitle, .sendBack, .returnShortlist].contains(kind)
    let districts = round.districts.filter { visitor.district == nil || visitor.district == $0.code }
    fields = (ActionForm.of(kind)?.fields ?? ActionPage.ownFields[kind] ?? []).map { field in
      let value = values?[field.name] ?? ActionPage.suggestion(field, kind, round, visitor)
      var view = FieldView(id: field.name, label: Words.text(field.word, language), value: value)
      view.isRequired = field.isRequired
      switch field.input {
      case .text: view.isText = true
      case .reason: view.isReason = true
      case .day: view.isDay = true
      case .number: view.isNumber = true
      case .community:
        view.isText = true
        view.hint = Words.text("communityHint", language)
      case .communities:
        view.isList = true
        view.hint = Words.text("communitiesHint", language)
      case .choice:
        view.isChoice = true
        view.isYes = value == "yes"
        view.isNo = value == "no"
      case .district:
        view.options = districts.map { ListChoice(value: $0.code, name: $0.name, isChosen: $0.code == value) }
      }
      if let options = choices[field.name] {
        view.isText = false
        view.options = options.map { ListChoice(value: $0.value, name: $0.name, isChosen: $0.value == value) }
      }
      return view
    }
    self.faults = faults.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  /// The fields of actions that are carried out by more than the state machine.
  static let ownFields: [RoundAction.Kind: [ActionForm.Field]] = [
    .freeze: [
      ActionForm.Field(name: "standard", input: .text, word: "standardFolder"),
      ActionForm.Field(name: "survey", input: .text, word: "surveyFolder"),
      ActionForm.Field(name: "basis", input: .text, word: "approvalNumber"),
      ActionForm.Field(name: "admission", input: .text, word: "admissionNumber"),
    ],
    .fixQuotas: [
      ActionForm.Field(name: "cutOff", input: .day, word: "cutOffDay"),
      ActionForm.Field(name: "titles", input: .number, word: "titlesToGive", isRequired: false),
      ActionForm.Field(name: "pause", input: .number, word: "pauseYears"),
    ],
    .evaluate: [ActionForm.Field(name: "district", input: .district, word: "district")],
    .rescore: [
      ActionForm.Field(name: "district", input: .district, word: "district"),
      ActionForm.Field(name: "reason", input: .reason, word: "reason"),
    ],
  ]

  /// What a field says before anything is typed.
  private static func suggestion(
    _ field: ActionForm.Field, _ kind: RoundAction.Kind, _ round: TitleRound, _ visitor: Visitor
  ) -> String {
    switch (kind, field.name) {
    case (.confirm, "list"): RoundPage.digest(round) ?? ""
    case (.declareRecusal, "user"): visitor.user
    case (_, "workingDays"): "5"
    case (_, "pause"): "0"
    case (_, "district"): visitor.district ?? ""
    case (.apply, "communities"): list(round, visitor) { $0.stage == .none && $0.barred.isEmpty }
    case (.examine, "communities"): list(round, visitor) { $0.stage == .applied }
    default: ""
    }
  }

  private static func list(_ round: TitleRound, _ visitor: Visitor, _ isMeant: (RoundCommunity) -> Bool) -> String {
    round.communities.values
      .filter { (visitor.district == nil || visitor.district == $0.district) && isMeant($0) }
      .map(\.code).sorted().joined(separator: "\n")
  }
}

extension String {
  /// With a capital at its beginning, for headings; Chinese stays as it is.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
