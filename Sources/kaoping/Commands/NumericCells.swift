import Findings
import Foundation
import Sheets

/// Reads numbers out of a table's cells; every fault is a finding at its cell.
enum NumericCells {
  /// Whether a cell holds no value: empty or `NA`.
  static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }

  /// A finite decimal number; nil for anything else, such as `1,000`, `nan`, `inf` or hexadecimal digits.
  static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// The number of a cell, or nil if it is missing or no number; the latter is a finding F010.
  static func optional(
    _ sheet: CSVSheet, _ row: CSVRow, _ column: String, _ findings: inout [Finding]
  ) -> Double? {
    let text = sheet.text(row, column)
    if isMissing(text) { return nil }
    guard let value = number(text) else {
      findings.append(
        Finding(.numberExpected, at: sheet.location(row, column), found: text, details: [column, "0.5, 12, -3 …"]))
      return nil
    }
    return value
  }

  /// The number of a cell that may not be missing and satisfies `condition`, which `range` writes down; otherwise nil and a
  /// finding.
  static func required(
    _ sheet: CSVSheet, _ row: CSVRow, _ column: String, _ range: String, _ findings: inout [Finding],
    where condition: (Double) -> Bool
  ) -> Double? {
    let text = sheet.text(row, column)
    guard !isMissing(text) else {
      findings.append(Finding(.valueMissing, at: sheet.location(row, column), found: text, details: [column]))
      return nil
    }
    guard let value = optional(sheet, row, column, &findings) else { return nil }
    guard condition(value) else {
      findings.append(
        Finding(.numberOutOfRange, at: sheet.location(row, column), found: text, details: [column, range]))
      return nil
    }
    return value
  }

  /// A whole number from 0 to 10¹²; otherwise nil and a finding.
  static func count(
    _ sheet: CSVSheet, _ row: CSVRow, _ column: String, _ findings: inout [Finding]
  ) -> Int? {
    required(sheet, row, column, "0, 1, 2 …", &findings) { $0 >= 0 && $0 <= 1e12 && $0 == $0.rounded() }.map { Int($0) }
  }

  /// A number with at most `digits` significant digits, for tables that people read.
  static func text(_ value: Double?, _ digits: Int = 6) -> String {
    guard let value, value.isFinite else { return "—" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return value.formatted(
      .number.precision(.significantDigits(1...digits)).grouping(.never).locale(.init(identifier: "en_GB")))
  }
}
