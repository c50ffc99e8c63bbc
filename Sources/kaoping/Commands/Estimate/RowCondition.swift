import Findings
import Foundation

/// One condition on rows, such as `stype=E`, `api00>=600` or `ell!=0`.
struct RowCondition {
  private enum Comparison: String, CaseIterable {
    case notLess = ">="
    case notGreater = "<="
    case different = "!="
    case same = "=="
    case equal = "="
    case greater = ">"
    case less = "<"
  }

  let column: String
  private let comparison: Comparison
  private let value: String

  /// Reads a condition; nil if it has no comparison.
  init?(_ text: String) {
    var best: (range: Range<String.Index>, comparison: Comparison)?
    for comparison in Comparison.allCases {
      guard let range = text.range(of: comparison.rawValue) else { continue }
      if let known = best {
        let earlier = range.lowerBound < known.range.lowerBound
        let longer =
          range.lowerBound == known.range.lowerBound
          && comparison.rawValue.count > known.comparison.rawValue.count
        if earlier || longer { best = (range, comparison) }
      } else {
        best = (range, comparison)
      }
    }
    guard let best, best.range.lowerBound > text.startIndex else { return nil }
    column = text[..<best.range.lowerBound].trimmingCharacters(in: .whitespaces)
    comparison = best.comparison
    value = text[best.range.upperBound...].trimmingCharacters(in: .whitespaces)
  }

  /// Whether each row fulfils the condition; a missing value fulfils none.
  func holds(in columns: SurveyColumns) -> [Bool] {
    let limit = Double(value)
    return columns.texts(column).map { text in
      guard let text else { return false }
      let number = Double(text)
      switch comparison {
      case .equal, .same: return same(text, number, limit)
      case .different: return !same(text, number, limit)
      default:
        guard let number, let limit else { return false }
        switch comparison {
        case .notLess: return number >= limit
        case .notGreater: return number <= limit
        case .greater: return number > limit
        default: return number < limit
        }
      }
    }
  }

  /// Equal texts, or equal numbers however written.
  private func same(_ text: String, _ number: Double?, _ limit: Double?) -> Bool {
    if text == value { return true }
    if let number, let limit { return number == limit }
    return false
  }
}
