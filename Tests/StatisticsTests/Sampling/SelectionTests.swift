import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2, sampling 2.9; see References/selection/source.md. Tolerance of the case: 1e-9.
@Suite struct SelectionTests {
  static func populations() throws -> [Double] { try ReferenceCase("selection").column("POPTOT") }

  @Test func probabilitiesAreProportionalWithCertainties() throws {
    let reference = try ReferenceCase("selection")
    let id = "pps_inclusion_probabilities"
    let names = try reference.column("COM")
    let found = try InclusionProbabilities.proportional(to: try Self.populations(), size: 12)
    expectAgreement(Array(found.prefix(10)), try reference.numbers(id, "first_ten"))
    expectAgreement(Array(found.suffix(10)), try reference.numbers(id, "last_ten"))
    #expect(agree(found.reduce(0) { $0 + $1 * $1 }, try reference.number(id, "sum_of_squares")))
    #expect(try zip(names, found).filter { $0.1 == 1 }.map(\.0) == reference.numbers(id, "certainty"))
  }

  @Test(arguments: [0.137, 0.5, 0.9231]) func systematicSelectionFollowsItsStart(_ start: Double) throws {
    let reference = try ReferenceCase("selection")
    let names = try reference.column("COM")
    let probabilities = try InclusionProbabilities.proportional(to: try Self.populations(), size: 12)
    let unequal = try SystematicSample.proportional(probabilities, start: start).map { names[$0] }
    #expect(try unequal == reference.numbers("systematic_pps_start_\(start)", "selected"))
    let equal = try SystematicSample.equal(count: names.count, size: 25, start: start).map { names[$0] }
    #expect(try equal == reference.numbers("systematic_equal_start_\(start)", "selected"))
  }

  @Test func systematicJointProbabilities() throws {
    let reference = try ReferenceCase("selection")
    let id = "systematic_joint_probabilities"
    let probabilities = try InclusionProbabilities.proportional(
      to: Array(try Self.populations()[10..<22]), size: 4)
    let joint = try SystematicSample.jointProbabilities(probabilities)
    for (row, expected) in zip(joint, try reference.matrix(id, "pi2")) { expectAgreement(row, expected) }
  }

  /// Certainty units are taken out again and again: once 40 is certain, 9 exceeds its share of the rest, and so on.
  @Test func certaintiesCascade() throws {
    let found = try InclusionProbabilities.proportional(to: [1, 1, 1, 9, 40, 0], size: 3)
    expectAgreement(found, [1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1, 0])
    #expect(throws: StatisticsError.self) { try InclusionProbabilities.proportional(to: [1, 0, 0], size: 2) }
    #expect(throws: StatisticsError.self) { try InclusionProbabilities.proportional(to: [1, -1, 3], size: 1) }
    #expect(throws: StatisticsError.self) { try InclusionProbabilities.proportional(to: [1, .nan, 3], size: 1) }
  }

  /// Every start and size takes exactly as many units as asked for, all different and in range.
  @Test func systematicSamplesHaveTheirSize() throws {
    var generator = SeededGenerator(seed: 21)
    for round in 0..<400 {
      let count = 1 + Int(300 * generator.unit())
      let size = Int(Double(count + 1) * generator.unit())
      let start = round % 5 == 0 ? 0.9999999999999999 : generator.unit()
      let equal = try SystematicSample.equal(count: count, size: size, start: start)
      #expect(equal.count == size)
      #expect(Set(equal).count == size)
      #expect(equal.allSatisfy { (0..<count).contains($0) })
      let measures = (0..<count).map { _ in 0.001 + generator.unit() * generator.unit() * 100 }
      let probabilities = try InclusionProbabilities.proportional(to: measures, size: size)
      #expect(agree(probabilities.reduce(0, +), Double(size), relative: 1e-11))
      #expect(try SystematicSample.proportional(probabilities, start: start).count == size, "round \(round)")
    }
  }

  struct Design: CustomTestStringConvertible {
    let testDescription: String
    let method: SelectionMethod
    let hasFixedSize: Bool
  }

  static let designs = SelectionMethod.allCases.map {
    Design(testDescription: $0.rawValue, method: $0, hasFixedSize: $0 != .ppsPoisson && $0 != .bernoulli)
  }

  /// Over 20 000 draws the counts of the units meet their probabilities: Σ (count − Rπ)²/(Rπ(1 − π)) is referred to
  /// chi-square with as many degrees of freedom as units, at the level 0.001; for designs of fixed size the statistic has less
  /// spread than that, for systematic ones more, so that each unit is held to 4.5 binomial standard errors besides.
  @Test(arguments: designs) func drawsMeetTheirProbabilities(_ design: Design) throws {
    let measures: [Double] = [5, 9, 1, 30, 12, 7, 3, 22, 14, 8, 2, 60, 11, 6, 4]
    let repetitions = 20_000
    let probabilities = try design.method.probabilities(measures: measures, size: 5)
    var counts = [Double](repeating: 0, count: measures.count)
    var pairs = [[Double]](repeating: counts, count: measures.count)
    var stream = RandomStream(seed: 5)
    for _ in 0..<repetitions {
      let drawn = try design.method.draw(probabilities, size: 5, start: nil, &stream)
      if design.hasFixedSize { #expect(drawn.count == 5) }
      #expect(drawn == drawn.sorted() && Set(drawn).count == drawn.count)
      for a in drawn {
        counts[a] += 1
        for b in drawn { pairs[a][b] += 1 }
      }
    }
    let runs = Double(repetitions)
    var statistic = 0.0
    for (unit, p) in probabilities.enumerated() {
      if p == 1 {
        #expect(counts[unit] == runs)
        continue
      }
      let deviation = (counts[unit] - runs * p) / (runs * p * (1 - p)).squareRoot()
      #expect(abs(deviation) < 4.5, "unit \(unit): \(deviation)")
      statistic += deviation * deviation
    }
    let open = Double(probabilities.count { $0 < 1 })
    if design.method != .systematic, design.method != .ppsSystematic {
      #expect(try ChiSquareDistribution(degreesOfFreedom: open).upperTail(statistic) > 0.001)
    }
    guard
      let joint = try design.method.jointProbabilities(
        probabilities, size: 5, units: Array(measures.indices))
    else { return }
    for a in measures.indices {
      for b in measures.indices where a != b {
        let p = joint[a][b]
        let error = (p * (1 - p) / runs).squareRoot()
        #expect(abs(pairs[a][b] / runs - p) < 4.8 * error + 1e-9, "pair \(a), \(b)")
      }
    }
  }

  /// In simple random sampling a pair has n(n − 1)/(N(N − 1)); the case allows 4.5 binomial standard errors.
  @Test func simpleRandomSamplingMeetsTheCase() throws {
    let reference = try ReferenceCase("selection")
    let repetitions = 20_000.0
    var stream = RandomStream(seed: 17)
    var single = [Double](repeating: 0, count: 171)
    var pair = 0.0
    for _ in 0..<Int(repetitions) {
      let drawn = try SimpleRandomSample.draw(count: 171, size: 25, &stream)
      for unit in drawn { single[unit] += 1 }
      if drawn.starts(with: [0, 1]) { pair += 1 }
    }
    let p = try reference.number("random_draws", "srs_frequency")
    for count in single {
      #expect(abs(count / repetitions - p) < 4.5 * (p * (1 - p) / repetitions).squareRoot())
    }
    let q = try reference.number("random_draws", "srs_pair_frequency")
    #expect(abs(pair / repetitions - q) < 4.5 * (q * (1 - q) / repetitions).squareRoot())
  }

  /// A seed fixes the sample for ever. Reference: the same selection written in Python (Philox 4×64 of ten rounds, Lemire's
  /// bounded numbers, the first places of a Fisher–Yates shuffle).
  @Test func seedsFixTheSample() throws {
    var stream = RandomStream(seed: 2014)
    #expect(try SimpleRandomSample.draw(count: 1000, size: 6, &stream) == [20, 42, 48, 300, 700, 833])
  }
}
