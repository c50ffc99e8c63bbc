import Findings
import Reports
import Surveys

extension SurveySheet {
  /// The questionnaire as columns of a table: what people answer, and what identifies a response and its place in the sample.
  init(_ form: Questionnaire) {
    var labels: [String: Int] = [:]
    let places = form.questions.indices.filter { place in
      let question = form.questions[place]
      return question.repeatName == nil && (question.kind.isAnswered || [.start, .end].contains(question.role))
    }
    for place in places { labels[form.questions[place].label.chinese, default: 0] += 1 }
    var items = places.map { place -> Item in
      let question = form.questions[place]
      let groups = form.groupLabels(place)
      var label = SurveySheet.heading(question)
      // Two questions of one text go by their group's text as well.
      if labels[label.chinese, default: 0] > 1, let group = groups.last {
        label = Bilingual(group.chinese + "/" + label.chinese, group.english + "/" + label.english)
      }
      return Item(
        name: question.name, label: label, groups: groups, hint: question.hint, type: question.type,
        role: question.role == .other ? "" : question.role.rawValue, isRequired: question.isRequired,
        entry: SurveySheet.entry(form, place),
        choices: question.choices.map {
          Item.Choice(code: $0.code, label: $0.label, missing: form.missing($0)?.rawValue ?? "")
        }, relevant: question.relevant, constraint: question.constraint, example: SurveySheet.example(form, place))
    }
    if let first = items.firstIndex(where: { $0.role == Question.Role.submission.rawValue }) {
      items.insert(items.remove(at: first), at: 0)
    } else {
      items.insert(
        Item(
          name: "response_id", label: Bilingual("答卷编号", "Response id"), groups: [], hint: "", type: "text",
          role: Question.Role.submission.rawValue, isRequired: true, entry: .text, choices: [], relevant: "",
          constraint: "", example: ""), at: 0)
    }
    self.init(title: form.title, identifier: form.formID, version: form.version, items: items)
  }

  private static func heading(_ question: Question) -> Bilingual {
    switch question.type {
    case "start": Bilingual("开始时间", "Start time")
    case "end": Bilingual("结束时间", "End time")
    default: question.label
    }
  }

  private static func entry(_ form: Questionnaire, _ place: Int) -> Item.Entry {
    let question = form.questions[place]
    switch question.kind {
    case .single: return .one
    case .multiple: return .several
    case .integer: return .whole(form.limits(place))
    case .decimal: return question.type == "range" ? .whole(form.limits(place)) : .decimal(form.limits(place))
    case .date: return .date
    case .dateTime: return .moment
    case .metadata: return [.start, .end].contains(question.role) ? .moment : .text
    default: return .text
    }
  }

  private static func example(_ form: Questionnaire, _ place: Int) -> String {
    let question = form.questions[place]
    switch entry(form, place) {
    case .one: return question.choices.first { form.missing($0) == nil }?.label.chinese ?? ""
    case .whole(let limits), .decimal(let limits):
      guard let limits else { return "1" }
      return NumberText.code(((limits.lowerBound + limits.upperBound) / 2).rounded())
    case .date: return "2014-09-30"
    case .moment: return "2014-09-30 14:33"
    case .text, .several: return ""
    }
  }
}
