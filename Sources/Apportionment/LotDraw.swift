/// A drawing of lots (抽签) that anybody can repeat from its record.
///
/// The candidates are put in the order of their UTF-8 bytes, so that the order of the input does not matter. SplitMix64
/// (Steele, Lea and Flood 2014) with the seed as its state gives 64-bit numbers z. For place i = 0, 1, …, with m candidates
/// from place i on: numbers at or above the largest multiple of m up to 2^64 are passed over; z mod m counts from place i to
/// the candidate that is exchanged into place i. The first `seats` places are drawn (Fisher and Yates).
public struct LotDraw: Hashable, Sendable {
  /// The seed: the whole state of the generator at the start.
  public let seed: UInt64
  /// The candidates in the order of their UTF-8 bytes.
  public let candidates: [String]
  /// The numbers used, in order; those passed over are not among them.
  public let numbers: [UInt64]
  /// The candidates drawn, in the order of drawing.
  public let drawn: [String]

  /// Draws `seats` of the candidates, whose names differ; `seats` is at most their number.
  public init(_ names: [String], seats: Int, seed: UInt64) {
    precondition((0...names.count).contains(seats), "no more lots than candidates")
    candidates = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    self.seed = seed
    var state = seed
    var order = candidates
    var used: [UInt64] = []
    for place in 0..<seats {
      let rest = UInt64(order.count - place)
      // 2^64 mod m numbers at the top would favour the first candidates.
      let surplus = (UInt64.max % rest + 1) % rest
      var number = Self.next(&state)
      while number > UInt64.max - surplus { number = Self.next(&state) }
      used.append(number)
      order.swapAt(place, place + Int(number % rest))
    }
    numbers = used
    drawn = Array(order.prefix(seats))
  }

  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// How the draw is repeated, for the record.
  public static let procedure = PlainText(
    "候选者按名称的 UTF-8 字节顺序排列；以种子为初始状态运行 SplitMix64，依次得 64 位数 z；第 i 位（从 0 起）剩 m 名候选者时，"
      + "z 不小于 2^64 以内 m 的最大倍数则弃去重取，否则把从第 i 位起数 z mod m 位的候选者换到第 i 位；前若干位中签。",
    "Candidates stand in the order of the UTF-8 bytes of their names. SplitMix64, its state the seed, gives 64-bit numbers z. "
      + "At place i (from 0) with m candidates left, numbers at or above the largest multiple of m up to 2^64 are passed over; "
      + "otherwise the candidate z mod m places after place i is exchanged into it. The first places are drawn.")
}
