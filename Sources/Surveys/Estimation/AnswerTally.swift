/// Exact counts and sums of the answers in each cell of one community.
///
/// For the overall score and each indicator a cell keeps, by the number of valid answers k, how many responses have k, the sum
/// of their score totals and the sum of squares, all integers; for each item the number of responses with each code. Integers
/// make every figure independent of the order of the rows.
struct AnswerTally {
  private let measure: SatisfactionMeasure
  /// The score of each item's packed codes, flattened, with one valid answer counted above it (`AnswerTally.one`); 0 where the
  /// code is no valid answer.
  private let parts: [Int]
  /// Where each item's codes begin in `parts`, and behind them where the last item's end.
  private let partStart: [Int]
  /// The items ordered by their groups, and where each group's end.
  private let items: [PackedItem]
  private let groupEnds: [Int]
  /// Each item's place in `items`.
  private let placeOf: [Int]
  private let sumStart: [Int]
  private let sumCount: Int
  private let unit: Double

  private var sizes: [Int] = []
  private var sums: [Sum] = []
  private var codes: [Int32] = []
  /// The last response's sums of parts by group; the last one is that of the items in no group.
  private var groupParts: [Int]
  /// The last response's codes as places in `parts`, in the order of `items`.
  private var found: [Int]

  /// A valid answer in a sum of parts: scores are far below it, so that a sum tells their total and their number.
  private static let one = 1 << 48

  /// Where an item's code lies in the packed words, and where its scores begin in `parts`.
  private struct PackedItem {
    var word: Int
    var shift: UInt64
    var mask: UInt64
    var start: Int
  }

  private struct Sum {
    var responses = 0
    var total = 0
    var squares: Int128 = 0

    mutating func add(_ value: Int) {
      responses += 1
      total += value
      squares += Int128(value * value)
    }
  }

  init(_ measure: SatisfactionMeasure, coding: [ItemCoding]) {
    self.measure = measure
    var starts: [Int] = []
    var flat: [Int] = []
    for (item, code) in zip(measure.items, coding) {
      starts.append(flat.count)
      for value in 0...Int(code.mask) {
        let score = item.scores.indices.contains(value) ? item.scores[value] : nil
        flat.append(score.map { AnswerTally.one + $0 } ?? 0)
      }
    }
    parts = flat
    partStart = starts + [flat.count]
    let grouped = Set(measure.groups.joined())
    let order = measure.groups + [measure.items.indices.filter { !grouped.contains($0) }]
    items = order.joined().map { index in
      PackedItem(
        word: coding[index].word, shift: coding[index].shift, mask: coding[index].mask, start: starts[index])
    }
    var ends: [Int] = []
    for group in order { ends.append((ends.last ?? 0) + group.count) }
    groupEnds = ends
    var places = [Int](repeating: 0, count: coding.count)
    for (place, item) in order.joined().enumerated() { places[item] = place }
    placeOf = places
    found = Array(repeating: 0, count: items.count)
    groupParts = Array(repeating: 0, count: order.count)
    var sumStarts = [0]
    var next = measure.items.count + 1
    for items in measure.groups {
      sumStarts.append(next)
      next += items.count + 1
    }
    sumStart = sumStarts
    sumCount = next
    unit = (0..<measure.decimals).reduce(1.0) { value, _ in value * 10 }
  }

  mutating func reset() {
    sizes.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
  }

  mutating func addCell() {
    sizes.append(0)
    sums.append(contentsOf: repeatElement(Sum(), count: sumCount))
    codes.append(contentsOf: repeatElement(0, count: parts.count))
  }

  /// Counts responses of one cell, each if it has enough valid answers; the others go to `tooFew`.
  mutating func add(
    _ rows: ArraySlice<UInt32>, of table: ResponseTable, to cell: Int, tooFew: inout [(row: Int, valid: Int)]
  ) {
    let (base, firstCode) = (cell * sumCount, cell * parts.count)
    for row in rows {
      let (valid, total) = read(row, of: table)
      guard valid >= measure.minimumValid, valid > 0 else {
        if valid < measure.minimumValid { tooFew.append((Int(row), valid)) }
        continue
      }
      sizes[cell] += 1
      sums[base + valid].add(total)
      for group in 0..<groupEnds.count - 1 {
        let own = AnswerTally.split(groupParts[group])
        sums[base + sumStart[group + 1] + own.valid].add(own.total)
      }
      codes.withUnsafeMutableBufferPointer { codes in
        found.withUnsafeBufferPointer { found in
          for place in found { codes[firstCode + place] += 1 }
        }
      }
    }
  }

  /// Reads one response's codes into `found` and sums its scores, by group and overall.
  ///
  /// This is the inner loop of the estimation: plain buffers, so that no look-up is checked twice and no array is copied.
  @inline(__always)
  private mutating func read(_ row: UInt32, of table: ResponseTable) -> (valid: Int, total: Int) {
    let first = Int(row) * table.words
    var whole = 0
    table.answers.withUnsafeBufferPointer { answers in
      parts.withUnsafeBufferPointer { parts in
        items.withUnsafeBufferPointer { items in
          found.withUnsafeMutableBufferPointer { found in
            var index = 0
            for group in groupEnds.indices {
              let end = groupEnds[group]
              var sum = 0
              while index < end {
                let item = items[index]
                let place = item.start + Int((answers[first + item.word] >> item.shift) & item.mask)
                found[index] = place
                sum &+= parts[place]
                index += 1
              }
              groupParts[group] = sum
              whole += sum
            }
          }
        }
      }
    }
    return AnswerTally.split(whole)
  }

  /// The number of valid answers in a sum of parts, and their total.
  private static func split(_ sum: Int) -> (valid: Int, total: Int) {
    let valid = (sum + one / 2) / one
    return (valid, sum - valid * one)
  }

  /// The weighted sum of a response's deviations from the items' means, over the items that it answered; nil if it does not
  /// count.
  mutating func influence(row: UInt32, of table: ResponseTable, factors: [Double], means: [Double]) -> Double? {
    let (valid, _) = read(row, of: table)
    guard valid >= measure.minimumValid, valid > 0 else { return nil }
    var sum = 0.0
    for item in factors.indices where factors[item] != 0 {
      let part = parts[found[placeOf[item]]]
      if part != 0 { sum += factors[item] * (Double(part - AnswerTally.one) / unit - means[item]) }
    }
    return sum
  }

  /// How many responses gave each code of an item, over all cells.
  func counts(item: Int) -> [Int] {
    measure.items[item].scores.indices.map { code in
      sizes.indices.reduce(0) { $0 + Int(codes[$1 * parts.count + partStart[item] + code]) }
    }
  }

  /// The responses that count in a cell.
  func size(_ cell: Int) -> Int { sizes[cell] }

  /// The moments of the overall score (`group` nil) or of an indicator's in a cell.
  func moments(_ cell: Int, group: Int?) -> (size: Int, count: Int, mean: Double, squares: Double) {
    let items = group.map { measure.groups[$0].count } ?? measure.items.count
    let first = cell * sumCount + (group.map { sumStart[$0 + 1] } ?? 0)
    var moments = MomentSum()
    for valid in 1..<max(2, items + 1) where items > 0 {
      let sum = sums[first + valid]
      guard sum.responses > 0 else { continue }
      let n = Double(sum.responses)
      let scale = Double(valid) * unit
      // n·Σs² − (Σs)² is exact in 128 bits, so that equal answers have exactly no variance.
      let spread = Int128(sum.responses) * sum.squares - Int128(sum.total) * Int128(sum.total)
      moments.add(
        count: sum.responses, mean: Double(sum.total) / n / scale,
        squares: AnswerTally.double(spread) / n / (scale * scale))
    }
    return (sizes[cell], moments.count, moments.mean, moments.squares)
  }

  /// The nearest double; nearly always the number fits 64 bits, whose conversion is one instruction.
  private static func double(_ value: Int128) -> Double { Int64(exactly: value).map(Double.init) ?? Double(value) }

  /// The moments of an item's score in a cell.
  func moments(_ cell: Int, item: Int) -> (size: Int, count: Int, mean: Double, squares: Double) {
    var moments = MomentSum()
    let first = cell * parts.count
    for place in partStart[item]..<partStart[item + 1] {
      let part = parts[place]
      let count = Int(codes[first + place])
      guard part != 0, count > 0 else { continue }
      moments.add(count: count, mean: Double(part - AnswerTally.one) / unit, squares: 0)
    }
    return (sizes[cell], moments.count, moments.mean, moments.squares)
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
