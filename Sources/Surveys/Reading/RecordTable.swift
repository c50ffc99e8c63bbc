package import Findings
package import Sheets

/// A table of responses with its header found: what lies between an opened container and the answers.
package struct RecordTable: Sendable {
  /// The file's name as findings show it.
  package var file: String
  /// The worksheet or the archive's table; nil if the container has only one.
  package var sheet: String?
  /// What the file is.
  package var container: Workbook.Container
  /// The encoding that was found.
  package var encoding: String?
  /// The delimiter of a CSV file.
  package var delimiter: Character?
  /// The header rows, 0 for JSON.
  package var headerRows: Int
  /// The first header row's number.
  package var firstHeaderRow = 1
  /// The columns in the order of the file.
  package var columns: [RecordColumn]
  /// The rows below the header that are records.
  package var records: [TableRecord]
  /// The rows that are none: titles, notes, totals.
  package var leftOut: [LeftOutRow] = []

  /// The place of a record's column, as users count.
  package func location(_ record: TableRecord, _ column: Int?) -> Location {
    Location(
      file: file, sheet: sheet, row: record.number,
      column: container == .json ? nil : column.flatMap { columns.indices.contains($0) ? columns[$0].position : nil })
  }

  /// The place of a column's heading.
  package func location(heading column: Int) -> Location {
    Location(
      file: file, sheet: sheet, row: container == .json ? nil : firstHeaderRow,
      column: container == .json ? nil : columns[column].position)
  }

  /// The place of the whole table.
  package var place: Location { Location(file: file, sheet: sheet) }
}

/// A column with everything that its header says.
package struct RecordColumn: Hashable, Sendable {
  /// The column's number from 1.
  package var position: Int
  /// The heading by which the column goes: the technical name where there is one.
  package var name: String
  /// All headings, the first one being `name`: codes, texts, `{"ImportId":…}`, the two levels of a merged heading.
  package var headings: [String]
  /// The dictionary's entry in an SPSS file.
  package var variable: Variable?
}

/// A row of the table.
package struct TableRecord: Hashable, Sendable {
  /// The row's number as users count, or the object's in a JSON list.
  package var number: Int
  /// One cell per column.
  package var cells: [GridCell]
  /// The fields behind the last column, of a row that is too long.
  package var surplus: [GridCell] = []
  /// What is wrong with the row as a whole; nil for a good one.
  package var fault: RowFault?

  /// Why a row cannot be trusted.
  package enum RowFault: Hashable, Sendable {
    /// It has more or fewer fields than the header.
    case ragged(fields: Int)
  }
}

/// A row that is no record.
package struct LeftOutRow: Hashable, Sendable {
  /// Why a row is no record.
  package enum Kind: String, Hashable, Sendable {
    /// A heading of the whole table.
    case title
    /// A sum or mean.
    case total
    /// A remark, signature or source.
    case note
    /// The header again.
    case header
    /// A row that shows how to fill in a template.
    case example
  }

  /// The worksheet.
  package var sheet: String?
  /// The row.
  package var row: Int
  /// Why it is no record.
  package var kind: Kind
  /// Its first text, personal data masked.
  package var text: String
}

/// The separator of a JSON list that stands in one cell: no text of a survey holds it.
package let listSeparator: Character = "\u{1F}"
