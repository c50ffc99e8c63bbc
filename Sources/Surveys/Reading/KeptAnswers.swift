package import Findings
import Sheets

/// What a table that is kept as evidence holds beside the answers that are scored: interviewer, mode, the other questions with free text
/// masked, and personal data as sealed codes where a key was given.
package struct KeptAnswers: Sendable {
  /// What a heading begins with whose column holds sealed codes.
  package static let sealedPrefix = "sealed:"

  /// Whether something in the table identifies people: then the file itself may not be kept.
  package let isPersonal: Bool
  /// What was found while the submissions were read.
  package let findings: [Finding]

  private let submissions: [Int: Submission]
  private let questions: [String: (place: Int, role: Question.Role)]
  private let digest: @Sendable (String) -> String

  /// Reads the submissions of a table.
  package init(_ reading: TableReading, _ options: ReadingOptions) {
    var reading = reading
    if reading.submissions.isEmpty { reading.readSubmissions(options) }
    submissions = Dictionary(reading.submissions.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    questions = Dictionary(
      reading.form.questions.enumerated().map { ($1.name, ($0, $1.role)) }, uniquingKeysWith: { first, _ in first })
    digest = options.digest
    findings = reading.findings.filter { KeptAnswers.personalCodes.contains($0.code) }
    let columns = reading.uses.contains { $0.role.isPersonal }
    let unknown = reading.uses.indices.contains { column in
      KeptAnswers.mayHoldText(reading.uses[column].role)
        && reading.table.records.contains { KeptAnswers.isPersonal($0.cells[column]) }
    }
    isPersonal = columns || unknown || !findings.isEmpty
  }

  private static let personalCodes: Set<FindingCode> = [.personalColumn, .personalTextMasked, .personalSealed]

  /// Columns of which nothing says that they hold codes, times or figures.
  private static func mayHoldText(_ role: ColumnRole) -> Bool {
    [.unmapped, .otherText, .derived, .ignore, .externalReference, .interviewer].contains(role)
  }

  /// Whether a text cell holds something that identifies a person; a figure with decimals does not, whatever its digits.
  private static func isPersonal(_ cell: GridCell) -> Bool {
    let text = cell.text
    if text.isEmpty || (text.contains(".") && Double(text) != nil) || Moment(text) != nil { return false }
    return !PersonalData.mask(text).kinds.isEmpty
  }

  /// The columns that are not questions of the form: interviewer, mode, duration, and sealed codes.
  func others(_ uses: [ColumnUse], beside names: [String], of reading: TableReading) -> [(name: String, column: Int)] {
    var others: [(name: String, column: Int)] = []
    for (role, name) in [(ColumnRole.interviewer, "interviewer"), (.channel, "mode"), (.durationSeconds, "duration")] {
      if let column = uses.firstIndex(where: { $0.role == role && $0.item == nil }), !names.contains(name) {
        others.append((name, column))
      }
    }
    let isSealed = submissions.values.contains { !$0.sealed.isEmpty }
    if isSealed {
      for column in uses.indices where uses[column].role.isPersonal {
        others.append((KeptAnswers.sealedPrefix + reading.table.columns[column].name, column))
      }
    }
    return others
  }

  /// What a column of `others`, or a question that is not scored, holds in a row.
  func text(_ name: String, of row: Int) -> String {
    guard let submission = submissions[row] else { return "" }
    if name.hasPrefix(KeptAnswers.sealedPrefix) {
      return submission.sealed[String(name.dropFirst(KeptAnswers.sealedPrefix.count))] ?? ""
    }
    let question = questions[name]
    if let place = question?.place, let answer = submission.answers[place] { return masked(answer.expressionText) }
    switch (question?.role, name) {
    case (.interviewer, _), (nil, "interviewer"): return submission.interviewer ?? ""
    case (.mode, _), (nil, "mode"): return submission.channel ?? ""
    case (nil, "duration"): return submission.seconds.map { NumberText.code($0) } ?? ""
    default: return ""
    }
  }

  /// A cell that is a code, a figure or an identifier; one that is nothing but a person's number becomes a digest of it.
  func masked(_ text: String) -> String {
    guard let kind = PersonalData.kind(of: text), [.phone, .identityNumber, .email].contains(kind) else { return text }
    return "row:" + digest(text)
  }
}
