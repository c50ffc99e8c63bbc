public import Findings

/// What a questionnaire looks like to people who fill in a table or look up a code: the model of templates and code books.
public struct SurveySheet: Sendable {
  /// A question as a column of a table.
  public struct Item: Sendable {
    /// How an answer is entered.
    public enum Entry: Sendable {
      /// Anything.
      case text
      /// A whole number, perhaps within limits.
      case whole(ClosedRange<Double>?)
      /// A number, perhaps within limits.
      case decimal(ClosedRange<Double>?)
      /// A day.
      case date
      /// A day with its time.
      case moment
      /// One of the choices.
      case one
      /// Any of the choices, each in a column of its own.
      case several
    }

    /// One choice.
    public struct Choice: Sendable {
      /// The code.
      public var code: String
      /// The text.
      public var label: Bilingual
      /// Why it is no answer; empty for one.
      public var missing: String

      /// A choice of this code and text.
      public init(code: String, label: Bilingual, missing: String) {
        self.code = code
        self.label = label
        self.missing = missing
      }
    }

    /// The technical name.
    public var name: String
    /// The heading: the question's text, made unique.
    public var label: Bilingual
    /// The headings of the groups around it.
    public var groups: [Bilingual]
    /// Further instructions.
    public var hint: String
    /// The XLSForm type.
    public var type: String
    /// What the column is for in a rating; empty for nothing.
    public var role: String
    /// Whether it must be filled in.
    public var isRequired: Bool
    /// How an answer is entered.
    public var entry: Entry
    /// The choices.
    public var choices: [Choice]
    /// When it is asked, and what an answer must satisfy, as the form writes it.
    public var relevant: String
    public var constraint: String
    /// An answer that could be one.
    public var example: String

    /// A column of these properties.
    public init(
      name: String, label: Bilingual, groups: [Bilingual], hint: String, type: String, role: String, isRequired: Bool,
      entry: Entry, choices: [Choice], relevant: String, constraint: String, example: String
    ) {
      self.name = name
      self.label = label
      self.groups = groups
      self.hint = hint
      self.type = type
      self.role = role
      self.isRequired = isRequired
      self.entry = entry
      self.choices = choices
      self.relevant = relevant
      self.constraint = constraint
      self.example = example
    }
  }

  /// The questionnaire's title.
  public var title: Bilingual
  /// Its identifier and version.
  public var identifier: String
  public var version: String
  /// The questions in their order.
  public var items: [Item]

  /// A questionnaire of these questions.
  public init(title: Bilingual, identifier: String, version: String, items: [Item]) {
    self.title = title
    self.identifier = identifier
    self.version = version
    self.items = items
  }
}
