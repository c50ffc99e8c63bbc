import Findings
import Sheets
import TestSupport
import Testing

/// What the writer writes, the reader reads: any table, in any dialect and encoding.
@Suite struct CSVRoundTripTests {
  /// Pieces of cells; each can be written in all Chinese encodings.
  private static let pieces = [
    "a", "社区", "，", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", " ", "9", "ｑ", "　", "満", "sep=", "x\"y", "0",
  ]

  private static func cell(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 0...4, using: &generator)
    let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    return CSVWriter.isFormula(text) ? "x" + text : text
  }

  private static func table(_ generator: inout SeededGenerator) -> [[String]] {
    let columns = Int.random(in: 2...6, using: &generator)
    return (0..<Int.random(in: 1...12, using: &generator)).map { row in
      // The first cell keeps every row from being blank and the first line from being Excel's separator line.
      ["r\(row)"] + (1..<columns).map { _ in cell(&generator) }
    }
  }

  @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"])
  func tablesComeBackAsTheyWere(_ encoding: String) throws {
    var generator = SeededGenerator(seed: 20_141_122)
    for delimiter in [",", ";", "\t", "|"] as [Character] {
      for round in 0..<150 {
        let table = Self.table(&generator)
        var writer = CSVWriter(delimiter: delimiter, endsLinesWithCRLF: round.isMultiple(of: 2))
        for row in table { writer.write(row) }
        let bytes = encode(String(decoding: writer.bytes, as: UTF8.self), as: encoding)
        var findings: [Finding] = []
        let workbook = try #require(
          WorkbookReader.open(bytes, file: "t.csv", encoding: encoding, delimiter: delimiter, findings: &findings).first
        )
        #expect(findings.isEmpty, "\(findings)")
        let rows = try #require(workbook.grids.first?.rows)
        #expect(rows.map { $0.cells.map(\.text) } == table, "\(encoding) \(delimiter) \(round)")
        #expect(rows.map(\.number) == Array(1...table.count))
      }
    }
  }

  @Test(arguments: ["=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"])
  func whatWouldBeComputedIsTextBehindAnApostrophe(_ sign: String) throws {
    var writer = CSVWriter()
    writer.write(["a", "b", "c"])
    writer.write([sign + "SUM(1)", "-12.5", "1" + sign + "1"])
    var findings: [Finding] = []
    let sheet = try #require(CSVSheet.read(writer.bytes, file: "t.csv", findings: &findings))
    #expect(findings.isEmpty)
    let row = try #require(sheet.rows.first)
    #expect(sheet.text(row, "a") == "'" + sign + "SUM(1)")
    #expect(sheet.text(row, "b") == "-12.5" && sheet.text(row, "c") == "1" + sign + "1")
  }

  /// The general reader and the grids cut a table alike.
  @Test func sheetsAndGridsAgree() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let table = Self.table(&generator)
      var writer = CSVWriter()
      writer.write(table[0].indices.map { "c\($0)" })
      for row in table { writer.write(row) }
      var findings: [Finding] = []
      let sheet = try #require(CSVSheet.read(writer.bytes, file: "t.csv", findings: &findings))
      let workbook = WorkbookReader.open(writer.bytes, file: "t.csv", delimiter: ",", findings: &findings)
      #expect(findings.isEmpty)
      let rows = try #require(workbook.first?.grids.first?.rows)
      #expect(sheet.rows.map(\.number) == rows.dropFirst().map(\.number))
      for (row, gridRow) in zip(sheet.rows, rows.dropFirst()) {
        let blanks: Set<Character> = [" ", "\t"]
        for (column, cell) in row.cells.enumerated() {
          let text = gridRow[column].text
          let trimmed = text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed()
          #expect(cell == String(trimmed))
        }
      }
    }
  }
}
