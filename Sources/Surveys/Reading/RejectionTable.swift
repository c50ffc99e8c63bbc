package import Findings
import Sheets

/// The rows that were not taken, in the columns of their file, with the reasons in front: ready to be corrected and sent again.
package struct RejectionTable: Sendable {
  /// The heading of the column with the reasons; a reader passes it over.
  package static let reasons = "原因"

  /// The header rows and the rejected rows. A row of the wrong length keeps its fields, so that the fault can be seen.
  package let rows: [[String]]

  /// The rejections of one table; personal columns are left empty, for they would be dropped again.
  package init(_ reading: TableReading, _ language: Language) {
    let table = reading.table
    var rows: [[String]] = []
    rows.append([RejectionTable.reasons] + table.columns.map(\.name))
    for rejected in reading.rejected {
      let record = table.records[rejected.record]
      let reasons = rejected.findings.map { finding in
        let place = finding.location?.column.map { column in
          table.columns.first { $0.position == column }.map { "[\($0.name)] " } ?? ""
        }
        return (place ?? "") + finding.message(language)
      }
      var cells = table.columns.indices.map { column in
        reading.uses[column].role.isPersonal ? "" : record.cells[column].text
      }
      if case .ragged(let fields)? = record.fault, fields < cells.count { cells.removeLast(cells.count - fields) }
      rows.append([reasons.joined(separator: "；")] + cells + record.surplus.map(\.text))
    }
    self.rows = rows
  }
}
