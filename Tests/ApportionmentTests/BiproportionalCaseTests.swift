import Apportionment
import Foundation
import Testing

/// Every number of the biproportional reference cases; divisors are proved by rounding, not by equality.
@Suite struct BiproportionalCaseTests {
  /// A cantonal election: parties × districts, party totals by Webster on votes divided by the district's seats.
  @Test(arguments: ["uri2020-biproportional", "zug2018-biproportional-winner", "zurich2019-biproportional-quorum"])
  func cantonsAreReproducedCellByCell(_ name: String) throws {
    let reference = try ReferenceCase(name)
    let problem = try #require(reference.problems.first)
    let expected = try #require(problem["expected"] as? [String: Any])
    let quorum = problem["quorum"] as? [String: Any]
    let rows = try reference.table("data.csv")
    let districts = try reference.table("districts.csv")
    let districtNames = districts.compactMap { $0["district"] }
    let districtSeats = districts.compactMap { $0["seats"].flatMap { Int($0) } }
    var parties: [String] = []
    for row in rows { if let party = row["party"], !parties.contains(party) { parties.append(party) } }
    var votes: [String: [String: Fraction]] = [:]
    for row in rows {
      votes[try #require(row["district"]), default: [:]][try #require(row["party"])] = Fraction(
        decimal: row["votes"] ?? "")
    }
    let table = districtNames.map { district in parties.map { votes[district]?[$0] ?? .zero } }
    let members = MarginRule.columnsTakingPart(
      table, anyRow: (quorum?["any_district"] as? String).flatMap { Fraction($0) },
      total: (quorum?["or_total"] as? String).flatMap { Fraction($0) })
    #expect(zip(parties, members).filter(\.1).map(\.0) == expected["parties_taking_part"] as? [String])

    let upper = MarginRule.columnProblem(
      parties, table, takingPart: members, rowSeats: districtSeats, perSeat: true, method: .webster
    ).allocate()
    let partySeats = try #require(upper.seats)
    #expect(Dictionary(uniqueKeysWithValues: zip(parties, partySeats)) == expected["party_seats"] as? [String: Int])
    let interval = try #require(expected["party_seats_divisor_interval"] as? [String: Any])
    for (end, found) in [("lower", upper.divisorWorking?.lower), ("upper", upper.divisorWorking?.upper)] {
      let wanted = try #require(interval[end] as? [String: String])
      #expect(found?.description == wanted["exact"] && found?.decimal() == wanted["decimal"])
    }

    let kept = table.map { row in zip(row, members).map { $1 ? $0 : .zero } }
    let matrix = MatrixProblem(
      rows: districtNames, columns: parties, weights: kept, rowSeats: districtSeats, columnSeats: partySeats,
      strongestAtLeastOne: problem["strongest_list_at_least_one"] as? Bool ?? false)
    let result = matrix.allocate()
    #expect(result.status.rawValue == expected["status"] as? String)
    let seats = try #require(result.seats)
    for (party, cells) in try #require(expected["seats"] as? [String: [String: Int]]) {
      for (district, count) in cells {
        let row = try #require(districtNames.firstIndex(of: district))
        let column = try #require(parties.firstIndex(of: party))
        #expect(seats[row][column] == count, "\(party) in \(district)")
      }
    }
    try proves(result)
    // The reference's own proof must give the same cells through the room's rounding.
    let proof = try #require(expected["proof"] as? [String: Any])
    let partyDivisors = try #require(proof["party_divisors"] as? [String: String])
    let districtDivisors = try #require(proof["district_divisors"] as? [String: String])
    for (row, district) in districtNames.enumerated() {
      for (column, party) in parties.enumerated() where members[column] {
        let divisor =
          try #require(Fraction(partyDivisors[party] ?? "")) * #require(Fraction(districtDivisors[district] ?? ""))
        try strictly(
          kept[row][column] / divisor, seats[row][column], served: seats[row][column] == 1 && matrix.strongestAtLeastOne
        )
      }
    }
  }

  @Test func districtByKindOfCommunityIsReproduced() throws {
    let reference = try ReferenceCase("seven-districts-100-titles")
    let problem = try #require(reference.problems.first { $0["id"] as? String == "district-by-kind" })
    let expected = try #require(problem["expected"] as? [String: Any])
    let titles = try #require(problem["district_titles"] as? [String: Int])
    let kinds = try #require(problem["kind_titles"] as? [String: Int])
    let rows = try reference.table("data.csv")
    let districts = rows.compactMap { $0["district"] }
    let columns = ["urban", "village"]
    let result = MatrixProblem(
      rows: districts, columns: columns,
      weights: rows.map { row in columns.compactMap { Fraction(decimal: row[$0] ?? "") } },
      rowSeats: districts.compactMap { titles[$0] }, columnSeats: columns.compactMap { kinds[$0] }
    ).allocate()
    #expect(result.status == .unique)
    let seats = try #require(result.seats)
    for (district, cells) in try #require(expected["seats"] as? [String: [String: Int]]) {
      let row = try #require(districts.firstIndex(of: district))
      #expect(Dictionary(uniqueKeysWithValues: zip(columns, seats[row])) == cells, "\(district)")
    }
    try proves(result)
  }

  @Test(arguments: ["two-by-two-tie", "two-by-two-unique", "impossible-zeros"])
  func smallTablesAreTiedUniqueOrImpossible(_ id: String) throws {
    let reference = try ReferenceCase("ties-exact")
    let problem = try #require(reference.problems.first { $0["id"] as? String == id })
    let expected = try #require(problem["expected"] as? [String: Any])
    let cells = try reference.table("matrix.csv").filter { $0["problem"] == id }
    let (rows, columns) = (["r1", "r2"], ["c1", "c2"])
    let rowSeats = try #require(problem["row_seats"] as? [String: Int])
    let columnSeats = try #require(problem["column_seats"] as? [String: Int])
    let result = MatrixProblem(
      rows: rows, columns: columns,
      weights: rows.map { row in
        columns.map { column in
          Fraction(decimal: cells.first { $0["row"] == row && $0["column"] == column }?["weight"] ?? "") ?? .zero
        }
      },
      rowSeats: rows.compactMap { rowSeats[$0] }, columnSeats: columns.compactMap { columnSeats[$0] }
    ).allocate()
    #expect(result.status.rawValue == expected["status"] as? String)
    func named(_ table: [[Int]]) -> [String: [String: Int]] {
      Dictionary(uniqueKeysWithValues: zip(rows, table.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }))
    }
    if let solutions = expected["solutions"] as? [[String: [String: Int]]] {
      let found = try #require(result.solutions(limit: 100))
      #expect(Set(found.map(named)) == Set(solutions))
      #expect(found.count == expected["number_of_solutions"] as? Int)
    } else if let seats = expected["seats"] as? [String: [String: Int]] {
      #expect(named(try #require(result.seats)) == seats)
      try proves(result)
    } else {
      #expect(result.infeasibility == .rowsBlocked(rows: ["r1"], needed: 2, columns: ["c1"], available: 1))
    }
  }

  /// The published divisors give every cell strictly, by the definition of rounding.
  private func proves(_ result: MatrixAllocation) throws {
    let seats = try #require(result.seats)
    #expect(result.divisorsAreStrict)
    for row in seats.indices {
      for column in seats[row].indices where !result.problem.weights[row][column].isZero {
        let divisor = result.rowDivisors[row].radicand * result.columnDivisors[column].radicand
        let strongest = result.problem.weights[row].max() == result.problem.weights[row][column]
        try strictly(
          result.problem.weights[row][column] / divisor, seats[row][column],
          served: result.problem.strongestAtLeastOne && strongest && seats[row][column] == 1)
      }
    }
  }

  private func strictly(_ quotient: Fraction, _ seats: Int, served: Bool) throws {
    let half = Fraction(1, over: 2)
    #expect(quotient < Fraction(seats) + half)
    if seats > 0, !served { #expect(quotient > Fraction(seats) - half) }
  }
}
