import Findings
import Foundation
import Sheets

/// The columns of a survey table as numbers and codes, every fault a finding.
struct SurveyColumns {
  let sheet: CSVSheet
  var findings: [Finding] = []

  init(sheet: CSVSheet) { self.sheet = sheet }

  var count: Int { sheet.rows.count }

  /// Whether a cell holds no value.
  static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }

  /// The names in a comma-separated list, each reported if the header lacks it.
  mutating func names(_ list: String?) -> [String] {
    let names = (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    for name in names { _ = require(name) }
    return names
  }

  /// Whether the header has `column`; reported once if not.
  mutating func require(_ column: String) -> Bool {
    if sheet.has(column) { return true }
    let finding = Finding(
      .columnMissing, at: Location(file: sheet.file, row: 1), found: sheet.header.prefix(12).joined(separator: ","),
      details: [column])
    if !findings.contains(finding) { findings.append(finding) }
    return false
  }

  /// The texts of a column; nil where missing.
  func texts(_ column: String) -> [String?] {
    guard let index = sheet.index(of: column) else { return sheet.rows.map { _ in nil } }
    return sheet.rows.map { SurveyColumns.isMissing($0.cells[index]) ? nil : $0.cells[index] }
  }

  /// The numbers of a column, nil where missing; texts that are no finite number are reported.
  mutating func numbers(
    _ column: String, infinite: Bool = false, where isFit: (Double) -> Bool = { _ in true },
    needs: String = "一个数 a number"
  ) -> [Double?] {
    guard let index = sheet.index(of: column) else { return sheet.rows.map { _ in nil } }
    var numbers: [Double?] = []
    numbers.reserveCapacity(sheet.rows.count)
    for row in sheet.rows {
      let text = row.cells[index]
      if SurveyColumns.isMissing(text) {
        numbers.append(nil)
      } else if let value = Double(text), !value.isNaN, infinite || value.isFinite, isFit(value) {
        numbers.append(value)
      } else {
        numbers.append(nil)
        findings.append(
          Finding(.numberExpected, at: sheet.location(row, column), found: text, details: [column, needs]))
      }
    }
    return numbers
  }

  /// The numbers that categories have by `scores`, or a column of numbers without them; categories without one are reported.
  mutating func numbers(_ column: String, scores: LevelScores?) -> [Double?] {
    guard let scores else { return numbers(column) }
    var unknown: Set<String> = []
    return zip(sheet.rows, texts(column)).map { row, text in
      guard let text else { return nil }
      if let score = scores.score(of: text) { return score }
      if unknown.insert(text).inserted {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, column), found: text,
            details: [column, scores.entries.map(\.level).joined(separator: ", ")]))
      }
      return nil
    }
  }

  /// The numbers of a column that may not be empty.
  mutating func complete(
    _ column: String, infinite: Bool = false, where isFit: (Double) -> Bool = { _ in true }, needs: String
  ) -> [Double] {
    let numbers = self.numbers(column, infinite: infinite, where: isFit, needs: needs)
    if let index = sheet.index(of: column) {
      for row in sheet.rows where SurveyColumns.isMissing(row.cells[index]) {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
    }
    return numbers.map { $0 ?? 1 }
  }

  /// Whether no value of a column is a number, so that it holds categories.
  func isCategorical(_ column: String) -> Bool {
    guard let index = sheet.index(of: column) else { return false }
    var any = false
    for row in sheet.rows where !SurveyColumns.isMissing(row.cells[index]) {
      if Double(row.cells[index]) != nil { return false }
      any = true
    }
    return any
  }

  /// The distinct values of several columns crossed, sorted as people sort them, and the code of each row; −1 where one is missing.
  func codes(_ columns: [String]) -> (codes: [Int], labels: [[String]]) {
    guard !columns.isEmpty else { return (sheet.rows.map { _ in 0 }, [[]]) }
    var result = [Int](repeating: 0, count: count)
    var labels: [[String]] = [[]]
    for column in columns {
      let single = code(column)
      var seen = [Int: Int]()
      let width = single.labels.count
      for row in result.indices where result[row] >= 0 {
        if single.codes[row] < 0 {
          result[row] = -1
        } else {
          result[row] = result[row] * width + single.codes[row]
          seen[result[row]] = 0
        }
      }
      var next: [[String]] = []
      for key in seen.keys.sorted() {
        seen[key] = next.count
        next.append(labels[key / width] + [single.labels[key % width]])
      }
      for row in result.indices where result[row] >= 0 { result[row] = seen[result[row]] ?? -1 }
      labels = next
    }
    return (result, labels)
  }

  private func code(_ column: String) -> (codes: [Int], labels: [String]) {
    guard let index = sheet.index(of: column) else { return (sheet.rows.map { _ in -1 }, []) }
    var numbers: [String: Int] = [:]
    var order: [String] = []
    var codes = [Int](repeating: -1, count: count)
    for (row, record) in sheet.rows.enumerated() {
      let text = record.cells[index]
      if SurveyColumns.isMissing(text) { continue }
      if let number = numbers[text] {
        codes[row] = number
      } else {
        numbers[text] = order.count
        codes[row] = order.count
        order.append(text)
      }
    }
    let sorted = SurveyColumns.sorted(order)
    var rank: [String: Int] = [:]
    for (number, text) in sorted.enumerated() { rank[text] = number }
    let translation = order.map { rank[$0] ?? 0 }
    return (codes.map { $0 < 0 ? -1 : translation[$0] }, sorted)
  }

  /// Numbers by size if all are numbers, otherwise texts by their characters' codes.
  static func sorted(_ texts: [String]) -> [String] {
    let numbers = texts.map { Double($0) }
    if numbers.allSatisfy({ $0?.isFinite == true }) {
      return texts.indices.sorted {
        let (a, b) = (numbers[$0] ?? 0, numbers[$1] ?? 0)
        return a != b ? a < b : texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8)
      }.map { texts[$0] }
    }
    return texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Codes of columns that describe the design, where nothing may be missing.
  mutating func completeCodes(_ columns: [String]) -> (codes: [Int], labels: [[String]]) {
    for column in columns {
      guard let index = sheet.index(of: column) else { continue }
      for row in sheet.rows where SurveyColumns.isMissing(row.cells[index]) {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
    }
    let result = codes(columns)
    return (result.codes.map { max(0, $0) }, result.labels)
  }
}
