import Findings
import Sheets
import Testing

/// Text files of every encoding, delimiter and line end open to the same grid.
@Suite struct OpenTextFilesTests {
  static let rows = [
    ["编号", "社区", "满意度"], ["1", "东风社区居委会", "比较满意，谢谢"], ["2", "清源社区", "一般"], ["3", "", "不清楚"],
  ]

  /// One way to spell `rows`.
  struct Spelling: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var encoding: String
    var delimiter: Character = ","
    var lineEnd = "\n"
    var mark: [UInt8] = []
    var prefix = ""
    var written: String?
  }

  @Test(arguments: [
    Spelling(testDescription: "UTF-8", encoding: "UTF-8"),
    Spelling(testDescription: "UTF-8 with mark, CRLF", encoding: "UTF-8", lineEnd: "\r\n", mark: [0xEF, 0xBB, 0xBF]),
    Spelling(testDescription: "UTF-8, semicolons, CR", encoding: "UTF-8", delimiter: ";", lineEnd: "\r"),
    Spelling(testDescription: "UTF-8, tabs", encoding: "UTF-8", delimiter: "\t"),
    Spelling(testDescription: "UTF-8, bars", encoding: "UTF-8", delimiter: "|"),
    Spelling(testDescription: "Excel's sep line", encoding: "UTF-8", delimiter: ";", prefix: "sep=;\n"),
    Spelling(testDescription: "GB18030", encoding: "GB18030"),
    Spelling(testDescription: "GB18030, tabs, CRLF", encoding: "GB18030", delimiter: "\t", lineEnd: "\r\n"),
    Spelling(testDescription: "UTF-16LE with mark, tabs", encoding: "UTF-16LE", delimiter: "\t", mark: [0xFF, 0xFE]),
    Spelling(testDescription: "UTF-16BE with mark", encoding: "UTF-16BE", mark: [0xFE, 0xFF]),
    Spelling(testDescription: "UTF-16LE without mark", encoding: "UTF-16LE"),
    Spelling(testDescription: "UTF-16BE without mark", encoding: "UTF-16BE"),
  ])
  func everySpellingGivesTheSameGrid(_ spelling: Spelling) throws {
    let text = Self.rows.map { $0.joined(separator: String(spelling.delimiter)) }.joined(separator: spelling.lineEnd)
    let bytes = spelling.mark + encode(spelling.prefix + text, as: spelling.encoding)
    var findings: [Finding] = []
    let workbook = try #require(WorkbookReader.open(bytes, file: "t.csv", findings: &findings).first)
    #expect(findings.isEmpty, "\(findings)")
    #expect(workbook.container == .csv)
    #expect(workbook.encoding == spelling.encoding)
    #expect(workbook.delimiter == spelling.delimiter)
    #expect(workbook.hasByteOrderMark == !spelling.mark.isEmpty)
    #expect(workbook.grids.first?.rows.map { $0.cells.map(\.text) } == Self.rows)
    #expect(workbook.grids.first?.rows.map(\.number) == [1, 2, 3, 4])
  }

  @Test func big5IsToldFromGB18030() throws {
    let rows = [["編號", "社區", "滿意度"], ["1", "東風社區", "比較滿意，謝謝"], ["2", "清源里辦公處", "沒有意見"]]
    let text = rows.map { $0.joined(separator: ",") }.joined(separator: "\r\n")
    var findings: [Finding] = []
    let workbook = try #require(
      WorkbookReader.open(encode(text, as: "BIG5"), file: "t.csv", findings: &findings).first)
    #expect(findings.isEmpty, "\(findings)")
    #expect(workbook.encoding == "Big5")
    #expect(workbook.grids.first?.rows.map { $0.cells.map(\.text) } == rows)
  }

  @Test func theUserOverridesEncodingAndDelimiter() throws {
    var findings: [Finding] = []
    let workbook = try #require(
      WorkbookReader.open(
        encode("名称;a,b\n东;c,d\n", as: "GBK"), file: "t.csv", encoding: "gbk", delimiter: ";", findings: &findings
      ).first)
    #expect(workbook.encoding == "GB18030")
    #expect(workbook.grids.first?.rows.map { $0.cells.map(\.text) } == [["名称", "a,b"], ["东", "c,d"]])
    #expect(findings.isEmpty)
    #expect(WorkbookReader.open(Array("a,b".utf8), file: "t.csv", encoding: "klingon", findings: &findings).isEmpty)
    #expect(WorkbookReader.open(Array("a,b".utf8), file: "t.csv", delimiter: "，", findings: &findings).isEmpty)
    #expect(findings.map(\.code) == [.encodingUnknown, .delimiterInvalid])
  }

  /// A file whose delimiter is not the first thing one would count.
  struct Table: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var delimiter: Character
    var columns: Int
  }

  @Test(arguments: [
    Table(
      testDescription: "decimal commas", text: "编号;得分;权重;分\n1;2,5;3,5;1,5\n2;4,5;1,5;2,5\n", delimiter: ";", columns: 4),
    Table(testDescription: "a title above", text: "2014年，居民满意度\n\na;b;c\n1;2;3\n4;5;6\n", delimiter: ";", columns: 3),
    Table(
      testDescription: "commas in quoted text", text: "a\tb\n1\t\"x, y\"\n2\t\"z, z\"\n", delimiter: "\t", columns: 2),
    Table(
      testDescription: "short and long rows", text: "a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n", delimiter: ",", columns: 3),
    Table(testDescription: "one column", text: "社区\n东风\n清源\n", delimiter: ",", columns: 1),
    Table(
      testDescription: "Excel's line in quotes", text: "\"sep=|\"\r\na|b,c\r\n1|2,3\r\n", delimiter: "|", columns: 2),
  ])
  func theHeaderAndMostRowsDecideOnTheDelimiter(_ table: Table) throws {
    var findings: [Finding] = []
    let workbook = try #require(WorkbookReader.open(Array(table.text.utf8), file: "t.csv", findings: &findings).first)
    #expect(workbook.delimiter == table.delimiter)
    #expect(workbook.grids.first?.rows.map(\.cells.count).max() ?? 0 >= table.columns)
    #expect(!findings.contains { $0.code == .delimiterDoubtful })
  }

  /// A text file that is refused or read with a doubt.
  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    var codes: [FindingCode]
    var row: Int?
    var isRead = false
  }

  @Test(arguments: [
    Fault(testDescription: "nothing", bytes: [], codes: [.fileEmpty]),
    Fault(testDescription: "blanks", bytes: Array(" \r\n\t\n".utf8), codes: [.fileEmpty]),
    Fault(testDescription: "NUL", bytes: Array("a,b\n1,\"x\ny\"\n2,3\u{0}4\n".utf8), codes: [.notDelimited], row: 3),
    Fault(
      testDescription: "neither UTF-8 nor GB18030", bytes: Array("a,b\n1,".utf8) + [0xFF, 0xFE, 0xC0, 0xAF, 0x0A],
      codes: [.illegalBytes], row: 2),
    Fault(
      testDescription: "damaged UTF-8",
      bytes: Array("编号,社区名称,满意度\n1,东风社区居委会,".utf8) + [0xE6, 0xBB] + Array("\n2,清源,一般\n".utf8),
      codes: [.illegalBytes], row: 2),
    Fault(testDescription: "open quote", bytes: Array("a,b\n1,\"x\n2,3\n".utf8), codes: [.unterminatedQuote], row: 2),
    Fault(
      testDescription: "two delimiters", bytes: Array("a,b;c,d\n1,2;3,4\n5,6;7,8\n".utf8), codes: [.delimiterDoubtful],
      isRead: true),
    Fault(
      testDescription: "stray quotes", bytes: Array("a,b\n1,x\"y\n".utf8), codes: [.strayQuote], row: 2, isRead: true),
    Fault(
      testDescription: "too many columns", bytes: [UInt8](repeating: 0x2C, count: 20_000) + [0x31],
      codes: [.tooManyColumns], row: 1),
    Fault(
      testDescription: "long cell", bytes: Array("a,b\n1,".utf8) + [UInt8](repeating: 0x39, count: 2 << 20),
      codes: [.cellTooLong], row: 2),
  ])
  func faultsAreNamedWithTheirRow(_ fault: Fault) {
    var findings: [Finding] = []
    let workbooks = WorkbookReader.open(fault.bytes, file: "t.csv", findings: &findings)
    #expect(findings.map(\.code) == fault.codes)
    #expect(findings.first?.location?.row == fault.row)
    #expect(workbooks.isEmpty == !fault.isRead)
  }
}
