/// How files of responses are read.
package struct ReadingOptions: Sendable {
  /// The zone of times that name none.
  package var zone = SurveyZone.china
  /// The order of day and month where a file leaves it open; nil reports such dates.
  package var dateOrder: Moment.Order?
  /// Columns to items and labels to codes, as a person decided.
  package var mapping: MappingFile?
  /// The register that tells what a community's code means.
  package var register: CommunityRegister?
  /// The date as of which the register is asked.
  package var asOf = ""
  /// Turns personal data into codes that only a key can repeat; nil drops them.
  package var seal: (@Sendable (String) -> String)?
  /// Whether a row with a cell that cannot be read is rejected as a whole.
  package var isStrict = false
  /// The digest of a text, for responses without an identifier.
  package var digest: @Sendable (String) -> String

  /// Options with a way to compute a digest.
  package init(digest: @escaping @Sendable (String) -> String) { self.digest = digest }
}
