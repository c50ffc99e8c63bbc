import Findings
import Foundation
import Sheets
import Testing

@Suite struct SAVReaderTests {
  private func open(_ name: String, encoding: String? = nil, _ findings: inout [Finding]) throws -> Workbook {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "References/spss"))
    let bytes = [UInt8](try Data(contentsOf: url))
    return try #require(WorkbookReader.open(bytes, file: name, encoding: encoding, findings: &findings).first)
  }

  @Test func bothCompressionsGiveTheSameCases() throws {
    var findings: [Finding] = []
    let plain = try open("community_satisfaction.sav", &findings)
    let packed = try open("community_satisfaction-compressed.zsav", &findings)
    #expect(findings.isEmpty, "\(findings)")
    #expect(plain.container == .sav)
    #expect(packed.container == .zsav)
    #expect(plain.encoding == "UTF-8")
    #expect(plain.grids.first?.rows == packed.grids.first?.rows)
    #expect(plain.grids.first?.rows.map(\.number) == Array(1...10))
    #expect(plain.variables == packed.variables)
    let env = try #require(plain.variables.first { $0.name == "env" })
    #expect(env.label == "请评价社区各项工作：环境卫生")
    #expect(env.userMissing == [9...9])
    #expect(env.valueLabels.first { $0.value == "9" } != nil)
  }

  @Test func formatsDecideWhatANumberMeans() throws {
    var findings: [Finding] = []
    let workbook = try open("formats.sav", &findings)
    #expect(findings.isEmpty, "\(findings)")
    let rows = try #require(workbook.grids.first?.rows)
    #expect(
      rows[0].cells.map(\.value) == [
        .text("R1"), .number(1, text: "1"), .date("2014-05-01"), .date("2014-05-01T09:30:15"), .text("18:00:01"),
        .text(String(repeating: "长", count: 400)), .number(0.5, text: "0.5"),
      ])
    #expect(rows[1].cells.map(\.text) == ["R2", "9", "1999-12-31", "1582-10-15T00:00:00", "00:00:00", "", "-1.25"])
    #expect(rows[2].cells.map(\.text) == ["R3", "", "", "", "", String(repeating: "x", count: 1000), "1e+20"])
    #expect(workbook.variables.map(\.name) == ["id", "q1", "day", "moment", "clock", "long", "half"])
    #expect(workbook.variables[1].userMissing == [8...9])
    #expect(workbook.variables[0].userMissingTexts == ["R3"])
    #expect(workbook.variables[0].valueLabels.map(\.label) == ["甲"])
  }

  @Test(
    arguments: [
      ("gbk-declared.sav", nil, []), ("gbk-undeclared.sav", nil, [FindingCode.encodingDoubtful]),
      ("gbk-undeclared.sav", "GBK", []),
    ] as [(String, String?, [FindingCode])])
  func oldChineseFilesAreDecoded(_ name: String, _ encoding: String?, _ codes: [FindingCode]) throws {
    var findings: [Finding] = []
    let workbook = try open(name, encoding: encoding, &findings)
    #expect(findings.map(\.code) == codes)
    #expect(workbook.grids.first?.rows.map { $0.cells.map(\.text) } == [["1", "东风社区"], ["2", "清源社区"]])
    #expect(workbook.variables.map(\.label) == ["您对社区的评价", "社区和地址"])
    #expect(workbook.variables.first?.valueLabels.map(\.label) == ["非常满意", "不满意"])
  }

  @Test func filesCutShortAreRefused() throws {
    let url = try #require(
      Bundle.module.url(forResource: "community_satisfaction.sav", withExtension: nil, subdirectory: "References/spss"))
    let bytes = [UInt8](try Data(contentsOf: url))
    for length in stride(from: 8, to: bytes.count - 8, by: 97) {
      var findings: [Finding] = []
      #expect(WorkbookReader.open(Array(bytes[..<length]), file: "t.sav", findings: &findings).isEmpty)
      #expect(findings.map(\.code) == [.savDamaged], "\(length)")
    }
  }
}
