/// Reads an archive as the tests need it: its entries with their times, and their bytes inflated (RFC 1951).
struct ZipArchive {
  /// One entry.
  struct Entry {
    let name: String
    /// The date as the archive writes it: bits of year − 1980, month and day.
    let date: Int
    /// The time as the archive writes it.
    let time: Int
    let bytes: [UInt8]
  }

  let entries: [Entry]

  /// The entries in the order of the central directory; nil if this is no archive of stored or deflated entries.
  init?(_ bytes: [UInt8]) {
    func number(_ at: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }
    guard let end = bytes.indices.dropLast(21).last(where: { number($0, 4) == 0x0605_4B50 }) else { return nil }
    var entries: [Entry] = []
    var at = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard number(at, 4) == 0x0201_4B50 else { return nil }
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + number(at + 28, 2))], as: UTF8.self)
      let local = number(at + 42, 4)
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let packed = Array(bytes[start..<(start + number(at + 20, 4))])
      guard let content = number(at + 10, 2) == 0 ? packed : Inflater.inflate(packed) else { return nil }
      entries.append(Entry(name: name, date: number(at + 14, 2), time: number(at + 12, 2), bytes: content))
      at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2)
    }
    self.entries = entries
  }

  subscript(name: String) -> [UInt8]? { entries.first { $0.name == name }?.bytes }
}

/// Inflates deflated bytes, after Mark Adler's puff.c: short, not fast.
private struct Inflater {
  private var input: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  static func inflate(_ bytes: [UInt8]) -> [UInt8]? {
    var inflater = Inflater(input: bytes)
    return inflater.run() ? inflater.output : nil
  }

  private init(input: [UInt8]) { self.input = input }

  private mutating func bits(_ count: Int) -> Int {
    var value = 0
    for bit in 0..<count {
      guard position / 8 < input.count else { return 0 }
      value |= Int(input[position / 8] >> UInt8(position % 8) & 1) << bit
      position += 1
    }
    return value
  }

  private struct Code {
    var counts = Array(repeating: 0, count: 16)
    var symbols: [Int] = []
    init(_ lengths: [Int]) {
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
    }
  }

  private mutating func symbol(_ code: Code) -> Int? {
    var value = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      value |= bits(1)
      let count = code.counts[length]
      if value - count < first { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }

  private mutating func run() -> Bool {
    while true {
      let isLast = bits(1) == 1
      switch bits(2) {
      case 0:
        position = (position + 7) / 8 * 8
        let count = bits(16)
        _ = bits(16)
        for _ in 0..<count { output.append(UInt8(bits(8))) }
      case 1:
        let lengths =
          Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
          + Array(repeating: 8, count: 8)
        guard block(Code(lengths), Code(Array(repeating: 5, count: 30))) else { return false }
      case 2:
        guard let (literals, distances) = dynamicCodes(), block(literals, distances) else { return false }
      default: return false
      }
      if isLast { return true }
    }
  }

  private mutating func dynamicCodes() -> (Code, Code)? {
    let (literals, distances, count) = (bits(5) + 257, bits(5) + 1, bits(4) + 4)
    var lengths = Array(repeating: 0, count: 19)
    for index in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
      lengths[index] = bits(3)
    }
    let code = Code(lengths)
    var all: [Int] = []
    while all.count < literals + distances {
      guard let symbol = symbol(code) else { return nil }
      switch symbol {
      case 16:
        guard let last = all.last else { return nil }
        all += Array(repeating: last, count: 3 + bits(2))
      case 17: all += Array(repeating: 0, count: 3 + bits(3))
      case 18: all += Array(repeating: 0, count: 11 + bits(7))
      default: all.append(symbol)
      }
    }
    return (Code(Array(all[..<literals])), Code(Array(all[literals...])))
  }

  private static let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]

  private mutating func block(_ literals: Code, _ distanceCode: Code) -> Bool {
    while let symbol = symbol(literals) {
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        return true
      } else {
        let index = symbol - 257
        guard index < 29 else { return false }
        let extra = index < 8 || index == 28 ? 0 : (index - 4) / 4
        let length = Self.lengths[index] + bits(extra)
        guard let far = self.symbol(distanceCode), far < 30 else { return false }
        let distance = Self.distances[far] + bits(far < 4 ? 0 : (far - 2) / 2)
        guard distance <= output.count else { return false }
        for _ in 0..<length { output.append(output[output.count - distance]) }
      }
    }
    return false
  }
}
