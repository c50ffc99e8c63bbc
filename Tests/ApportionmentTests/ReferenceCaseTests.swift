import Apportionment
import Foundation
import Testing

/// Every number of the one-way reference cases that the room computes; provenance stands in each folder's source.md.
@Suite struct ReferenceCaseTests {
  static let cases = [
    "belgium2019-dhondt-order", "denmark2019-hare-threshold", "malmo2018-modified-sainte-lague", "quota-variants",
    "seven-districts-100-titles", "ties-exact", "us1790-three-bills", "us1880-alabama-paradox",
    "us2020-hill-huntington",
  ]

  @Test(arguments: cases) func everyExpectedNumberIsReproduced(_ name: String) throws {
    let reference = try ReferenceCase(name)
    var checked = 0
    for problem in reference.problems where problem["seats"] is Int {
      let expected = try #require(problem["expected"] as? [String: Any])
      let label = "\(name)/\(problem["id"] ?? "")"
      let units = try reference.units(problem)
      let result = SeatProblem(
        units, seats: try #require(problem["seats"] as? Int), method: try ReferenceCase.method(problem)
      ).allocate()
      for (key, value) in expected { try check(key, value, result, reference, problem, label) }
      checked += expected.count
    }
    #expect(checked > 0, "\(name) has one-way problems")
  }

  @Test func alabamaScansFindTheListedStepsOnly() throws {
    let seven = try ReferenceCase("seven-districts-100-titles")
    let scan = try #require(seven.problems.first { $0["id"] as? String == "alabama-scan-80-120" })
    let districts = SeatProblem(try seven.units(scan), seats: 100)
    let expected = try #require(scan["expected"] as? [String: Any])
    #expect(events(districts.alabamaParadoxes(in: 80...120)) == listed(expected["events"]))

    let census = try ReferenceCase("us1880-alabama-paradox")
    let states = try #require(census.problems.first { $0["id"] as? String == "paradox-scan" })
    let answers = try #require(states["expected"] as? [String: Any])
    let plain = try census.units(["weights": "population"])
    let served = try census.units(["weights": "population", "minimum": 1])
    #expect(
      events(SeatProblem(served, seats: 299).alabamaParadoxes(in: 275...350)) == listed(answers["hamilton_minimum_1"]))
    #expect(
      events(SeatProblem(plain, seats: 299).alabamaParadoxes(in: 275...350)) == listed(answers["hamilton_no_minimum"]))
    // Webster by full recomputation: the room's own scan skips divisor methods by theorem.
    var before: [Int]?
    for house in 275...350 {
      let after = try #require(SeatProblem(served, seats: house, method: .webster).allocate().seats)
      if let before { #expect(zip(before, after).allSatisfy { $0 <= $1 }, "Webster at \(house)") }
      before = after
    }
  }

  @Test func populationAndNewDistrictParadoxesAreNamed() throws {
    let reference = try ReferenceCase("seven-districts-100-titles")
    let now = try reference.units(["weights": "communities"])
    let next = try reference.units(["weights": "communities_next_year"])
    let paradoxes = SeatProblem(next, seats: 100).allocate().populationParadoxes(since: now)
    #expect(paradoxes == [.population(gainer: "D1", loser: "D2", gained: 1, lost: 1)])
    #expect(SeatProblem(next, seats: 100, method: .webster).allocate().populationParadoxes(since: now).isEmpty)
    let joined = SeatProblem(now + [WeightedUnit("D8", weight: Fraction(24))], seats: 105).allocate()
    #expect(
      joined.newUnitParadox(known: Set(now.map(\.name)))
        == .newUnits(joined: ["D8"], gainers: ["D1"], losers: ["D2"]))
  }

  private func events(_ paradoxes: [Paradox]) -> [String] {
    paradoxes.map { paradox in
      guard case .alabama(let unit, let from, let to, let before, let after) = paradox else { return "\(paradox)" }
      return "\(unit) \(from)-\(to): \(before)-\(after)"
    }
  }

  private func listed(_ value: Any?) -> [String] {
    (value as? [[String: Any]] ?? []).map { event in
      "\(event["unit"] ?? "") \(event["from_seats"] ?? "")-\(event["to_seats"] ?? ""):"
        + " \(event["before"] ?? "")-\(event["after"] ?? "")"
    }
  }

  private func check(
    _ key: String, _ value: Any, _ result: SeatAllocation, _ reference: ReferenceCase, _ problem: [String: Any],
    _ label: String
  ) throws {
    let names = result.problem.units.map(\.name)
    func named<Value>(_ values: [Value]) -> [String: Value] { Dictionary(uniqueKeysWithValues: zip(names, values)) }
    let remainder = result.remainderWorking
    let divisor = result.divisorWorking
    func expectExact(_ found: String?, _ decimal: String?, _ value: Any) throws {
      let pair = try #require(value as? [String: String])
      #expect(found == pair["exact"], "\(label) \(key)")
      if let digits = pair["decimal"] { #expect(decimal == digits, "\(label) \(key)") }
    }
    switch key {
    case "status": #expect(result.status.rawValue == value as? String, "\(label)")
    case "seats": #expect(named(try #require(result.seats)) == value as? [String: Int], "\(label)")
    case "seats_before_the_tie": #expect(named(try #require(result.seats)) == value as? [String: Int], "\(label)")
    case "tied_units": #expect(try #require(result.tie).units.map { names[$0] } == value as? [String], "\(label)")
    case "seats_among_the_tied": #expect(result.tie?.seats == value as? Int, "\(label)")
    case "number_of_solutions": #expect(result.tie?.solutionCount == value as? Int, "\(label)")
    case "solutions":
      let solutions = try #require(value as? [[String: Int]])
      #expect(Set(result.solutions(limit: 1_000).map(named)) == Set(solutions), "\(label)")
    case "quota": try expectExact(remainder?.quota?.description, remainder?.quota?.decimal(), value)
    case "whole_parts": #expect(named(try #require(remainder).wholeParts) == value as? [String: Int], "\(label)")
    case "remaining_seats_after_whole_parts": #expect(remainder?.remainingSeats == value as? Int, "\(label)")
    case "seats_too_many": #expect(result.discrepancy == value as? Int, "\(label)")
    case "remaining_seats_go_to_in_order":
      #expect(try #require(remainder).order.map { names[$0] } == value as? [String], "\(label)")
    case "raised_to_minimum":
      let raised = names.indices.filter { remainder?.raised[$0] ?? false }.map { names[$0] }
      #expect(raised == value as? [String], "\(label)")
    case "remainders":
      #expect(named(try #require(remainder).remainders.map(\.description)) == value as? [String: String], "\(label)")
    case "last_remainder_with_a_seat", "first_remainder_without_a_seat":
      let working = try #require(remainder)
      let unit = try #require(key.hasPrefix("last") ? working.lastWithSeat : working.firstWithoutSeat)
      let pair = try #require(value as? [String: String])
      #expect(names[unit] == pair["unit"] && working.remainders[unit].description == pair["exact"], "\(label) \(key)")
    case "divisor_interval":
      let ends = try #require(value as? [String: Any])
      try expectExact(divisor?.lower?.description, divisor?.lower?.decimal(), ends["lower"] ?? "")
      try expectExact(divisor?.upper?.description, divisor?.upper?.decimal(), ends["upper"] ?? "")
    case "divisor_at_the_tie":
      try expectExact(divisor?.divisorAtTie?.description, divisor?.divisorAtTie?.decimal(), value)
    case "order_of_seats":
      let steps = try #require(divisor).order
      if let order = value as? [String] {
        #expect(steps.map { names[$0.unit] } == order, "\(label)")
      } else {
        let order = try #require(value as? [[String: Any]])
        for (step, wanted) in zip(steps.suffix(order.count), order) {
          #expect(names[step.unit] == wanted["unit"] as? String, "\(label)")
          try expectExact(step.quotient?.description, step.quotient?.decimal(), wanted["quotient"] ?? "")
        }
        #expect(steps.count >= order.count)
      }
    case "seat_436_would_go_to":
      let larger = result.problem.with(seats: 436).allocate()
      #expect(larger.divisorWorking?.order.last.map { names[$0.unit] } == value as? String, "\(label)")
    case "quota_violations":
      let found = result.quotaViolations.map { "\(names[$0.unit]) \($0.side.rawValue) \($0.bound)" }
      let wanted = (value as? [[String: Any]] ?? []).map {
        "\($0["unit"] ?? "") \($0["kind"] ?? "") \($0["bound"] ?? "")"
      }
      #expect(found == wanted, "\(label)")
    case "disproportionality", "disproportionality_all_13_lists":
      let seats = try #require(result.seats)
      let indices = try #require(Disproportionality(weights: result.problem.units.map(\.weight), seats: seats))
      let wanted = try #require(value as? [String: String])
      #expect(agreeing(indices.loosemoreHanby.decimal(), wanted["loosemore_hanby"]), "\(label)")
      #expect(agreeing(indices.gallagher.decimal(), wanted["gallagher"]), "\(label)")
      #expect(agreeing(indices.sainteLague?.decimal(), wanted["sainte_lague"]), "\(label)")
      #expect(agreeing(indices.dhondt?.decimal(), wanted["dhondt"]), "\(label)")
      #expect(agreeing(indices.rae.decimal(), wanted["rae"]), "\(label)")
    case "lists_at_or_above_the_threshold":
      #expect(result.problem.units.filter(\.takesPart).map(\.name) == value as? [String], "\(label)")
    case "threshold_in_votes":
      let total = result.problem.units.reduce(Fraction.zero) { $0 + $1.weight }
      let line = total * Fraction(1, over: 50)
      try expectExact(line.description, line.decimal(), value)
    case "changes":
      let now = try reference.units(["weights": "communities"])
      let before = try #require(SeatProblem(now, seats: 100).allocate().seats)
      for (unit, change) in try #require(value as? [String: [Int]]) {
        let position = try #require(names.firstIndex(of: unit))
        #expect(change == [position < before.count ? before[position] : 0, result.seats?[position]], "\(label)")
      }
    case "growth":
      let before = try reference.units(["weights": "communities"])
      for (unit, growth) in try #require(value as? [String: Any]) {
        let position = try #require(names.firstIndex(of: unit))
        let ratio = result.problem.units[position].weight / before[position].weight
        try expectExact(ratio.description, ratio.decimal(), growth)
      }
    case "paradox_pairs":
      let pairs = result.populationParadoxes(since: try reference.units(["weights": "communities"]))
      let wanted = try #require(value as? [[String: String]])
      let found: [[String: String]] = pairs.compactMap { paradox in
        guard case .population(let gainer, let loser, _, _) = paradox else { return nil }
        return ["gains": gainer, "loses": loser]
      }
      #expect(found == wanted, "\(label)")
    case "order_of_seats_note": #expect(value as? String == "the last five seats handed out (431 to 435)", "\(label)")
    case "reason": #expect(result.infeasibility == .fewerSeatsThanUnits(units: 3, seats: 2), "\(label)")
    case _ where key.hasSuffix("needed_for_one_more_seat") || key.hasSuffix("needed_for_one_more_title"):
      let steps = try #require(result.sensitivities).map(\.forOneMore)
      for (unit, count) in try #require(value as? [String: Any]) {
        let position = try #require(names.firstIndex(of: unit))
        #expect(steps[position]?.description == (count as? Int).map(String.init), "\(label) \(unit)")
      }
    case _ where key.hasSuffix("to_lose_for_one_seat_fewer") || key.hasSuffix("to_lose_for_one_title_fewer"):
      let steps = try #require(result.sensitivities).map(\.forOneFewer)
      for (unit, count) in try #require(value as? [String: Any]) {
        let position = try #require(names.firstIndex(of: unit))
        #expect(steps[position]?.description == (count as? Int).map(String.init), "\(label) \(unit)")
      }
    default: Issue.record("\(label): nothing checks \(key)")
    }
  }

  /// Whether two decimals of 20 digits agree to 18: the reference was rounded from binary roots in places.
  private func agreeing(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b, let x = Fraction(decimal: a), let y = Fraction(decimal: b) else { return a == b }
    return (x - y).magnitude <= max(x.magnitude, y.magnitude) * Fraction(1, over: 1_000_000_000_000_000_000)
  }
}
