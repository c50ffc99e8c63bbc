/// How missing answers count when two respondents are compared. The three give different numbers; say which.
public enum MissingMatch: String, Sendable, CaseIterable {
  /// Missing is a value: two missing answers match, over all items (the Stata command `percentmatch`).
  case asValue = "as-value"
  /// Matches over the items the row itself answered; not symmetric.
  case ownAnswered = "own-answered"
  /// Matches over the items both answered.
  case bothAnswered = "both-answered"
}

/// For each respondent the largest share of items answered identically by another one (最大匹配率).
///
/// Near copies stand out in it, but so do people without opinions: the share of high matches depends on the number of items,
/// of choices and of respondents. Read it beside `PermutationBaseRate`.
///
/// - SeeAlso: Kuriakose and Robbins (2016), doi:10.3233/SJI-160978; Simmons, Mercer, Schwarzer and Kennedy (2016),
///   doi:10.3233/SJI-160990.
public struct PercentMatch: Sendable {
  /// The largest share for each row, from 0 to 1; nil if no comparison is possible.
  public let maxima: [Double?]
  /// The first row that reaches it.
  public let partners: [Int?]
  /// How missing answers counted.
  public let missing: MissingMatch

  /// - Parameters:
  ///   - table: the answers; select the complete rows beforehand to compare those alone.
  ///   - missing: how missing answers count.
  ///   - atLeast: with `.ownAnswered` and `.bothAnswered`, how many items a comparison must rest on.
  /// - Complexity: O(rows² · items), eight items at a time.
  public init(_ table: AnswerTable, missing: MissingMatch, atLeast: Int = 1) {
    let comparison = RowComparison(table)
    var matches = Array(repeating: -1, count: table.rowCount)
    var bases = Array(repeating: 1, count: table.rowCount)
    var partners: [Int?] = Array(repeating: nil, count: table.rowCount)
    func offer(_ row: Int, _ partner: Int, _ count: Int, of base: Int) {
      // Shares are compared as fractions: 20/25 and 16/20 are the same share, and the first keeps its place.
      guard base >= max(1, atLeast), count * bases[row] > matches[row] * base else { return }
      matches[row] = count
      bases[row] = base
      partners[row] = partner
    }
    let answered = (0..<table.rowCount).map { table.answered($0) }
    for a in 0..<table.rowCount {
      for b in (a + 1)..<max(a + 1, table.rowCount) {
        switch missing {
        case .asValue:
          let count = comparison.equal(a, b)
          offer(a, b, count, of: table.itemCount)
          offer(b, a, count, of: table.itemCount)
        case .ownAnswered:
          let count = comparison.equalAnswers(a, b)
          offer(a, b, count, of: answered[a])
          offer(b, a, count, of: answered[b])
        case .bothAnswered:
          let count = comparison.equalAnswers(a, b)
          let base = comparison.bothAnswered(a, b)
          offer(a, b, count, of: base)
          offer(b, a, count, of: base)
        }
      }
    }
    self.init(
      maxima: zip(matches, bases).map { $0 < 0 ? nil : Double($0) / Double($1) }, partners: partners, missing: missing)
  }

  init(maxima: [Double?], partners: [Int?], missing: MissingMatch) {
    self.maxima = maxima
    self.partners = partners
    self.missing = missing
  }

  /// The rows whose largest match is at least `share`, allowing for rounding of the share.
  public func rows(atLeast share: Double) -> [Int] {
    maxima.indices.filter { row in maxima[row].map { $0 >= share - 1e-12 } ?? false }
  }

  /// All pairs of rows that answer at least `share` of the items identically, missing being a value; the earlier row first.
  ///
  /// - Complexity: O(rows² · items), eight items at a time.
  public static func pairs(_ table: AnswerTable, atLeast share: Double) -> [(Int, Int, Double)] {
    let comparison = RowComparison(table)
    var pairs: [(Int, Int, Double)] = []
    for a in 0..<table.rowCount {
      for b in (a + 1)..<max(a + 1, table.rowCount) {
        let match = Double(comparison.equal(a, b)) / Double(table.itemCount)
        if match >= share - 1e-12 { pairs.append((a, b, match)) }
      }
    }
    return pairs
  }
}
