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
    let communities = sheet.lookup(column) { register.replacement($0) }
    guard communities.meanings.contains(where: { $0 != nil }) else { return sheet }
    var codes: [Int: String] = [:]
    for (place, row) in sheet.rows.enumerated() {
      guard let (code, isOld) = communities[place] else { continue }
      codes[place] = code
      let location = sheet.location(row, communities.column)
      findings.append(
        isOld
          ? Finding(.codeResolved, at: location, found: communities.text(place), details: [code, register.asOf])
          : Finding(.answerNormalised, at: location, found: communities.text(place), details: [column, code]))
    }
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

extension CommunityRegister {
  /// The code that stands for a text, and whether the text was a code of earlier days; nil if the text itself stays.
  fileprivate func replacement(_ text: String) -> (code: String, isOld: Bool)? {
    switch match(text) {
    case .successor(let code): (code, true)
    case .current(let code), .name(let code): code == text ? nil : (code, false)
    case .hint, .unknown: nil
    }
  }
}
