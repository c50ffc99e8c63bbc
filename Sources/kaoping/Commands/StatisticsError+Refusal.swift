import Findings
import Statistics

extension StatisticsError {
  /// Why there is no number, in a sentence for people.
  func refusal(_ language: Language) -> String {
    guard language == .chinese else { return description }
    return switch self {
    case .emptySample: "没有可用的数据"
    case .tooFew(let what, let needed, let found): "数量不足（\(what)）：至少 \(needed)，现有 \(found)"
    case .invalidArgument(let text): "参数不适用：\(text)"
    case .notFinite(let text): "不是有限的数：\(text)"
    case .singular(let text): "没有唯一解：\(text)"
    case .noVariance(let text): "没有差异：\(text)"
    case .lonelyUnits(let strata): "只有一个抽样单位的层：\(strata.joined(separator: "、"))"
    case .notConverged(let text): "迭代未收敛：\(text)"
    case .numerical(let text): "数值计算失败：\(text)"
    }
  }
}
