import Findings
import Operations
import Reports

/// What pages say about the line of a district's list.
enum LineView {
  /// The line in one or two sentences; nil if there is no line.
  static func sentence(_ standing: DistrictStanding, _ language: Language) -> String? {
    guard let line = standing.district.line else { return nil }
    let gap = DisplayNumber.score(line.gap)
    let error = DisplayNumber.score(line.standardError)
    return language == .chinese
      ? "名额线上下两名相差 \(gap) 分（标准误 \(error)）。另按逐对检验（Holm 一并校正，较上述概率更严）：\(line.certainlyIn) 个确定在内，\(line.notDistinguishable) 个无法由数据区分，\(line.certainlyOut) 个确定在外；实际由\(line.decidedBy.chinese)决定。"
      : "The last within leads the first outside by \(gap) points (standard error \(error)). By tests of every pair (Holm's adjustment, stricter than the probabilities) \(line.certainlyIn) are certainly in, \(line.notDistinguishable) cannot be told apart, \(line.certainlyOut) are certainly out; what decides is \(line.decidedBy.english)."
  }
}
