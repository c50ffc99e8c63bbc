import ArgumentParser
import Findings
import Operations
import Reports
import Scoring

/// `kaoping standard diff`: what a standard has otherwise than its parent, or than another.
struct StandardDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "比较两个标准，或实施细则与其上级标准。Compare two standards, or a district's rules with what they extend.")

  @Argument(help: "考评标准文件夹 The standard's folder.")
  var folder: String
  @Argument(help: "另一个标准（默认为上级标准）Another standard (default: the one that it extends).")
  var other: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    let read = StandardFolder(folder, findings: &findings)
    var tables: (first: StandardTables, second: StandardTables)?
    if let other {
      tables = (read.tables, StandardFolder(other, findings: &findings).tables)
    } else if let parent = read.parent {
      tables = (parent, read.tables)
    } else if !findings.contains(where: { $0.severity == .error }) {
      findings.append(Finding(.settingMissing, at: Location(file: read.name + "/standard.csv"), details: ["extends"]))
    }
    guard let (first, second) = tables, !findings.contains(where: { $0.severity == .error }) else {
      throw CommandOutput.refuse(findings, output)
    }
    let changes = StandardDifference(first, second).changes
    let isChinese = output.lang == .chinese
    var table = TextTable(
      isChinese ? ["表", "行", "列", "改动", "原为", "现为"] : ["table", "row", "column", "change", "before", "after"])
    var rows: [[String?]] = [["table", "key", "column", "change", "before", "after"]]
    for change in changes {
      table.append([
        change.table, change.key, change.column ?? "", word(change.kind, isChinese), change.before ?? "",
        change.after ?? "",
      ])
      rows.append([
        change.table, change.key, change.column, change.kind.rawValue, change.before, change.after,
      ])
    }
    let none = isChinese ? "两者相同。\n" : "They are the same.\n"
    let json = changes.map { change -> JSONValue in
      [
        "table": .string(change.table), "key": .string(change.key), "column": .optional(change.column),
        "change": .string(change.kind.rawValue), "before": .optional(change.before), "after": .optional(change.after),
      ]
    }
    try CommandOutput(
      json: ["changes": .array(json)], table: changes.isEmpty ? none : table.text, csv: rows, findings: findings
    ).finish(output)
  }

  private func word(_ kind: StandardDifference.Change.Kind, _ isChinese: Bool) -> String {
    guard isChinese else { return kind.rawValue }
    switch kind {
    case .added: return "新增"
    case .removed: return "删除"
    case .changed: return "改为"
    }
  }
}
