import Apportionment
import Foundation
import TestSupport
import Testing

/// Properties on generated problems; `KAOPING_FUZZ_CASES` sets how many (`make fuzz` runs a million).
@Suite struct ApportionmentPropertyTests {
  static let cases = ProcessInfo.processInfo.environment["KAOPING_FUZZ_CASES"].flatMap { Int($0) } ?? 2_000

  static let affine: [(name: String, offset: Fraction, slope: Fraction)] = [
    ("jefferson", Fraction(1), Fraction(1)), ("webster", Fraction(1, over: 2), Fraction(1)),
    ("adams", Fraction(0), Fraction(1)), ("imperiali-divisor", Fraction(1), Fraction(1, over: 2)),
    ("danish", Fraction(1, over: 3), Fraction(1)), ("stationary=3/7", Fraction(3, over: 7), Fraction(1)),
  ]

  @Test func divisorMethodsAgreeWithTheSlowReference() throws {
    var made = GeneratedProblems(generator: SeededGenerator(seed: 20_260_101))
    for index in 0..<Self.cases {
      let weights = made.weights(made.number(1...7))
      let rule = Self.affine[made.number(0...(Self.affine.count - 1))]
      let house = made.number(1...25)
      let minimum = made.number(0...9) == 0 ? 1 : 0
      let maximum = made.number(0...9) == 0 ? 4 : Int.max
      let units = weights.enumerated().map {
        WeightedUnit("u\($0)", weight: $1, minimum: minimum, maximum: maximum == .max ? nil : maximum)
      }
      let method = try #require(ApportionmentMethod(named: rule.name))
      let found = SeatProblem(units, seats: house, method: method).allocate()
      let wanted = Reference.divisor(
        weights, seats: house, offset: rule.offset, slope: rule.slope, minimum: minimum, maximum: maximum)
      let label = "case \(index): \(rule.name) \(weights) \(house) \(minimum) \(maximum)"
      #expect(found.seats == wanted?.seats, "\(label)")
      #expect(found.tie?.units ?? [] == wanted?.tied ?? [] && found.tie?.seats ?? 0 == wanted?.among ?? 0, "\(label)")
    }
  }

  @Test func hamiltonAgreesWithTheSlowReferenceAndStaysWithinTheQuota() throws {
    var made = GeneratedProblems(generator: SeededGenerator(seed: 20_260_102))
    for index in 0..<Self.cases {
      let weights = made.weights(made.number(1...7))
      let house = made.number(1...25)
      let units = weights.enumerated().map { WeightedUnit("u\($0)", weight: $1) }
      let found = SeatProblem(units, seats: house).allocate()
      let wanted = Reference.hamilton(weights, seats: house)
      #expect(found.seats == wanted?.seats, "case \(index): \(weights) \(house)")
      #expect(found.tie?.units ?? [] == wanted?.tied ?? [], "case \(index): \(weights) \(house)")
      #expect(found.quotaViolations.isEmpty, "case \(index): \(weights) \(house)")
    }
  }

  @Test func everyMethodKeepsItsPromises() throws {
    var made = GeneratedProblems(generator: SeededGenerator(seed: 20_260_103))
    let names = ["power-mean=3", "power-mean=-4", "huntington-hill", "dean", "modified-sainte-lague", "webster"]
    for index in 0..<Self.cases {
      let weights = made.weights(made.number(2...8))
      let method = try #require(ApportionmentMethod(named: names[made.number(0...(names.count - 1))]))
      let house = made.number(8...60)
      let units = weights.enumerated().map { WeightedUnit("u\($0)", weight: $1) }
      let label = "case \(index): \(method.name) \(weights) \(house)"
      let found = SeatProblem(units, seats: house, method: method).allocate()
      guard let seats = found.seats else {
        #expect(weights.allSatisfy { $0.isZero }, "\(label)")
        continue
      }
      #expect(seats.reduce(0, +) + (found.tie?.seats ?? 0) == house, "\(label)")
      // House monotone, element by element: every certain seat stays with one seat more.
      let larger = try #require(SeatProblem(units, seats: house + 1, method: method).allocate().seats)
      for unit in seats.indices { #expect(larger[unit] >= seats[unit], "\(label) unit \(unit)") }
      // Scale invariance, anonymity.
      let factor = Fraction(made.number(1...1_000_000), over: made.number(1...977))
      let scaled = units.map { WeightedUnit($0.name, weight: $0.weight * factor) }
      #expect(SeatProblem(scaled, seats: house, method: method).allocate().seats == seats, "\(label)")
      let turned = SeatProblem(units.reversed(), seats: house, method: method).allocate()
      #expect(turned.seats == seats.reversed(), "\(label)")
      // Concordance: more weight, no fewer seats.
      for (a, b) in zip(units.indices, units.indices.dropFirst()) where units[a].weight > units[b].weight {
        let tied = found.tie?.units.contains(b) ?? false
        #expect(seats[a] + (tied ? 1 : 0) >= seats[b], "\(label)")
      }
      // Any divisor inside the interval gives the seats: the published one by rounding each quotient.
      if case .divisor(let sequence, _) = method, let divisor = found.divisorWorking?.convenientDivisor {
        for unit in seats.indices where !weights[unit].isZero {
          let quotient = RootOfFraction(weights[unit] / divisor)
          #expect(quotient < sequence.signpost(seats[unit]), "\(label) unit \(unit)")
          if seats[unit] > 0 { #expect(sequence.signpost(seats[unit] - 1) < quotient, "\(label) unit \(unit)") }
        }
      }
    }
  }

  @Test func sensitivitiesAreTheSmallestSteps() throws {
    var made = GeneratedProblems(generator: SeededGenerator(seed: 20_260_104))
    let names = ["hamilton", "webster", "jefferson", "huntington-hill", "power-mean=3", "largest-remainder-droop"]
    for index in 0..<max(200, Self.cases / 20) {
      let weights = (0..<made.number(2...5)).map { _ in Fraction(made.number(1...60)) }
      let method = try #require(ApportionmentMethod(named: names[made.number(0...(names.count - 1))]))
      let units = weights.enumerated().map { WeightedUnit("u\($0)", weight: $1) }
      let problem = SeatProblem(units, seats: made.number(6...20), method: method)
      let result = problem.allocate()
      guard let seats = result.seats, let steps = result.sensitivities else { continue }
      for unit in units.indices {
        for (step, more) in [(steps[unit].forOneMore, true), (steps[unit].forOneFewer, false)] {
          guard let step else { continue }
          func surely(_ size: Fraction) -> Bool {
            var changed = problem
            changed.units[unit].weight = more ? weights[unit] + size : weights[unit] - size
            let outcome = changed.allocate()
            guard let after = outcome.seats?[unit] else { return false }
            let tied = outcome.tie?.units.contains(unit) ?? false
            return more ? after > seats[unit] : after + (tied ? 1 : 0) < seats[unit]
          }
          let label = "case \(index): \(method.name) \(weights) \(problem.seats) unit \(unit) more \(more)"
          #expect(surely(step), "\(label): \(step)")
          if step > .one { #expect(!surely(step - .one), "\(label): \(step) − 1") }
        }
      }
    }
  }

  @Test func biproportionalMarginsAreAlwaysMetAndProved() throws {
    var made = GeneratedProblems(generator: SeededGenerator(seed: 20_260_105))
    let sequences: [SignpostSequence] = [.webster, .jefferson, .danish, .huntingtonHill, .dean, .imperiali]
    for index in 0..<max(200, Self.cases / 10) {
      let (rows, columns) = (made.number(1...5), made.number(1...5))
      let top = made.number(0...2) == 0 ? 3 : 500
      let weights = (0..<rows).map { _ in (0..<columns).map { _ in Fraction(made.number(0...top)) } }
      // Margins of some table on the cells with weight, so that an allocation exists where no first seat is forced.
      var (rowSeats, columnSeats) = ([Int](repeating: 0, count: rows), [Int](repeating: 0, count: columns))
      for row in 0..<rows {
        for column in 0..<columns where !weights[row][column].isZero {
          let seats = made.number(0...4)
          rowSeats[row] += seats
          columnSeats[column] += seats
        }
      }
      let sequence = sequences[made.number(0...(sequences.count - 1))]
      let result = MatrixProblem(
        rows: (0..<rows).map { "r\($0)" }, columns: (0..<columns).map { "c\($0)" }, weights: weights,
        rowSeats: rowSeats, columnSeats: columnSeats, sequence: sequence
      ).allocate()
      let label = "case \(index): \(weights) \(rowSeats) \(columnSeats) \(sequence)"
      guard let certain = result.seats else {
        #expect(sequence.givesFirstSeatToAll, "\(label): \(String(describing: result.infeasibility))")
        continue
      }
      let tables = result.solutions(limit: 200) ?? []
      #expect(result.status == .tied || tables.count == 1, "\(label)")
      #expect(result.status == .unique || tables.count != 1, "\(label)")
      for table in tables {
        #expect(table.map { $0.reduce(0, +) } == rowSeats, "\(label)")
        #expect((0..<columns).map { column in table.reduce(0) { $0 + $1[column] } } == columnSeats, "\(label)")
      }
      for row in 0..<rows {
        for column in 0..<columns {
          if weights[row][column].isZero {
            #expect(certain[row][column] == 0, "\(label)")
            continue
          }
          guard result.divisorsAreStrict else { continue }
          let divisor = result.rowDivisors[row].radicand * result.columnDivisors[column].radicand
          let quotient = RootOfFraction(weights[row][column] / divisor)
          let seats = certain[row][column]
          #expect(quotient < sequence.signpost(seats), "\(label) \(row) \(column)")
          if seats > 0 { #expect(sequence.signpost(seats - 1) < quotient, "\(label) \(row) \(column)") }
        }
      }
    }
  }

  @Test func weightsBeyondTenToTheThirtyAreExact() throws {
    let big = try #require(Fraction(decimal: "1000000000000000000000000000000.5"))
    let units = [WeightedUnit("A", weight: big), WeightedUnit("B", weight: big - Fraction(1, over: 2))]
    for method in ApportionmentMethod.compared where method.name != "largest-remainder-droop" {
      let result = SeatProblem(units, seats: 3, method: method).allocate()
      guard result.status == .unique else { continue }
      #expect(result.seats == [2, 1], "\(method.name)")
    }
    #expect(SeatProblem(units, seats: 3, method: .webster).allocate().status == .unique)
  }
}
