import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2 `qt(p, df)`, 17 digits.
@Suite struct StudentTTests {
  @Test func quantileAgreesWithR() {
    #expect(agree(StudentT(degreesOfFreedom: 10).quantile(0.975), 2.2281388519862739, relative: 1e-12))
    #expect(agree(StudentT(degreesOfFreedom: .infinity).quantile(0.975), 1.9599639845400545, relative: 1e-12))
  }
}
