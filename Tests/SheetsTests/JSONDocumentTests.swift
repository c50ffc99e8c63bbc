import Findings
import Sheets
import Testing

@Suite struct JSONDocumentTests {
  private func open(_ text: String, file: String = "t.json", _ findings: inout [Finding]) -> JSONTree? {
    WorkbookReader.open(Array(text.utf8), file: file, findings: &findings).first?.document
  }

  @Test func orderNumbersAndTextsStayAsWritten() throws {
    var findings: [Finding] = []
    let tree = try #require(open(#"{"b":[1.50,-0,12345678901234567890,1e+2],"a":"文\n\ud83d\ude00\/"}"#, &findings))
    #expect(findings.isEmpty)
    #expect(
      tree
        == .object([
          .init(
            name: "b", value: .list([.number("1.50"), .number("-0"), .number("12345678901234567890"), .number("1e+2")])),
          .init(name: "a", value: .text("文\n😀/")),
        ]))
  }

  @Test(arguments: [
    "{", "[1,]", "[01]", "[1.]", "[.5]", "[+1]", "{\"a\":1,}", "{a:1}", "[\"\\x\"]", "[\"\u{1}\"]", "[nul]", "[1] 2",
    "[\"a", "[\"\\ud8\"]", "[-]", "[1e]", "{\"a\" 1}", "[NaN]", "[1}", "{\"a\":1]", "[\"\\",
  ])
  func whatIsNoJSONIsRefused(_ text: String) {
    var findings: [Finding] = []
    #expect(open(text, &findings) == nil)
    #expect(findings.map(\.code) == [.jsonDamaged])
  }

  @Test func linesOfObjectsAreAList() {
    var findings: [Finding] = []
    #expect(
      open("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":3}", file: "t.ndjson", &findings)
        == .list(["1", "2", "3"].map { .object([.init(name: "a", value: .number($0))]) }))
    #expect(findings.isEmpty)
    #expect(open("{\"a\":1} {\"a\":2}", &findings) == nil)
  }

  @Test func oddTextsLeaveARemark() {
    var findings: [Finding] = []
    #expect(open(#"{"a":1,"a":"\ud800x"}"#, &findings)?["a"] == .text("\u{FFFD}x"))
    #expect(findings.map(\.code) == [.jsonNameTwice, .jsonHalfCharacter])
  }

  @Test func depthIsLimited() {
    var findings: [Finding] = []
    #expect(open(String(repeating: "[", count: 100_000), &findings) == nil)
    #expect(findings.map(\.code) == [.nestedTooDeep])
    findings = []
    #expect(open(String(repeating: "[", count: 100) + String(repeating: "]", count: 100), &findings) != nil)
    #expect(findings.isEmpty)
  }

  @Test func otherUnicodeEncodingsAreRead() {
    for (encoding, mark) in [("UTF-16LE", [0xFF, 0xFE]), ("UTF-16LE", []), ("UTF-8", [0xEF, 0xBB, 0xBF])]
      as [(String, [UInt8])]
    {
      var findings: [Finding] = []
      let bytes = mark + encode(#"[{"名称":"东风社区"}]"#, as: encoding)
      let workbook = WorkbookReader.open(bytes, file: "t", findings: &findings).first
      #expect(workbook?.document == .list([.object([.init(name: "名称", value: .text("东风社区"))])]))
      #expect(workbook?.encoding == encoding)
    }
  }
}
