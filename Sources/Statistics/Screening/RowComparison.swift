/// Counts what two rows have in common, eight items at a time.
struct RowComparison {
  private let blocks: Int
  private let padding: Int
  private let codes: [SIMD8<UInt16>]

  init(_ table: AnswerTable) {
    let blocks = (table.itemCount + 7) / 8
    var codes = Array(repeating: SIMD8<UInt16>(repeating: 0), count: blocks * table.rowCount)
    for row in 0..<table.rowCount {
      for (item, code) in table.codes(of: row).enumerated() { codes[row * blocks + item / 8][item % 8] = code }
    }
    self.blocks = blocks
    self.codes = codes
    padding = blocks * 8 - table.itemCount
  }

  /// Equal items, two missing ones included.
  func equal(_ a: Int, _ b: Int) -> Int { count(a, b) { $0 .== $1 } - padding }

  /// Equal answers.
  func equalAnswers(_ a: Int, _ b: Int) -> Int { count(a, b) { ($0 .== $1) .& ($0 .!= 0) } }

  /// Items that both answered.
  func bothAnswered(_ a: Int, _ b: Int) -> Int { count(a, b) { ($0 .!= 0) .& ($1 .!= 0) } }

  @inline(__always)
  private func count(
    _ a: Int, _ b: Int, _ mask: (SIMD8<UInt16>, SIMD8<UInt16>) -> SIMDMask<SIMD8<Int16>>
  ) -> Int {
    codes.withUnsafeBufferPointer { codes in
      var sum = SIMD8<UInt16>(repeating: 0)
      for block in 0..<blocks {
        let equal = mask(codes[a * blocks + block], codes[b * blocks + block])
        sum &+= SIMD8<UInt16>(repeating: 0).replacing(with: 1, where: equal)
      }
      return Int(sum.wrappedSum())
    }
  }
}
