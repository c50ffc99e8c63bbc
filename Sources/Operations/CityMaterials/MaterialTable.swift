import Findings
import Sheets
import Surveys
import Titles

/// A table of communities or changes from CSV in any encoding or a worksheet, rewritten as plain CSV with the names that the program
/// uses. Row n stays row n. Columns that the register has no use for are left out: lists of communities often name their people.
struct MaterialTable {
  /// The table.
  let sheet: CSVSheet
  /// It as plain CSV.
  let bytes: [UInt8]

  /// Rows among which a header is looked for.
  private static let mostAbove = 30

  /// Reads the first sheet that has the columns that are needed; nil after findings.
  init?(_ file: [UInt8], name: String, required: [String], findings: inout [Finding]) {
    let faults = findings.count
    let grids = WorkbookReader.open(file, file: name, findings: &findings).flatMap(\.grids)
    guard !findings[faults...].contains(where: { $0.severity == .error }) else { return nil }
    for grid in grids where !grid.isHidden {
      let header = grid.rows.prefix(MaterialTable.mostAbove).firstIndex { row in
        Set(required).isSubset(of: row.cells.map { MaterialTable.name($0.text) })
      }
      guard let header else { continue }
      let plain = MaterialTable.plain(grid, header: header, name, &findings)
      guard let sheet = CSVSheet.read(plain, file: name, required: required, findings: &findings) else { return nil }
      (self.sheet, bytes) = (sheet, plain)
      return
    }
    let first = grids.first?.rows.first?.cells.prefix(12).map { PersonalData.mask($0.text).text }.joined(separator: ",")
    findings.append(
      Finding(.columnMissing, at: Location(file: name), found: first, details: [required.joined(separator: ", ")]))
    return nil
  }

  private static func plain(_ grid: Grid, header: Int, _ file: String, _ findings: inout [Finding]) -> [UInt8] {
    let row = grid.rows[header]
    var kept: [(column: Int, name: String)] = []
    for (column, cell) in row.cells.enumerated()
    where !cell.text.trimmingBlanks.isEmpty && cell.text.trimmingBlanks != RejectionTable.reasons {
      let name = name(cell.text)
      if names.contains(name), !kept.contains(where: { $0.name == name }) {
        kept.append((column, name))
      } else {
        findings.append(
          Finding(
            .registerColumnUnknown, at: Location(file: file, sheet: grid.name, row: row.number, column: column + 1),
            details: [cell.text.trimmingBlanks]))
      }
    }
    var writer = PlainCSV()
    writer.blankLines(row.number - 1)
    writer.write(kept.map(\.name))
    var next = row.number + 1
    for row in grid.rows[(header + 1)...] {
      let cells = kept.map { row[$0.column].text.narrowed.trimmingBlanks }
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      writer.blankLines(row.number - next)
      next = row.number + 1
      writer.write(cells)
    }
    return writer.bytes
  }

  /// The program's name of a column; a heading that it does not know stays as it is.
  private static func name(_ heading: String) -> String {
    let own = heading.trimmingBlanks.lowercased()
    return names.contains(own) ? own : headings[heading.headingKey] ?? own
  }

  /// Every column that is read.
  private static let names = Set(
    RegisterTrial.lineageColumns + RegisterTrial.resultColumns + ["before", "continues", "register_id"])

  /// Headings that people write.
  private static let headings: [String: String] = Dictionary(
    [
      ("community_id", ["社区代码", "社区编码", "社区村代码", "村社区代码", "区划代码", "统计用区划代码", "代码"]),
      ("name", ["社区名称", "社区村名称", "名称", "社区"]), ("street", ["街道", "街道镇", "镇街道", "乡镇街道"]),
      ("district_code", ["区代码", "辖市区代码", "所属区代码"]), ("district", ["区", "辖市区", "所属区", "区名称"]),
      ("kind", ["类别", "类型"]), ("area_class", ["城乡分类代码", "城乡分类"]), ("households", ["户数", "住户数", "居民户数"]),
      ("filing", ["备案", "备案状态"]), ("register_id", ["名册编号"]), ("event", ["序号", "事项", "事项编号"]),
      ("change", ["变更", "变更种类", "变更类型"]), ("effective", ["生效日期", "日期"]), ("document", ["文号", "发文字号", "依据"]),
      ("before", ["原社区", "变更前"]), ("continues", ["延续", "延续自", "沿用"]),
    ].flatMap { name, aliases in aliases.map { ($0.headingKey, name) } }, uniquingKeysWith: { first, _ in first })
}
