import Findings
import Sheets
import Testing

@Suite struct ArchiveTests {
  @Test func everyMemberOfAnArchiveBecomesAWorkbook() {
    var chinese = ZipBuilder.Member("x", "a,b\n1,2\n")
    chinese.name = encode("一季度/答卷.csv", as: "GBK")
    chinese.flags = 0
    let inner = ZipBuilder.archive([.init("c.json", "{\"a\":1}")])
    let archive = ZipBuilder.archive([
      .init("folder/", ""), .init("folder/a.csv", "a;b\n1;2\n"), chinese, .init("b.xlsx", WorkbookBuilder().bytes),
      .init("inner.zip", inner), .init("__MACOSX/._a.csv", [0, 1, 2]), .init("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0]),
      .init("evil\u{202E}.csv.gz", ZipBuilder.gzip(Array("a,b\n".utf8))), .init("bad.csv", "a,b\n1,\"2\n"),
    ])
    var findings: [Finding] = []
    let workbooks = WorkbookReader.open(archive, file: "t.zip", findings: &findings)
    #expect(
      workbooks.map(\.file) == [
        "t.zip/folder/a.csv", "t.zip/一季度/答卷.csv", "t.zip/b.xlsx", "t.zip/inner.zip/c.json", "t.zip/evil\u{FFFD}.csv",
      ])
    #expect(workbooks.map(\.container) == [.csv, .csv, .xlsx, .json, .csv])
    #expect(findings.map(\.code) == [.containerUnsupported, .unterminatedQuote])
    #expect(findings.map(\.severity) == [.note, .error])
  }

  @Test func gzipIsTransparent() {
    var findings: [Finding] = []
    let twice = ZipBuilder.gzip(Array("a,b\n1,".utf8)) + ZipBuilder.gzip(Array("2\n".utf8)) + [0, 0, 0]
    let workbook = WorkbookReader.open(twice, file: "a.csv.gz", findings: &findings).first
    #expect(workbook?.file == "a.csv")
    #expect(workbook?.grids.first?.rows.map { $0.cells.map(\.text) } == [["a", "b"], ["1", "2"]])
    #expect(findings.isEmpty)
  }

  @Test func memberLimitsHoldForAllTogether() {
    var limits = ReadingLimits()
    limits.unpackedBytes = 1000
    let archive = ZipBuilder.archive(
      (0..<5).map { .init("\($0).csv", "a,b\n" + String(repeating: "1,2\n", count: 100)) })
    var findings: [Finding] = []
    #expect(WorkbookReader.open(archive, file: "t.zip", limits: limits, findings: &findings).isEmpty)
    #expect(findings.map(\.code) == [.unpacksTooLarge])
  }
}
