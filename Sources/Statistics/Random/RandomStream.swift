/// A stream of random numbers that a seed and a stream number fix on every machine.
///
/// The generator is Philox 4×64 with ten rounds: a counter is enciphered with the key (seed, stream), four words of 64 bits at
/// a time. So streams of one seed are independent, any position is reached at once, and what was drawn can be told: name,
/// seed, stream and the number of words used. It follows no clock and shares no state.
///
/// - SeeAlso: Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, doi:10.1145/2063384.2063405.
public struct RandomStream: RandomNumberGenerator, Sendable {
  /// The generator's name as results record it.
  public static let algorithm = "philox4x64-10"

  /// The seed.
  public let seed: UInt64
  /// The number of the stream under this seed.
  public let stream: UInt64

  private var block: UInt64 = 0
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var used = 4

  /// The stream `stream` of `seed`, at its beginning.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// Words of 64 bits drawn so far; assigning it jumps there at once.
  public var position: UInt64 {
    get { block == 0 ? 0 : (block &- 1) &* 4 &+ UInt64(used) }
    set {
      block = newValue / 4
      used = 4
      let rest = newValue % 4
      if rest > 0 {
        refill()
        used = Int(rest)
      } else if block > 0 {
        block &-= 1
        refill()
        used = 4
      }
    }
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if used == 4 { refill() }
    used += 1
    switch used {
    case 1: return words.0
    case 2: return words.1
    case 3: return words.2
    default: return words.3
    }
  }

  /// A number at least 0 and below 1, with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number above 0 and below 1: the middles of 2⁵³ equal cells, so that no end is ever met.
  public mutating func openUnit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A standard normal number, by inversion of one open uniform one.
  public mutating func normal() -> Double { Normal.quantile(openUnit()) }

  /// A whole number at least 0 and below `bound`, each equally likely (Lemire 2019, doi:10.1145/3230636).
  ///
  /// - Precondition: `bound > 0`.
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "there is no number below \(bound)")
    let limit = UInt64(bound)
    var product = next().multipliedFullWidth(by: limit)
    if product.low < limit {
      let threshold = (0 &- limit) % limit
      while product.low < threshold { product = next().multipliedFullWidth(by: limit) }
    }
    return Int(product.high)
  }

  /// Puts `values` into random order, every order equally likely (Fisher and Yates, from the end).
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, below(last + 1)) }
  }

  private mutating func refill() {
    words = RandomStream.encipher(counter: (block, 0, 0, 0), key: (seed, stream))
    block &+= 1
    used = 0
  }

  /// Ten rounds of Philox 4×64 on one counter.
  package static func encipher(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var c = counter
    var k = key
    for round in 0..<10 {
      if round > 0 {
        k.0 &+= 0x9E37_79B9_7F4A_7C15
        k.1 &+= 0xBB67_AE85_84CA_A73B
      }
      let a = c.0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let b = c.2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      c = (b.high ^ c.1 ^ k.0, b.low, a.high ^ c.3 ^ k.1, a.low)
    }
    return c
  }
}
