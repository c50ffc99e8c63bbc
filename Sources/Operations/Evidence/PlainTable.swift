import Findings
import Sheets
import Surveys
import Titles

/// A table of marks, events, frame or units from a workbook or a file in any encoding, rewritten as plain CSV with the names that the
/// program uses. Titles above the header and totals below are passed over; columns that identify people are left out.
struct PlainTable {
  /// The kind of table.
  let kind: RoundUpload.Kind
  /// The columns; empty before a sheet with the columns that are needed was found.
  private(set) var header: [String] = []
  /// The rows so far.
  private(set) var rows = 0
  /// Whether something in it identified people.
  private(set) var isPersonal = false
  /// What was found.
  private(set) var findings: [Finding] = []
  /// The cells of the first row of all, to say what was found instead of a header.
  private(set) var firstCells = ""

  private var writer = PlainCSV()

  init(kind: RoundUpload.Kind) { self.kind = kind }

  /// The table as plain CSV.
  var bytes: [UInt8] { writer.bytes }

  /// Rows among which a header is looked for.
  private static let mostAbove = 30

  /// Takes the sheets that have the columns that are needed.
  mutating func take(_ workbook: Workbook) {
    for grid in workbook.grids where !grid.rows.isEmpty {
      let place = Location(file: workbook.file, sheet: grid.name)
      if firstCells.isEmpty {
        firstCells = grid.rows[0].cells.prefix(12).map { PersonalData.mask($0.text).text }.joined(separator: ",")
      }
      if grid.isHidden {
        findings.append(Finding(.hiddenSheet, at: place, details: [grid.name ?? ""]))
        continue
      }
      guard let at = grid.rows.prefix(PlainTable.mostAbove).firstIndex(where: isHeader) else {
        if workbook.grids.count > 1 { findings.append(Finding(.sheetLeftOut, at: place, details: [grid.name ?? ""])) }
        continue
      }
      findings.append(
        Finding(
          .readGenerally, at: place,
          details: [
            kind.name.chinese + " " + kind.name.english,
            [
              workbook.container.rawValue, workbook.encoding,
              workbook.delimiter.map { $0 == "\t" ? "TAB" : String($0) },
            ]
            .compactMap { $0 }.joined(separator: " · "),
          ]))
      take(grid, header: at, place)
    }
  }

  private func isHeader(_ row: GridRow) -> Bool {
    let names = Set(row.cells.map { PlainTable.name($0.text, kind) })
    return kind.columns.allSatisfy(names.contains)
  }

  private mutating func take(_ grid: Grid, header at: Int, _ place: Location) {
    let names = grid.rows[at].cells.map { PlainTable.name($0.text, kind) }
    var kept: [Int] = []
    for (column, name) in names.enumerated() where !name.isEmpty {
      var scan = PersonalDataScan()
      scan.look(header: [name])
      if !scan.found.isEmpty {
        isPersonal = true
        var heading = place
        (heading.row, heading.column) = (grid.rows[at].number, column + 1)
        findings.append(Finding(.personalColumn, at: heading, details: [name, "heading"]))
      } else if !kept.contains(where: { names[$0] == name }) {
        kept.append(column)
      }
    }
    let isFirst = header.isEmpty
    if isFirst {
      header = kept.map { names[$0] }
      // Row n stays row n.
      writer.blankLines(grid.rows[at].number - 1)
      writer.write(header)
    }
    let columns = header.map { name in kept.first { names[$0] == name } }
    var next = grid.rows[at].number + 1
    for row in grid.rows[(at + 1)...] {
      if isNoRecord(row, names) {
        findings.append(
          Finding(
            .rowNotRecord, at: Location(file: place.file, sheet: place.sheet, row: row.number),
            found: String(PersonalData.mask(row.cells.first { !$0.text.isEmpty }?.text ?? "").text.prefix(40)),
            details: ["note"]))
        continue
      }
      if isFirst { writer.blankLines(row.number - next) }
      next = row.number + 1
      rows += 1
      writer.write(zip(header, columns).map { name, column in column.map { text(row[$0], name) } ?? "" })
    }
  }

  /// Totals, remarks and signatures: rows without any of the cells that a record needs.
  private func isNoRecord(_ row: GridRow, _ names: [String]) -> Bool {
    let needed = kind.columns.filter { name in
      names.firstIndex(of: name).map { !row[$0].text.trimmingBlanks.isEmpty } ?? false
    }
    return needed.isEmpty || (needed.count < kind.columns.count && !needed.contains(kind.columns[0]))
  }

  private mutating func text(_ cell: GridCell, _ name: String) -> String {
    let text = cell.text.narrowed.trimmingBlanks
    if kind.columns.contains(name) || Double(text) != nil || Moment(text) != nil { return text }
    let (masked, kinds) = PersonalData.mask(text)
    if !kinds.isEmpty { isPersonal = true }
    return masked
  }

  /// The program's name of a column; a heading that it does not know stays as it is.
  static func name(_ heading: String, _ kind: RoundUpload.Kind) -> String {
    let text = heading.narrowed.trimmingBlanks
    let own = text.lowercased()
    if kind.columns.contains(own) { return own }
    return headings[text.headingKey] ?? text
  }

  /// Headings that people write, by what letters and ideographs they have.
  private static let headings: [String: String] = Dictionary(
    [
      ("community_id", ["社区代码", "社区编码", "社区村代码", "村社区代码", "区划代码", "单位代码", "communitycode"]),
      ("indicator", ["指标", "指标代码", "指标编号", "指标编码", "indicatorcode"]),
      ("score", ["得分", "评分", "分数", "打分", "mark", "points"]),
      ("max", ["满分", "分值", "最高分"]), ("review_id", ["评分编号", "编号"]), ("department", ["部门", "评分部门"]),
      ("reviewer", ["评分人", "评审人"]), ("method", ["评价方式", "考评方式", "方式"]), ("date", ["日期", "评分日期"]),
      ("stratum", ["层", "层号", "分层"]), ("stratum_name", ["层名", "层名称"]), ("psu", ["抽样单元", "小区编号", "单元编号"]),
      ("psu_total", ["抽样单元总数", "单元总数", "小区总数"]), ("psu_sampled", ["抽中单元数", "抽中小区数"]),
      ("households", ["户数", "住户数"]), ("event_id", ["事件编号", "事项编号"]), ("code", ["条件代码", "事项代码"]),
      ("status", ["状态", "认定状态"]),
    ].flatMap { name, aliases in (aliases + [name]).map { ($0.headingKey, name) } },
    uniquingKeysWith: { first, _ in first })
}
