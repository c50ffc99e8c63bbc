import Apportionment
import Testing

/// The numbers of the worked examples in docs/methods/apportionment*.md.
@Suite struct ApportionmentPageTests {
  static let counts = [("D1", 120), ("D2", 51), ("D3", 28), ("D4", 95), ("D5", 127), ("D6", 46), ("D7", 26)]
  let districts = counts.map { WeightedUnit($0.0, weight: Fraction($0.1)) }

  @Test func theWorkedExampleOfLargestRemaindersStandsAsPrinted() throws {
    let result = SeatProblem(districts, seats: 100).allocate()
    #expect(result.seats == [24, 11, 6, 19, 26, 9, 5])
    let working = try #require(result.remainderWorking)
    #expect(working.quota?.decimal() == "4.93")
    #expect(working.order.map { districts[$0].name } == ["D5", "D3", "D2"])
    #expect(working.remainders.map { $0.decimal() } == ["1.68", "1.7", "3.35", "1.33", "3.75", "1.63", "1.35"])
    #expect(result.sensitivities?.map { $0.forOneMore?.description } == ["1", "7", "4", "1", "4", "1", "1"])
    #expect(result.sensitivities?.map { $0.forOneFewer?.description } == ["6", "1", "2", "5", "3", "5", "5"])
    #expect(
      result.warnings.map(\.text.english) == [
        "Alabama paradox: with 101 seats instead of 100, D2 has 10 instead of 11."
      ])
    let text = result.explanation(of: 0, sensitivity: result.sensitivities?[0]).english
    #expect(
      text
        == "D1: weight 120; its exact share of 100 seats is 24 168/493 (≈ 24.340771). The quota is 4.93; the weight holds it "
        + "24 times, leaving a remainder of 1.68. The 3 remaining seats go one each to the largest remainders. It gets none; "
        + "the last to get one is D2 with 1.7, 0.02 more. It surely has 24. With 1 more weight alone it would surely have "
        + "one more. With 6 less it would surely have one fewer.")
    let webster = SeatProblem(districts, seats: 100, method: .webster).allocate()
    #expect(webster.seats == [25, 10, 6, 19, 26, 9, 5])
    #expect(webster.divisorWorking?.convenientDivisor?.decimal() == "4.88")
  }

  @Test func theWorkedExampleOfDiagnosticsStandsAsPrinted() {
    let next = zip(districts, [122, 52, 28, 95, 128, 47, 26]).map { WeightedUnit($0.name, weight: Fraction($1)) }
    let later = SeatProblem(next, seats: 100).allocate()
    #expect(later.populationParadoxes(since: districts) == [.population(gainer: "D1", loser: "D2", gained: 1, lost: 1)])
    let joined = districts + [WeightedUnit("D8", weight: Fraction(24))]
    let known = Set(districts.map(\.name))
    #expect(
      SeatProblem(joined, seats: 105).allocate().newUnitParadox(known: known)
        == .newUnits(joined: ["D8"], gainers: ["D1"], losers: ["D2"]))
    #expect(SeatProblem(next, seats: 100, method: .webster).allocate().populationParadoxes(since: districts).isEmpty)
    #expect(SeatProblem(joined, seats: 105, method: .webster).allocate().newUnitParadox(known: known) == nil)
  }

  @Test func theWorkedExampleOfTwoMarginsStandsAsPrinted() {
    let result = MatrixProblem(
      rows: ["north", "south"], columns: ["urban", "village"],
      weights: [[Fraction(96), Fraction(24)], [Fraction(13), Fraction(38)]], rowSeats: [7, 3], columnSeats: [6, 4]
    ).allocate()
    #expect(result.status == .unique)
    #expect(result.seats == [[5, 2], [1, 2]])
    #expect(result.rowDivisors.map { $0.decimal() } == ["3.89", "4.72"])
    #expect(result.columnDivisors.map { $0.decimal() } == ["4.98", "3.66"])
  }

  @Test func lotsCanBeRepeatedFromTheirRecord() {
    let draw = LotDraw(["乙", "甲", "丙"], seats: 2, seed: 42)
    #expect(draw == LotDraw(["丙", "乙", "甲"], seats: 2, seed: 42))
    #expect(draw.candidates == ["丙", "乙", "甲"])
    // SplitMix64 with state 42 gives these numbers (the reference implementation by Vigna, prng.di.unimi.it).
    #expect(draw.numbers == [13_679_457_532_755_275_413, 2_949_826_092_126_892_291])
    // By hand: 13679457532755275413 mod 3 = 1 brings 乙 to the first place; 2949826092126892291 mod 2 = 1 brings 甲 next.
    #expect(draw.drawn == ["乙", "甲"])
  }

  @Test(arguments: [
    ("hamilton", "largest-remainder-hare"), ("hill", "huntington-hill"), ("first-divisor=1.4", "first-divisor=1.4"),
    ("STATIONARY=1/3", "stationary=1/3"), ("power-mean=-1", "power-mean=-1"),
  ])
  func methodsAreReadByTheirNames(_ text: String, _ name: String) {
    #expect(ApportionmentMethod(named: text)?.name == name)
  }

  @Test(arguments: [
    "", "=", "first-divisor=3", "first-divisor=-1", "stationary=2", "power-mean=0.5", "power-mean=65", "x=1",
  ])
  func methodsOutOfRangeAreRefused(_ text: String) {
    #expect(ApportionmentMethod(named: text) == nil)
  }

  @Test(arguments: [
    ("0.50", "1/2"), ("1e3", "1000"), ("-2.5e-1", "-1/4"), (".5", "1/2"), ("5.", "5"),
    (
      "1000000000000000000000000000000.1",
      "10000000000000000000000000000001/10"
    ),
  ])
  func decimalsAreReadExactly(_ text: String, _ value: String) {
    #expect(Fraction(decimal: text)?.description == value)
  }

  @Test(arguments: [
    "", ".", "-", "e5", "1e", "1e999999999999999999999", "1 000", "1,5", "NaN", "inf", "0x10", "--1", "1.2.3",
  ])
  func whatIsNoDecimalIsRefused(_ text: String) {
    #expect(Fraction(decimal: text) == nil)
  }
}
