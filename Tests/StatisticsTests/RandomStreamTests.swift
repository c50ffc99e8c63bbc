import Statistics
import TestSupport
import Testing

/// References: Random123 known-answer vectors (Salmon et al. 2011), the same words from NumPy 2.4.6
/// `Philox(key=…, counter=…).random_raw(8)`.
@Suite struct RandomStreamTests {
  @Test func wordsAreThoseOfPhilox() {
    var zero = RandomStream(seed: 0)
    #expect(
      (0..<4).map { _ in zero.next() } == [
        0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b,
      ])
    var other = RandomStream(seed: 20_240_501, stream: 7)
    #expect(
      (0..<8).map { _ in other.next() } == [
        0x6597_7472_0f95_95aa, 0x6336_0143_9027_3400, 0x7c4c_31a4_3a79_506d, 0xebbb_0350_0f0d_4daa,
        0x78ca_cce7_130a_b6e4, 0xbb03_5c58_85c6_0b59, 0x735e_8b24_cacb_338a, 0x8df2_879a_0243_21e6,
      ])
    let full = RandomStream.encipher(counter: (.max, .max, .max, .max), key: (.max, .max))
    #expect(
      [full.0, full.1, full.2, full.3] == [
        0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0,
      ])
  }

  @Test func everyPositionIsReachedAtOnce() {
    var walked = RandomStream(seed: 5)
    let words = (0..<40).map { _ in walked.next() }
    #expect(walked.position == 40)
    for position in 0..<40 {
      var jumped = RandomStream(seed: 5)
      jumped.position = UInt64(position)
      #expect(jumped.position == UInt64(position))
      #expect(jumped.next() == words[position], "position \(position)")
    }
  }

  @Test func boundedNumbersAreUniform() {
    var random = RandomStream(seed: 11)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[random.below(7)] += 1 }
    let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
    // 99.9 % point of chi-square with 6 degrees of freedom.
    #expect(chiSquare < 22.46)
  }

  @Test func everyOrderOfThreeIsEquallyLikely() {
    var random = RandomStream(seed: 12)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<60_000 {
      var values = [0, 1, 2]
      random.shuffle(&values)
      counts[values, default: 0] += 1
    }
    #expect(counts.count == 6)
    // 99.9 % point of chi-square with 5 degrees of freedom.
    #expect(counts.values.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 } < 20.52)
  }

  @Test func normalNumbersHaveTheirMoments() {
    var random = RandomStream(seed: 13)
    let values = (0..<50_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 50_000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 50_000
    #expect(abs(mean) < 4 / 50_000.0.squareRoot())
    #expect(abs(variance - 1) < 4 * (2 / 50_000.0).squareRoot())
  }
}
