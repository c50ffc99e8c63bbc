import Testing
import Web

@Suite("Observability")
struct ObservabilityTests {
  @Test(
    "a line of the log says when, with day and zone",
    arguments: [
      (0.0, "1970-01-01T00:00:00.000Z"), (1_417_422_600.25, "2014-12-01T08:30:00.250Z"),
      (1_417_422_600.9999, "2014-12-01T08:30:00.999Z"),
    ])
  func moments(seconds: Double, text: String) { #expect(LogLines.moment(seconds) == text) }
}
