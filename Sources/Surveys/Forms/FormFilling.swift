package import Findings

/// A questionnaire while somebody fills it in: which questions are asked next, given the answers so far, and what is wrong with an
/// answer. It is the form's own logic (`relevant`, `constraint`, `required`, `choice_filter`) as ODK's fillers follow it.
package struct FormFilling: Sendable {
  /// Questions on one page at most, unless they are one matrix.
  static let mostOnPage = 8

  /// The form.
  package let questionnaire: Questionnaire
  /// What is known before, by the questions' names; such questions are not asked.
  package let given: [String: String]
  /// The answers by the questions' names: a code, codes with blanks between them, a number or a text.
  package var answers: [String: String]

  /// A questionnaire that nobody has answered yet.
  package init(_ questionnaire: Questionnaire, given: [String: String], answers: [String: String] = [:]) {
    self.questionnaire = questionnaire
    self.given = given
    self.answers = answers
  }

  /// The first question that a page cannot ask (a photograph, a place on a map, a repeated group); nil if all can be.
  package var unaskable: Question? {
    questionnaire.questions.first { question in
      question.repeatName != nil || ([.location, .file].contains(question.kind) && question.isRequired)
    }
  }

  /// The places of the questions on the page that begins at `start`: the first that is asked from there on, and those after it that
  /// belong together and do not depend on what is answered on this very page. Empty at the end of the form.
  package func page(from start: Int) -> [Int] {
    var page: [Int] = []
    for place in questionnaire.questions.indices where place >= start {
      guard isAsked(place) || (mayBeAsked(place) && dependsOn(page, place)) else { continue }
      if let last = page.last {
        let isFull = page.count >= FormFilling.mostOnPage
        let isNewGroup = questionnaire.questions[place].path != questionnaire.questions[last].path
        if isFull || (isNewGroup && page.count >= 4) || dependsOn(page, place) { break }
      }
      page.append(place)
    }
    return page
  }

  /// Whether a question is put to this person: people answer such questions, it is not known before, and it is relevant.
  package func isAsked(_ place: Int) -> Bool {
    guard mayBeAsked(place) else { return false }
    guard let relevance = questionnaire.relevance(place) else { return true }
    return evaluator().holds(relevance) ?? true
  }

  /// The choices that are offered for a question.
  package func choices(_ place: Int) -> [Choice] {
    let question = questionnaire.questions[place]
    guard !question.choiceFilter.isEmpty, let filter = try? FormExpression.parse(question.choiceFilter).get() else {
      return question.choices
    }
    return question.choices.filter { choice in
      ExpressionEvaluator { choice.attributes[$0] ?? value($0) }.holds(filter) ?? true
    }
  }

  /// What is wrong with the answer to a question; nothing if it may stand.
  package func faults(_ place: Int) -> [Finding] {
    let question = questionnaire.questions[place]
    let answer = answers[question.name] ?? ""
    func outside(_ why: String) -> [Finding] { [Finding(.answerOutside, details: [why])] }
    if answer.isEmpty { return question.isRequired ? [Finding(.answerMissing)] : [] }
    switch question.kind {
    case .single:
      guard choices(place).contains(where: { $0.code == answer }) else { return outside("选一项 choose one") }
    case .multiple, .rank:
      let codes = answer.split(separator: " ").map(String.init)
      let known = Set(choices(place).map(\.code))
      guard Set(codes).isSubset(of: known), Set(codes).count == codes.count else { return outside("选若干项 choose some") }
    case .integer:
      guard let number = Int(answer), abs(number) <= 1_000_000_000 else { return outside("填整数 a whole number") }
    case .decimal:
      guard let number = Double(answer), number.isFinite, abs(number) <= 1e12 else { return outside("填数字 a number") }
    case .date: guard answer.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else { return outside("2014-09-30") }
    case .time: guard answer.wholeMatch(of: /\d{2}:\d{2}(:\d{2})?/) != nil else { return outside("14:30") }
    case .dateTime:
      guard answer.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?/) != nil else {
        return outside("2014-09-30T14:30")
      }
    case .text: if !PersonalData.mask(answer).kinds.isEmpty { return [Finding(.answerPersonal)] }
    case .location, .file, .derived, .metadata, .display: return []
    }
    if let limits = questionnaire.limits(place), let number = Double(answer), !limits.contains(number) {
      return outside(question.constraintMessage.isEmpty ? FormFilling.text(limits) : question.constraintMessage)
    }
    guard !question.constraint.isEmpty, let rule = try? FormExpression.parse(question.constraint).get(),
      evaluator(current: answer).holds(rule) == false
    else { return [] }
    return outside(question.constraintMessage.isEmpty ? question.constraint : question.constraintMessage)
  }

  /// Everything that counts at the end: what is known before, the answers to questions that are asked, and what the form computes;
  /// answers to questions that later answers made irrelevant are left out.
  package func complete() -> [String: String] {
    var whole = given
    for place in questionnaire.questions.indices {
      let question = questionnaire.questions[place]
      if isAsked(place), let answer = answers[question.name], !answer.isEmpty { whole[question.name] = answer }
      if question.kind == .derived, let formula = try? FormExpression.parse(question.calculation).get(),
        let result = evaluator().text(formula)
      {
        whole[question.name] = result
      }
    }
    return whole
  }

  private func mayBeAsked(_ place: Int) -> Bool {
    let question = questionnaire.questions[place]
    if question.kind == .display { return !question.label.chinese.isEmpty }
    guard question.kind.isAnswered, ![.location, .file].contains(question.kind), given[question.name] == nil else {
      return false
    }
    return [.item, .other].contains(question.role)
  }

  /// Whether a question's relevance or its choices hang on an answer of the page.
  private func dependsOn(_ page: [Int], _ place: Int) -> Bool {
    guard !page.isEmpty else { return false }
    let names = Set(page.map { questionnaire.questions[$0].name })
    var used = questionnaire.relevance(place)?.questions ?? []
    if let filter = try? FormExpression.parse(questionnaire.questions[place].choiceFilter).get() {
      used += filter.questions
    }
    return !names.isDisjoint(with: used)
  }

  private func evaluator(current: String = "") -> ExpressionEvaluator {
    ExpressionEvaluator(current: current, answer: value)
  }

  /// The value of a question for an expression: "" if it is not answered, nil if the form has none of that name.
  private func value(_ name: String) -> String? {
    guard questionnaire.question(named: name) != nil || given[name] != nil else { return nil }
    return given[name] ?? answers[name] ?? ""
  }

  private static func text(_ limits: ClosedRange<Double>) -> String {
    func plain(_ number: Double) -> String {
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    }
    return "\(plain(limits.lowerBound))–\(plain(limits.upperBound))"
  }
}
