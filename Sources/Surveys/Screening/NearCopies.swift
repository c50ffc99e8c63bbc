package import Statistics

/// The largest percent match of every submission within its group (interviewer, place or all), with its base rate.
package struct NearCopies: Sendable {
  /// For each submission the largest share of items answered alike; nil if it could not be compared.
  package private(set) var maxima: [Double?]
  /// The first submission that reaches it.
  package private(set) var partners: [Int?]
  /// How often a match reaches the limit, and how often it would if each item's answers were dealt anew within the group; nil
  /// without permutations or without a comparison.
  package private(set) var baseRate: PermutationBaseRate?
  /// How many submissions were compared in groups so large that only matches from the limit on were looked for.
  package private(set) var comparedAboveLimitOnly = 0

  /// - Parameter groups: one label for each submission; only submissions of one group are compared.
  init(_ table: AnswerTable, groups: [Int], rules: ScreeningRules) throws(StatisticsError) {
    maxima = Array(repeating: nil, count: table.rowCount)
    partners = Array(repeating: nil, count: table.rowCount)
    let compared = rules.comparesCompleteOnly ? table.completeRows : Array(0..<table.rowCount)
    guard !compared.isEmpty else { return }
    let base = rules.comparesCompleteOnly ? try table.selecting(compared) : table
    let labels = compared.map { groups[$0] }
    let cells = NearCopies.cells(labels)
    for cell in cells {
      let match = NearCopies.match(try base.selecting(cell), rules)
      if NearCopies.isLarge(cell.count, rules) { comparedAboveLimitOnly += cell.count }
      for (place, row) in cell.enumerated() {
        maxima[compared[row]] = match.maxima[place]
        partners[compared[row]] = match.partners[place].map { compared[cell[$0]] }
      }
    }
    guard rules.permutations > 0, comparedAboveLimitOnly > 0 || maxima.contains(where: { $0 != nil }) else { return }
    baseRate = try PermutationBaseRate(
      base, within: labels, replications: rules.permutations, seed: rules.seed
    ) { table throws(StatisticsError) in
      var striking: [Bool?] = Array(repeating: nil, count: table.rowCount)
      for cell in cells {
        let match = NearCopies.match(try table.selecting(cell), rules)
        let isLarge = NearCopies.isLarge(cell.count, rules)
        for (place, row) in cell.enumerated() {
          striking[row] = match.maxima[place].map { $0 >= rules.match - 1e-12 } ?? (isLarge ? false : nil)
        }
      }
      return striking
    }
  }

  /// Whether a group is so large that comparing everybody with everybody takes too long.
  ///
  /// Missing answers that match nothing leave no block of answers to go by, so those groups are compared in full.
  private static func isLarge(_ count: Int, _ rules: ScreeningRules) -> Bool {
    count > rules.exhaustive && (rules.missing == .asValue || rules.comparesCompleteOnly) && rules.match > 0
  }

  private static func match(_ table: AnswerTable, _ rules: ScreeningRules) -> PercentMatch {
    isLarge(table.rowCount, rules)
      ? PercentMatch(near: table, atLeast: rules.match) : PercentMatch(table, missing: rules.missing)
  }

  private static func cells(_ labels: [Int]) -> [[Int]] {
    Dictionary(grouping: labels.indices) { labels[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }
}
