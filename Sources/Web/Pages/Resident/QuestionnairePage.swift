import Findings
import Operations
import Store
import Surveys
import Titles

/// A page of the questionnaire. Everything that was answered before travels in the form: the service keeps nothing until it is sent.
struct QuestionnairePage: Page {
  static let template = "resident/questions"

  /// A question, or a note between questions.
  struct Item: Hashable, Sendable {
    var name: String
    var id: String
    var label: String
    var hint: String
    var hasHint: Bool
    var isNote = false
    var isSingle = false
    var isMultiple = false
    var isList = false
    var isText = false
    var isEntry = false
    var isRequired: Bool
    var inputType = "text"
    var inputMode = "text"
    var value = ""
    var choices: [Option] = []
    var fault = ""
    var hasFault = false
  }

  /// A choice.
  struct Option: Hashable, Sendable {
    var id: String
    var value: String
    var label: String
    var isChosen: Bool
  }

  /// An answer given before.
  struct Answer: Hashable, Sendable {
    var name: String
    var value: String
  }

  var title: String
  var heading: String
  var link: String
  var at: String
  var trail: String
  var canGoBack: Bool
  var isReady: Bool
  var progress: String
  var whole: String
  var items: [Item]
  var answers: [Answer]
  var hasFaults: Bool
  var styles = StaticFiles.link("resident.css")

  /// - Parameters:
  ///   - places: the questions of this page; empty once all are answered.
  ///   - start: where the page begins.
  ///   - trail: where the pages before began.
  ///   - faults: what is wrong with the answers of this page, by question.
  init(
    _ invitation: ServiceDesk.OpenInvitation, _ filling: FormFilling, places: [Int], start: Int, trail: [Int],
    code: String, faults: [String: [Finding]], _ language: Language
  ) {
    let questionnaire = filling.questionnaire
    title = questionnaire.title[language]
    heading = places.first.flatMap { questionnaire.groupLabels($0).last?[language] } ?? questionnaire.title[language]
    link = "/q/\(code)"
    at = String(start)
    self.trail = trail.map(String.init).joined(separator: ".")
    canGoBack = !trail.isEmpty
    isReady = places.isEmpty
    whole = String(questionnaire.questions.count)
    progress = String(places.isEmpty ? questionnaire.questions.count : start)
    items = places.map { QuestionnairePage.item($0, filling, faults, language) }
    let here = Set(places.map { questionnaire.questions[$0].name })
    answers = filling.answers.filter { !here.contains($0.key) && !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { Answer(name: $0.key, value: $0.value) }
    hasFaults = items.contains(where: \.hasFault)
  }

  private static func item(
    _ place: Int, _ filling: FormFilling, _ faults: [String: [Finding]], _ language: Language
  ) -> Item {
    let question = filling.questionnaire.questions[place]
    let id = "q\(place)"
    let value = filling.answers[question.name] ?? ""
    var item = Item(
      name: "a/" + question.name, id: id, label: question.label[language], hint: question.hint,
      hasHint: !question.hint.isEmpty,
      isRequired: question.isRequired, value: value)
    let chosen = Set(value.split(separator: " ").map(String.init))
    item.choices = filling.choices(place).enumerated().map { index, choice in
      Option(
        id: "\(id)-\(index)", value: choice.code, label: choice.label[language], isChosen: chosen.contains(choice.code))
    }
    switch question.kind {
    case .display: item.isNote = true
    case .single where item.choices.count > 12: item.isList = true
    case .single: item.isSingle = true
    case .multiple, .rank: item.isMultiple = true
    case .integer: (item.isEntry, item.inputMode) = (true, "numeric")
    case .decimal: (item.isEntry, item.inputMode) = (true, "decimal")
    case .date: (item.isEntry, item.inputType) = (true, "date")
    case .time: (item.isEntry, item.inputType) = (true, "time")
    case .dateTime: (item.isEntry, item.inputType) = (true, "datetime-local")
    case .text, .location, .file, .derived, .metadata: item.isText = true
    }
    if let found = faults[question.name], !found.isEmpty {
      item.fault = found.map { $0.message(language) + Words.text("stop", language) + $0.remedy(language) }
        .joined(separator: " ")
      item.hasFault = true
    }
    return item
  }
}

/// The first page of the questionnaire: what it is, how long it takes, what becomes of the answers.
struct QuestionnaireStartPage: Page {
  static let template = "resident/start"

  var title: String
  var community: String
  var link: String
  var minutes: String
  var until: String
  var styles = StaticFiles.link("resident.css")

  init(_ invitation: ServiceDesk.OpenInvitation, code: String, _ language: Language) {
    title = invitation.questionnaire.title[language]
    community = invitation.community
    link = "/q/\(code)"
    minutes = QuestionnaireStartPage.minutes(invitation.questionnaire, language)
    until = invitation.batch.until.description
  }
}

/// The page for typing a code by hand.
struct InvitationCodePage: Page {
  static let template = "resident/code"

  var title: String
  var code = ""
  var fault = ""
  var hasFault = false
  var styles = StaticFiles.link("resident.css")

  init(_ language: Language) { title = Words.text("residentHello", language) }
}

extension QuestionnaireStartPage {
  /// How long the questionnaire takes, in words: a choice takes about eight seconds, reading included.
  static func minutes(_ questionnaire: Questionnaire, _ language: Language) -> String {
    let asked = questionnaire.questions.count { [.item, .other].contains($0.role) && $0.kind.isAnswered }
    return Words.count(max(1, (asked * 8 + 59) / 60), "分钟", "minute", "minutes", language)
  }
}

/// The end: thanks, or why the questionnaire cannot be filled in.
struct QuestionnaireEndPage: Page {
  static let template = "resident/end"

  var title: String
  var text: String
  var isRefused = false
  var styles = StaticFiles.link("resident.css")

  /// The thanks.
  init(_ language: Language) {
    title = Words.text("residentThanks", language)
    text = Words.text("residentThanksText", language)
  }

  /// Why it cannot be filled in.
  init(_ finding: Finding, _ language: Language) {
    title = finding.message(language).capitalisedFirst
    text = finding.remedy(language).capitalisedFirst
    isRefused = true
  }
}
