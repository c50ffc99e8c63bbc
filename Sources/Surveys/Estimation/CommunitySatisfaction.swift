package import Statistics

/// The residents' half of one community: all estimates on 0–100 of the scale map.
package struct CommunitySatisfaction: Sendable {
  /// The satisfaction of all items; nil without a usable response.
  package var overall: TwoStageMean?
  /// Each first-level indicator's.
  package var groups: [TwoStageMean?]
  /// Each item's.
  package var items: [TwoStageMean?]
  /// The usable responses.
  package var responses: Int
  /// The table's rows that have too few valid answers, with their number of valid ones.
  package var tooFew: [(row: Int, valid: Int)]
}
