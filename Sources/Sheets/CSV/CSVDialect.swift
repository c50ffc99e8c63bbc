/// How a file separates its fields, where it does not say so itself.
struct CSVDialect: Hashable {
  /// The delimiters that are looked for, the likelier ones first.
  static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  /// The delimiter.
  var delimiter: UInt8
  /// Another delimiter that cuts the records as evenly; nil if there is no doubt.
  var rival: UInt8?
  /// Where the records begin: behind a `sep=` line.
  var start: Int

  /// The records that are looked at; every record of a table shows its delimiter.
  private static let sampleSize = 200

  /// How evenly one delimiter cuts the sample.
  private struct Trial {
    var delimiter: UInt8
    /// The number of fields of each record.
    var widths: [Int]
    /// The commonest number of fields.
    var width = 1
    /// The part of the records that have it.
    var share = 0.0
    /// Whether the header has it: decimal commas cut the rows below it evenly, but not the header.
    var cutsHeader = false

    init(_ delimiter: UInt8, _ widths: [Int]) {
      self.delimiter = delimiter
      self.widths = widths
      let counts = widths.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
      guard let (width, count) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return }
      self.width = width
      share = Double(count) / Double(widths.count)
    }

    static func isWorse(_ a: Trial, _ b: Trial) -> Bool {
      if a.cutsHeader != b.cutsHeader { return b.cutsHeader }
      return abs(a.share - b.share) > 0.1 ? a.share < b.share : (a.width, a.share) < (b.width, b.share)
    }
  }

  /// The dialect of the text that begins at `start`.
  init(of bytes: [UInt8], from start: Int) {
    if let (delimiter, end) = CSVDialect.separatorLine(bytes, start) {
      self.init(delimiter: delimiter, rival: nil, start: end)
      return
    }
    var trials = CSVDialect.candidates.map { Trial($0, CSVDialect.widths($0, bytes, start)) }
    // Titles above the header stand in one cell: the header is the first record that anything cuts.
    let header = trials.compactMap { trial in trial.widths.firstIndex { $0 > 1 } }.min() ?? 0
    for index in trials.indices {
      trials[index].cutsHeader = trials[index].widths.dropFirst(header).first == trials[index].width
    }
    trials.removeAll { $0.width == 1 }
    guard let best = trials.max(by: Trial.isWorse) else {
      self.init(delimiter: CSVDialect.candidates[0], rival: nil, start: start)
      return
    }
    // A delimiter that cuts text inside the cells does so unevenly; one that is as even as the best leaves a doubt.
    let rival = trials.first {
      $0.delimiter != best.delimiter && $0.cutsHeader && $0.share >= best.share - 0.02 && $0.share > 0.9
    }
    self.init(delimiter: best.delimiter, rival: rival?.delimiter, start: start)
  }

  /// A dialect that the user asked for.
  init(delimiter: UInt8, rival: UInt8? = nil, start: Int) {
    self.delimiter = delimiter
    self.rival = rival
    self.start = start
  }

  /// The delimiter of Excel's line `sep=;` and the place behind that line. Excel does not count the line as a row.
  static func separatorLine(_ bytes: [UInt8], _ start: Int) -> (delimiter: UInt8, end: Int)? {
    let line = bytes[start..<min(bytes.count, start + 9)].prefix { $0 != 0x0A && $0 != 0x0D }
    let plain = line.filter { $0 != UInt8(ascii: "\"") }
    guard plain.count == 5, plain.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else {
      return nil
    }
    let end = line.endIndex
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    return (plain[4], min(bytes.count, end + (isPair ? 2 : 1)))
  }

  /// The numbers of fields into which `delimiter` cuts the first records.
  private static func widths(_ delimiter: UInt8, _ bytes: [UInt8], _ start: Int) -> [Int] {
    var tokenizer = CSVTokenizer(bytes, from: start, delimiter: delimiter, mostFields: 20_000)
    var widths: [Int] = []
    while widths.count < sampleSize, tokenizer.position - start < 1 << 20, tokenizer.next() {
      widths.append(tokenizer.fields.count)
    }
    return widths
  }
}
