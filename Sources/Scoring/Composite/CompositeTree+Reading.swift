public import Findings
public import Sheets

extension CompositeTree {
  /// Other names of the columns, as COINr's metadata and the standards' tables write them; in lower case.
  private static let aliases = [
    "icode": "code", "indicator": "code", "iname": "name", "name_en": "name", "name_zh": "name", "points": "weight",
    "scalefactor": "denominator_scale", "aggregate": "aggregation", "normalization": "normalisation",
    "normalise": "normalisation", "dat_thresh": "threshold",
  ]
  private static let known = ["code", "name", "parent", "direction", "weight", "level", "type"]
  /// Rows of COINr's metadata that are no part of the tree.
  private static let otherTypes: Set<String> = ["group", "denominator", "other"]

  /// Reads an indicator table; nil and findings if it has a fault. All faults are reported in one pass.
  ///
  /// Columns: `code` and `parent`; `direction` (1 unless given), `weight` (equal without the column), `level`, `name`; and,
  /// for single rows, `denominator`, `denominator_scale`, `transform`, `treat`, `normalisation`, `aggregation`, `threshold`.
  /// Several tops get one above them.
  public static func read(_ sheet: CSVSheet, _ findings: inout [Finding]) -> CompositeTree? {
    var reader = Reader(sheet)
    let tree = reader.tree()
    findings += reader.findings
    return reader.findings.contains { $0.severity == .error } ? nil : tree
  }

  private struct Reader {
    let sheet: CSVSheet
    /// The sheet's column for each name.
    let columns: [String: String]
    var findings: [Finding] = []

    init(_ sheet: CSVSheet) {
      self.sheet = sheet
      var columns: [String: String] = [:]
      for header in sheet.header where !header.isEmpty {
        let folded = header.lowercased()
        let name = CompositeTree.aliases[folded] ?? folded
        if columns[name] == nil || folded == name { columns[name] = header }
      }
      self.columns = columns
    }

    func text(_ row: CSVRow, _ name: String) -> String {
      let text = columns[name].map { sheet.text(row, $0) } ?? ""
      return text == "NA" ? "" : text
    }

    func place(_ row: Int, _ name: String) -> Location {
      Location(file: sheet.file, row: row, column: columns[name].flatMap { sheet.index(of: $0) }.map { $0 + 1 })
    }

    mutating func tree() -> CompositeTree? {
      for name in ["code", "parent"] where columns[name] == nil {
        findings.append(
          Finding(
            .columnMissing, at: Location(file: sheet.file, row: sheet.headerRow),
            found: sheet.header.prefix(12).joined(separator: ","), details: [name]))
      }
      guard findings.isEmpty else { return nil }
      let rows = sheet.rows.filter { !CompositeTree.otherTypes.contains(text($0, "type").lowercased()) }
      var nodes = rows.compactMap { node($0) }
      guard !nodes.isEmpty else {
        findings.append(Finding(.indicatorsMissing, at: Location(file: sheet.file)))
        return nil
      }
      let parents = rows.reduce(into: [:]) { $0[text($1, "code")] = text($1, "parent") }
      link(&nodes, parents)
      guard !findings.contains(where: { $0.severity == .error }) else { return nil }
      let top = crown(&nodes)
      setLevels(&nodes, top)
      checkWeights(nodes)
      return CompositeTree(file: sheet.file, nodes: nodes, top: top)
    }

    private mutating func node(_ row: CSVRow) -> CompositeNode? {
      let code = text(row, "code")
      guard !code.isEmpty else {
        findings.append(Finding(.valueMissing, at: place(row.number, "code"), details: ["code"]))
        return nil
      }
      let direction = direction(row)
      let weight = columns["weight"] == nil ? "1" : text(row, "weight")
      var settings: [String: String] = [:]
      for (name, header) in columns where !CompositeTree.known.contains(name) {
        let value = sheet.text(row, header)
        if !value.isEmpty, value != "NA" { settings[name] = value }
      }
      if let level = columns["level"].map({ sheet.text(row, $0) }), !level.isEmpty, level != "NA" {
        settings["level"] = level
      }
      return CompositeNode(
        code: code, name: text(row, "name").isEmpty ? code : text(row, "name"), parent: nil, children: [],
        direction: direction, weight: self.weight(weight, row), weightText: weight, level: 1, row: row.number,
        settings: settings)
    }

    private mutating func direction(_ row: CSVRow) -> Int {
      let text = text(row, "direction")
      switch text.lowercased() {
      case "", "1", "+1", "1.0", "positive", "正向": return 1
      case "-1", "-1.0", "−1", "negative", "逆向": return -1
      default:
        findings.append(Finding(.directionUnknown, at: place(row.number, "direction"), found: text))
        return 1
      }
    }

    private mutating func weight(_ text: String, _ row: CSVRow) -> Double {
      // The top has no siblings, so nothing is lost if its cell is empty.
      if text.isEmpty {
        if !self.text(row, "parent").isEmpty {
          findings.append(Finding(.valueMissing, at: place(row.number, "weight"), details: ["weight"]))
        }
        return 1
      }
      guard let value = Double(text), value.isFinite, value >= 0 else {
        findings.append(Finding(.indicatorWeightInvalid, at: place(row.number, "weight"), found: text))
        return 1
      }
      return value
    }

    /// Finds the parents; orphans, doubled codes and circles are findings.
    private mutating func link(_ nodes: inout [CompositeNode], _ parents: [String: String]) {
      var places: [String: Int] = [:]
      for (index, node) in nodes.enumerated() {
        if let first = places[node.code] {
          findings.append(
            Finding(
              .keyTwice, at: place(node.row ?? 1, "code"), found: node.code,
              details: [node.code, "\(nodes[first].row ?? 1)"]))
        } else {
          places[node.code] = index
        }
      }
      for index in nodes.indices {
        guard let parent = parents[nodes[index].code], !parent.isEmpty else { continue }
        guard let place = places[parent] else {
          findings.append(
            Finding(
              .indicatorOrphan, at: self.place(nodes[index].row ?? 1, "parent"), found: parent,
              details: [parent, nodes[index].code]))
          continue
        }
        nodes[index].parent = place
        nodes[place].children.append(index)
      }
      reportCircles(nodes)
    }

    /// Every node is walked through once: a walk that meets itself has found a circle, one that meets an earlier walk has not.
    private mutating func reportCircles(_ nodes: [CompositeNode]) {
      var walks = nodes.map { _ in -1 }
      for start in nodes.indices {
        var node: Int? = start
        while let here = node, walks[here] < 0 {
          walks[here] = start
          node = nodes[here].parent
        }
        guard let first = node, walks[first] == start else { continue }
        var circle = [first]
        while let next = nodes[circle[circle.count - 1]].parent, next != first { circle.append(next) }
        let names = (circle.prefix(20) + [first]).map { nodes[$0].code }.joined(separator: " → ")
        findings.append(
          Finding(
            .indicatorCircle, at: place(nodes[first].row ?? 1, "parent"), found: nodes[first].code, details: [names]))
      }
    }

    /// The top; several ones get a new one above them.
    private mutating func crown(_ nodes: inout [CompositeNode]) -> Int {
      let tops = nodes.indices.filter { nodes[$0].parent == nil }
      if tops.count == 1, !nodes[tops[0]].isLeaf { return tops[0] }
      var code = "composite"
      while nodes.contains(where: { $0.code == code }) { code += "_" }
      for top in tops { nodes[top].parent = nodes.count }
      findings.append(
        Finding(
          .topAdded, at: Location(file: sheet.file),
          details: [tops.prefix(8).map { nodes[$0].code }.joined(separator: ", "), code]))
      nodes.append(
        CompositeNode(
          code: code, name: code, parent: nil, children: tops, direction: 1, weight: 1, weightText: "1", level: 1,
          row: nil, settings: [:]))
      return nodes.count - 1
    }

    /// The levels as the table gives them if they are in order, otherwise the heights above the indicators.
    private mutating func setLevels(_ nodes: inout [CompositeNode], _ top: Int) {
      var order = [top]
      var next = 0
      while next < order.count {
        order += nodes[order[next]].children
        next += 1
      }
      for index in order.reversed() where !nodes[index].isLeaf {
        nodes[index].level = 1 + (nodes[index].children.map { nodes[$0].level }.max() ?? 0)
      }
      guard columns["level"] != nil else { return }
      var given = nodes.map { $0.settings["level"].flatMap { Int($0) } }
      if nodes[top].row == nil { given[top] = (given.compactMap { $0 }.max() ?? 0) + 1 }
      for index in nodes.indices where nodes[index].row != nil {
        let isInOrder =
          given[index].map { level in
            level >= 1 && level <= 1000 && (nodes[index].parent.flatMap { given[$0] } ?? level + 1) > level
              && (nodes[index].isLeaf ? level == 1 : true)
          } ?? false
        if !isInOrder {
          findings.append(
            Finding(
              .indicatorLevelInvalid, at: place(nodes[index].row ?? 1, "level"), found: nodes[index].settings["level"],
              details: [nodes[index].code, "\(nodes[index].level)"]))
        }
      }
      let levels = given.compactMap { $0 }
      guard levels.count == nodes.count, !findings.contains(where: { $0.code == .indicatorLevelInvalid }) else {
        return
      }
      for index in nodes.indices { nodes[index].level = levels[index] }
    }

    private mutating func checkWeights(_ nodes: [CompositeNode]) {
      for node in nodes where !node.isLeaf {
        let sum = node.children.reduce(0) { $0 + nodes[$1].weight }
        if sum <= 0 || !sum.isFinite {
          findings.append(
            Finding(
              .siblingWeightsZero, at: place(nodes[node.children[0]].row ?? 1, "weight"), details: [node.code]))
        }
      }
    }
  }
}
