import Statistics
import TestSupport
import Testing

/// Properties that fix Sampford's and Brewer's designs, checked by listing all samples of small populations.
@Suite struct UnequalProbabilityTests {
  static let measures: [Double] = [5, 9, 1, 30, 12, 7, 3, 22, 14]

  /// All sets of `size` out of `count` units.
  static func sets(_ count: Int, _ size: Int, from first: Int = 0) -> [[Int]] {
    if size == 0 { return [[]] }
    guard count - first >= size else { return [] }
    return (first..<count).flatMap { unit in
      sets(count, size - 1, from: unit + 1).map { [unit] + $0 }
    }
  }

  /// P(s) ∝ Π λ_k · (n − Σ π_k), the definition.
  @Test(arguments: 1...3) func sampfordsJointProbabilitiesAreThoseOfTheDefinition(_ size: Int) throws {
    let pi = try InclusionProbabilities.proportional(to: Self.measures, size: size)
    try #require(pi.allSatisfy { $0 < 1 })
    var expected = [[Double]](repeating: [Double](repeating: 0, count: pi.count), count: pi.count)
    var total = 0.0
    for set in Self.sets(pi.count, size) {
      let weight = set.reduce(1.0) { $0 * pi[$1] / (1 - pi[$1]) } * (Double(size) - set.reduce(0.0) { $0 + pi[$1] })
      total += weight
      for a in set { for b in set { expected[a][b] += weight } }
    }
    let found = try SampfordSample(pi).jointProbabilities()
    for (row, values) in zip(found, expected) { expectAgreement(row, values.map { $0 / total }) }
  }

  /// Σ_l π_kl = n π_k for a design of fixed size, and Yates and Grundy's π_k π_l ≥ π_kl, certainties included.
  @Test(arguments: [2, 4, 6]) func rowsOfJointProbabilitiesSum(_ size: Int) throws {
    let pi = try InclusionProbabilities.proportional(to: Self.measures, size: size)
    let matrices = [try SampfordSample(pi).jointProbabilities(), try BrewerSample(pi).jointProbabilities()]
    for joint in matrices {
      for (unit, row) in joint.enumerated() {
        #expect(agree(row.reduce(0, +), Double(size) * pi[unit], relative: 1e-12))
        for other in row.indices where other != unit { #expect(row[other] <= pi[unit] * pi[other] * (1 + 1e-12)) }
      }
    }
  }

  /// With two draws both designs, and Durbin's, are the same (Brewer 1963, Rao 1965, Durbin 1967).
  @Test func brewerAndSampfordAgreeForTwoDraws() throws {
    let pi = try InclusionProbabilities.proportional(to: Self.measures, size: 2)
    let brewer = try BrewerSample(pi).jointProbabilities()
    for (a, b) in zip(brewer, try SampfordSample(pi).jointProbabilities()) { expectAgreement(a, b) }
  }

  /// Some units of a matrix, in any order, are those of the whole one.
  @Test func joinedUnitsAreThoseOfTheWholeMatrix() throws {
    let pi = try InclusionProbabilities.proportional(to: Self.measures, size: 4)
    let units = [7, 0, 3, 5]
    for method in SelectionMethod.allCases where method.usesMeasure {
      let whole = try method.jointProbabilities(pi, size: 4, units: Array(pi.indices))
      let part = try method.jointProbabilities(pi, size: 4, units: units)
      guard let whole, let part else {
        #expect(method == .ppsRandomSystematic)
        continue
      }
      for (row, a) in units.enumerated() { expectAgreement(part[row], units.map { whole[a][$0] }) }
    }
  }

  @Test func largeSamplingFractionsAreDrawn() throws {
    let measures = (1...400).map { 1 + Double($0 % 7) }
    let pi = try InclusionProbabilities.proportional(to: measures, size: 220)
    var stream = RandomStream(seed: 3)
    #expect(try SampfordSample(pi).draw(&stream).count == 220)
    #expect(try BrewerSample(pi).draw(&stream).count == 220)
    let joint = try SampfordSample(pi).jointProbabilities()
    #expect(agree(joint[0].reduce(0, +), 220 * pi[0], relative: 1e-10))
  }

  /// 20 of 150 are too many sets; the approximation keeps Σ_l π_kl = n π_k to a hundredth and never exceeds π_k π_l.
  @Test func largeFramesGetApproximateJointProbabilities() throws {
    let pi = try InclusionProbabilities.proportional(to: (1...150).map { 20 + Double($0) }, size: 20)
    #expect(try BrewerSample(pi).hasExactJoint == false)
    #expect(SelectionMethod.ppsBrewer.approximatesJoint(pi))
    let joint = try BrewerSample(pi).jointProbabilities()
    for (unit, row) in joint.enumerated() {
      #expect(agree(row.reduce(0, +), 20 * pi[unit], relative: 0.01))
      for other in row.indices where other != unit { #expect(row[other] < pi[unit] * pi[other]) }
    }
  }

  /// Three of 300 units are exact: 44,850 sets before the last draw.
  @Test func threeDrawsFromALargeFrameAreExact() throws {
    let pi = try InclusionProbabilities.proportional(to: (1...300).map { 1 + Double($0 % 11) }, size: 3)
    let sample = try BrewerSample(pi)
    #expect(sample.hasExactJoint)
    for (unit, row) in try sample.jointProbabilities().enumerated() {
      #expect(agree(row.reduce(0, +), 3 * pi[unit], relative: 1e-11))
    }
  }

  @Test func impossibleProbabilitiesAreRefused() throws {
    #expect(throws: StatisticsError.self) { try SampfordSample([0.5, 0.7]) }
    #expect(throws: StatisticsError.self) { try BrewerSample([0.5, 1.5]) }
  }
}
