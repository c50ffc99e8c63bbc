import Sheets

extension RecordTable {
  /// The table in a JSON document: a list of objects, alone or under a name such as `results` or `value`. Groups become paths
  /// (`info/age`), lists of plain values one cell, lists of objects are repeats.
  ///
  /// - Returns: nil if the document holds no such list.
  static func read(_ document: JSONTree, _ workbook: Workbook) -> (table: RecordTable, repeats: [String: Int])? {
    guard let objects = objects(document) else { return nil }
    var order: [String] = []
    var indices: [String: Int] = [:]
    var rows: [[(Int, GridCell)]] = []
    var repeats: [String: Int] = [:]
    for object in objects {
      var row: [(Int, GridCell)] = []
      flatten(object, path: "", depth: 0) { path, leaf in
        if case .list(let elements) = leaf, elements.contains(where: isObject) {
          repeats[path, default: 0] += elements.count
          return
        }
        let index = indices[path] ?? order.count
        if index == order.count {
          indices[path] = index
          order.append(path)
        }
        row.append((index, cell(leaf)))
      }
      rows.append(row)
    }
    // Objects that share no names would make a table of nothing but gaps.
    guard order.count <= 16_384, order.count * rows.count <= 50_000_000 else { return nil }
    let columns = order.enumerated().map { RecordColumn(position: $0 + 1, name: $1, headings: [$1]) }
    let records = rows.enumerated().map { number, row in
      var cells = [GridCell](repeating: .empty, count: order.count)
      for (index, cell) in row { cells[index] = cell }
      return TableRecord(number: number + 1, cells: cells)
    }
    let table = RecordTable(
      file: workbook.file, container: .json, encoding: workbook.encoding, headerRows: 0, columns: columns,
      records: records)
    return (table, repeats)
  }

  /// The records of a document; one object that is a paper by itself counts as one.
  private static func objects(_ document: JSONTree) -> [JSONTree]? {
    if case .list(let elements) = document { return elements.allSatisfy(isObject) ? elements : nil }
    guard case .object(let members) = document else { return nil }
    for name in ["results", "value", "responses", "data", "submissions", "answers"] {
      if case .list(let elements)? = document[name], !elements.isEmpty || members.count < 6,
        elements.allSatisfy(isObject)
      {
        return elements
      }
    }
    return [document]
  }

  private static func isObject(_ tree: JSONTree) -> Bool {
    if case .object = tree { true } else { false }
  }

  /// Deeper documents are no survey tool's.
  private static let deepest = 12

  private static func flatten(_ tree: JSONTree, path: String, depth: Int, _ take: (String, JSONTree) -> Void) {
    guard case .object(let members) = tree, depth < deepest else {
      take(path, tree)
      return
    }
    for member in members {
      flatten(
        member.value, path: path.isEmpty ? member.name : path + "/" + member.name, depth: depth + 1, take)
    }
  }

  private static func cell(_ tree: JSONTree) -> GridCell {
    switch tree {
    case .null: .empty
    case .boolean(let value): GridCell(.boolean(value))
    case .number(let text): GridCell(.number(Double(text) ?? 0, text: text))
    case .text(let text): text.isEmpty ? .empty : GridCell(.text(text))
    case .list(let elements):
      elements.isEmpty
        ? .empty : GridCell(.text(elements.map { cell($0).text }.joined(separator: String(listSeparator))))
    case .object: .empty
    }
  }
}
