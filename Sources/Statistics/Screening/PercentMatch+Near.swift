extension PercentMatch {
  /// The matches of at least `share` alone, missing being a value, without comparing all rows with each other.
  ///
  /// Two rows that differ in at most d items agree wholly in one of any d + 1 blocks of items (the pigeonhole principle), so only
  /// rows that share a block are compared; equal rows are compared once. What it finds are the same maxima and partners as the
  /// comparison of all rows gives; rows without a match of that size have nil.
  ///
  /// - Parameters:
  ///   - table: the answers.
  ///   - share: above 0, at most 1.
  /// - Complexity: O(rows · items) and the pairs that share a block; with shares from 0.85 a small part of all pairs.
  public init(near table: AnswerTable, atLeast share: Double) {
    let items = table.itemCount
    let apart = max(0, Int(((1 - share) * Double(items) + 1e-9).rounded(.down)))
    var search = NearSearch(table)
    if apart < items {
      let blocks = apart + 1
      for block in 0..<blocks {
        search.compare(items: (block * items / blocks)..<((block + 1) * items / blocks), atLeast: items - apart)
      }
    } else {
      search.compare(items: 0..<0, atLeast: 0)
    }
    self.init(
      maxima: search.matches.map { $0 < 0 ? nil : Double($0) / Double(items) }, partners: search.partners,
      missing: .asValue)
  }
}

/// Finds close rows among the different ones of a table.
private struct NearSearch {
  private let table: AnswerTable
  private let comparison: RowComparison
  /// The rows with the same answers, by their first, in the order of the first ones.
  private let groups: [[Int]]
  /// The largest number of equal items of each row; −1 without a close one.
  private(set) var matches: [Int]
  /// The first row that reaches it.
  private(set) var partners: [Int?]

  init(_ table: AnswerTable) {
    self.table = table
    comparison = RowComparison(table)
    matches = Array(repeating: -1, count: table.rowCount)
    partners = Array(repeating: nil, count: table.rowCount)
    var groups: [[Int]] = []
    var places: [ArraySlice<UInt16>: Int] = [:]
    for row in 0..<table.rowCount {
      // A slice is equal to another by its elements; copying rebases it, so that the table is not kept alive twice.
      let codes = ArraySlice(Array(table.codes(of: row)))
      if let place = places[codes] {
        groups[place].append(row)
      } else {
        places[codes] = groups.count
        groups.append([row])
      }
    }
    self.groups = groups
    for rows in groups where rows.count > 1 {
      for row in rows {
        matches[row] = table.itemCount
        partners[row] = row == rows[0] ? rows[1] : rows[0]
      }
    }
  }

  /// Compares the rows that agree in `items`.
  mutating func compare(items: Range<Int>, atLeast least: Int) {
    var buckets: [ArraySlice<UInt16>: [Int]] = [:]
    for (place, rows) in groups.enumerated() {
      let codes = table.codes(of: rows[0])
      let key = ArraySlice(Array(codes[(codes.startIndex + items.lowerBound)..<(codes.startIndex + items.upperBound)]))
      buckets[key, default: []].append(place)
    }
    for bucket in buckets.values where bucket.count > 1 {
      for (index, a) in bucket.enumerated() {
        for b in bucket[(index + 1)...] {
          let count = comparison.equal(groups[a][0], groups[b][0])
          guard count >= least else { continue }
          for row in groups[a] { offer(row, groups[b][0], count) }
          for row in groups[b] { offer(row, groups[a][0], count) }
        }
      }
    }
  }

  /// The larger match counts, of equal ones the earlier partner: so the order of the buckets does not matter.
  private mutating func offer(_ row: Int, _ partner: Int, _ count: Int) {
    if count > matches[row] || count == matches[row] && partner < partners[row] ?? .max {
      matches[row] = count
      partners[row] = partner
    }
  }
}
