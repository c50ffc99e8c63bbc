internal import BigInt

/// Alternating scaling in fixed-point integers: good first divisors for the exact search, quickly.
///
/// Rows and columns are scaled in turn until their sums are right or no longer improve. Nothing here decides the result: the
/// divisors found are exact rational numbers, whatever they are, and `TransferSearch` goes on from them exactly.
struct ScalingStart {
  /// Fractional bits of quotients and signposts.
  private static let bits = 20
  /// quotient · 2^20 = weight · 2^50 / (row · column).
  private static let shift = 50

  private let weights: [[UInt64]]
  private let lows: [[Int]]
  private let table: SignpostTable
  private var rowDivisors: [UInt64]
  private var columnDivisors: [UInt64]

  /// Divisors of rows and columns for the whole-number weights of `solver`'s problem.
  static func divisors(_ problem: MatrixProblem, whole: [[BigUInt]], lows: [[Int]]) -> (
    rows: [Fraction], columns: [Fraction]
  ) {
    var start = ScalingStart(problem, whole, lows)
    start.run(problem.rowSeats, problem.columnSeats)
    // Undo the shift of the weights in the row divisors; keep the column divisors near 1.
    let widest = whole.joined().map(\.bitWidth).max() ?? 0
    let scale = widest - 40 - (shift - bits)
    let smallest = start.columnDivisors.min() ?? 1
    let unit = BigUInt(10).power(max(0, String(smallest).count - 1))
    let rows = start.rowDivisors.map { divisor in
      let value = BigUInt(divisor) * unit
      return scale >= 0
        ? Fraction(BigInt(value << scale)) : Fraction(BigInt(value), over: BigInt(BigUInt(1) << -scale))
    }
    return (rows, start.columnDivisors.map { Fraction(BigInt($0), over: BigInt(unit)) })
  }

  private init(_ problem: MatrixProblem, _ whole: [[BigUInt]], _ lows: [[Int]]) {
    let widest = whole.joined().map(\.bitWidth).max() ?? 0
    weights = whole.map { row in
      row.map { weight in
        if weight.isZero { return 0 }
        let fitted = widest > 40 ? weight >> (widest - 40) : weight << (40 - widest)
        return max(1, UInt64(clamping: fitted))
      }
    }
    self.lows = lows
    table = SignpostTable(problem.sequence, bits: Self.bits)
    rowDivisors = [UInt64](repeating: 1 << 32, count: whole.count)
    columnDivisors = [UInt64](repeating: 1 << 32, count: problem.columns.count)
  }

  private mutating func run(_ rowSeats: [Int], _ columnSeats: [Int]) {
    var best = (flaws: Int.max, rows: rowDivisors, columns: columnDivisors)
    var stale = 0
    while stale < 8, best.flaws > 0 {
      for row in rowDivisors.indices {
        let line = columnDivisors.indices.map { (scaled(weights[row][$0], columnDivisors[$0]), lows[row][$0]) }
        rowDivisors[row] = divisor(line, seats: rowSeats[row], near: rowDivisors[row])
      }
      for column in columnDivisors.indices {
        let line = rowDivisors.indices.map { (scaled(weights[$0][column], rowDivisors[$0]), lows[$0][column]) }
        columnDivisors[column] = divisor(line, seats: columnSeats[column], near: columnDivisors[column])
      }
      var flaws = 0
      for row in rowDivisors.indices {
        let line = columnDivisors.indices.map { (scaled(weights[row][$0], columnDivisors[$0]), lows[row][$0]) }
        flaws &+= abs(sum(line, rowDivisors[row]) &- rowSeats[row])
      }
      if flaws < best.flaws {
        best = (flaws, rowDivisors, columnDivisors)
        stale = 0
      } else {
        stale += 1
      }
    }
    rowDivisors = best.rows
    columnDivisors = best.columns
  }

  private func scaled(_ weight: UInt64, _ divisor: UInt64) -> UInt64 {
    if weight == 0 { return 0 }
    let value = (UInt128(weight) << UInt128(Self.shift)) / UInt128(divisor)
    return max(1, UInt64(clamping: min(value, 1 << 62)))
  }

  private func count(_ cell: (value: UInt64, low: Int), _ divisor: UInt64) -> Int {
    cell.value == 0 ? 0 : max(cell.low, table.count(below: cell.value / divisor))
  }

  private func sum(_ line: [(value: UInt64, low: Int)], _ divisor: UInt64) -> Int {
    line.reduce(0) { $0 &+ count($1, divisor) }
  }

  /// A divisor that gives the line its seats, the middle one of those that do; the nearest one if none does.
  private func divisor(_ line: [(value: UInt64, low: Int)], seats: Int, near previous: UInt64) -> UInt64 {
    var (low, high) = (max(1, previous / 2), previous)
    while low > 1, sum(line, low) < seats { low /= 2 }
    while high < 1 << 61, sum(line, high) > seats { high *= 2 }
    // Sums fall as divisors rise: at `low` at least, at `high` at most the seats.
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let found = sum(line, middle)
      if found == seats { return centre(line, middle) }
      if found > seats { low = middle } else { high = middle }
    }
    return high
  }

  private func centre(_ line: [(value: UInt64, low: Int)], _ divisor: UInt64) -> UInt64 {
    var (lower, upper) = (UInt64(1), UInt64.max >> 2)
    for cell in line where cell.value > 0 {
      let seats = count(cell, divisor)
      lower = max(lower, cell.value / max(1, table.signpost(seats)))
      if seats > cell.low { upper = min(upper, cell.value / max(1, table.signpost(seats - 1))) }
    }
    if upper > UInt64.max >> 3 { return max(divisor, lower &* 2) }
    return upper > lower ? lower + (upper - lower) / 2 : divisor
  }
}

/// Signposts rounded to fixed-point integers.
struct SignpostTable {
  private let bits: Int
  private let offset: UInt64
  private let slope: UInt64
  private let first: UInt64?
  private let known: [UInt64]

  init(_ sequence: SignpostSequence, bits: Int) {
    self.bits = bits
    func fixed(_ root: RootOfFraction) -> UInt64 {
      let (value, exponent) = (root.radicand, root.root)
      let scaled = value.numerator.magnitude << (bits * exponent)
      return UInt64(clamping: (scaled / value.denominator.magnitude).floorRoot(exponent))
    }
    first = sequence.first.map { fixed(RootOfFraction($0)) }
    if case .affine(let offset, let slope, let divisor) = sequence.form {
      self.offset = UInt64(clamping: (offset << bits) / divisor)
      self.slope = max(1, UInt64(clamping: (slope << bits) / divisor))
      known = []
    } else {
      // Every mean of k and k+1 approaches k + 1/2.
      offset = 1 << UInt64(bits - 1)
      slope = 1 << UInt64(bits)
      known = (0..<512).map { fixed(sequence.signpost($0)) }
    }
  }

  func signpost(_ index: Int) -> UInt64 {
    if index == 0, let first { return first }
    return index < known.count ? known[index] : offset &+ slope &* UInt64(index)
  }

  /// How many signposts are not above `quotient`.
  func count(below quotient: UInt64) -> Int {
    if let first, quotient < first { return 0 }
    let whole = Int(quotient >> UInt64(bits))
    if whole < known.count { return known[whole] <= quotient ? whole + 1 : whole }
    let count = quotient < offset ? 0 : Int((quotient - offset) / slope) + 1
    return first == nil ? count : max(1, count)
  }
}
