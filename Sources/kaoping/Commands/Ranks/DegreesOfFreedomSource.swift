import ArgumentParser
import Findings
import Sheets

/// Where the degrees of freedom of `kaoping ranks` come from: a column, or one number for all units.
enum DegreesOfFreedomSource: ExpressibleByArgument, Equatable {
  case column(String)
  case number(Double)

  init?(argument: String) {
    guard let value = Double(argument) else {
      self = .column(argument)
      return
    }
    guard value >= 1 else { return nil }
    self = .number(value)
  }

  /// The column's name, if there is one.
  var column: String? {
    if case .column(let name) = self { return name }
    return nil
  }

  /// The degrees of freedom of a row; infinite for an empty cell. A number below 1 is reported.
  func value(_ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]) -> Double {
    switch self {
    case .number(let value): return value
    case .column(let name):
      guard let value = NumericCells.optional(sheet, row, name, &findings) else { return .infinity }
      if value < 1 {
        findings.append(
          Finding(
            .numberOutOfRange, at: sheet.location(row, name), found: sheet.text(row, name), details: [name, "≥ 1"]))
      }
      return value
    }
  }
}
