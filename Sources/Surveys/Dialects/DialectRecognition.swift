import Sheets

/// Which tool wrote a table, and what says so.
package struct DialectRecognition: Sendable {
  /// The dialect in which the table is read.
  package let dialect: Dialect
  /// What in the file points to the tool.
  package let evidence: [String]

  /// Recognises the tool by its own columns and by the structure of the headings.
  package static func of(_ table: RecordTable) -> DialectRecognition {
    if table.container == .sav || table.container == .zsav {
      return DialectRecognition(dialect: .spss, evidence: [table.container.rawValue])
    }
    var headings = Set(table.columns.flatMap { $0.headings.map { $0.trimmingBlanks.lowercased() } })
    if table.columns.contains(where: { $0.headings.contains { importID($0) != nil } }) {
      headings.insert("importid")
      headings.formUnion(table.columns.flatMap { $0.headings.compactMap { importID($0)?.id.lowercased() } })
    }
    var best: (dialect: Dialect, evidence: [String])?
    for dialect in Dialect.all where dialect.marksNeeded < .max {
      let evidence = dialect.evidence(headings)
      guard evidence.count >= dialect.marksNeeded, evidence.count > best?.evidence.count ?? 0 else { continue }
      best = (dialect, evidence)
    }
    if let best { return DialectRecognition(dialect: best.dialect, evidence: best.evidence) }
    return byStructure(table, headings) ?? DialectRecognition(dialect: .table, evidence: [])
  }

  /// Tools whose tables have no columns of their own.
  private static func byStructure(_ table: RecordTable, _ headings: Set<String>) -> DialectRecognition? {
    let names = table.columns.map(\.name)
    let data = names.filter { $0.hasPrefix("data/") }
    if table.container == .json, !data.isEmpty { return DialectRecognition(dialect: .surveyjs, evidence: ["data/…"]) }
    if headings.contains("interviewtime"), let group = names.first(where: { $0.hasPrefix("groupTime") }) {
      return DialectRecognition(dialect: .limesurvey, evidence: ["interviewtime", group])
    }
    let numbered = names.filter { HeadingNumber($0) != nil }
    if numbered.count >= 3, numbered.count * 2 > names.count, headings.contains("序号") || headings.contains("总分") {
      return DialectRecognition(dialect: .wenjuanxing, evidence: Array(numbered.prefix(3)))
    }
    // survey-analytics joins a matrix's title and its row by " - " and has no columns of its own.
    let matrix = names.filter { $0.contains(" - ") }
    let stems = Dictionary(grouping: matrix) { $0.split(separator: " - ")[0] }
    let own = names.filter { Dialect.table.role($0) != nil }
    if let largest = stems.values.max(by: { $0.count < $1.count }), largest.count >= 2, own.isEmpty {
      return DialectRecognition(dialect: .surveyjs, evidence: Array(largest.prefix(3)))
    }
    return nil
  }

  /// The content of a Qualtrics heading `{"ImportId":"QID1","timeZone":"Asia/Shanghai"}`.
  static func importID(_ heading: String) -> (id: String, zone: String?)? {
    let heading = heading.trimmingBlanks
    guard heading.hasPrefix("{"), let id = member("ImportId", heading) else { return nil }
    return (id, member("timeZone", heading))
  }

  private static func member(_ name: String, _ heading: String) -> String? {
    let parts = heading.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    guard let index = parts.firstIndex(of: name), index + 2 < parts.count, parts[index + 1].trimmingBlanks == ":" else {
      return nil
    }
    return parts[index + 2]
  }
}

/// The number of the question that a heading bears: `3、题目`, `第5题(子项)`, `Q7`, `q5_1`.
struct HeadingNumber {
  /// The question's number from 1.
  let number: Int
  /// The number of the part, of `q5_1`.
  var part: Int?
  /// The text behind the number.
  let text: String

  init?(_ heading: String) {
    let heading = heading.trimmingBlanks
    var rest = Substring(heading)
    let isOrdinal = rest.hasPrefix("第")
    if isOrdinal { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 4, let number = Int(digits), number > 0 else {
      self.init(technical: heading)
      return
    }
    rest = rest.dropFirst(digits.count)
    if isOrdinal {
      guard rest.hasPrefix("题") else { return nil }
      rest = rest.dropFirst()
      if let first = rest.first, "(（".contains(first), let last = rest.last, ")）".contains(last) {
        rest = rest.dropFirst().dropLast()
      }
    } else {
      guard let mark = rest.first, "、.．:：".contains(mark) else { return nil }
      rest = rest.dropFirst()
      // `31.50` is a number, not a question with a text.
      guard rest.contains(where: \.isLetter) else { return nil }
    }
    self.init(number: number, part: nil, text: rest.trimmingBlanks)
  }

  private init(number: Int, part: Int?, text: String) {
    self.number = number
    self.part = part
    self.text = text
  }

  private init?(technical heading: String) {
    guard let first = heading.first, "qQ".contains(first) else { return nil }
    let parts = heading.dropFirst().split(separator: "_", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } && !$0.isEmpty && $0.count < 5 }),
      let number = Int(parts[0])
    else { return nil }
    self.init(number: number, part: parts.count > 1 ? Int(parts[1]) : nil, text: "")
  }
}
