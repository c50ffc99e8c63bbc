import Findings

/// Reads the `key,value` table of a standard; every key is asked for once, and what nobody asked for is a finding.
struct SettingReader {
  private let table: StandardTable
  private let records: [String: StandardTable.Record]
  private var asked: Set<String> = []

  init(_ table: StandardTable) {
    self.table = table
    records = Dictionary(table.records.map { ($0.key[0], $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a key's value, or the file if the key is missing.
  func location(_ key: String) -> Location { records[key]?.location("value") ?? Location(file: table.file) }

  /// Whether the key is marked as locked for standards that extend this one.
  func isLocked(_ key: String) -> Bool { records[key]?.text("locked").isEmpty == false }

  mutating func text(_ key: String, _ findings: inout [Finding]) -> String {
    let text = optionalText(key) ?? ""
    if text.isEmpty { findings.append(Finding(.settingMissing, at: location(key), details: [key])) }
    return text
  }

  /// The text of a key that a standard may leave out; nil without one.
  mutating func optionalText(_ key: String) -> String? {
    asked.insert(key)
    let text = records[key]?.text("value") ?? ""
    return text.isEmpty ? nil : text
  }

  mutating func integer(_ key: String, _ range: ClosedRange<Int>, _ findings: inout [Finding]) -> Int {
    let text = text(key, &findings)
    if text.isEmpty { return range.lowerBound }
    if let value = Int(text), range.contains(value) { return value }
    refuse(key, text, "\(range.lowerBound)…\(range.upperBound)", &findings)
    return range.lowerBound
  }

  mutating func optionalInteger(_ key: String, _ range: ClosedRange<Int>, _ findings: inout [Finding]) -> Int? {
    optionalText(key) == nil ? nil : integer(key, range, &findings)
  }

  mutating func points(_ key: String, _ findings: inout [Finding]) -> Points {
    let text = text(key, &findings)
    if text.isEmpty { return .zero }
    if let value = Points(text) { return value }
    refuse(key, text, "≥ 0", &findings)
    return .zero
  }

  mutating func optionalPoints(_ key: String, _ findings: inout [Finding]) -> Points? {
    optionalText(key) == nil ? nil : points(key, &findings)
  }

  /// A share strictly between 0 and 1.
  mutating func share(_ key: String, _ findings: inout [Finding]) -> Double {
    let text = text(key, &findings)
    if text.isEmpty { return 0.5 }
    if let value = Double(text), value > 0, value < 1 { return value }
    refuse(key, text, "0 < x < 1", &findings)
    return 0.5
  }

  /// A day such as `2014-03-31`; nil without one.
  mutating func day(_ key: String, _ findings: inout [Finding]) -> String? {
    guard let text = optionalText(key) else { return nil }
    if Day(text) != nil { return text }
    refuse(key, text, "YYYY-MM-DD", &findings)
    return nil
  }

  mutating func choice<T: RawRepresentable>(_ key: String, _ cases: [T], _ findings: inout [Finding]) -> T?
  where T.RawValue == String {
    let text = text(key, &findings)
    if text.isEmpty { return nil }
    if let value = T(rawValue: text) { return value }
    refuse(key, text, cases.map(\.rawValue).joined(separator: ", "), &findings)
    return nil
  }

  /// A list separated by semicolons; `none` is the empty list.
  mutating func list<T: RawRepresentable>(_ key: String, allowed: String, _ findings: inout [Finding]) -> [T]
  where T.RawValue == String {
    let text = text(key, &findings)
    if text.isEmpty || text == "none" { return [] }
    return text.split(separator: ";").compactMap { part in
      let word = String(part).trimmed
      if let value = T(rawValue: word) { return value }
      refuse(key, word, allowed, &findings)
      return nil
    }
  }

  /// A map of answer codes to scores, such as `1:0;2:25;3:50;4:75;5:100`.
  mutating func scaleMap(_ key: String, _ findings: inout [Finding]) -> [AnswerScore] {
    let text = text(key, &findings)
    if text.isEmpty { return [] }
    let (map, faulty) = AnswerScore.map(text)
    for part in faulty { refuse(key, part, "code:0…100", &findings) }
    return map
  }

  /// Pairs `name:points`, such as `total:85;C4:12`; what is no such pair is a finding.
  mutating func pairs(_ key: String, _ findings: inout [Finding]) -> [(name: String, points: Points)] {
    guard let text = optionalText(key) else { return [] }
    return text.split(separator: ";").compactMap { part in
      let pair = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard pair.count == 2, !pair[0].isEmpty, let points = Points(pair[1]) else {
        refuse(key, String(part), "name:points", &findings)
        return nil
      }
      return (pair[0], points)
    }
  }

  /// Reports keys that nobody asked for: a misspelt key would otherwise be a silent default.
  func refuseUnknown(_ findings: inout [Finding]) {
    for record in table.records where !asked.contains(record.key[0]) {
      findings.append(Finding(.settingUnknown, at: record.location("key"), found: record.key[0]))
    }
  }

  func refuse(_ key: String, _ found: String, _ allowed: String, _ findings: inout [Finding]) {
    findings.append(Finding(.valueUnknown, at: location(key), found: found, details: [key, allowed]))
  }
}
