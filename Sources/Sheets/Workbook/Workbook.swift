/// What a file holds once its container is opened: one or more tables of located cells, whatever program wrote it.
public struct Workbook: Sendable {
  /// The kinds of container that are read.
  public enum Container: String, Hashable, Sendable, CaseIterable {
    case csv, xlsx, sav, zsav, json
  }

  /// The file's name as findings show it; a member of an archive is `archive.zip/member.csv`.
  public var file: String
  /// What kind of container it was.
  public var container: Container
  /// The character encoding that was found, in IANA's spelling (`UTF-8`, `GB18030`, …); nil where the container fixes it.
  public var encoding: String?
  /// Whether the bytes began with a byte order mark.
  public var hasByteOrderMark = false
  /// The character between the fields of a CSV file; nil elsewhere.
  public var delimiter: Character?
  /// The tables, in the order of the file.
  public var grids: [Grid]
  /// The dictionary of an SPSS file, one entry per column of its only grid; empty elsewhere.
  public var variables: [Variable] = []
  /// The document of a JSON file; nil elsewhere.
  public var document: JSONTree?

  /// A workbook of these parts.
  public init(
    file: String, container: Container, encoding: String? = nil, hasByteOrderMark: Bool = false,
    delimiter: Character? = nil, grids: [Grid] = [], variables: [Variable] = [], document: JSONTree? = nil
  ) {
    self.file = file
    self.container = container
    self.encoding = encoding
    self.hasByteOrderMark = hasByteOrderMark
    self.delimiter = delimiter
    self.grids = grids
    self.variables = variables
    self.document = document
  }
}

/// A column of an SPSS file, as its dictionary describes it.
public struct Variable: Hashable, Sendable {
  /// The variable's name.
  public var name: String
  /// The variable's label, often the question's text.
  public var label: String
  /// The labels of its values, in the order of the file; the value as SPSS shows it (`1`, not `1.0`).
  public var valueLabels: [(value: String, label: String)] {
    get { zip(labelledValues, labels).map { ($0, $1) } }
    set { (labelledValues, labels) = (newValue.map(\.value), newValue.map(\.label)) }
  }
  /// Ranges of values that the user declared missing; a single value is a range of one.
  public var userMissing: [ClosedRange<Double>]
  /// Texts that the user declared missing.
  public var userMissingTexts: [String]

  private var labelledValues: [String]
  private var labels: [String]

  /// A column of this description.
  public init(
    name: String, label: String = "", valueLabels: [(value: String, label: String)] = [],
    userMissing: [ClosedRange<Double>] = [], userMissingTexts: [String] = []
  ) {
    self.name = name
    self.label = label
    self.userMissing = userMissing
    self.userMissingTexts = userMissingTexts
    self.labelledValues = valueLabels.map(\.value)
    self.labels = valueLabels.map(\.label)
  }
}
