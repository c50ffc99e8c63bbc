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
  /// The form's identifier.
  package var formID = ""
  /// The languages of the labels, as the form names them.
  package var languages: [String] = []
  /// The groups and repeats in the order of the form.
  package var groups: [FormGroup] = []
  /// What is reported as odd.
  package var quality = QualityRules()

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
  /// The choices of a question with choices, in the order of the form.
  public var choices: [Choice]
  /// The names of the groups and repeats around it, from outside.
  package var path: [String] = []
  /// The choice list's name.
  package var list: String?
  /// The repeat that it stands in.
  package var repeatName: String?
  /// The text under the question.
  package var hint: String = ""
  /// Whether it must be answered. A `required` that is an expression counts as no.
  package var isRequired = false
  /// When the question is asked.
  package var relevant = ""
  /// What an answer must satisfy.
  package var constraint = ""
  /// What is shown if it does not.
  package var constraintMessage = ""
  /// How it is shown.
  package var appearance = ""
  /// What computes it.
  package var calculation = ""
  /// Further settings, such as `start=0 end=10 step=1`.
  package var parameters = ""
  /// Which choices are offered.
  package var choiceFilter = ""
  /// The row of the `survey` sheet.
  package var row = 0

  /// What kind of answer the question has.
  package var kind: QuestionKind { QuestionKind(type: type) }

  /// The names from the outermost group to the question.
  package var fullPath: String { (path + [name]).joined(separator: "/") }
}

/// A choice (选项) of a question.
public struct Choice: Hashable, Sendable {
  /// The code that stands in a file of responses.
  public var code: String
  /// The choice's text.
  public var label: Bilingual
  /// Why the answer counts as missing (`dont-know`, `refused`, `not-applicable`), or nil for a real answer.
  public var missing: String?
  /// Further columns of the choice, by which a `choice_filter` picks.
  package var attributes: [String: String] = [:]
}

/// A group or repeat of a form.
package struct FormGroup: Hashable, Sendable {
  /// The group's name.
  package var name: String
  /// The heading.
  package var label: Bilingual
  /// The names of the groups around it.
  package var path: [String]
  /// Whether it may be filled in several times.
  package var isRepeat: Bool
  /// How it is shown.
  package var appearance: String
  /// When it is asked.
  package var relevant = ""
}
