public import Findings

/// One row of a standard's `indicators.csv`: a node of the tree.
public struct Indicator: Hashable, Sendable {
  /// The code, unique in the standard.
  public var code: String
  /// The parent's code; nil for a root.
  public var parent: String?
  /// The name.
  public var name: Bilingual
  /// The points (分值), exact; a parent's are the sum of its children's unless these carry weights.
  public var points: Points
  /// The weight among its siblings, or of a half in the composite; nil if points alone divide the parent.
  public var weight: Points?
  /// +1 if more is better, −1 if less is.
  public var direction: Int
  /// The method of evaluation, such as `site`.
  public var method: String
  /// Who rates it.
  public var rater: String
  /// The rule by which material becomes points; nil for a parent.
  public var rule: ScoringRule?
  /// The variant (`community`, `village`) that it belongs to; nil for all.
  public var kind: String?
  /// The questionnaire's item under rule R7; the code unless the column `item` names another.
  public var item: String
  /// Whether its points come on top of the total (加分项).
  public var isBonus: Bool
  /// Where it stands.
  public var place: Location
}

/// How material becomes points. The numbers are those of the rule kinds found in published standards (docs/standards.md).
public enum ScoringRule: String, Hashable, Sendable, CaseIterable {
  /// Criteria met (达标项数).
  case criteriaMet = "R1"
  /// Deductions for events (扣分).
  case deductions = "R2"
  /// Grades (等级).
  case grades = "R3"
  /// Target rates (比率).
  case targetRate = "R4"
  /// Sampled spots that pass (抽点).
  case spotChecks = "R5"
  /// Direct points by one or several raters (直接打分).
  case directPoints = "R6"
  /// The survey's weighted mean score (问卷).
  case surveyMean = "R7"

  /// The rule in words.
  public var name: Bilingual {
    switch self {
    case .criteriaMet: Bilingual("达标项数", "criteria met")
    case .deductions: Bilingual("扣分", "deductions")
    case .grades: Bilingual("等级", "grades")
    case .targetRate: Bilingual("比率", "target rate")
    case .spotChecks: Bilingual("抽点", "spot checks")
    case .directPoints: Bilingual("直接打分", "direct points")
    case .surveyMean: Bilingual("问卷", "survey")
    }
  }
}
