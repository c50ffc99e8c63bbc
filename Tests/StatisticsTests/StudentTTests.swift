import Foundation
import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2 `qt(p, df)`, 17 digits.
@Suite struct StudentTTests {
  @Test func quantileAgreesWithR() {
    #expect(agree(StudentT(degreesOfFreedom: 10).quantile(0.975), 2.2281388519862739, relative: 1e-12))
    #expect(agree(StudentT(degreesOfFreedom: .infinity).quantile(0.975), 1.9599639845400545, relative: 1e-12))
  }

  /// The tail that keeps its logarithm is GSL's to the last bit, near the middle and far out.
  @Test(arguments: (2...70).map { Double($0) / 2 } + [1e3, 1e7, .infinity])
  func tailHasTheBitsOfTheDistribution(_ degrees: Double) {
    let distribution = StudentT(degreesOfFreedom: degrees)
    let tail = StudentTail(degreesOfFreedom: degrees)
    for step in -900...1200 {
      // From 1e-9 to 1e12, in steps that end on no round number.
      let t = Double.pi * pow(10, Double(step) / 100)
      #expect(tail.below(t) == distribution.cumulative(-t), "\(degrees), \(t)")
      #expect(tail.below(-t) == distribution.cumulative(-t), "\(degrees), -\(t)")
    }
    #expect(tail.below(0) == 0.5)
  }
}
