import Findings
import Sheets
import Testing

@Suite struct XLSXReaderTests {
  private func open(_ builder: WorkbookBuilder, _ findings: inout [Finding]) -> Workbook? {
    WorkbookReader.open(builder.bytes, file: "t.xlsx", findings: &findings).first
  }

  /// One cell and what it holds.
  struct CellCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var cell: String
    var value: GridCell.Value
    var isFormula = false
  }

  private static let shared =
    "<si><t>一</t></si><si><r><t>二</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> 三</t></r><rPh sb=\"0\"><t>er</t></rPh></si>"
    + "<si><t>a_x000A_b_x00</t></si><si><t/></si>"
  private static let styles =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
    + "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy-mm-dd hh:mm:ss;@\"/>"
    + "<numFmt numFmtId=\"166\" formatCode=\"[Red]0.00&quot;d&quot;\"/><numFmt numFmtId=\"167\" formatCode=\"[h]:mm:ss\"/></numFmts>"
    + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    + "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"31\"/><xf numFmtId=\"20\"/><xf numFmtId=\"167\"/><xf numFmtId=\"22\"/></cellXfs>"

  @Test(arguments: [
    CellCase(testDescription: "number", cell: "<c r=\"A1\"><v>3</v></c>", value: .number(3, text: "3")),
    CellCase(
      testDescription: "number as stored", cell: "<c r=\"A1\"><v>0.30000000000000004</v></c>",
      value: .number(0.30000000000000004, text: "0.30000000000000004")),
    CellCase(testDescription: "power", cell: "<c r=\"A1\"><v>1.5E-3</v></c>", value: .number(0.0015, text: "1.5E-3")),
    CellCase(testDescription: "no number", cell: "<c r=\"A1\"><v>1e999</v></c>", value: .text("1e999")),
    CellCase(
      testDescription: "number as text", cell: "<c r=\"A1\" t=\"inlineStr\"><is><t>007</t></is></c>",
      value: .text("007")),
    CellCase(testDescription: "shared", cell: "<c r=\"A1\" t=\"s\"><v>0</v></c>", value: .text("一")),
    CellCase(
      testDescription: "rich, without its phonetic guide", cell: "<c r=\"A1\" t=\"s\"><v>1</v></c>", value: .text("二 三")
    ),
    CellCase(testDescription: "escaped", cell: "<c r=\"A1\" t=\"s\"><v>2</v></c>", value: .text("a\nb_x00")),
    CellCase(
      testDescription: "inline rich",
      cell: "<c r=\"A1\" t=\"inlineStr\"><is><r><t>x&amp;</t></r><r><t>y</t></r></is></c>",
      value: .text("x&y")),
    CellCase(testDescription: "true", cell: "<c r=\"A1\" t=\"b\"><v>1</v></c>", value: .boolean(true)),
    CellCase(testDescription: "error", cell: "<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>", value: .error("#DIV/0!")),
    CellCase(
      testDescription: "formula", cell: "<c r=\"A1\"><f>1+1</f><v>2</v></c>", value: .number(2, text: "2"),
      isFormula: true),
    CellCase(
      testDescription: "text formula", cell: "<c r=\"A1\" t=\"str\"><f>A2&amp;B2</f><v>ab</v></c>", value: .text("ab"),
      isFormula: true),
    CellCase(testDescription: "builtin date", cell: "<c r=\"A1\" s=\"1\"><v>41760</v></c>", value: .date("2014-05-01")),
    CellCase(
      testDescription: "date with a hidden time", cell: "<c r=\"A1\" s=\"1\"><v>41760.5</v></c>",
      value: .date("2014-05-01T12:00:00")),
    CellCase(testDescription: "Chinese date", cell: "<c r=\"A1\" s=\"2\"><v>41760</v></c>", value: .date("2014-05-01")),
    CellCase(
      testDescription: "Chinese builtin date", cell: "<c r=\"A1\" s=\"5\"><v>41760</v></c>", value: .date("2014-05-01")),
    CellCase(
      testDescription: "moment", cell: "<c r=\"A1\" s=\"3\"><v>41760.395833333336</v></c>",
      value: .date("2014-05-01T09:30:00")),
    CellCase(
      testDescription: "midnight", cell: "<c r=\"A1\" s=\"8\"><v>41760</v></c>", value: .date("2014-05-01T00:00:00")),
    CellCase(
      testDescription: "seconds are cut", cell: "<c r=\"A1\" s=\"8\"><v>41760.00001</v></c>",
      value: .date("2014-05-01T00:00:00")),
    CellCase(
      testDescription: "quantity in days", cell: "<c r=\"A1\" s=\"4\"><v>2</v></c>", value: .number(2, text: "2")),
    CellCase(testDescription: "time of day", cell: "<c r=\"A1\" s=\"6\"><v>0.75</v></c>", value: .text("18:00:00")),
    CellCase(
      testDescription: "moment shown as its time", cell: "<c r=\"A1\" s=\"6\"><v>41760.75</v></c>",
      value: .date("2014-05-01T18:00:00")),
    CellCase(
      testDescription: "long duration", cell: "<c r=\"A1\" s=\"7\"><v>1.5</v></c>", value: .number(1.5, text: "1.5")),
    CellCase(testDescription: "1900-02-28", cell: "<c r=\"A1\" s=\"1\"><v>59</v></c>", value: .date("1900-02-28")),
    CellCase(
      testDescription: "1900-02-29 never was", cell: "<c r=\"A1\" s=\"1\"><v>60</v></c>", value: .number(60, text: "60")
    ),
    CellCase(testDescription: "1900-03-01", cell: "<c r=\"A1\" s=\"1\"><v>61</v></c>", value: .date("1900-03-01")),
    CellCase(testDescription: "no date", cell: "<c r=\"A1\" s=\"1\"><v>-1</v></c>", value: .number(-1, text: "-1")),
    CellCase(
      testDescription: "beyond 9999", cell: "<c r=\"A1\" s=\"1\"><v>1e300</v></c>", value: .number(1e300, text: "1e300")
    ),
    CellCase(
      testDescription: "ISO date of strict files", cell: "<c r=\"A1\" t=\"d\"><v>2014-05-01T09:30:00.000</v></c>",
      value: .date("2014-05-01T09:30:00")),
  ])
  func cellsKeepTheirMeaning(_ example: CellCase) throws {
    var findings: [Finding] = []
    let builder = WorkbookBuilder(rows: "<row r=\"1\">\(example.cell)</row>", shared: Self.shared, styles: Self.styles)
    let workbook = try #require(open(builder, &findings))
    #expect(workbook.grids.first?.rows.first?.cells == [GridCell(example.value, isFormula: example.isFormula)])
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test func dates1904CountFromTheirOwnEpoch() {
    var builder = WorkbookBuilder(
      rows: "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>40298</v></c><c s=\"1\"><v>0</v></c></row>", styles: Self.styles)
    builder.has1904 = true
    var findings: [Finding] = []
    #expect(open(builder, &findings)?.grids.first?.rows.first?.cells.map(\.text) == ["2014-05-01", "1904-01-01"])
  }

  @Test func placesComeFromReferencesOrFromOrder() throws {
    let rows =
      "<row><c><v>1</v></c><c r=\"C1\"><v>3</v></c></row><row/><row r=\"5\"><c r=\"B5\"/><c r=\"AA5\"><v>27</v></c></row>"
      + "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>3</v></c></row>"
    var findings: [Finding] = []
    let grid = try #require(open(WorkbookBuilder(rows: rows, shared: Self.shared), &findings)?.grids.first)
    #expect(grid.rows.map(\.number) == [1, 5])
    #expect(grid.rows[0].cells.map(\.text) == ["1", "", "3"])
    #expect(grid.rows[1].cells.count == 27)
    #expect(grid.rows[1][26].text == "27")
    #expect(grid.rows[1][100] == .empty)
  }

  @Test func sheetsMergedCellsAndHiddenOnesAreListed() throws {
    var builder = WorkbookBuilder()
    let cell = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
    builder.sheets = [
      ("说明", "hidden", cell),
      ("数据", "visible", cell + "<mergeCells><mergeCell ref=\"A1:C2\"/><mergeCell ref=\"x\"/></mergeCells>"),
      ("空", "visible", "<sheetData/>"),
    ]
    var findings: [Finding] = []
    let grids = try #require(open(builder, &findings)?.grids)
    #expect(grids.map(\.name) == ["说明", "数据", "空"])
    #expect(grids.map(\.isHidden) == [true, false, false])
    #expect(grids.map(\.rows.count) == [1, 1, 0])
    #expect(grids[1].merged == [CellBlock(rows: 1...2, columns: 1...3)])
  }

  @Test func formulasThatWereNeverComputedAreReportedOnce() throws {
    let rows =
      "<row r=\"2\"><c r=\"B2\"><f>1+1</f><v/></c><c r=\"C2\"><f>1+1</f></c><c r=\"D2\" t=\"str\"><f>\"\"</f><v></v></c></row>"
    var findings: [Finding] = []
    let grid = try #require(open(WorkbookBuilder(rows: rows), &findings)?.grids.first)
    #expect(grid.rows.first?.cells.map(\.isFormula) == [false, true, true, true])
    #expect(findings.map(\.code) == [.formulaWithoutValue])
    #expect(findings.first?.details == ["2"])
    #expect(findings.first?.location == Location(file: "t.xlsx", sheet: "Sheet1", row: 2, column: 2))
  }

  @Test func macrosAreSaidToBeIgnored() {
    var builder = WorkbookBuilder(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    builder.extra = [.init("xl/vbaProject.bin", [0xD0, 0xCF])]
    var findings: [Finding] = []
    #expect(open(builder, &findings) != nil)
    #expect(findings.map(\.code) == [.macrosIgnored])
  }

  @Test func rowsCanBeReadOneByOneAndLeftEarly() throws {
    var builder = WorkbookBuilder()
    let body =
      "<sheetData>" + (1...9).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined()
      + "</sheetData>"
    builder.sheets = [("a", "visible", body), ("b", "visible", body), ("c", "visible", body)]
    var findings: [Finding] = []
    var seen: [String] = []
    let grids = try #require(
      XLSXReader.readRows(builder.bytes, file: "t.xlsx", findings: &findings, wants: { $0.name != "b" }) { sheet, row in
        seen.append("\(sheet.name)\(row.number)")
        return row.number < 2
      })
    #expect(seen == ["a1", "a2", "c1", "c2"])
    #expect(grids.map(\.name) == ["a", "c"])
  }
}
