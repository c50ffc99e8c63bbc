import Findings
import Sheets
import Surveys

extension CityFolder {
  /// The register that says what old codes and full names mean: the roster and, if the folder has one, `lineage.csv`, as of `date`.
  mutating func register(_ roster: CSVSheet, asOf date: String, _ findings: inout [Finding]) -> CommunityRegister {
    var lineage: CSVSheet?
    if has("lineage.csv") {
      lineage = table("lineage.csv", required: CommunityRegister.lineageColumns, &findings)
      if let lineage { use("lineage.csv", rows: lineage.rows.count) }
    }
    return CommunityRegister(roster: roster, lineage: lineage, asOf: date, findings: &findings)
  }

  /// The table with the codes of the register in its column of communities; every code that was another is noted.
  ///
  /// Names that resemble one are left: the table's own reader calls them unknown.
  static func resolved(
    _ sheet: CSVSheet, by register: CommunityRegister, _ findings: inout [Finding]
  ) -> CSVSheet {
    let column = "community_id"
    guard let index = sheet.index(of: column) else { return sheet }
    let communities = sheet.column(column)
    var codes: [Int: String] = [:]
    // A city's reviews name the same thousand communities over and over.
    var known: [String: CommunityRegister.Match] = [:]
    for (place, row) in sheet.rows.enumerated() {
      let text = sheet.text(row, communities)
      let match = known[text] ?? register.match(text)
      known[text] = match
      let location = sheet.location(row, communities)
      switch match {
      case .successor(let code):
        codes[place] = code
        findings.append(Finding(.codeResolved, at: location, found: text, details: [code, register.asOf]))
      case .current(let code), .name(let code):
        guard code != text else { continue }
        codes[place] = code
        findings.append(Finding(.answerNormalised, at: location, found: text, details: [column, code]))
      case .hint, .unknown: continue
      }
    }
    guard !codes.isEmpty else { return sheet }
    var plain = PlainCSV()
    plain.blankLines(sheet.headerRow - 1)
    plain.write(sheet.header)
    var next = sheet.headerRow + 1
    for (place, row) in sheet.rows.enumerated() {
      plain.blankLines(row.number - next)
      next = row.number + 1
      var cells = row.cells
      if let code = codes[place] { cells[index] = code }
      plain.write(cells)
    }
    return CSVSheet.read(plain.bytes, file: sheet.file, findings: &findings) ?? sheet
  }

  /// The mapping of `mapping.csv`, which says of files of responses what the program cannot tell; nil if there is none.
  mutating func mapping(_ findings: inout [Finding]) -> MappingFile? {
    guard has("mapping.csv"), let sheet = table("mapping.csv", required: MappingFile.required, &findings) else {
      return nil
    }
    use("mapping.csv", rows: sheet.rows.count)
    return MappingFile(sheet, findings: &findings)
  }
}
