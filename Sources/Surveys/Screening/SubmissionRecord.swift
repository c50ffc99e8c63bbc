/// One submission (答卷) as screening sees it: who, where, when, and the answers.
package struct SubmissionRecord: Sendable {
  /// The file it stands in.
  package var file: String
  /// Its row, as users count.
  package var row: Int
  /// Its identifier; nil if there is none.
  package var id: String?
  /// All its cells but the identifier.
  package var content: [String]
  /// The place it is about, if a column says so.
  package var unit: String?
  /// Who held the interview, if a column says so.
  package var interviewer: String?
  /// The answers in the order of the items; nil is missing, or a code that the item does not have.
  package var answers: [Double?]
  /// The items with a code that they do not have.
  package var impossible: [String] = []
  /// The seconds from start to end; nil without both.
  package var duration: Int?
  /// A time that cannot be read, an end that is not after its start, or a day outside the field work.
  package var hasBadTime = false
  /// A place that the register does not have.
  package var isOfUnknownUnit = false
  /// The sampling weight, if a column gives a positive number.
  package var weight: Double?
  /// A weight that is missing or not a positive number.
  package var hasBadWeight = false
  /// The last digits of the columns that are looked at for heaping; nil where there is none.
  package var digits: [Int?] = []
}
