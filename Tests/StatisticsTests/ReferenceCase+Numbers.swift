import Foundation
import TestSupport
import Testing

extension ReferenceCase {
  /// A column of the table as numbers.
  func column(_ name: String) throws -> [Double] {
    try table().map { try #require(Double($0[name] ?? "")) }
  }

  /// Columns of the table, row by row; empty cells are nil.
  func rows(_ columns: [String]) throws -> [[Double?]] {
    try table().map { row in columns.map { Double(row[$0] ?? "") } }
  }

  /// One number of a check.
  func number(_ check: String, _ key: String) throws -> Double {
    try #require(expected(check)[key] as? Double)
  }

  /// A list of numbers of a check.
  func numbers(_ check: String, _ key: String) throws -> [Double] {
    try #require(expected(check)[key] as? [Double])
  }

  /// A matrix of a check.
  func matrix(_ check: String, _ key: String) throws -> [[Double]] {
    try #require(expected(check)[key] as? [[Double]])
  }
}

/// Expects lists to agree element by element.
func expectAgreement(
  _ found: [Double], _ expected: [Double], relative: Double = 1e-9, _ name: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(name)", sourceLocation: sourceLocation)
  for (index, (a, b)) in zip(found, expected).enumerated() {
    #expect(
      agree(a, b, relative: relative, absolute: 1e-11), "\(name)[\(index)]: \(a), expected \(b)",
      sourceLocation: sourceLocation)
  }
}
