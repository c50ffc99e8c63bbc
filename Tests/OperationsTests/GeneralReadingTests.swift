import Findings
import Foundation
import Operations
import Surveys
import Testing

/// Response files of any kind rate like the plain ones: the general path and the fast path give the same result.
@Suite struct GeneralReadingTests {
  static let file = "responses/329912.csv"

  /// The same responses in another shape, and where the reading must come to the same.
  struct Shape: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var convert: @Sendable (String) -> [UInt8]
  }

  static let shapes = [
    Shape(testDescription: "UTF-16 with tabs") { text in
      [0xFF, 0xFE] + text.replacingOccurrences(of: ",", with: "\t").utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    },
    Shape(testDescription: "semicolons and CR") { text in
      Array(text.replacingOccurrences(of: ",", with: ";").replacingOccurrences(of: "\n", with: "\r").utf8)
    },
    Shape(testDescription: "GB18030 with Chinese headings and labels") { text in
      var lines = text.split(separator: "\n").map(String.init)
      lines[0] = lines[0].replacingOccurrences(of: "response_id", with: "问卷编号")
        .replacingOccurrences(of: "community_id", with: "社区代码").replacingOccurrences(of: "weight", with: "权数")
        .replacingOccurrences(of: "q01", with: "社区环境卫生")
      let text = lines.joined(separator: "\r\n").replacingOccurrences(of: ",face,", with: ",入户,")
      return Array(text.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data())
    },
    Shape(testDescription: "a title above and a note below") { text in
      Array(("示例市居民问卷\n" + text.replacingOccurrences(of: ",", with: ";") + "注：以上为全部答卷。\n").utf8)
    },
  ]

  @Test(arguments: shapes) func anyShapeGivesTheSameRating(_ shape: Shape) async throws {
    let fixture = try RatingFixture()
    let plain = try await fixture.rate()
    let text = String(decoding: try fixture.read(Self.file), as: UTF8.self)
    let bytes = shape.convert(text)
    try #require(bytes.count > 1000)
    try fixture.write(bytes, to: Self.file)
    let other = try await fixture.rate()
    #expect(other.findings.contains { $0.code == .readGenerally })
    #expect(ranking(plain) == ranking(other))
    #expect(codes(plain) == codes(other))
  }

  /// Every figure of every community.
  private func ranking(_ result: RatingResult) -> String {
    let table = result.tables(.chinese).first { $0.name == "ranking.csv" }
    return String(decoding: table?.bytes ?? [], as: UTF8.self)
  }

  /// How often each kind of fault was found in the responses.
  private func codes(_ result: RatingResult) -> [String: Int] {
    Dictionary(
      grouping: result.findings.filter { finding in
        finding.code.code.hasPrefix("R1") && finding.location?.file.hasPrefix("responses/") == true
      }, by: \.code.code
    ).mapValues(\.count)
  }

  @Test func theRegisterMayBeInAnotherEncoding() async throws {
    let fixture = try RatingFixture()
    let plain = try await fixture.rate()
    let text = String(decoding: try fixture.read("roster.csv"), as: UTF8.self)
    let bytes = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
    try fixture.write(Array(bytes), to: "roster.csv")
    let other = try await fixture.rate()
    #expect(ranking(plain) == ranking(other))
    #expect(other.findings.contains { $0.code == .readGenerally && $0.location?.file == "roster.csv" })
  }

  /// A file that is plain for a megabyte and then holds bytes of another encoding.
  @Test func aFileThatTurnsOutNotToBePlainIsReadAgain() async throws {
    let fixture = try RatingFixture()
    let lines = String(decoding: try fixture.read(Self.file), as: UTF8.self)
    let remark = Array((lines.split(separator: "\n")[1] + "\n").utf8).map { $0 }
    try fixture.write(Array(lines.utf8) + Array("R1,".utf8) + [0xB3, 0xA3, 0x0A] + remark, to: Self.file)
    do {
      _ = try await fixture.rate()
      Issue.record("a row of two fields was taken")
    } catch let refusal as Refusal {
      #expect(refusal.findings.contains { $0.code == .raggedRow && $0.severity == .error })
      #expect(!refusal.findings.contains { $0.code == .notUTF8 })
    }
  }
}
