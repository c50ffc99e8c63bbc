public import Findings

/// A questionnaire (问卷), as its XLSForm describes it: the columns that a file of responses may have and what each means.
public struct Questionnaire: Hashable, Sendable {
  /// The form's title.
  public var title: Bilingual
  /// The form's version, as ODK and KoboToolbox know it.
  public var version: String
  /// The questions in the order of the form.
  public var questions: [Question]
  /// The first and last day of the field work, such as `2014-09-01`; a response outside is reported.
  public var fieldwork: ClosedRange<String>?

  /// The question that has `role`, if the form has one.
  public func question(_ role: Question.Role) -> Question? { questions.first { $0.role == role } }

  /// The question named `name`.
  public func question(named name: String) -> Question? { questions.first { $0.name == name } }
}

/// One row of the form's `survey` sheet that holds a value.
public struct Question: Hashable, Sendable {
  /// What the column means to Kaoping; anything else is kept out of the computation.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// The response's identifier; a second response of the same one is a repetition.
    case submission = "submission-id"
    /// The rated unit: the community's code.
    case unit
    /// The stratum inside the unit.
    case stratum
    /// The primary sampling unit inside the stratum.
    case cluster
    /// The sampling weight.
    case weight
    /// The interviewer.
    case interviewer
    /// When the interview began.
    case start
    /// When it ended.
    case end
    /// How the interview was held.
    case mode
    /// An item (题项) whose answer is scored.
    case item
    /// A column that the computation does not use.
    case other
  }

  /// The column's name in a file of responses.
  public var name: String
  /// The question's text.
  public var label: Bilingual
  /// The XLSForm type, such as `select_one satisfaction`.
  public var type: String
  /// What the column means.
  public var role: Role
  /// The choices of a `select_one` question.
  public var choices: [Choice]
}

/// A choice (选项) of a question.
public struct Choice: Hashable, Sendable {
  /// The code that stands in a file of responses.
  public var code: String
  /// The choice's text.
  public var label: Bilingual
  /// Why the answer counts as missing (`dont-know`, `refused`, `not-applicable`), or nil for a real answer.
  public var missing: String?
}
