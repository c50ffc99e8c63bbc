/// A table of which some cells are faulty (退回表), for people to correct and send again.
public struct MarkedTable: Hashable, Sendable {
  /// A row with its faulty cells.
  public struct Row: Hashable, Sendable {
    /// Why the row came back.
    public var reasons: [String]
    /// The fields; more or fewer than the header's if that is the fault.
    public var cells: [String]
    /// What is wrong with a cell and what to do, by its place among `cells`; may lie behind the last field.
    public var marks: [Int: String]

    /// A row.
    public init(reasons: [String], cells: [String], marks: [Int: String]) {
      self.reasons = reasons
      self.cells = cells
      self.marks = marks
    }
  }

  /// The file that the rows came from.
  public var file: String
  /// The heading of the column with the reasons, which stands first.
  public var reasonHeading: String
  /// The headings of the file.
  public var header: [String]
  /// The rows.
  public var rows: [Row]

  /// A table.
  public init(file: String, reasonHeading: String, header: [String], rows: [Row]) {
    self.file = file
    self.reasonHeading = reasonHeading
    self.header = header
    self.rows = rows
  }
}
