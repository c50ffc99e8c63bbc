package import Findings
import Sheets

/// The usable rows of one block of a file, with block-local numbering; `ResponseTable.merge` joins blocks in file order.
package struct ScannedBlock: Sendable {
  /// The records of the block, blank lines included, so that rows can be counted on.
  package internal(set) var records = 0
  /// The records that are no blank lines.
  package internal(set) var rows = 0
  /// The cells (unit, stratum, cluster, weight) of the kept rows, numbered by `keys`.
  var cells: [ResponseCell] = []
  var keys = ByteStringTable()
  /// The cell of each kept row.
  var cellOfRow: [UInt32] = []
  /// The packed answers of each kept row, `words` for each.
  var answers: [UInt64] = []
  /// The identifier of each kept row, its prefix numbered by `prefixes`; empty if the file has none.
  var identifiers: [IdentifierKey] = []
  var prefixes = ByteStringTable()
  /// The kept rows' records, from 0 in the block.
  var recordOfRow: [UInt32] = []
  /// What was found; rows count from 0 at the block's start until the merge.
  package internal(set) var findings: [Finding] = []
  /// Rows that were left out because of their unit or weight.
  package internal(set) var leftOut = 0

  /// The block with its findings at the columns that stand for those of the rewritten table.
  package func locating(columns: [Int]) -> ScannedBlock {
    var block = self
    for index in block.findings.indices {
      guard let column = block.findings[index].location?.column, columns.indices.contains(column - 1) else { continue }
      block.findings[index].location?.column = columns[column - 1]
    }
    return block
  }
}

/// A group of responses with one community, stratum, sampling unit and weight.
package struct ResponseCell: Hashable, Sendable {
  /// The community's place in the roster.
  package var unit: Int32
  /// The stratum's code as written.
  package var stratum: String
  /// The sampling unit's code as written; nil if every response is a unit of its own.
  package var cluster: String?
  /// The sampling weight.
  package var weight: Double
}
