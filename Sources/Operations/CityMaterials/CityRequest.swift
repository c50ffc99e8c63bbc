public import Titles

/// What is said beside a file that is sent for the whole city.
public struct CityRequest: Hashable, Sendable, Codable {
  /// The first day on which a table of communities holds; nil where none was given.
  public var effective: CalendarDay?
  /// The number of the document that a table of communities rests on.
  public var document = ""
  /// The name that a standard or questionnaire gets in the library.
  public var folder = ""
  /// The entry of the library that it is compared with; empty for none.
  public var against = ""
  /// The questionnaire that a standard is checked with; empty for none.
  public var survey = ""

  /// Nothing said.
  public init() {}

  /// Whether the folder's name can be one: no path, nothing hidden, the same on every machine.
  var hasSoundFolder: Bool { folder.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._\-]{0,63}/) != nil }
}
