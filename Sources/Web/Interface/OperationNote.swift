import Findings
import HTTPTypes
import Reports

/// What the description of the interface says of one operation.
struct OperationNote: Hashable, Sendable {
  /// A parameter of the query, the path or the header.
  struct Parameter: Hashable, Sendable {
    enum Place: String, Hashable, Sendable { case path, query, header }

    var name: String
    var place: Place
    var type: String
    var isRequired = false
    var choices: [String] = []
    /// What a text must look like (ECMA 262).
    var pattern: String?
    /// What a number must be.
    var range: ClosedRange<Int>?
    /// A value that there may be.
    var example: JSONValue?
  }

  /// What a request carries.
  enum Body: Hashable, Sendable {
    /// A JSON document of one of the described kinds.
    case json(String)
    /// Bytes as they are.
    case bytes(String)
  }

  /// What it does.
  var summary: String
  /// Parameters beside those of the path.
  var parameters: [Parameter] = []
  /// The body; nil if none is read.
  var body: Body?
  /// The answers that are no problems: status and the kind of document; nil if there is none.
  var answers: [Int: String?]
  /// Where what it made is found.
  var link: Link?

  /// The parameters of a list.
  static let window = [
    Parameter(name: "limit", place: .query, type: "integer", range: 1...500),
    Parameter(name: "cursor", place: .query, type: "string", pattern: "^([0-9a-f]{2})*$"),
  ]
  /// The header that makes a repeated request count once.
  static let key = Parameter(name: "Idempotency-Key", place: .header, type: "string", pattern: "^[!-~]{1,200}$")
  /// The header that names the version that was seen.
  static let match = Parameter(
    name: "If-Match", place: .header, type: "string", isRequired: true, pattern: "^(\\*|\"[!#-~]*\")$", example: "*")
  /// A day of the calendar.
  static func day(_ name: String, isRequired: Bool = false) -> Parameter {
    Parameter(
      name: name, place: .query, type: "string", isRequired: isRequired, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
      example: "2014-11-03")
  }
  /// Whether to try only.
  static let dryRun = Parameter(name: "dry_run", place: .query, type: "boolean")
}
