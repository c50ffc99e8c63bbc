/// Exact counts and sums of the answers in each cell of one community.
///
/// For the overall score and each indicator a cell keeps, by the number of valid answers k, how many responses have k, the sum
/// of their score totals and the sum of squares, all integers; for each item the number of responses with each code. Integers
/// make every figure independent of the order of the rows.
struct AnswerTally {
  private let measure: SatisfactionMeasure
  /// The scores by item and packed code, flattened; `invalid` where the code is no valid answer.
  private let scores: [Int]
  private let scoreStart: [Int]
  private let items: [PackedItem]
  private let sumStart: [Int]
  private let sumCount: Int
  private let unit: Double

  private var sizes: [Int] = []
  private var sums: [Sum] = []
  private var codes: [Int32] = []
  private var groupValid: [Int]
  private var groupTotal: [Int]
  /// The last response's codes, as places in `scores`.
  private var found: [Int]

  private static let invalid = Int.min

  /// Where an item's code lies in the packed words, its scores in `scores`, and the group that it belongs to.
  private struct PackedItem {
    var word: Int
    var shift: UInt64
    var mask: UInt64
    var start: Int
    var group: Int
  }

  private struct Sum {
    var responses = 0
    var total = 0
    var squares: Int128 = 0
  }

  init(_ measure: SatisfactionMeasure, coding: [ItemCoding]) {
    self.measure = measure
    var starts: [Int] = []
    var flat: [Int] = []
    for (item, code) in zip(measure.items, coding) {
      starts.append(flat.count)
      for value in 0...Int(code.mask) {
        flat.append(
          item.scores.indices.contains(value) ? item.scores[value] ?? AnswerTally.invalid : AnswerTally.invalid)
      }
    }
    scores = flat
    scoreStart = starts
    var group = [Int](repeating: measure.groups.count, count: measure.items.count)
    for (index, items) in measure.groups.enumerated() {
      for item in items { group[item] = index }
    }
    items = coding.indices.map { index in
      PackedItem(
        word: coding[index].word, shift: coding[index].shift, mask: coding[index].mask, start: starts[index],
        group: group[index])
    }
    found = Array(repeating: 0, count: coding.count)
    var sumStarts = [0]
    var next = measure.items.count + 1
    for items in measure.groups {
      sumStarts.append(next)
      next += items.count + 1
    }
    sumStart = sumStarts
    sumCount = next
    unit = (0..<measure.decimals).reduce(1.0) { value, _ in value * 10 }
    groupValid = Array(repeating: 0, count: measure.groups.count + 1)
    groupTotal = groupValid
  }

  mutating func reset() {
    sizes.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
  }

  mutating func addCell() {
    sizes.append(0)
    sums.append(contentsOf: repeatElement(Sum(), count: sumCount))
    codes.append(contentsOf: repeatElement(0, count: scores.count))
  }

  /// Counts one response if it has enough valid answers; returns how many it has.
  ///
  /// This is the inner loop of the estimation: plain buffers, so that no look-up is checked twice and no array is copied.
  mutating func add(_ words: UnsafeBufferPointer<UInt64>, to cell: Int) -> Int {
    let (valid, total) = score(words)
    guard valid >= measure.minimumValid, valid > 0 else { return valid }
    sizes[cell] += 1
    let base = cell * sumCount
    count(total, at: base + valid)
    for group in measure.groups.indices {
      count(groupTotal[group], at: base + sumStart[group + 1] + groupValid[group])
    }
    let first = cell * scores.count
    codes.withUnsafeMutableBufferPointer { codes in
      found.withUnsafeBufferPointer { found in
        for place in found { codes[first + place] += 1 }
      }
    }
    return valid
  }

  /// Reads one response's codes into `found` and sums its scores, overall and by group.
  private mutating func score(_ words: UnsafeBufferPointer<UInt64>) -> (valid: Int, total: Int) {
    for group in groupValid.indices {
      groupValid[group] = 0
      groupTotal[group] = 0
    }
    var valid = 0
    var total = 0
    scores.withUnsafeBufferPointer { scores in
      items.withUnsafeBufferPointer { items in
        groupValid.withUnsafeMutableBufferPointer { groupValid in
          groupTotal.withUnsafeMutableBufferPointer { groupTotal in
            found.withUnsafeMutableBufferPointer { found in
              for index in items.indices {
                let item = items[index]
                let place = item.start + Int((words[item.word] >> item.shift) & item.mask)
                found[index] = place
                let score = scores[place]
                guard score != AnswerTally.invalid else { continue }
                valid += 1
                total += score
                groupValid[item.group] += 1
                groupTotal[item.group] += score
              }
            }
          }
        }
      }
    }
    return (valid, total)
  }

  private mutating func count(_ total: Int, at index: Int) {
    sums[index].responses += 1
    sums[index].total += total
    sums[index].squares += Int128(total * total)
  }

  /// The weighted sum of a response's deviations from the items' means, over the items that it answered; nil if it does not
  /// count.
  mutating func influence(_ words: UnsafeBufferPointer<UInt64>, factors: [Double], means: [Double]) -> Double? {
    let (valid, _) = score(words)
    guard valid >= measure.minimumValid, valid > 0 else { return nil }
    var sum = 0.0
    for item in factors.indices where factors[item] != 0 {
      let score = scores[found[item]]
      if score != AnswerTally.invalid { sum += factors[item] * (Double(score) / unit - means[item]) }
    }
    return sum
  }

  /// How many responses gave each code of an item, over all cells.
  func counts(item: Int) -> [Int] {
    measure.items[item].scores.indices.map { code in
      sizes.indices.reduce(0) { $0 + Int(codes[$1 * scores.count + scoreStart[item] + code]) }
    }
  }

  /// The responses that count in a cell.
  func size(_ cell: Int) -> Int { sizes[cell] }

  /// The moments of the overall score (`group` nil) or of an indicator's in a cell.
  func moments(_ cell: Int, group: Int?) -> (size: Int, count: Int, mean: Double, squares: Double) {
    let items = group.map { measure.groups[$0].count } ?? measure.items.count
    let first = cell * sumCount + (group.map { sumStart[$0 + 1] } ?? 0)
    var parts = MomentSum()
    for valid in 1..<max(2, items + 1) where items > 0 {
      let sum = sums[first + valid]
      guard sum.responses > 0 else { continue }
      let n = Double(sum.responses)
      let scale = Double(valid) * unit
      // n·Σs² − (Σs)² is exact in 128 bits, so that equal answers have exactly no variance.
      let spread = Int128(sum.responses) * sum.squares - Int128(sum.total) * Int128(sum.total)
      parts.add(
        count: sum.responses, mean: Double(sum.total) / n / scale,
        squares: AnswerTally.double(spread) / n / (scale * scale))
    }
    return (sizes[cell], parts.count, parts.mean, parts.squares)
  }

  /// The nearest double; nearly always the number fits 64 bits, whose conversion is one instruction.
  private static func double(_ value: Int128) -> Double { Int64(exactly: value).map(Double.init) ?? Double(value) }

  /// The moments of an item's score in a cell.
  func moments(_ cell: Int, item: Int) -> (size: Int, count: Int, mean: Double, squares: Double) {
    var parts = MomentSum()
    for code in measure.items[item].scores.indices {
      let score = scores[scoreStart[item] + code]
      let count = Int(codes[cell * scores.count + scoreStart[item] + code])
      guard score != AnswerTally.invalid, count > 0 else { continue }
      parts.add(count: count, mean: Double(score) / unit, squares: 0)
    }
    return (sizes[cell], parts.count, parts.mean, parts.squares)
  }
}

/// Joins the moments of groups without loss of digits (Chan, Golub and LeVeque 1983).
struct MomentSum {
  var count = 0
  var mean = 0.0
  var squares = 0.0

  mutating func add(count n: Int, mean other: Double, squares more: Double) {
    let total = Double(count + n)
    let difference = other - mean
    squares += more + difference * difference * Double(count) * Double(n) / total
    mean += difference * Double(n) / total
    count += n
  }
}
