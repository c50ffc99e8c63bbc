package import Findings
package import Sheets

/// A mapping that a person checked: which column answers which item, which label means which code.
///
/// A CSV table with the columns `kind` (`column` or `value`), `source`, `target`, and for values `item`; further columns such
/// as `evidence` and `confidence` explain a proposal and are not read.
package struct MappingFile: Hashable, Sendable {
  /// A line of the mapping.
  package struct Entry: Hashable, Sendable {
    /// The heading or the value in the file.
    package var source: String
    /// The item (`item`, `item/choice`) or role; the code.
    package var target: String
    /// For values: the item whose values are meant; empty for every item.
    package var item = ""
    /// The row in the mapping file.
    package var row: Int
  }

  /// The file's name.
  package let file: String
  /// Columns to items or roles.
  package private(set) var columns: [Entry] = []
  /// Values to codes.
  package private(set) var values: [Entry] = []

  /// Reads a mapping; lines that say nothing are findings.
  package init(_ sheet: CSVSheet, findings: inout [Finding]) {
    file = sheet.file
    for row in sheet.rows {
      let entry = Entry(
        source: sheet.text(row, "source"), target: sheet.text(row, "target"), item: sheet.text(row, "item"),
        row: row.number)
      // A proposal without a target is one that nobody has decided yet.
      if entry.source.isEmpty || entry.target.isEmpty { continue }
      switch sheet.text(row, "kind") {
      case "column": columns.append(entry)
      case "value": values.append(entry)
      case let kind:
        findings.append(
          Finding(.valueUnknown, at: sheet.location(row, "kind"), found: kind, details: ["kind", "column, value"]))
      }
    }
  }

  /// The columns that a mapping file must have.
  package static let required = ["kind", "source", "target"]

  /// The code of a value in the answers to `item`; nil if the mapping says nothing of it.
  package func code(_ value: String, item: String) -> String? {
    values.first { $0.source == value && ($0.item == item || $0.item.isEmpty) }?.target
  }
}
