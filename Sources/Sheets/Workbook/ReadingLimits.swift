/// What a reader takes in before it refuses a file: a small file may unpack to one that fills the machine.
public struct ReadingLimits: Hashable, Sendable {
  /// Bytes of one file or archive member once unpacked.
  public var unpackedBytes = 2 << 30
  /// Unpacked bytes per packed byte.
  public var ratio = 200
  /// Members of an archive.
  public var members = 1000
  /// Archives inside archives.
  public var nesting = 1
  /// Worksheets of a workbook.
  public var sheets = 100
  /// Columns of a table.
  public var columns = 16_384
  /// Rows of a worksheet.
  public var rows = 1_048_576
  /// Cells that a grid in memory may hold.
  public var cells = 50_000_000
  /// Bytes of one cell.
  public var cellBytes = 1 << 20

  /// The limits that hold unless the user asks for others.
  public init() {}
}
