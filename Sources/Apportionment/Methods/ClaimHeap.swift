/// A unit's claim to a seat: the quotient weight^e / s(k)^e, as numerator and denominator.
struct Claim<Whole: UnsignedInteger> {
  let unit: Int
  /// The unit's seats when the claim was made; a claim is stale once they differ.
  let seats: Int
  let top: Whole
  let bottom: Whole

  @inline(__always)
  static func < (a: Claim, b: Claim) -> Bool { a.top * b.bottom < b.top * a.bottom }

  @inline(__always)
  static func equal(_ a: Claim, _ b: Claim) -> Bool { a.top * b.bottom == b.top * a.bottom }
}

/// A binary heap of claims, the largest or the smallest on top; equal claims stand by the unit's position.
struct ClaimHeap<Whole: UnsignedInteger> {
  private var claims: [Claim<Whole>]
  private let largestFirst: Bool

  init(_ claims: [Claim<Whole>], largestFirst: Bool) {
    self.claims = claims
    self.largestFirst = largestFirst
    for index in stride(from: claims.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  var top: Claim<Whole>? { claims.first }

  mutating func push(_ claim: Claim<Whole>) {
    claims.append(claim)
    var index = claims.count - 1
    while index > 0, precedes(claims[index], claims[(index - 1) / 2]) {
      claims.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  @discardableResult
  mutating func pop() -> Claim<Whole>? {
    guard let first = claims.first, let last = claims.popLast() else { return nil }
    if !claims.isEmpty {
      claims[0] = last
      sink(0)
    }
    return first
  }

  @inline(__always)
  private func precedes(_ a: Claim<Whole>, _ b: Claim<Whole>) -> Bool {
    let (left, right) = (a.top * b.bottom, b.top * a.bottom)
    if left == right { return a.unit < b.unit }
    return largestFirst ? left > right : left < right
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var best = index
      for child in [2 * index + 1, 2 * index + 2] where child < claims.count && precedes(claims[child], claims[best]) {
        best = child
      }
      if best == index { return }
      claims.swapAt(index, best)
      index = best
    }
  }
}
