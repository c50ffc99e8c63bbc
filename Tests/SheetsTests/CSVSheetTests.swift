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

  @Test func aColumnIsLookedUpOncePerTextAndReadsAsCellByCell() throws {
    var findings: [Finding] = []
    let text = "a,b\nx, 甲\n\"x\",\"甲\"\n y ,\"say \"\"x\"\"\"\n,甲 \n\"say \"\"x\"\"\",x\n"
    let sheet = try #require(CSVSheet.read(Array(text.utf8), file: "t.csv", findings: &findings))
    var asked: [String] = []
    let column = sheet.lookup("a") { text -> Int in
      asked.append(text)
      return text.count
    }
    #expect(asked == ["x", "y", "", "say \"x\""])
    #expect(column.texts == asked)
    for name in ["a", "b", "none"] {
      let lookup = sheet.lookup(name) { $0 }
      #expect(lookup.column == sheet.column(name))
      for (place, row) in sheet.rows.enumerated() {
        #expect(lookup.text(place) == sheet.text(row, name))
        #expect(lookup[place] == sheet.text(row, name))
      }
    }
  }

  @Test func thousandsOfTextsKeepTheirRows() throws {
    var findings: [Finding] = []
    let texts = (0..<5000).map { "单位\($0 * 7919 % 1200)" }
    let bytes = Array(("a\n" + texts.joined(separator: "\n")).utf8)
    let sheet = try #require(CSVSheet.read(bytes, file: "t.csv", findings: &findings))
    let column = sheet.lookup("a") { $0 }
    #expect(column.texts.count == 1200)
    #expect(texts.indices.allSatisfy { column.text($0) == texts[$0] })
  }
}
