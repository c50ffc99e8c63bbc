import Findings
import Sheets
import Surveys
import TestSupport
import Testing

@Suite struct ResponseScannerTests {
  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var row: String
    var codes: [FindingCode]
    var column: Int?
    var found: String?
    var kept: Int
  }

  static let faults: [Fault] = [
    Fault(testDescription: "sound", row: SurveyFixture.row("r1"), codes: [], kept: 1),
    Fault(
      testDescription: "unknown community", row: SurveyFixture.row("r1", "Z"), codes: [.unknownCommunity], column: 2,
      found: "Z", kept: 0),
    Fault(
      testDescription: "empty weight", row: SurveyFixture.row("r1", w: ""), codes: [.badWeight], column: 5, found: "",
      kept: 0),
    Fault(
      testDescription: "zero weight", row: SurveyFixture.row("r1", w: "0.000"), codes: [.badWeight], column: 5,
      found: "0.000", kept: 0),
    Fault(
      testDescription: "negative weight", row: SurveyFixture.row("r1", w: "-1"), codes: [.badWeight], column: 5,
      found: "-1", kept: 0),
    Fault(
      testDescription: "infinite weight", row: SurveyFixture.row("r1", w: "inf"), codes: [.badWeight], column: 5,
      found: "inf", kept: 0),
    Fault(
      testDescription: "weight beyond any household", row: SurveyFixture.row("r1", w: "1e308"), codes: [.badWeight],
      column: 5, found: "1e308", kept: 0),
    Fault(
      testDescription: "weight that is no number", row: SurveyFixture.row("r1", w: "1,5".replacing(",", with: "x")),
      codes: [.badWeight], column: 5, found: "1x5", kept: 0),
    Fault(
      testDescription: "both faults at once", row: SurveyFixture.row("r1", "Z", w: "-1"),
      codes: [.unknownCommunity, .badWeight], column: 2, found: "Z", kept: 0),
    Fault(
      testDescription: "impossible code", row: SurveyFixture.row("r1", "A", "7,2,10"), codes: [.impossibleCode],
      column: 8, found: "7", kept: 1),
    Fault(
      testDescription: "impossible long code", row: SurveyFixture.row("r1", "A", "1,2,15"), codes: [.impossibleCode],
      column: 10, found: "15", kept: 1),
    Fault(testDescription: "no answers", row: SurveyFixture.row("r1", "A", ",NA,"), codes: [], kept: 1),
    Fault(testDescription: "quoted fields", row: "\"r1\",\"A\",1,1,\"2.5\",,,\"1\",2,\"20\"\n", codes: [], kept: 1),
    Fault(testDescription: "blanks around cells", row: "r1, A ,1,1, 2.5 ,,, 1,2 ,20\n", codes: [], kept: 1),
    Fault(testDescription: "CRLF", row: "r1,A,1,1,2.5,,,1,2,20\r\n", codes: [], kept: 1),
    Fault(testDescription: "no final line break", row: "r1,A,1,1,2.5,,,1,2,20", codes: [], kept: 1),
    Fault(testDescription: "too few fields", row: "r1,A,1\n", codes: [.raggedRow], kept: 0),
    Fault(testDescription: "too many fields", row: "r1,A,1,1,2.5,,,1,2,20,x\n", codes: [.raggedRow], kept: 0),
    Fault(
      testDescription: "end before start", row: "r1,A,1,1,2.5,2014-09-10 10:00:00,2014-09-10 09:59:59,1,2,20\n",
      codes: [.endsBeforeStart], column: 7, found: "2014-09-10 09:59:59", kept: 1),
    Fault(
      testDescription: "outside the field work", row: "r1,A,1,1,2.5,2013-09-10 10:00:00,2013-09-10 10:10:00,1,2,20\n",
      codes: [.outsideFieldwork], column: 6, found: "2013-09-10 10:00:00", kept: 1),
    Fault(
      testDescription: "last day of the field work", row: "r1,A,1,1,2.5,2014-09-30T23:00,2014-09-30T23:10,1,2,20\n",
      codes: [], kept: 1),
    Fault(
      testDescription: "unreadable time", row: "r1,A,1,1,2.5,yesterday,,1,2,20\n", codes: [.unreadableTime],
      column: 6, found: "yesterday", kept: 1),
    Fault(
      testDescription: "no identifier", row: SurveyFixture.row(""), codes: [.identifierMissing], column: 1, found: nil,
      kept: 1),
    Fault(testDescription: "NUL", row: "r1,A,1,1,2.5,,,1,2\0,20\n", codes: [.notDelimited], kept: 0),
  ]

  @Test(arguments: faults) func everyFaultIsLocated(_ fault: Fault) {
    let table = SurveyFixture.table([fault.row])
    #expect(table.findings.map(\.code) == fault.codes)
    #expect(table.count == fault.kept)
    if let first = table.findings.first {
      #expect(first.location?.row == 2)
      #expect(first.location?.column == fault.column)
      #expect(first.found == fault.found)
    }
  }

  @Test func answersArePackedByChoice() {
    let table = SurveyFixture.table([SurveyFixture.row("r1", "B", "3,9,20") + SurveyFixture.row("r2", "B", ",7,")])
    let codes = (0..<2).map { row in table.coding.map { $0.code(in: table.answers[row * table.words]) } }
    #expect(codes == [[3, 4, 2], [0, 5, 0]])
    #expect(table.cells.map(\.unit) == [1])
  }

  /// The general reader and the scanner must cut the same cells out of any text: quotation marks, line breaks, separators and
  /// blanks in random order.
  @Test func scannerAndGeneralReaderAgree() {
    var random = SeededGenerator(seed: 20_140_901)
    let pieces = [
      ",", ",", ",", "\n", "\r\n", "\"", "\"\"", " ", "\t", "1", "20", "A", "2.5", "社区", "\"A\"", "\"1\"", ",,,",
      "r1,A,1,1,2.5,,,1,2,20\n", "\"r2\",A,1,1,2.5,,,1,2,20\r\n",
    ]
    for round in 0..<4000 {
      let text = (0..<(2 + Int(random.next() % 40))).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
        .joined()
      let block = SurveyFixture.scanner().scan(Array(text.utf8))
      var findings: [Finding] = []
      let header = SurveyFixture.header.joined(separator: ",") + "\n"
      let general = CSVSheet.read(Array((header + text).utf8), file: "r.csv", findings: &findings)
      let wellFormed = general?.rows.count ?? 0
      let ragged = block.findings.count { $0.code == .raggedRow }
      #expect(block.rows == wellFormed + ragged, "round \(round): \(text.debugDescription)")
      for code in [FindingCode.raggedRow, .strayQuote, .unterminatedQuote] {
        let ours = block.findings.filter { $0.code == code }.compactMap(\.location?.row).map { $0 + 2 }
        let theirs = findings.filter { $0.code == code }.compactMap(\.location?.row)
        #expect(ours == theirs, "round \(round), \(code): \(text.debugDescription)")
      }
    }
  }
}
