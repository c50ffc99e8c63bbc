import Statistics
import TestSupport
import Testing

/// The search by blocks finds what the comparison of all rows finds.
@Suite struct NearMatchTests {
  /// Answers of 1 to 3 with gaps and planted copies, from one seed.
  private func table(rows: Int, items: Int, seed: UInt64) throws -> AnswerTable {
    var stream = RandomStream(seed: seed)
    var answers: [[Double?]] = []
    for row in 0..<rows {
      if row > 3, stream.unit() < 0.3 {
        var copy = answers[Int(stream.unit() * Double(row))]
        for _ in 0..<Int(stream.unit() * 4) {
          copy[Int(stream.unit() * Double(items))] = 1 + (stream.unit() * 3).rounded(.down)
        }
        answers.append(copy)
      } else {
        answers.append((0..<items).map { _ in stream.unit() < 0.1 ? nil : 1 + (stream.unit() * 3).rounded(.down) })
      }
    }
    return try AnswerTable(answers)
  }

  @Test(arguments: [(25, 0.9), (20, 0.85), (7, 0.5), (3, 1.0), (1, 0.9), (10, 0.01)])
  func itAgreesWithTheFullComparison(_ items: Int, _ share: Double) throws {
    for seed in 1...6 as ClosedRange<UInt64> {
      let table = try table(rows: 120, items: items, seed: seed)
      let full = PercentMatch(table, missing: .asValue)
      let near = PercentMatch(near: table, atLeast: share)
      for row in 0..<table.rowCount {
        if let match = full.maxima[row], match >= share - 1e-12 {
          #expect(near.maxima[row] == match)
          #expect(near.partners[row] == full.partners[row])
        } else {
          #expect(near.maxima[row] == nil)
        }
      }
    }
  }
}
