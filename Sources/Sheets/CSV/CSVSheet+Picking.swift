extension CSVSheet {
  /// The header and some of the records of a table, cut in one pass without keeping the others: comma-separated UTF-8, as
  /// `read` has it, with rows of any length.
  ///
  /// - Parameter numbers: the wanted rows as users count.
  /// - Returns: the records that there are, in the order of the file; the header is empty if there is none.
  /// - Complexity: O(bytes); memory beside `bytes` for the picked records alone.
  public static func pick(_ numbers: Set<Int>, of bytes: [UInt8]) -> (header: [String], rows: [CSVRow]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var tokenizer = CSVTokenizer(bytes, from: start)
    func row() -> CSVRow {
      CSVRow(number: tokenizer.number, cells: tokenizer.fields.map { $0.text(in: bytes, isTrimmed: true) })
    }
    guard tokenizer.next() else { return ([], []) }
    let header = row().cells
    var rows: [CSVRow] = []
    while rows.count < numbers.count, tokenizer.next() {
      if numbers.contains(tokenizer.number) { rows.append(row()) }
    }
    return (header, rows)
  }
}
