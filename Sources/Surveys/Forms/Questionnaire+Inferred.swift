import Findings
import Sheets

extension Questionnaire {
  /// A questionnaire made up from a table's headings, for files that come without one: every column that is not the tool's
  /// own is an item, numbers are numbers, and option columns `item/choice` beside a column `item` are its choices.
  init(inferredFrom table: RecordTable, _ dialect: Dialect) {
    let personal = Dialect.table
    var names: Set<String> = []
    let own = table.columns.indices.filter { column in
      let headings = table.columns[column].headings
      let isOwn = headings.contains { heading in
        dialect.role(DialectRecognition.importID(heading)?.id ?? heading) != nil
          || (personal.role(heading)?.isPersonal ?? false)
      }
      let isPersonal = PersonalData.isColumn(table.records.lazy.map { $0.cells[column].text })
      return !isOwn && !isPersonal && !table.columns[column].name.isEmpty
        && names.insert(table.columns[column].name).inserted
    }
    var questions: [Question] = []
    for column in own {
      let name = table.columns[column].name
      let label = table.columns[column].headings.first { $0 != name && !$0.hasPrefix("{") } ?? name
      if let parent = questions.firstIndex(where: { name.hasPrefix($0.name + "/") }) {
        let choice = String(name.dropFirst(questions[parent].name.count + 1))
        questions[parent].type = "select_multiple " + questions[parent].name
        questions[parent].choices.append(Choice(code: choice, label: Bilingual(choice, choice), missing: nil))
        continue
      }
      let isNumber = table.records.allSatisfy { record in
        let text = AnswerReader.text(record.cells[column], dialect)
        return text.isEmpty || AnswerReader.missing(text, dialect) != nil || Double(text) != nil
      }
      let isEmpty = table.records.allSatisfy { $0.cells[column].text.isEmpty }
      if let choices = Questionnaire.listed(table, column, dialect) {
        questions.append(
          Question(
            name: name, label: Bilingual(label, label), type: "select_multiple " + name, role: .other, choices: choices)
        )
        continue
      }
      var question = Question(
        name: name, label: Bilingual(label, label), type: isNumber && !isEmpty ? "decimal" : "text", role: .other,
        choices: [])
      question.row = column + 1
      questions.append(question)
    }
    self.init(title: Bilingual("", ""), version: "", questions: questions, fieldwork: nil)
  }

  /// The different values of a column whose cells are lists: JSON lists and 问卷星's `┋`, which no text holds by chance.
  private static func listed(_ table: RecordTable, _ column: Int, _ dialect: Dialect) -> [Choice]? {
    let separators: [Character] = [listSeparator, "┋"]
    let texts = table.records.map { AnswerReader.text($0.cells[column], dialect) }
    guard texts.contains(where: { text in separators.contains { text.contains($0) } }) else { return nil }
    var seen: Set<String> = []
    return texts.flatMap { AnswerReader.split($0, dialect) }
      .filter { !$0.isEmpty && AnswerReader.missing($0, dialect) == nil && seen.insert($0).inserted }
      .map { Choice(code: $0, label: Bilingual($0, $0), missing: nil) }
  }
}
