package import Statistics

/// The limits of screening (筛查界限), each an option of the command. They choose what people look at; none convicts.
///
/// The defaults were set on synthetic cities with recorded truth (docs/methods/response-screening.md) and are no standard.
package struct ScreeningRules: Sendable {
  /// How missing answers count when two submissions are compared.
  package var missing: MissingMatch = .asValue
  /// Only submissions without a missing answer are compared.
  package var comparesCompleteOnly = false
  /// The share of items answered alike from which two submissions are near duplicates. The published 0.85 (Kuriakose and
  /// Robbins 2016) also meets one honest interview in thirteen among 240 of one interviewer.
  package var match = 0.9
  /// Up to how many submissions a group has everybody compared with everybody; in larger ones only matches of at least `match`
  /// are looked for.
  package var exhaustive = 5000
  /// The share of the median duration below which an interview is a speeder.
  package var speed = 1.0 / 6
  /// The share of the median duration below which equal answers throughout are a straightline; honest people answer alike too,
  /// but take their time.
  package var straightline = 0.4
  /// From how many robust standard deviations above the others an interviewer stands out.
  package var outlier = 5.0
  /// The significance of patterns of last digits and of inflation, for all interviewers or districts together.
  package var significance = 0.01
  /// From how many points (0 to 100) above the independent sample a district's results are inflated.
  package var inflation = 2.0
  /// How many permutations give the base rate of near duplicates; 0: none.
  package var permutations = 20
  /// The seed of the permutations.
  package var seed: UInt64 = 1

  /// The defaults.
  package init() {}
}

/// What screening points at; the names are those of the contract.
package enum ScreeningFlag: String, Sendable, CaseIterable {
  /// The same identifier and the same content once more.
  case duplicateExact = "duplicate_exact"
  /// The same content under a new identifier, or the same identifier with other content.
  case duplicateResubmitted = "duplicate_resubmitted"
  /// Nearly the answers of another submission (of the same interviewer).
  case nearDuplicate = "near_duplicate"
  /// One answer throughout (in a short time).
  case straightline
  /// Far faster than the others.
  case speeder
  /// A code that the item does not have.
  case impossibleCode = "impossible_code"
  /// A place that the register does not have.
  case unknownCommunity = "unknown_community"
  /// A weight that is missing or not positive.
  case badWeight = "bad_weight"
  /// A time that cannot be.
  case badTime = "bad_time"
  /// An interviewer whose submissions differ from those of the others.
  case interviewerOutlier = "interviewer_outlier"
  /// Last digits that are not spread as those of the others.
  case digitPattern = "digit_pattern"
  /// A district whose results lie above those of the independent sample.
  case districtInflation = "district_inflation"
}
