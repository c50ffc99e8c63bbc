/// What a reader reports as odd about a response. No flag removes a response by itself.
package struct QualityRules: Hashable, Sendable {
  /// An interview shorter than this is too fast, in seconds.
  package var minimumSeconds = 60
  /// Free text that marks a test entry.
  package var testWords: Set<String> = ["测试", "测试数据", "试填", "test", "testing"]
  /// The items that are all answered alike in a straight line; empty takes the form's largest grid of one scale.
  package var straightLineItems: [String] = []
  /// Choices that exclude every other one, by item; they join those that constraints say.
  package var exclusiveChoices: [String: [String]] = [:]
  /// An upload later than this after the end of the interview is late, in seconds.
  package var lateSeconds = 24 * 3600

  /// The rules that hold unless the questionnaire says otherwise.
  package init() {}
}
