import Findings
import Sheets

/// Reads the `key,value` table of a standard; every key is asked for once, and what nobody asked for is a finding.
struct SettingReader {
  private let sheet: CSVSheet
  private let rows: [String: CSVRow]
  private var asked: Set<String> = []

  init(_ sheet: CSVSheet) {
    self.sheet = sheet
    rows = Dictionary(sheet.rows.map { (sheet.text($0, "key"), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a key's value, or the file if the key is missing.
  func location(_ key: String) -> Location {
    rows[key].map { sheet.location($0, "value") } ?? Location(file: sheet.file)
  }

  mutating func text(_ key: String, _ findings: inout [Finding]) -> String {
    asked.insert(key)
    let text = rows[key].map { sheet.text($0, "value") } ?? ""
    if text.isEmpty { findings.append(Finding(.settingMissing, at: location(key), details: [key])) }
    return text
  }

  /// The text of a key that a standard may leave out; nil without one.
  mutating func optionalText(_ key: String) -> String? {
    asked.insert(key)
    let text = rows[key].map { sheet.text($0, "value") } ?? ""
    return text.isEmpty ? nil : text
  }

  mutating func integer(_ key: String, _ range: ClosedRange<Int>, _ findings: inout [Finding]) -> Int {
    let text = text(key, &findings)
    if text.isEmpty { return range.lowerBound }
    if let value = Int(text), range.contains(value) { return value }
    refuse(key, text, "\(range.lowerBound)…\(range.upperBound)", &findings)
    return range.lowerBound
  }

  mutating func points(_ key: String, _ findings: inout [Finding]) -> Points {
    let text = text(key, &findings)
    if text.isEmpty { return Points(thousandths: 0) }
    if let value = Points(text) { return value }
    refuse(key, text, "≥ 0", &findings)
    return Points(thousandths: 0)
  }

  /// A share strictly between 0 and 1.
  mutating func share(_ key: String, _ findings: inout [Finding]) -> Double {
    let text = text(key, &findings)
    if text.isEmpty { return 0.5 }
    if let value = Double(text), value > 0, value < 1 { return value }
    refuse(key, text, "0 < x < 1", &findings)
    return 0.5
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
  mutating func list<T: RawRepresentable>(_ key: String, _ cases: [T], _ findings: inout [Finding]) -> [T]
  where T.RawValue == String {
    let text = text(key, &findings)
    if text.isEmpty || text == "none" { return [] }
    return text.split(separator: ";").compactMap { part in
      let word = part.drop { $0 == " " }
      if let value = T(rawValue: String(word)) { return value }
      refuse(key, String(word), cases.map(\.rawValue).joined(separator: ", "), &findings)
      return nil
    }
  }

  /// A map of answer codes to scores, such as `1:0;2:25;3:50;4:75;5:100`.
  mutating func scaleMap(_ key: String, _ findings: inout [Finding]) -> [(code: String, score: Points)] {
    let text = text(key, &findings)
    var map: [(code: String, score: Points)] = []
    for part in text.split(separator: ";") {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false)
      guard pair.count == 2, let score = Points(String(pair[1])), score.thousandths <= 100_000,
        !map.contains(where: { $0.code == pair[0] })
      else {
        refuse(key, String(part), "code:0…100", &findings)
        continue
      }
      map.append((String(pair[0]), score))
    }
    return map
  }

  /// Reports keys that nobody asked for: a misspelt key would otherwise be a silent default.
  func refuseUnknown(_ findings: inout [Finding]) {
    for row in sheet.rows where !asked.contains(sheet.text(row, "key")) {
      findings.append(Finding(.settingUnknown, at: sheet.location(row, "key"), found: sheet.text(row, "key")))
    }
  }

  private func refuse(_ key: String, _ found: String, _ allowed: String, _ findings: inout [Finding]) {
    findings.append(Finding(.valueUnknown, at: location(key), found: found, details: [key, allowed]))
  }
}
