import Findings
import Sheets

/// The mapping that the program would use for a table, written out for a person to check, edit and save.
package struct MappingProposal: Sendable {
  /// The header of the file.
  package static let header = ["kind", "source", "target", "item", "evidence", "confidence"]

  /// One line per column, then one per value of a choice question that is not a code of its own.
  package let lines: [[String]]

  /// The proposal for the tables of a reading.
  package init(_ tables: [TableReading]) {
    var lines: [[String]] = []
    var seen: Set<[String]> = []
    for table in tables where table.purpose == .answers {
      for line in MappingProposal.columns(table) + MappingProposal.values(table)
      where seen.insert(Array(line.prefix(4))).inserted {
        lines.append(line)
      }
    }
    self.lines = lines
  }

  private static func columns(_ table: TableReading) -> [[String]] {
    table.table.columns.indices.filter { !table.table.columns[$0].name.isEmpty }.map { index in
      let use = table.uses[index]
      var target = use.role == .unmapped ? "" : use.role.rawValue
      if let item = use.item {
        target = table.form.questions[item].name
        if let choice = use.choice { target += "/" + table.form.questions[item].choices[choice].code }
      }
      return [
        "column", table.table.columns[index].name, target, "", use.evidence.rawValue, "\(use.evidence.confidence)",
      ]
    }
  }

  /// Values that stand for a code under another writing, and values that nobody knows, whose target is left empty.
  private static func values(_ table: TableReading) -> [[String]] {
    let answers = table.answers
    var lines: [[String]] = []
    for index in table.uses.indices {
      guard let item = table.uses[index].item, let coding = answers.coding(index) else { continue }
      let question = table.form.questions[item]
      var seen: Set<String> = []
      for record in table.table.records where seen.count < 200 {
        let text = AnswerReader.text(record.cells[index], answers.dialect)
        guard !text.isEmpty, AnswerReader.missing(text, answers.dialect) == nil else { continue }
        let parts =
          question.kind == .single ? [AnswerReader.withoutOther(text).text] : AnswerReader.split(text, answers.dialect)
        for part in parts where seen.insert(part).inserted {
          let code = coding.choice(part).map { question.choices[$0].code }
          if code == part { continue }
          let evidence = code == nil ? "none" : coding.form.rawValue
          lines.append(["value", part, code ?? "", question.name, evidence, code == nil ? "0" : "0.9"])
        }
      }
    }
    return lines
  }
}
