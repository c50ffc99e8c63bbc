/// The score of one answer code on 0–100 (答案得分).
public struct AnswerScore: Hashable, Sendable {
  /// The code that stands in a file of responses.
  public var code: String
  /// The score.
  public var score: Points

  /// Reads a map such as `1:0;2:25;3:50;4:75;5:100`; the parts that are no pair of code and 0…100, or repeat a code, come
  /// back as faulty.
  public static func map(_ text: String) -> (map: [AnswerScore], faulty: [String]) {
    var map: [AnswerScore] = []
    var faulty: [String] = []
    for part in text.split(separator: ";") {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      if pair.count == 2, let score = Points(pair[1]), score.thousandths <= 100_000,
        !map.contains(where: { $0.code == pair[0] })
      {
        map.append(AnswerScore(code: pair[0], score: score))
      } else {
        faulty.append(String(part))
      }
    }
    return (map, faulty)
  }
}
