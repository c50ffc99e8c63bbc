/// The answers of one battery of items: one row for each respondent, one column for each item, in the questionnaire's order.
///
/// The statistics of this folder are evidence to look at, with the rate at which chance alone gives it; none is a verdict on
/// a respondent or an interviewer.
public struct AnswerTable: Sendable {
  /// How many respondents there are.
  public let rowCount: Int
  /// How many items there are.
  public let itemCount: Int

  /// At row · items + item: the answer's code, 0 if it is missing.
  let codes: [UInt16]
  /// At row · items + item: the answer's value; 0 if it is missing.
  let values: [Double]

  /// - Parameter rows: the answers; nil is missing. All rows have the same length.
  /// - Throws: `.emptySample` without a row; `.tooFew` without an item; `.invalidArgument` if rows differ in length or an item
  ///   has more than 65,534 different answers; `.notFinite`.
  public init(_ rows: [[Double?]]) throws(StatisticsError) {
    guard let first = rows.first else { throw .emptySample }
    guard !first.isEmpty else { throw .tooFew(what: "items", needed: 1, found: 0) }
    guard rows.allSatisfy({ $0.count == first.count }) else {
      throw .invalidArgument("every row has one place for each of the \(first.count) items")
    }
    guard rows.allSatisfy({ $0.allSatisfy { $0?.isFinite ?? true } }) else { throw .notFinite("an answer") }
    rowCount = rows.count
    itemCount = first.count
    var codes = Array(repeating: UInt16(0), count: rows.count * first.count)
    for item in first.indices {
      var known: [Double: UInt16] = [:]
      for (index, row) in rows.enumerated() {
        guard let value = row[item] else { continue }
        if known[value] == nil {
          guard known.count < Int(UInt16.max) - 1 else {
            throw .invalidArgument("item \(item + 1) has more than 65534 different answers")
          }
          known[value] = UInt16(known.count + 1)
        }
        codes[index * first.count + item] = known[value] ?? 0
      }
    }
    self.codes = codes
    values = rows.flatMap { $0.map { $0 ?? 0 } }
  }

  private init(rowCount: Int, itemCount: Int, codes: [UInt16], values: [Double]) {
    self.rowCount = rowCount
    self.itemCount = itemCount
    self.codes = codes
    self.values = values
  }

  /// The answer of a row to an item; nil if it is missing.
  public subscript(row: Int, item: Int) -> Double? {
    codes[row * itemCount + item] == 0 ? nil : values[row * itemCount + item]
  }

  /// How many items a row answered.
  public func answered(_ row: Int) -> Int { codes(of: row).count { $0 != 0 } }

  /// The rows without a missing answer.
  public var completeRows: [Int] { (0..<rowCount).filter { answered($0) == itemCount } }

  /// These rows alone, in this order.
  ///
  /// - Throws: `.emptySample` without a row.
  public func selecting(_ rows: [Int]) throws(StatisticsError) -> AnswerTable {
    guard !rows.isEmpty else { throw .emptySample }
    return AnswerTable(
      rowCount: rows.count, itemCount: itemCount, codes: rows.flatMap { codes(of: $0) },
      values: rows.flatMap { values[($0 * itemCount)..<(($0 + 1) * itemCount)] })
  }

  /// The table with every item's answers dealt anew to the respondents: the items keep their distributions, people lose
  /// whatever ties their answers together.
  ///
  /// - Parameters:
  ///   - strata: one label for each row; answers are dealt within a label only. Nil deals them among all rows.
  ///   - stream: the random numbers.
  public func permuted(within strata: [Int]? = nil, by stream: inout RandomStream) -> AnswerTable {
    let cells = Self.cells(rowCount, strata)
    var (codes, values) = (codes, values)
    for item in 0..<itemCount {
      for rows in cells {
        var source = rows
        stream.shuffle(&source)
        for (row, from) in zip(rows, source) {
          codes[row * itemCount + item] = self.codes[from * itemCount + item]
          values[row * itemCount + item] = self.values[from * itemCount + item]
        }
      }
    }
    return AnswerTable(rowCount: rowCount, itemCount: itemCount, codes: codes, values: values)
  }

  func codes(of row: Int) -> ArraySlice<UInt16> { codes[(row * itemCount)..<((row + 1) * itemCount)] }

  func values(of row: Int) -> ArraySlice<Double> { values[(row * itemCount)..<((row + 1) * itemCount)] }

  /// The rows of each label, in the order of the labels.
  static func cells(_ count: Int, _ strata: [Int]?) -> [[Int]] {
    guard let strata else { return [Array(0..<count)] }
    precondition(strata.count == count, "one label for each row")
    return Dictionary(grouping: 0..<count) { strata[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }
}
