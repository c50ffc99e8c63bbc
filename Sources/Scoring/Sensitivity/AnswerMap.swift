public import Findings

/// Another way to turn answers into scores (答案赋分), beside the one that the standard states.
public struct AnswerMap: Hashable, Sendable {
  /// The name: `top-two`, `equal-steps`, `pass-at-60` or the map itself.
  public var name: String
  /// The scores of the codes.
  public var scores: [AnswerScore]

  /// The maps that have names.
  public static let names = ["equal-steps", "pass-at-60", "top-two"]

  /// Those that are tried unless others are asked for.
  public static let usual = names

  /// Reads maps for a standard; a map that is none, or lacks a code of the standard's, is a finding. A map that is the
  /// standard's own, and a named one that does not fit its number of codes, are left out.
  ///
  /// * `equal-steps`: the codes in equal steps from 0 to 100.
  /// * `pass-at-60`: 0, 30, 60, 80, 100 for five codes, as common in tenders: the middle is a pass.
  /// * `top-two`: 100 for the two best codes, 0 for the others, which is the rate of the satisfied (满意率).
  public static func read(
    _ texts: [String], _ standard: ScoringStandard, findings: inout [Finding]
  ) -> [AnswerMap] {
    let own = standard.scaleMap.sorted { $0.score < $1.score }
    var maps: [AnswerMap] = []
    for text in texts {
      guard let scores = names.contains(text) ? named(text, own.map(\.code)) : given(text, own, &findings) else {
        continue
      }
      if Set(scores) != Set(standard.scaleMap), !maps.contains(where: { $0.scores == scores }) {
        maps.append(AnswerMap(name: text, scores: scores))
      }
    }
    return maps
  }

  private static func named(_ name: String, _ codes: [String]) -> [AnswerScore]? {
    let last = codes.count - 1
    guard last > 0 else { return nil }
    let thousandths: [Int]?
    switch name {
    case "equal-steps": thousandths = codes.indices.map { 100_000 * $0 / last }
    case "pass-at-60": thousandths = codes.count == 5 ? [0, 30_000, 60_000, 80_000, 100_000] : nil
    default: thousandths = codes.count > 2 ? codes.indices.map { $0 >= codes.count - 2 ? 100_000 : 0 } : nil
    }
    return thousandths.map { zip(codes, $0).map { AnswerScore(code: $0, score: Points(thousandths: $1)) } }
  }

  private static func given(
    _ text: String, _ own: [AnswerScore], _ findings: inout [Finding]
  ) -> [AnswerScore]? {
    let (map, faulty) = AnswerScore.map(text)
    let missing = own.map(\.code).filter { code in !map.contains { $0.code == code } }
    guard faulty.isEmpty, missing.isEmpty else {
      findings.append(Finding(.answerMapUnfit, found: text, details: [(faulty + missing).joined(separator: ", ")]))
      return nil
    }
    return map
  }
}
