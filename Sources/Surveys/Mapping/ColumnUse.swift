/// What a column of a file is used for, and why.
package struct ColumnUse: Hashable, Sendable {
  /// What the column means.
  package var role: ColumnRole
  /// The question that it answers, by its place in the questionnaire.
  package var item: Int?
  /// The choice that it holds, by its place, if the question has one column for each.
  package var choice: Int?
  /// What the use rests on.
  package var evidence: Evidence
  /// Whether the times of the column are UTC although they name no zone.
  package var isUTC = false
  /// The zone that the file names for the column.
  package var zone: String?

  /// What the use of a column rests on, the surest first.
  package enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// A mapping that a person saved.
    case mapping
    /// The tool's own column.
    case tool
    /// The heading is the question's name.
    case name
    /// The heading is the question's text.
    case label
    /// The heading bears the question's number.
    case number
    /// The heading resembles the name and the place fits.
    case similar
    /// The values have the form of personal data.
    case content
    /// Nothing.
    case none

    /// How sure that is, from 0 to 1.
    package var confidence: Double {
      switch self {
      case .mapping, .tool: 1
      case .name: 0.98
      case .label: 0.95
      case .content: 0.9
      case .number: 0.7
      case .similar: 0.6
      case .none: 0
      }
    }
  }

  /// A use of a column.
  package init(_ role: ColumnRole, item: Int? = nil, choice: Int? = nil, by evidence: Evidence) {
    self.role = role
    self.item = item
    self.choice = choice
    self.evidence = evidence
  }

  /// A column that nobody knows.
  package static let unmapped = ColumnUse(.unmapped, by: .none)
}
