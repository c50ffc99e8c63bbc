import Findings
import Foundation
import Reports
import Testing

@Suite struct RatingWorkbookTests {
  @Test func isAnArchive() throws {
    let bytes = try RatingWorkbook(report: RatingFixture().report(), language: .chinese).bytes()
    #expect(bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
  }
}
