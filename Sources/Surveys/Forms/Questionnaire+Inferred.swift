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
      return !isOwn && !table.columns[column].name.isEmpty && names.insert(table.columns[column].name).inserted
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
      var question = Question(
        name: name, label: Bilingual(label, label), type: isNumber && !isEmpty ? "decimal" : "text", role: .other,
        choices: [])
      question.row = column + 1
      questions.append(question)
    }
    self.init(title: Bilingual("", ""), version: "", questions: questions, fieldwork: nil)
  }
}
