/// One submission (答卷) as it was read: who, when, and what was answered.
package struct Submission: Hashable, Sendable {
  /// The tool's identifier, or one made from the row.
  package var id = ""
  /// The identifier that an edited submission keeps; nil if the tool has none.
  package var rootID: String?
  /// Seconds since 1970 UTC.
  package var started: Int?
  package var ended: Int?
  package var submitted: Int?
  package var lastAction: Int?
  /// How long it took, as the tool says.
  package var seconds: Double?
  /// Who interviewed or sent it.
  package var interviewer: String?
  /// How the answers came.
  package var channel: String?
  /// Whether it was finished; nil if nothing says so.
  package var isComplete: Bool?
  /// What the tool's reviewer decided.
  package var review: Review?
  /// The sampling weight.
  package var weight: Double?
  /// The answers by question's place.
  package var answers: [Int: Answer] = [:]
  /// Why there is none.
  package var missing: [Int: MissingReason] = [:]
  /// Personal data as sealed codes, by the heading of their column.
  package var sealed: [String: String] = [:]
  /// Oddities.
  package var flags: [String] = []
  /// Where it stands.
  package var file = ""
  package var sheet: String?
  package var row = 0
  /// Whether it was edited after it was sent, is a preview, or has no answers because it could not be decrypted.
  package var isEdited = false
  package var isPreview = false
  package var hasNoAnswers = false

  /// What a tool's reviewer decided.
  package enum Review: String, Hashable, Sendable {
    case approved, rejected, received, edited
    case onHold = "on-hold"
    case hasIssues = "has-issues"

    /// The decision that a cell states; nil for a text that nobody knows.
    package init?(label: String) {
      switch label.headingKey.replacing("validationstatus", with: "") {
      case "approved", "通过", "审核通过", "已通过", "合格", "有效": self = .approved
      case "notapproved", "rejected", "不通过", "审核不通过", "未通过", "退回", "无效", "作废": self = .rejected
      case "onhold", "待定", "暂缓", "搁置": self = .onHold
      case "hasissues", "存疑", "有问题": self = .hasIssues
      case "edited", "已修改": self = .edited
      case "received", "submitted", "待审核", "未审核", "已收到": self = .received
      default: return nil
      }
    }
  }

  /// An answer in the questionnaire's terms.
  package enum Answer: Hashable, Sendable {
    /// A choice's code.
    case code(String)
    /// A number or a point of a scale.
    case number(Double)
    /// The codes of several choices.
    case codes([String])
    /// A text, a date, a time.
    case text(String)

    /// The answer as expressions see it.
    package var expressionText: String {
      switch self {
      case .code(let code): code
      case .number(let number): NumberText.code(number)
      case .codes(let codes): codes.joined(separator: " ")
      case .text(let text): text
      }
    }
  }
}
