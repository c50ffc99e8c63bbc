public import Findings

/// One row of a standard's `indicators.csv`: a node of the tree.
public struct Indicator: Hashable, Sendable {
  /// The code, unique in the standard.
  public var code: String
  /// The parent's code; nil for a half of the composite.
  public var parent: String?
  /// The name.
  public var name: Bilingual
  /// The points (分值), exact; a parent's are the sum of its children's.
  public var points: Points
  /// The weight of a half in the composite; nil below the roots.
  public var weight: Points?
  /// +1 if more is better, −1 if less is.
  public var direction: Int
  /// The method of evaluation, such as `site`.
  public var method: String
  /// Who rates it.
  public var rater: String
  /// The rule by which material becomes points (domain rules R1…R7); nil for a parent.
  public var rule: ScoringRule?
  /// The variant (`community`, `village`) that it belongs to; nil for both.
  public var kind: String?
  /// The row in `indicators.csv`.
  public var row: Int
}

/// How material becomes points. The numbers are those of the rule kinds found in published standards (docs/glossary.md).
public enum ScoringRule: String, Hashable, Sendable, CaseIterable {
  /// Direct points by one or several raters (直接打分): their mean.
  case directPoints = "R6"
  /// The survey's weighted mean score (问卷).
  case surveyMean = "R7"
}

/// Points in exact thousandths, so that sums of points compare exactly.
public struct Points: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Thousandths of a point.
  public var thousandths: Int

  /// Points of so many thousandths.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// The points that `text` writes: an unsigned decimal with at most three decimals; nil otherwise.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 9, whole.allSatisfy({ ("0"..."9").contains($0) })
    else {
      return nil
    }
    var decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard !decimals.isEmpty, decimals.count <= 3, decimals.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    decimals += String(repeating: "0", count: 3 - decimals.count)
    guard let whole = Int(whole), let fraction = Int(decimals) else { return nil }
    thousandths = whole * 1000 + fraction
  }

  /// The points as a number.
  public var value: Double { Double(thousandths) / 1000 }

  /// The points as the shortest decimal.
  public var description: String {
    var text = String(thousandths / 1000)
    let fraction = thousandths % 1000
    if fraction > 0 {
      var digits = String(String(fraction + 1000).dropFirst())
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text
  }

  /// Fewer points come first.
  public static func < (a: Points, b: Points) -> Bool { a.thousandths < b.thousandths }
  /// The sum of points.
  public static func + (a: Points, b: Points) -> Points { Points(thousandths: a.thousandths + b.thousandths) }
}
