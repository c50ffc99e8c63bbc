extension CSVSheet {
  /// A record by itself, of any length.
  public struct Record: Hashable, Sendable {
    /// The row in a spreadsheet program, the header being 1.
    public var number: Int
    /// The cells' texts, trimmed.
    public var cells: [String]
  }

  /// The header and some of the records of a table, cut in one pass without keeping the others: comma-separated UTF-8, as
  /// `read` has it, with rows of any length.
  ///
  /// - Parameters:
  ///   - most: the wanted rows' number, after which the rest of the file is not cut any more.
  ///   - isWanted: whether a row, as users count, is wanted.
  /// - Returns: the records that there are, in the order of the file; the header is empty if there is none.
  /// - Complexity: O(bytes); memory beside `bytes` for the picked records alone.
  public static func pick(
    atMost most: Int, of bytes: [UInt8], where isWanted: (Int) -> Bool
  ) -> (header: [String], rows: [Record]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var tokenizer = CSVTokenizer(bytes, from: start)
    func row() -> Record {
      Record(number: tokenizer.number, cells: tokenizer.fields.map { $0.text(in: bytes, isTrimmed: true) })
    }
    guard tokenizer.next() else { return ([], []) }
    let header = row().cells
    var rows: [Record] = []
    while rows.count < most, tokenizer.next() {
      if isWanted(tokenizer.number) { rows.append(row()) }
    }
    return (header, rows)
  }
}
