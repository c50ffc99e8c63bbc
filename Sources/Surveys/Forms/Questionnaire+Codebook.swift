import Findings
package import Sheets

extension Questionnaire {
  /// The questionnaire of a code book in JSON: `questions` with `key`, `type` (`single`, `multiple`, `scale`, `integer`,
  /// `text`), `label`, `codes`, `group`, `range`, `missing` and `other`, beside `fieldworkPeriod` and `quality`.
  ///
  /// - Returns: nil if the document is no code book.
  package init?(codebook document: JSONTree) {
    guard case .list(let entries)? = document["questions"],
      entries.allSatisfy({ $0["key"]?.string != nil && $0["type"]?.string != nil })
    else { return nil }
    var questions: [Question] = []
    var groups: [FormGroup] = []
    for entry in entries {
      let key = entry["key"]?.string ?? ""
      let type = entry["type"]?.string ?? ""
      let label = entry["label"]?.string ?? key
      let list = entry["group"]?.string ?? key
      let types = [
        "single": "select_one " + list, "scale": "select_one " + list, "multiple": "select_multiple " + list,
        "integer": "integer", "decimal": "decimal", "date": "date",
      ]
      var question = Question(
        name: key, label: Bilingual(label, label), type: types[type] ?? "text", role: .other,
        choices: Questionnaire.choices(entry))
      question.list = question.choices.isEmpty ? nil : list
      if type == "scale" { question.appearance = "likert" }
      question.isRequired = type != "text" && type != "multiple"
      if let group = entry["group"]?.string {
        question.path = [group]
        if !groups.contains(where: { $0.name == group }) {
          let heading = entry["groupLabel"]?.string ?? ""
          groups.append(
            FormGroup(name: group, label: Bilingual(heading, heading), path: [], isRepeat: false, appearance: ""))
        }
      }
      if type != "scale", case .list(let range)? = entry["range"], range.count == 2, let low = range[0].numberText,
        let high = range[1].numberText
      {
        question.parameters = "start=\(low) end=\(high)"
      }
      questions.append(question)
      if let code = entry["other"]?["code"]?.string, let name = entry["other"]?["textKey"]?.string {
        var text = Question(
          name: name, label: Bilingual("请说明", "Please specify"), type: "text", role: .other, choices: [])
        text.path = question.path
        text.relevant = "${\(key)} = '\(code)'"
        questions.append(text)
      }
    }
    var period: ClosedRange<String>?
    if let from = document["fieldworkPeriod"]?["from"]?.string, let to = document["fieldworkPeriod"]?["to"]?.string,
      from <= to
    {
      period = from...to
    }
    let title = document["title"]?.string ?? ""
    self.init(title: Bilingual(title, title), version: "", questions: questions, fieldwork: period)
    self.groups = groups
    quality = QualityRules(document["quality"])
  }

  private static func choices(_ entry: JSONTree) -> [Choice] {
    guard case .object(let codes)? = entry["codes"] else { return [] }
    return codes.map { code in
      let label = code.value.string ?? code.name
      return Choice(
        code: code.name, label: Bilingual(label, label), missing: entry["missing"]?[code.name]?.string)
    }
  }
}

extension QualityRules {
  /// The rules of a code book's `quality`.
  fileprivate init(_ tree: JSONTree?) {
    self.init()
    if let seconds = tree?["minSeconds"]?.numberText.flatMap(Double.init), seconds >= 0, seconds < 1e6 {
      minimumSeconds = Int(seconds)
    }
    straightLineItems = tree?["straightLineKeys"]?.strings ?? []
    if let words = tree?["testWords"]?.strings { testWords = Set(words.map { $0.lowercased() }) }
    if case .object(let members)? = tree?["exclusiveChoices"] {
      exclusiveChoices = Dictionary(
        members.map { ($0.name, $0.value.strings ?? []) }, uniquingKeysWith: { _, last in last })
    }
  }
}

extension JSONTree {
  fileprivate var string: String? {
    if case .text(let text) = self { text } else { nil }
  }
  fileprivate var numberText: String? {
    if case .number(let text) = self { text } else { nil }
  }
  fileprivate var strings: [String]? {
    if case .list(let list) = self { list.compactMap(\.string) } else { nil }
  }
}
