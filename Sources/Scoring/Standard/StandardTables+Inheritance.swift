public import Findings

/// A district's rules (实施细则) extend the city's standard (指导标准): they write only what is their own.
///
/// A row with a key of the parent replaces the cells that it fills; a row with a new key is added; `remove` = `yes` takes a
/// row away. What the parent marks in the column `locked` cannot be changed: `yes` locks the whole row, a list such as
/// `points;rule` those columns, `children` the set of indicators below. The shares of the halves are always locked.
extension StandardTables {
  /// The settings that no extending standard may change, whatever the parent marks (常州 2014: 居民群众满意度、部门评价各占50%).
  public static let alwaysLocked: Set<String> = ["satisfaction_weight", "department_weight", "reading"]

  /// These tables laid over `parent`'s; every change of something locked is a finding, and the parent's cell stays.
  public func extending(_ parent: StandardTables, findings: inout [Finding]) -> StandardTables {
    var merged = StandardTables([], name: name)
    for kind in StandardTable.Kind.allCases {
      merged.tables[kind] = StandardTables.layer(
        self[kind], over: parent[kind], parent: parent, findings: &findings)
    }
    return merged
  }

  private static func layer(
    _ child: StandardTable, over base: StandardTable, parent: StandardTables, findings: inout [Finding]
  ) -> StandardTable {
    var merged = base
    for record in child.records {
      if child.kind == .settings, record.key == ["extends"] { continue }
      guard let index = merged.records.firstIndex(where: { $0.key == record.key }) else {
        if let refusal = refusal(ofNew: record, child.kind, parent) {
          findings.append(refusal)
        } else {
          merged.records.append(record)
        }
        continue
      }
      if record.text("remove") == "yes" {
        if let refusal = refusal(ofRemoving: record, base.records[index], child.kind, parent) {
          findings.append(refusal)
        } else {
          merged.records.remove(at: index)
        }
        continue
      }
      for (column, cell) in record.cells.sorted(by: { $0.key < $1.key }) {
        let old = merged.records[index].text(column)
        if cell.text.isEmpty || cell.text == old || column == "meaning" || column == "note" { continue }
        if isLocked(base.records[index], column, child.kind) {
          findings.append(
            Finding(.lockedByParent, at: cell.place, found: cell.text, details: [record.label, column, old]))
        } else {
          merged.records[index].cells[column] = cell
        }
      }
    }
    return merged
  }

  private static func isLocked(_ record: StandardTable.Record, _ column: String, _ kind: StandardTable.Kind) -> Bool {
    if kind == .settings, alwaysLocked.contains(record.key[0]) { return true }
    let words = locks(record)
    return words.contains("yes") || words.contains(column) || (column == "locked" && !words.isEmpty)
  }

  private static func locks(_ record: StandardTable.Record) -> Set<String> {
    Set(record.text("locked").split(separator: ";").map { String($0).trimmed })
  }

  /// A new row may not reach round a lock: no child below locked `children`, no parameter of one indicator where the
  /// parent locked the parameter for all, no shares of the halves that the parent left out.
  private static func refusal(
    ofNew record: StandardTable.Record, _ kind: StandardTable.Kind, _ parent: StandardTables
  ) -> Finding? {
    switch kind {
    case .settings where alwaysLocked.contains(record.key[0]):
      return Finding(
        .lockedByParent, at: record.location("value"), found: record.text("value"),
        details: [record.label, "value", ""])
    case .indicators:
      let above = record.text("parent")
      guard let owner = parent[.indicators].record([above]), locks(owner).contains("children") else { return nil }
      return Finding(
        .lockedByParent, at: record.location("code"), found: record.text("code"), details: [above, "children", ""])
    case .rules:
      if let general = parent[.rules].record([record.key[0], "", record.key[2]]), isLocked(general, "value", kind) {
        return Finding(
          .lockedByParent, at: record.location("value"), found: record.text("value"),
          details: [record.label, "value", general.text("value")])
      }
      guard let owner = parent[.indicators].record([record.key[1]]), isLocked(owner, "rule", .indicators),
        record.text("rule") == owner.text("rule")
      else { return nil }
      return Finding(
        .lockedByParent, at: record.location("value"), found: record.text("value"),
        details: [record.label, "value", ""])
    default: return nil
    }
  }

  private static func refusal(
    ofRemoving record: StandardTable.Record, _ old: StandardTable.Record, _ kind: StandardTable.Kind,
    _ parent: StandardTables
  ) -> Finding? {
    let isHalf = kind == .settings && alwaysLocked.contains(record.key[0])
    let owner = kind == .indicators ? parent[.indicators].record([old.text("parent")]) : nil
    guard isHalf || !locks(old).isEmpty || owner.map({ locks($0).contains("children") }) == true else { return nil }
    return Finding(
      .lockedByParent, at: record.location("remove"), found: "remove", details: [record.label, "remove", ""])
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
