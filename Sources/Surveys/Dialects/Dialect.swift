/// How one tool writes its exports: what its own columns mean and how it writes what is no answer.
///
/// Sources: the tools' own code and documentation, named beside each dialect.
package struct Dialect: Sendable {
  /// The tool.
  package let tool: SurveyTool
  /// The tool's own columns: headings in lower case and what they mean.
  let roles: [String: ColumnRole]
  /// The headings, in lower case, that tell the tool from others.
  let marks: Set<String>
  /// How many marks a table must show.
  let marksNeeded: Int
  /// Columns whose times are UTC although they say no zone.
  var utcRoles: Set<ColumnRole> = []
  /// Texts that mean that there is no answer, and why.
  var missingTexts: [String: MissingReason] = [:]
  /// What stands between the choices of a multiple answer in one cell, the likelier first.
  var separators: [String] = []
  /// An unanswered multiple question shows 0 in every option column; only its own column tells.
  var zeroMayMeanUnanswered = false
  /// Numbers in place of labels are places on the form, not codes.
  var numbersArePlaces = false
  /// Whether the tool works offline and uploads later.
  var uploadsLater = false

  /// What the heading means in this tool; nil if it is none of the tool's own columns.
  func role(_ heading: String) -> ColumnRole? { roles[heading.trimmingBlanks.lowercased()] }

  /// Whether the heading is one of personal data.
  package func isPersonal(_ heading: String) -> Bool { role(heading)?.isPersonal ?? false }

  /// The marks that a table's headings show.
  func evidence(_ headings: Set<String>) -> [String] { marks.intersection(headings).sorted() }

  /// Every dialect, the more particular first.
  package static let all: [Dialect] = [
    .qualtrics, .odkCentral, .kobotoolbox, .limesurvey, .wenjuanxing, .formr, .surveyjs, .spss, .table,
  ]

  /// The dialect of `tool`.
  package static func of(_ tool: SurveyTool) -> Dialect { all.first { $0.tool == tool } ?? .table }
}

/// Why there is no answer.
package enum MissingReason: String, Hashable, Sendable, CaseIterable {
  case notAnswered = "not-answered"
  case notShown = "not-shown"
  case dontKnow = "dont-know"
  case refused
  case notApplicable = "not-applicable"
}
