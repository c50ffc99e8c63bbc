extension AnswerTable {
  /// The groups of rows that agree in every item, missing answers included: exact duplicates (完全相同的答卷).
  ///
  /// Rows without any answer are left out. Groups of two or more, in the order of their first rows.
  public var exactDuplicates: [[Int]] {
    var groups: [ArraySlice<UInt16>: [Int]] = [:]
    for row in 0..<rowCount where answered(row) > 0 { groups[codes(of: row), default: []].append(row) }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Long string (连续同答): for each row the longest run of identical consecutive answers, in item order.
  ///
  /// A missing answer ends a run; 0 without an answer.
  ///
  /// - SeeAlso: Johnson (2005), doi:10.1016/j.jrp.2004.09.009; Curran (2016), doi:10.1016/j.jesp.2015.07.006.
  public var longStrings: [Int] {
    (0..<rowCount).map { row in
      var (longest, run) = (0, 0)
      var previous: Double?
      for item in 0..<itemCount {
        let answer = self[row, item]
        run = answer == nil ? 0 : (answer == previous ? run + 1 : 1)
        previous = answer
        longest = max(longest, run)
      }
      return longest
    }
  }

  /// Intra-individual response variability (个体内变异): for each row the standard deviation of its answers, with n − 1.
  ///
  /// Over the answered items; nil with fewer than two. 0 is straightlining; items should share one scale.
  ///
  /// - SeeAlso: Dunn, Heggestad, Shanock and Theilgard (2018), doi:10.1007/s10869-016-9479-0.
  public var responseVariability: [Double?] {
    (0..<rowCount).map { row in
      let answers = (0..<itemCount).compactMap { self[row, $0] }
      guard answers.count > 1 else { return nil }
      let mean = answers.reduce(0, +) / Double(answers.count)
      return (answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(answers.count - 1)).squareRoot()
    }
  }

  /// Person–total correlation (个人与总体相关): for each complete row the correlation of its answers with the item means of
  /// the other complete rows.
  ///
  /// Nil for a row with a missing answer, for one that answers all items alike, without another complete row, or where the
  /// others' means do not differ.
  ///
  /// - SeeAlso: Curran (2016), doi:10.1016/j.jesp.2015.07.006.
  public var personTotalCorrelations: [Double?] {
    let complete = completeRows
    var totals = Array(repeating: 0.0, count: itemCount)
    for row in complete { for (item, value) in values(of: row).enumerated() { totals[item] += value } }
    var result: [Double?] = Array(repeating: nil, count: rowCount)
    guard complete.count > 1 else { return result }
    for row in complete {
      let own = Array(values(of: row))
      let others = own.indices.map { (totals[$0] - own[$0]) / Double(complete.count - 1) }
      result[row] = AnswerTable.correlation(own, others)
    }
    return result
  }

  /// Pearson's correlation; nil if either side does not vary beyond rounding.
  static func correlation(_ a: [Double], _ b: [Double]) -> Double? {
    let count = Double(a.count)
    let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      aa += (x - meanA) * (x - meanA)
      bb += (y - meanB) * (y - meanB)
      ab += (x - meanA) * (y - meanB)
    }
    guard aa > 1e-24 * (meanA * meanA + aa) * count, bb > 1e-24 * (meanB * meanB + bb) * count else { return nil }
    return max(-1, min(1, ab / (aa.squareRoot() * bb.squareRoot())))
  }
}
