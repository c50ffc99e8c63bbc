import Findings
import Sheets
import Testing

@Suite struct CSVSheetTests {
  @Test func quotedFieldsKeepCommasQuotesAndLineBreaks() throws {
    var findings: [Finding] = []
    let text = "\u{FEFF}a,b\r\n\"x,\"\"y\"\"\nz\",2\r\n\r\n3, 4 \n"
    let sheet = try #require(CSVSheet.read(Array(text.utf8), file: "t.csv", findings: &findings))
    #expect(findings.isEmpty)
    #expect(sheet.header == ["a", "b"])
    #expect(sheet.rows.map(\.cells) == [["x,\"y\"\nz", "2"], ["3", "4"]])
    #expect(sheet.rows.map(\.number) == [2, 4])
  }

  @Test func everyFaultIsReportedInOnePass() {
    var findings: [Finding] = []
    let text = "a,b\n1\n1,2,3\n\"x\"y,2\n5,\"6\n"
    _ = CSVSheet.read(Array(text.utf8), file: "t.csv", required: [], findings: &findings)
    #expect(findings.map(\.code) == [.raggedRow, .raggedRow, .strayQuote, .unterminatedQuote])
    #expect(findings.map(\.location?.row) == [2, 3, 4, 5])
  }

  @Test func gb18030BytesAreRefusedWithTheirRow() {
    var findings: [Finding] = []
    let bytes: [UInt8] = Array("a,b\n1,".utf8) + [0xB3, 0xA3, 0xD6, 0xDD] + Array("\n".utf8)
    #expect(CSVSheet.read(bytes, file: "t.csv", findings: &findings) == nil)
    #expect(findings.map(\.code) == [.notUTF8])
    #expect(findings.first?.location?.row == 2)
  }
}
