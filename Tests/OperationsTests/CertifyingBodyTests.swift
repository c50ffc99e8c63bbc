import Findings
import Foundation
import Operations
import Scoring
import TestSupport
import Testing

/// Who may establish an event under a condition: the bodies that the condition names, and nobody else.
@Suite struct CertifyingBodyTests {
  private static let header = "event_id,community_id,code,date,department,document,reply,status\n"

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var department: String
    var status: String
    /// Whether the rating is refused.
    var isRefused: Bool
    /// Whether the community is barred, if it is rated.
    var bars: Bool
  }

  static let cases = [
    Case(
      testDescription: "the body that the condition names", department: "安监局", status: "confirmed",
      isRefused: false, bars: true),
    Case(
      testDescription: "a body that may only propose", department: "东湖街道办事处", status: "confirmed",
      isRefused: true, bars: false),
    Case(
      testDescription: "a proposal of such a body", department: "东湖街道办事处", status: "pending",
      isRefused: false, bars: false),
    Case(
      testDescription: "a record that does not say who", department: "", status: "confirmed",
      isRefused: false, bars: true),
  ]

  @Test(arguments: cases) func onlyTheNamedBodyBars(_ test: Case) async throws {
    let row = "E1,329911000001,V01,2014-05-01,\(test.department),批复1号,有回复,\(test.status)\n"
    do {
      let result = try await EligibilityTests.rate(["veto.csv": Self.header + row])
      #expect(!test.isRefused)
      let isBarred: Bool =
        if case .condition = result.communities[0].exclusion { true } else { false }
      #expect(isBarred == test.bars)
    } catch let refusal as Refusal {
      #expect(test.isRefused)
      let finding = try #require(refusal.findings.first { $0.code == .eventNotCertified })
      #expect(
        finding.location?.row == 2 && finding.location?.column == 5
          && finding.found == test.department)
      #expect(finding.details == ["V01", "安监局"])
    }
  }
}
