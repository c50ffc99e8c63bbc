/// A column of a table whose different texts were each looked up once.
///
/// A city's reviews name the same thousand communities, a few hundred raters and a few dozen marks in tens of thousands of rows. To
/// make a `String` of every cell and look it up took longer than all that is done with what it means.
public struct CSVLookup<Meaning> {
  /// The column.
  public let column: CSVColumn
  /// The different texts, trimmed, in the order of their first rows.
  public let texts: [String]
  /// What each of them means.
  public let meanings: [Meaning]
  /// Each row's place in `texts`, in the order of the rows.
  private let numbers: [UInt32]

  /// The trimmed text of a row, by its place from 0.
  public func text(_ row: Int) -> String { texts[Int(numbers[row])] }

  /// What the text of a row means, by its place from 0.
  public subscript(row: Int) -> Meaning { meanings[Int(numbers[row])] }

  fileprivate init(_ column: CSVColumn, _ values: CSVCells.Values, _ meaning: (String) -> Meaning) {
    self.column = column
    texts = values.texts
    numbers = values.numbers
    meanings = texts.map(meaning)
  }
}

extension CSVSheet {
  /// Looks a column's different texts up, each once; the text of every row is empty if the header does not name the column.
  ///
  /// - Parameter meaning: what a text means; texts that differ in a byte are asked for by themselves.
  /// - Complexity: O(bytes of the column) without its texts' meanings.
  public func lookup<Meaning>(_ column: String, _ meaning: (String) -> Meaning) -> CSVLookup<Meaning> {
    let column = self.column(column)
    return CSVLookup(column, rows.values(of: column), meaning)
  }
}
