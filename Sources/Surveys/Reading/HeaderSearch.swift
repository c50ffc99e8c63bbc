import Sheets

/// Finds the header rows of a table: titles may stand above them, and they may be one, two or three.
struct HeaderSearch {
  /// The headings that somebody knows, as keys.
  private let known: Set<String>
  private let grid: Grid

  /// Where the header is and what its columns are called.
  struct Header {
    /// The first header row's place among the grid's rows.
    var first: Int
    /// The header rows.
    var count: Int
    /// The columns.
    var columns: [RecordColumn]
  }

  init(_ grid: Grid, known: Set<String>) {
    self.grid = grid
    self.known = known
  }

  /// Rows that are looked at; nobody writes more above a table.
  private static let searched = 25

  /// The header, or nil of an empty table.
  func find() -> Header? {
    let rows = Array(grid.rows.prefix(HeaderSearch.searched))
    guard !rows.isEmpty else { return nil }
    let scores = rows.map(score)
    let best = scores.max() ?? 0
    let main: Int
    if let tagged = rows.firstIndex(where: hasImportIDs) {
      // Names and texts stand above the identifiers of Qualtrics.
      main = max(0, tagged - 2)
    } else if best >= 2 || (best == 1 && rows.allSatisfy { filled($0) <= 2 }) {
      main = scores.firstIndex { $0 >= 2 && Double($0) >= 0.6 * Double(best) } ?? scores.firstIndex(of: best) ?? 0
    } else {
      main = unknownHeader(rows)
    }
    return header(rows, main)
  }

  /// Without any known heading: the first row that is nearly as wide as the table and holds text alone.
  private func unknownHeader(_ rows: [GridRow]) -> Int {
    let widest = rows.map(filled).max() ?? 0
    return rows.firstIndex { row in
      Double(filled(row)) >= 0.6 * Double(widest) && row.cells.allSatisfy(isText)
    } ?? rows.firstIndex { Double(filled($0)) >= 0.6 * Double(widest) } ?? 0
  }

  private func header(_ rows: [GridRow], _ main: Int) -> Header {
    if main > 0, isUpper(rows[main - 1], rows[main]) { return twoLevels(rows, main - 1) }
    if main + 1 < rows.count, isUpper(rows[main], rows[main + 1]) { return twoLevels(rows, main) }
    var count = 1
    if let tagged = rows[main...].firstIndex(where: hasImportIDs), tagged - main < 3 {
      count = tagged - main + 1
    } else {
      while main + count < rows.count, count < 3, isFurther(rows[main + count], rows[main]) { count += 1 }
    }
    let block = Array(rows[main..<(main + count)])
    let primary =
      block.indices.max { a, b in
        let (x, y) = (technical(block[a]), technical(block[b]))
        return x == y ? a > b : x < y
      } ?? 0
    let order = [primary] + block.indices.filter { $0 != primary }
    let width = block.map(\.cells.count).max() ?? 0
    let columns = (0..<width).map { index in
      let texts = order.map { block[$0][index].text.trimmingBlanks }.filter { !$0.isEmpty }
      return RecordColumn(position: index + 1, name: texts.first ?? "", headings: texts)
    }
    return Header(first: main, count: count, columns: columns)
  }

  // MARK: Rows

  private func filled(_ row: GridRow) -> Int { row.cells.count { !$0.text.trimmingBlanks.isEmpty } }

  private func isText(_ cell: GridCell) -> Bool {
    switch cell.value {
    case .empty: true
    case .text(let text): Double(text) == nil
    default: false
    }
  }

  private func score(_ row: GridRow) -> Int { row.cells.count { isKnown($0.text) } }

  private func isKnown(_ heading: String) -> Bool {
    if HeadingNumber(heading).map({ !$0.text.isEmpty }) ?? false { return true }
    let key = heading.headingKey
    return !key.isEmpty && known.contains(key) || DialectRecognition.importID(heading) != nil
  }

  /// A row below the first header row that is one too: other names of the same columns, `ImportId`s, HXL tags.
  private func isFurther(_ row: GridRow, _ first: GridRow) -> Bool {
    if hasImportIDs(row) || hasTags(row) { return true }
    let score = score(row)
    return score >= 3 && Double(score) >= 0.3 * Double(filled(row)) && filled(row) * 2 >= filled(first)
  }

  private func hasImportIDs(_ row: GridRow) -> Bool {
    row.cells.count { DialectRecognition.importID($0.text) != nil } * 2 > filled(row)
  }

  /// Tags of the Humanitarian Exchange Language (https://hxlstandard.org), such as `#adm1+name`.
  private func hasTags(_ row: GridRow) -> Bool {
    let tags = row.cells.map(\.text.trimmingBlanks).count { $0.hasPrefix("#") && $0.count > 1 }
    return tags > 0 && tags == filled(row)
  }

  /// How many cells look like a variable's name.
  private func technical(_ row: GridRow) -> Int {
    row.cells.count { cell in
      let text = cell.text.trimmingBlanks
      guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic || first == "_" else {
        return false
      }
      return text.unicodeScalars.allSatisfy { $0.isASCII && $0 != " " && $0 != "\"" }
    }
  }

  // MARK: Two levels

  /// Whether `upper` holds headings of several columns each, whose own headings stand in `lower`.
  private func isUpper(_ upper: GridRow, _ lower: GridRow) -> Bool {
    guard lower.number == upper.number + 1, lower.cells.allSatisfy(isText), upper.cells.allSatisfy(isText) else {
      return false
    }
    let width = max(upper.cells.count, lower.cells.count)
    let gaps = (0..<width).filter { upper[$0].text.trimmingBlanks.isEmpty && !lower[$0].text.trimmingBlanks.isEmpty }
    guard !gaps.isEmpty, filled(upper) >= 2 else { return false }
    let merges = grid.merged.contains { block in
      block.rows == upper.number...upper.number && block.columns.count > 1 && block.columns.count < width
    }
    // A line such as “调查单位：…  日期：…” above the table heads no column.
    let isRemark = upper.cells.contains { $0.text.contains("：") && !isKnown($0.text) }
    let recognised = lower.cells.count { isKnown($0.text) }
    return merges || (!isRemark && recognised * 2 >= filled(lower) && recognised >= 2)
  }

  private func twoLevels(_ rows: [GridRow], _ first: Int) -> Header {
    let (upper, lower) = (rows[first], rows[first + 1])
    let width = max(upper.cells.count, lower.cells.count)
    var parent = ""
    var columns: [RecordColumn] = []
    for index in 0..<width {
      let above = upper[index].text.trimmingBlanks
      let below = lower[index].text.trimmingBlanks
      if !above.isEmpty { parent = above }
      let block = grid.merged.first { $0.rows.contains(upper.number) && $0.columns.contains(index + 1) }
      let over: String
      if let block {
        over = upper[block.columns.lowerBound - 1].text.trimmingBlanks
      } else {
        over = above.isEmpty && below.isEmpty ? "" : (grid.merged.isEmpty ? parent : above)
      }
      let name = over.isEmpty || over == below ? below : below.isEmpty ? over : over + "/" + below
      columns.append(
        RecordColumn(position: index + 1, name: name, headings: [name, below, over].filter { !$0.isEmpty }))
    }
    return Header(first: first, count: 2, columns: columns)
  }
}
