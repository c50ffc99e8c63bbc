/// What a column of a file means, apart from the answers.
package enum ColumnRole: String, Hashable, Sendable, CaseIterable {
  /// The submission's identifier.
  case responseId
  /// The identifier that an edited submission keeps.
  case rootResponseId
  /// A number that the server gave.
  case serverId
  case startedAt
  case endedAt
  case submittedAt
  /// The last change.
  case lastActionAt
  /// How long it took.
  case durationSeconds
  case interviewer
  /// How the interview was held, or through which channel the answers came.
  case channel
  /// What the tool's own reviewer decided.
  case review
  /// Whether the respondent reached the end.
  case finished
  /// A page or a percentage.
  case progress
  /// A preview or an answer.
  case responseType
  /// When an unfinished response timed out.
  case expired
  /// How often it was edited.
  case editCount
  /// Why a row has no answers.
  case decryptionStatus
  case formVersion
  case weight
  /// What the tool computed; never scored.
  case derived
  /// A sum of points that the tool computed; never the score.
  case toolTotal
  case device
  case ip
  case location
  case personalData = "personal data"
  /// A reference to another register.
  case externalReference = "external reference"
  /// The row of another table that a repeat belongs to.
  case parentId
  /// Known and of no use.
  case ignore
  /// The answer to an item.
  case answer
  /// One choice of an item with several.
  case option
  /// The text behind “other”.
  case otherText = "other text"
  /// Nobody knows.
  case unmapped

  /// Whether the column identifies a person, a device or a place and is left out of everything that is shown or stored.
  package var isPersonal: Bool { [.device, .ip, .location, .personalData].contains(self) }
}
