/// Where a finding is, as users count: rows and columns from 1, the header row being row 1.
public struct Location: Hashable, Sendable {
  /// The file as the user named it, relative to the folder that was given.
  public var file: String
  /// The sheet of a workbook.
  public var sheet: String?
  /// The row in a spreadsheet program: records are counted, not the line breaks inside quoted fields.
  public var row: Int?
  /// The column's number from 1.
  public var column: Int?

  /// A place in `file`; leave out what does not apply.
  public init(file: String, sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
    self.file = file
    self.sheet = sheet
    self.row = row
    self.column = column
  }
}
