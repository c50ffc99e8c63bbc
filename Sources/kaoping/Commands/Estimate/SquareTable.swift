import Findings
import Foundation

/// A square table of numbers in a CSV file, with or without a header row and a first column of names.
enum SquareTable {
  /// The numbers by rows; nil and a finding if the file cannot be read or is no square of numbers.
  static func read(_ path: String, _ findings: inout [Finding]) -> [[Double]]? {
    guard let bytes = CommandInput.bytes(path, &findings) else { return nil }
    var rows: [[String]] = []
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      rows.append(
        line.split(separator: ",", omittingEmptySubsequences: false).map {
          $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "\"", with: "")
        })
    }
    if let first = rows.first, first.contains(where: { Double($0) == nil }) { rows.removeFirst() }
    let size = rows.count
    var matrix: [[Double]] = []
    for (index, row) in rows.enumerated() {
      let cells = row.count == size + 1 ? Array(row.dropFirst()) : row
      let numbers = cells.compactMap { Double($0) }.filter(\.isFinite)
      guard numbers.count == size, cells.count == size else {
        findings.append(
          Finding(
            .jointProbabilitiesUnfit, at: Location(file: path, row: index + 1),
            found: row.prefix(8).joined(separator: ","),
            details: ["\(size) × \(cells.count)"]))
        return nil
      }
      matrix.append(numbers)
    }
    guard size > 0 else {
      findings.append(Finding(.fileEmpty, at: Location(file: path)))
      return nil
    }
    return matrix
  }
}
