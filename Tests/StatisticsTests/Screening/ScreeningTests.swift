import Foundation
import Statistics
import TestSupport
import Testing

/// Reference: 500 rows of `bfi` (psych 2.2.9) and five near copies; R 4.2.2, careless 1.2.2 (source.md).
@Suite struct ScreeningTests {
  struct Battery {
    let rows: [Int]
    let table: AnswerTable

    /// The complete rows alone.
    func complete() throws -> Battery {
      Battery(rows: table.completeRows.map { rows[$0] }, table: try table.selecting(table.completeRows))
    }

    private init(rows: [Int], table: AnswerTable) {
      self.rows = rows
      self.table = table
    }

    init() throws {
      let items = ["A", "C", "E", "N", "O"].flatMap { scale in (1...5).map { "\(scale)\($0)" } }
      let records = try ReferenceCase("response-screening").table()
      rows = records.compactMap { Int($0["row"] ?? "") }
      table = try AnswerTable(records.map { record in items.map { Double(record[$0] ?? "") } })
    }
  }

  static func expected(_ check: String) throws -> [String: Any] {
    try ReferenceCase("response-screening").expected(check)
  }

  @Test(arguments: [
    ("maximum_percent_match_complete", MissingMatch.asValue, true),
    ("maximum_percent_match_as_value", .asValue, false),
    ("maximum_percent_match_own_answered", .ownAnswered, false),
    ("maximum_percent_match_both_answered", .bothAnswered, false),
  ]) func percentMatchAgreesWithTheCase(_ check: String, _ missing: MissingMatch, _ complete: Bool) throws {
    let expected = try ScreeningTests.expected(check)
    let all = try Battery()
    let battery = complete ? try all.complete() : all
    let match = PercentMatch(battery.table, missing: missing)
    let maxima = match.maxima.compactMap { $0 }
    #expect(maxima.count == expected["rows"] as? Int)
    #expect(agree(maxima.reduce(0, +) / Double(maxima.count), try #require(expected["mean"] as? Double)))
    #expect(agree(maxima.max() ?? 0, try #require(expected["max"] as? Double)))
    #expect(match.rows(atLeast: 0.85).count == expected["at_least_0.85"] as? Int)
    for (a, b) in zip(maxima, try #require(expected["first_twenty"] as? [Double])) { #expect(agree(a, b)) }
    guard complete else { return }
    #expect(match.rows(atLeast: 0.8).count == expected["at_least_0.80"] as? Int)
    let partners = match.partners.prefix(20).map { $0.map { battery.rows[$0] } }
    #expect(partners == (expected["first_twenty_partner"] as? [Int])?.map(Optional.some))
    let order = maxima.indices.sorted { (maxima[$0], $1) > (maxima[$1], $0) }.prefix(10)
    #expect(order.map { battery.rows[$0] } == expected["top_ten_rows"] as? [Int])
  }

  @Test func plantedCopiesAreFound() throws {
    let expected = try ScreeningTests.expected("planted_duplicates")
    let battery = try Battery().complete()
    let flagged = PercentMatch(battery.table, missing: .asValue).rows(atLeast: 0.9).map { battery.rows[$0] }
    #expect(Set(flagged) == Set(try #require(expected["flagged_at_0.9"] as? [Int])))
    #expect(Set(flagged).isSuperset(of: try #require(expected["planted"] as? [Int])))
    let pairs = PercentMatch.pairs(battery.table, atLeast: 0.92).map { [battery.rows[$0.0], battery.rows[$0.1]] }
    let planted = try #require(expected["planted"] as? [Int])
    let original = try #require(expected["original"] as? [Int])
    for pair in zip(original, planted) { #expect(pairs.contains([pair.0, pair.1])) }
  }

  @Test func longStringsAgreeWithTheCase() throws {
    let expected = try ScreeningTests.expected("long_string")
    let battery = try Battery().complete()
    let found = battery.table.longStrings
    #expect(Array(found.prefix(20)) == expected["first_twenty"] as? [Int])
    #expect(found.max() == expected["max"] as? Int)
    #expect(agree(Double(found.reduce(0, +)) / Double(found.count), try #require(expected["mean"] as? Double)))
    #expect(found.indices.filter { found[$0] >= 8 }.map { battery.rows[$0] } == expected["rows_at_least_8"] as? [Int])
  }

  @Test func variabilityAgreesWithTheCase() throws {
    let expected = try ScreeningTests.expected("response_variability")
    let battery = try Battery().complete()
    let found = battery.table.responseVariability.compactMap { $0 }
    for (a, b) in zip(found, try #require(expected["first_twenty"] as? [Double])) { #expect(agree(a, b)) }
    #expect(agree(found.min() ?? 0, try #require(expected["min"] as? Double)))
    #expect(agree(found.reduce(0, +) / Double(found.count), try #require(expected["mean"] as? Double)))
    #expect(found.indices.filter { found[$0] < 0.8 }.map { battery.rows[$0] } == expected["rows_below_0.8"] as? [Int])
  }

  @Test func mahalanobisDistancesAgreeWithTheCase() throws {
    let expected = try ScreeningTests.expected("mahalanobis")
    let battery = try Battery()
    let found = try battery.table.mahalanobisDistances()
    let known = battery.rows.indices.compactMap { row in found[row].map { (battery.rows[row], $0) } }
    #expect(known.count == 448)
    for (a, b) in zip(known, try #require(expected["first_twenty"] as? [Double])) {
      #expect(agree(a.1.squared, b, relative: 1e-9))
    }
    #expect(agree(known.map(\.1.squared).max() ?? 0, try #require(expected["max"] as? Double)))
    #expect(Set(known.filter { $0.1.p < 0.001 }.map(\.0)) == Set(try #require(expected["outliers"] as? [Int])))
  }

  @Test func personTotalCorrelationsAgreeWithTheCase() throws {
    let expected = try ScreeningTests.expected("person_total_correlation")
    let found = try Battery().table.personTotalCorrelations.compactMap { $0 }
    #expect(found.count == 448)
    for (a, b) in zip(found, try #require(expected["first_twenty"] as? [Double])) { #expect(agree(a, b)) }
    #expect(agree(found.reduce(0, +) / Double(found.count), try #require(expected["mean"] as? Double)))
    #expect(found.count { $0 < 0 } == expected["negative"] as? Int)
  }

  @Test func missingAnswersCountInThreeWays() throws {
    // Row 0 and 1: one equal answer, one pair of gaps, one answer against a gap, one difference.
    let table = try AnswerTable([[1, nil, 3, 4], [1, nil, nil, 5]])
    #expect(PercentMatch(table, missing: .asValue).maxima == [0.5, 0.5])
    let own = PercentMatch(table, missing: .ownAnswered).maxima
    #expect(agree(own[0] ?? 0, 1.0 / 3) && own[1] == 0.5)
    #expect(PercentMatch(table, missing: .bothAnswered).maxima == [0.5, 0.5])
    #expect(PercentMatch(table, missing: .bothAnswered, atLeast: 3).maxima == [nil, nil])
    #expect(PercentMatch(try AnswerTable([[1, 2]]), missing: .asValue).maxima == [nil])
    let silent = try AnswerTable([[nil, nil], [1, 2]])
    #expect(PercentMatch(silent, missing: .ownAnswered).maxima == [nil, 0])
  }

  @Test func exactDuplicatesAreGrouped() throws {
    let table = try AnswerTable([[1, 2], [1, nil], [1, 2], [nil, nil], [1, nil], [nil, nil], [2, 2]])
    #expect(table.exactDuplicates == [[0, 2], [1, 4]])
  }

  @Test func degenerateRowsHaveNoValueOrATypedError() throws {
    let flat = try AnswerTable([[3, 3, 3], [1, 2, 3], [2, 2, 4]])
    #expect(flat.personTotalCorrelations[0] == nil)
    #expect(flat.responseVariability[0] == 0)
    #expect(flat.longStrings == [3, 1, 2])
    #expect(throws: StatisticsError.self) { try flat.mahalanobisDistances() }
    let constant = try AnswerTable((0..<10).map { (row: Int) -> [Double?] in [Double(row), 4] })
    #expect(throws: StatisticsError.self) { try constant.mahalanobisDistances() }
    let copied = try AnswerTable(
      (0..<10).map { (row: Int) -> [Double?] in [Double(row % 4), Double(row % 3), Double(row % 4)] })
    #expect(throws: StatisticsError.self) { try copied.mahalanobisDistances() }
    #expect(throws: StatisticsError.self) { try AnswerTable([]) }
    #expect(throws: StatisticsError.self) { try AnswerTable([[1], [1, 2]]) }
    #expect(throws: StatisticsError.self) { try AnswerTable([[.infinity]]) }
    #expect(try AnswerTable([[nil, 1]]).responseVariability == [nil])
  }

  @Test func permutationKeepsEveryItemsAnswers() throws {
    let battery = try Battery()
    var stream = RandomStream(seed: 3)
    let strata = battery.rows.map { $0 % 7 }
    let permuted = battery.table.permuted(within: strata, by: &stream)
    for item in 0..<battery.table.itemCount {
      for label in 0..<7 {
        let rows = strata.indices.filter { strata[$0] == label }
        let before = rows.map { battery.table[$0, item] ?? -1 }.sorted()
        let after = rows.map { permuted[$0, item] ?? -1 }.sorted()
        #expect(before == after)
      }
    }
  }

  @Test func plantedCopiesExceedTheBaseRate() throws {
    let table = try Battery().complete().table
    let rate = try PermutationBaseRate(table, replications: 39, seed: 1) { table in
      PercentMatch(table, missing: .asValue).maxima.map { $0.map { $0 >= 0.85 } }
    }
    #expect(agree(rate.observed, 20.0 / 448))
    #expect(rate.expected < 0.001)
    #expect(rate.p == 1.0 / 40)
    let again = try PermutationBaseRate(table, replications: 39, seed: 1) { table in
      PercentMatch(table, missing: .asValue).maxima.map { $0.map { $0 >= 0.85 } }
    }
    #expect(again == rate)
  }
}
