package import Statistics

/// The residents' half of one community: all estimates on 0–100 of the scale map.
package struct CommunitySatisfaction: Sendable {
  /// The satisfaction of all items; nil without a usable response.
  package var overall: SatisfactionEstimate?
  /// Each first-level indicator's; empty if items are added up by points.
  package var groups: [SatisfactionEstimate?]
  /// Each item's.
  package var items: [SatisfactionEstimate?]
  /// The usable responses.
  package var responses: Int
  /// The table's rows that have too few valid answers, with their number of valid ones.
  package var tooFew: [(row: Int, valid: Int)]
  /// How many usable responses gave each packed code, by item; empty unless the counts were asked for.
  package var counts: [[Int]] = []
}

/// An estimate with its linearised standard error.
package struct SatisfactionEstimate: Hashable, Sendable {
  /// The estimate.
  package var mean: Double
  /// Its standard error; nil if no stratum has two clusters.
  package var standardError: Double?
  /// The design's degrees of freedom, clusters less strata.
  package var degreesOfFreedom: Int
  /// The responses that have a value.
  package var count: Int

  /// An estimate that was computed elsewhere.
  package init(mean: Double, standardError: Double?, degreesOfFreedom: Int, count: Int) {
    self.mean = mean
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.count = count
  }

  /// A weighted mean.
  package init(_ mean: TwoStageMean) {
    self.init(
      mean: mean.mean, standardError: mean.standardError, degreesOfFreedom: mean.degreesOfFreedom, count: mean.count)
  }
}
