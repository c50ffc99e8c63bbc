package import Findings
import Sheets

/// What was read from one table: its tool, the meaning of its columns, its submissions.
package struct TableReading: Sendable {
  /// What a table holds.
  package enum Purpose: String, Hashable, Sendable {
    /// Submissions.
    case answers
    /// The rows of a repeat, which belong to submissions.
    case repeats = "repeat-table"
    /// How long pages took.
    case timings
    /// The questionnaire itself.
    case form
  }

  /// The table with its rows.
  package var table: RecordTable
  /// What the table holds.
  package var purpose: Purpose
  /// The tool and what points to it.
  package var recognition: DialectRecognition
  /// What each column is used for.
  package var uses: [ColumnUse]
  /// The questionnaire that the answers are given in.
  package var form: Questionnaire
  /// The submissions, one for each accepted record, in the order of the file.
  package var submissions: [Submission] = []
  /// The records that could not be taken, with the reasons.
  package var rejected: [RejectedRow] = []
  /// Repeats inside the table, with their rows.
  package var repeats: [String: Int] = [:]
  /// How each column of a choice question is coded.
  package var codings: [Int: String] = [:]
  /// The items with columns.
  package var items: Set<Int> = []
  /// What was found.
  package var findings: [Finding] = []
  /// Whether the table holds answers and columns for at least one item.
  package var isReadable = false
  /// The mapping that a person decided.
  var mapping: MappingFile?

  /// What turns the table's cells into answers.
  var answers: AnswerReader { AnswerReader(table, recognition.dialect, form, uses, mapping) }

  /// Whether an item's answers are shown: identifiers, times, interviewers and weights are no answers.
  package func takesAnswer(_ item: Int) -> Bool { form.takesAnswer(item) }

  /// The texts behind “other” of the items that the table has columns for.
  package var otherTexts: [Int] {
    form.otherTexts.filter { items.contains($0.parent) }.map(\.text)
  }
}

/// A record that could not be taken.
package struct RejectedRow: Hashable, Sendable {
  /// The record's place in its table.
  package var record: Int
  /// Why it was not taken.
  package var findings: [Finding]

  /// A record at a place of its table, and why it was not taken.
  package init(record: Int, findings: [Finding]) {
    self.record = record
    self.findings = findings
  }
}
