import Statistics
import TestSupport
import Testing

/// Reference: the published tables of Kish (1949); see References/selection/source.md.
@Suite struct KishGridTests {
  @Test func tablesAndChancesAreThePublishedOnes() throws {
    let expected = try ReferenceCase("selection").expected("kish_grid")
    let tables = try #require(expected["tables"] as? [String: [Int]])
    let shares = try #require(expected["shares"] as? [String: Double])
    #expect(KishGrid.tables.count == 8)
    for table in KishGrid.tables {
      #expect(tables[table.name] == table.persons)
      #expect(agree(Double(table.twelfths) / 12, try #require(shares[table.name])))
    }
    let chances = try #require(expected["probability_of_person"] as? [String: [Double]])
    for count in 1...6 {
      expectAgreement(KishGrid.probabilities(of: count), try #require(chances["persons_\(count)"]))
    }
    #expect(KishGrid.probabilities(of: 8).suffix(2) == [0, 0])
  }

  /// Each block of twelve households uses the tables in their shares; over 60 000 households of five each person comes as
  /// often as the grid says, within 4.5 binomial standard errors.
  @Test func assignmentKeepsTheShares() {
    var stream = RandomStream(seed: 4)
    let assigned = KishGrid.assign(count: 60_000, &stream)
    for block in stride(from: 0, to: 1200, by: 12) {
      for table in KishGrid.tables {
        #expect(assigned[block..<block + 12].count { $0 == table } == table.twelfths)
      }
    }
    for (person, chance) in KishGrid.probabilities(of: 5).enumerated() {
      let share = Double(assigned.count { $0.person(of: 5) == person + 1 }) / 60_000
      #expect(abs(share - chance) < 4.5 * (chance * (1 - chance) / 60_000).squareRoot())
    }
    #expect(KishGrid.assign(count: 7, &stream).count == 7)
  }
}
