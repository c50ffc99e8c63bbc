/// How answers become satisfaction: each answer's score, the items of each first-level indicator, and how many real answers a
/// response needs.
///
/// Without coefficients the score of a response is the mean of its valid answers' scores, over all items or over those of an
/// indicator, and a community's is the weighted mean of its responses'. With coefficients a community's score is the mean of
/// its items' weighted means, weighted by them. Scores are kept as integers of 10^−`decimals`, so that sums are exact and do
/// not depend on the order of the rows.
package struct SatisfactionMeasure: Hashable, Sendable {
  /// One scored item.
  package struct Item: Hashable, Sendable {
    /// The item's name.
    package var name: String
    /// The score of each packed code in units of 10^−`decimals`; nil if the code is no valid answer.
    package var scores: [Int?]
    /// An item with these scores.
    package init(name: String, scores: [Int?]) {
      self.name = name
      self.scores = scores
    }
  }

  /// The items in the order in which the answers are packed.
  package var items: [Item]
  /// The decimals of the scores.
  package var decimals: Int
  /// The positions of each first-level indicator's items.
  package var groups: [[Int]]
  /// The least number of valid answers of a response that counts.
  package var minimumValid: Int
  /// What each item counts in a sum of item means, 0 for items that do not; nil if responses are scored as wholes.
  package var coefficients: [Double]?

  /// A measure of these parts.
  package init(
    items: [Item], decimals: Int, groups: [[Int]], minimumValid: Int, coefficients: [Double]? = nil
  ) {
    self.items = items
    self.decimals = decimals
    self.groups = groups
    self.minimumValid = minimumValid
    self.coefficients = coefficients
  }
}
