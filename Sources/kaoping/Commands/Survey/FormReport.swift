import Findings
import Reports
import Surveys

/// A questionnaire, ready to print.
struct FormReport {
  private let form: Questionnaire
  private let language: Language

  init(_ form: Questionnaire, language: Language) {
    self.form = form
    self.language = language
  }

  /// Questions, lists of choices and cascades.
  var json: [String: JSONValue] {
    var lists: [String: JSONValue] = [:]
    for question in form.questions {
      guard let list = question.list, lists[list] == nil else { continue }
      lists[list] = .array(
        question.choices.map {
          [
            "code": .string($0.code), "label": .string($0.label.chinese), "label_en": .string($0.label.english),
            "missing": .optional(form.missing($0)?.rawValue),
            "attributes": .object($0.attributes.mapValues(JSONValue.string)),
          ]
        })
    }
    return [
      "valid": true, "title": .string(form.title.chinese), "title_en": .string(form.title.english),
      "form_id": .string(form.formID), "version": .string(form.version),
      "languages": .array(form.languages.map(JSONValue.string)),
      "questions": .array(form.questions.indices.map(question)), "choice_lists": .object(lists),
      "groups": .array(
        form.groups.map {
          ["name": .string($0.name), "label": .string($0.label.chinese), "repeat": .bool($0.isRepeat)]
        }),
    ]
  }

  private func question(_ place: Int) -> JSONValue {
    let question = form.questions[place]
    return [
      "name": .string(question.name), "path": .string(question.fullPath),
      "type": .string(String(question.type.split(separator: " ").first ?? "")),
      "kind": .string(kind(place)), "list": .optional(question.list),
      "label": .optional(question.label.chinese == question.name ? nil : question.label.chinese),
      "required": .bool(question.isRequired), "relevant": text(question.relevant),
      "constraint": text(question.constraint), "in_repeat": .optional(question.repeatName),
      "role": .string(question.role.rawValue), "scale": .bool(form.isScale(place)),
      "choice_filter": text(question.choiceFilter), "calculation": text(question.calculation),
    ]
  }

  /// A `range` by whole steps gives whole numbers.
  private func kind(_ place: Int) -> String {
    let question = form.questions[place]
    guard question.type == "range" else { return question.kind.rawValue }
    let isWhole = question.parameters.split(separator: " ").allSatisfy { pair in
      pair.split(separator: "=").last.flatMap { Double($0) }.map { $0 == $0.rounded() } ?? true
    }
    return isWhole ? QuestionKind.integer.rawValue : QuestionKind.decimal.rawValue
  }

  private func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }

  /// One row per question.
  var csv: [[String?]] {
    [["name", "path", "type", "list", "label", "required", "relevant", "constraint", "in_repeat"]]
      + form.questions.map {
        [
          $0.name, $0.fullPath, $0.type, $0.list, $0.label[language], $0.isRequired ? "yes" : "", $0.relevant,
          $0.constraint, $0.repeatName,
        ]
      }
  }

  /// The questions and their choices.
  var table: String {
    let isChinese = language == .chinese
    var text = "\(form.title[language]) · \(form.formID) \(form.version)\n\n"
    var table = TextTable(
      isChinese ? ["题目", "题型", "必填", "文字", "选项"] : ["item", "type", "required", "label", "choices"])
    for (place, question) in form.questions.enumerated() where question.kind != .metadata {
      let choices = question.choices.prefix(8).map { "\($0.code)=\($0.label[language])" }.joined(separator: " ")
      table.append([
        question.name, kind(place), question.isRequired ? "✓" : "", question.label[language],
        choices + (question.choices.count > 8 ? " …" : ""),
      ])
    }
    text += table.text
    return text
  }
}
