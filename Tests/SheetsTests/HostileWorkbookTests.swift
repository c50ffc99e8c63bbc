import Findings
import Sheets
import Testing

/// Workbooks and archives that mean harm, or come damaged: small relatives of the files that `make_hostile.py` makes.
@Suite struct HostileWorkbookTests {
  /// A file and the reason for which it is refused.
  struct Hostile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var file = "t.xlsx"
    var code: FindingCode
    var bytes: @Sendable () -> [UInt8]

    static func rows(_ description: String, _ code: FindingCode, _ rows: String) -> Hostile {
      Hostile(testDescription: description, code: code) { WorkbookBuilder(rows: rows).bytes }
    }
  }

  static let good = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"

  @Test(
    arguments: [
      .rows("row past the edge", .tooManyRows, "<row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row>"),
      .rows("column past the edge", .tooManyColumns, "<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>"),
      .rows(
        "endless reference", .cellMisplaced,
        "<row r=\"1\"><c r=\"A\(String(repeating: "9", count: 99))\"><v>1</v></c></row>"),
      .rows("lonely cell in the corner", .cellsScattered, "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
      .rows("one cell twice", .cellMisplaced, "<row><c r=\"A1\"/><c r=\"A1\"/></row>"),
      .rows("rows backwards", .cellMisplaced, "<row r=\"2\"/><row r=\"1\"/>"),
      .rows("cell of another row", .cellMisplaced, "<row r=\"2\"><c r=\"A1\"><v>1</v></c></row>"),
      .rows("deep nesting", .nestedTooDeep, String(repeating: "<a>", count: 1000)),
      .rows("not well formed", .markupDamaged, "<row r=\"1\"></c>"),
      .rows("shared string that is none", .markupDamaged, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>"),
      .rows("shared string before the first", .markupDamaged, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"),
      .rows("long cell", .cellTooLong, "<row r=\"1\"><c r=\"A1\"><v>" + String(repeating: "1", count: 1_100_000)),
      .rows("long tag", .cellTooLong, "<row r=\"1\" x=\"" + String(repeating: "y", count: 3_000_000)),
      Hostile(testDescription: "entities", code: .markupForbidden) {
        var builder = WorkbookBuilder(rows: good)
        builder.extra = [.init("xl/worksheets/part0.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>")]
        return builder.bytes
      },
      Hostile(testDescription: "unpacks a thousandfold", code: .unpacksTooMuch) {
        WorkbookBuilder(rows: String(repeating: " ", count: 12 << 20)).bytes
      },
      Hostile(testDescription: "lies about a size", code: .archiveDamaged) {
        var members = WorkbookBuilder(rows: good).members
        members[4].declaredSize = 10
        return ZipBuilder.archive(members)
      },
      Hostile(testDescription: "declares four gigabytes", code: .unpacksTooLarge) {
        var members = WorkbookBuilder(rows: good).members
        members[4].declaredSize = 4_294_967_294
        return ZipBuilder.archive(members)
      },
      Hostile(testDescription: "too many members", code: .tooManyMembers) {
        ZipBuilder.archive((0...1000).map { .init("\($0)", "") })
      },
      Hostile(testDescription: "too many sheets", code: .tooManySheets) {
        var builder = WorkbookBuilder()
        builder.sheets = (0...100).map { ("\($0)", "visible", "<sheetData/>") }
        return builder.bytes
      },
      Hostile(testDescription: "no workbook", code: .partMissing) {
        ZipBuilder.archive([.init("[Content_Types].xml", "<Types/>")])
      },
      Hostile(testDescription: "cut in the middle", code: .archiveDamaged) {
        let bytes = WorkbookBuilder(rows: good).bytes
        return Array(bytes[..<(bytes.count / 2)])
      },
      Hostile(testDescription: "damaged member", code: .archiveDamaged) {
        var bytes = WorkbookBuilder(rows: good).bytes
        let name = Array("xl/workbook.xml".utf8)
        for start in bytes.indices where bytes[start...].starts(with: name) {
          bytes[start + name.count + 40] ^= 0xFF
          break
        }
        return bytes
      },
      Hostile(testDescription: "encrypted member", file: "t.zip", code: .passwordProtected) {
        var member = ZipBuilder.Member("a.csv", "a,b\n1,2\n")
        member.flags = 1
        return ZipBuilder.archive([member])
      },
      Hostile(testDescription: "old .xls", code: .containerUnsupported) {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 4096)
      },
      Hostile(testDescription: "encrypted workbook", code: .passwordProtected) {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 999)
          + "EncryptedPackage".utf8.flatMap { [$0, 0] }
      },
      Hostile(testDescription: "web page", code: .containerUnsupported) { Array("<html><table></table></html>".utf8) },
      Hostile(testDescription: "random bytes", code: .contentMismatch) {
        (0..<4096).map { UInt8(truncatingIfNeeded: $0 * 97 + $0 / 7) }
      },
      Hostile(testDescription: "OpenDocument", file: "t.ods", code: .containerUnsupported) {
        ZipBuilder.archive([.init("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])
      },
      Hostile(testDescription: "empty archive", file: "t.zip", code: .fileEmpty) { ZipBuilder.archive([]) },
      Hostile(testDescription: "archives without end", file: "t.zip", code: .archivesTooDeep) {
        var bytes = ZipBuilder.archive([.init("a.csv", "a,b\n1,2\n")])
        for _ in 0..<3 { bytes = ZipBuilder.archive([.init("a.zip", bytes)]) }
        return bytes
      },
      Hostile(testDescription: "gzip without end", file: "t.gz", code: .archivesTooDeep) {
        var bytes = Array("a,b\n1,2\n".utf8)
        for _ in 0..<4 { bytes = ZipBuilder.gzip(bytes) }
        return bytes
      },
      Hostile(testDescription: "gzip that unpacks a thousandfold", file: "t.gz", code: .unpacksTooMuch) {
        ZipBuilder.gzip([UInt8](repeating: 0x31, count: 12 << 20))
      },
      Hostile(testDescription: "gzip cut short", file: "t.gz", code: .archiveDamaged) {
        Array(ZipBuilder.gzip(Array("a,b\n1,2\n".utf8)).dropLast(9))
      },
    ] as [Hostile])
  func harmIsRefusedWithItsReason(_ hostile: Hostile) {
    var findings: [Finding] = []
    #expect(WorkbookReader.open(hostile.bytes(), file: hostile.file, findings: &findings).isEmpty)
    #expect(findings.map(\.code) == [hostile.code])
    #expect(findings.first?.severity == .error)
  }

  @Test func memberNamesAreOnlyNames() {
    var builder = WorkbookBuilder(rows: Self.good)
    builder.extra = [.init("../../../tmp/slip", "x"), .init("/tmp/abs", "x"), .init("..\\..\\win", "x")]
    var findings: [Finding] = []
    #expect(WorkbookReader.open(builder.bytes, file: "t.xlsx", findings: &findings).count == 1)
    #expect(findings.isEmpty)
  }
}
