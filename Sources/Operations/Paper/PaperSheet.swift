public import Findings
import Surveys
public import Titles

/// What one person types of a batch of paper questionnaires: the columns in the order of the paper, and the forms so far.
public struct PaperSheet: Sendable {
  /// A column.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The question.
    public var label: Bilingual
    /// The codes that may be typed, with what they say; empty if anything may.
    public var choices: [(code: String, label: Bilingual)] { zip(codes, labels).map { ($0, $1) } }
    /// Whether several codes may be typed, one beside the other.
    public var isMultiple: Bool
    /// Whether it is a number.
    public var isNumber: Bool
    /// Whether it is a question, which every respondent answers anew, and not where and by whom people were asked.
    public var isQuestion: Bool
    /// Whether it is the community's code.
    public var isCommunity: Bool

    let codes: [String]
    let labels: [Bilingual]

    init(_ question: Question) {
      name = question.name
      label = question.label.chinese.isEmpty ? Bilingual(question.name, question.name) : question.label
      codes = question.choices.map(\.code)
      labels = question.choices.map(\.label)
      isMultiple = question.kind == .multiple
      isNumber = [.integer, .decimal].contains(question.kind)
      isQuestion = [.item, .other].contains(question.role)
      isCommunity = question.role == .unit
    }
  }

  /// The name of the first column, the form's number.
  public let numberName: String
  /// The other columns.
  public let fields: [Field]
  /// The forms that were typed, the latest last.
  public let forms: [TypedForms.Form]

  init(_ questionnaire: Questionnaire, _ forms: [TypedForms.Form]) {
    numberName = questionnaire.question(.submission)?.name ?? "form"
    let untyped: Set<QuestionKind> = [.metadata, .display, .derived, .file, .location]
    fields = questionnaire.questions.filter { $0.role != .submission && !untyped.contains($0.kind) }.map(Field.init)
    self.forms = forms
  }

  /// What cannot be typed, at the field's name; blank is an answer that the paper does not have.
  func faults(_ number: String, _ cells: [String], communities: Set<String>) -> [Finding] {
    var faults: [Finding] = []
    func fault(_ code: FindingCode, _ field: String, _ text: String, _ details: [String]) {
      faults.append(Finding(code, at: Location(file: field), found: text, details: details))
    }
    if number.isEmpty || number.count > PaperSheet.mostCharacters {
      fault(.paperFormsUnsound, numberName, number, [number])
    }
    for (field, text) in zip(fields, cells) where !text.isEmpty {
      let parts = field.isMultiple ? text.split(separator: " ").map(String.init) : [text]
      if !field.codes.isEmpty, !Set(parts).isSubset(of: field.codes) {
        fault(.valueUnknown, field.name, text, [field.name, field.codes.joined(separator: ", ")])
      } else if field.isNumber, Double(text)?.isFinite != true {
        fault(.valueUnknown, field.name, text, [field.name, "0, 1, 2 …"])
      } else if field.isCommunity, !communities.contains(text) {
        fault(.unknownInRound, field.name, text, [text])
      } else if text.count > PaperSheet.mostCharacters {
        fault(.valueUnknown, field.name, "", [field.name, "≤ \(PaperSheet.mostCharacters)"])
      } else {
        var scan = PersonalDataScan()
        scan.look(text.utf8)
        // What was found is not repeated.
        if !scan.found.isEmpty { fault(.personalData, field.name, "", [scan.found.joined(separator: ", ")]) }
      }
    }
    return faults
  }

  /// Nobody types more into a cell.
  private static let mostCharacters = 200
}
