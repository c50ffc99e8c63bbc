import Findings

/// What a cell of an option column says: chosen, not chosen, nothing, or not asked.
enum TickedCell: Hashable {
  case chosen, notChosen, empty
  case missing(MissingReason)

  private static let yes: Set<String> = [
    "1", "y", "yes", "true", "是", "已选", "选中", "√", "✓", "✔", "☑", "■", "●", "x", "×", "+", "ja", "oui", "checked", "选择",
  ]
  private static let no: Set<String> = [
    "0", "n", "no", "false", "否", "未选", "未选中", "☐", "□", "○", "-", "nein", "non", "unchecked",
  ]

  /// Reads a cell; `choice` is the choice of the column, whose code or label also means that it was chosen.
  ///
  /// - Parameter hasTwo: the column knows no 0, so that 2 means “no” (LimeSurvey's conversion of Y and N).
  init?(_ text: String, choice: Choice, hasTwo: Bool) {
    let value = ChoiceCoding.canonical(text).lowercased()
    if value.isEmpty {
      self = .empty
    } else if TickedCell.yes.contains(value) {
      self = .chosen
    } else if TickedCell.no.contains(value) || (hasTwo && value == "2") {
      self = .notChosen
    } else if value == choice.code.lowercased()
      || [choice.label.chinese, choice.label.english].contains(where: { $0.headingKey == text.headingKey })
    {
      self = .chosen
    } else {
      return nil
    }
  }
}
