/// What becomes of a stratum with a single sampled unit (单单元层), which alone says nothing about its own variance.
public enum LonelyUnitRule: String, Hashable, Sendable, CaseIterable {
  /// The estimate is refused and the strata are named.
  case fail
  /// The stratum contributes nothing.
  case remove
  /// The unit counts as taken with certainty: it contributes nothing at this stage.
  case certainty
  /// The unit's total is centred on the mean of the unit totals of all strata (Stata: centered).
  case adjust
  /// The stratum contributes the average of the other strata: their sum is multiplied by all strata ÷ usable strata.
  case average
  /// The stratum is merged into the next one, in sorted order, that has two or more units; the last into the previous.
  case collapse
}
