import Findings
package import Sheets

extension Questionnaire {
  /// The questionnaire of a SurveyJS definition (`pages`, `elements`): https://surveyjs.io/form-library/documentation.
  ///
  /// - Returns: nil if the document is no such definition.
  package init?(surveyJS document: JSONTree) {
    guard case .list(let pages)? = document["pages"] else { return nil }
    let title = document["title"]?.plainText ?? ""
    self.init(title: Bilingual(title, title), version: "", questions: [], fieldwork: nil)
    for page in pages { addElements(page, path: []) }
    guard !questions.isEmpty else { return nil }
  }

  private mutating func addElements(_ container: JSONTree, path: [String]) {
    guard case .list(let elements)? = container["elements"] ?? container["questions"], path.count < 12 else { return }
    for element in elements { add(element, path: path) }
  }

  private mutating func add(_ element: JSONTree, path: [String]) {
    let name = element["name"]?.plainText ?? ""
    let label = element["title"]?.plainText ?? name
    switch element["type"]?.plainText ?? "" {
    case "panel": addElements(element, path: path)
    case "matrix":
      groups.append(
        FormGroup(name: name, label: Bilingual(label, label), path: path, isRepeat: false, appearance: ""))
      for row in Questionnaire.options(element["rows"]) {
        var question = Question(
          name: row.code, label: row.label, type: "select_one " + name, role: .other,
          choices: Questionnaire.options(element["columns"]))
        question.list = name
        question.path = path + [name]
        question.appearance = "likert"
        question.isRequired = true
        questions.append(question)
      }
    case let type:
      var question = Question(
        name: name, label: Bilingual(label, label), type: Questionnaire.type(type, name, element), role: .other,
        choices: Questionnaire.options(element["choices"]))
      question.path = path
      question.list = question.choices.isEmpty ? nil : name
      question.isRequired = element["isRequired"] == .boolean(true)
      if type == "rating" {
        let low = element["rateMin"]?.plainText ?? "1"
        question.parameters = "start=\(low) end=\(element["rateMax"]?.plainText ?? "5")"
      }
      let hasOther = element["showOtherItem"] == .boolean(true) || element["hasOther"] == .boolean(true)
      let other = element["otherText"]?.plainText ?? "其他"
      if hasOther { question.choices.append(Choice(code: "other", label: Bilingual(other, other), missing: nil)) }
      questions.append(question)
      if hasOther {
        var text = Question(
          name: name + "-Comment", label: Bilingual(other, other), type: "text", role: .other, choices: [])
        text.path = path
        text.relevant = "selected(${\(name)}, 'other')"
        questions.append(text)
      }
    }
  }

  private static func type(_ type: String, _ name: String, _ element: JSONTree) -> String {
    switch type {
    case "radiogroup", "dropdown", "buttongroup", "imagepicker": return "select_one " + name
    case "checkbox", "tagbox": return "select_multiple " + name
    case "ranking": return "rank " + name
    case "rating": return "integer"
    case "boolean": return "text"
    case "text":
      switch element["inputType"]?.plainText {
      case "number", "range": return "decimal"
      case "date": return "date"
      default: return "text"
      }
    case "html", "image", "expression": return "note"
    default: return "text"
    }
  }

  private static func options(_ tree: JSONTree?) -> [Choice] {
    guard case .list(let entries)? = tree else { return [] }
    return entries.map { entry in
      let code = entry["value"]?.plainText ?? entry.plainText ?? ""
      let label = entry["text"]?.plainText ?? code
      return Choice(code: code, label: Bilingual(label, label), missing: nil)
    }
  }
}

extension JSONTree {
  /// A text, or a number as it was written; of a text in several languages the first.
  fileprivate var plainText: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .object(let members): (members.first { $0.name == "zh-cn" } ?? members.first)?.value.plainText
    default: nil
    }
  }
}
