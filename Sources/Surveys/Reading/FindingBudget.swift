package import Findings

/// Collects findings and counts those of one kind beyond a limit, so that a column of a million odd cells stays readable.
package struct FindingBudget: Sendable {
  /// What is listed.
  package private(set) var findings: [Finding] = []
  private var counts: [String: Int] = [:]
  private let limit: Int

  /// A collection that lists `limit` findings of each code.
  package init(limit: Int = 100) { self.limit = limit }

  /// Adds a finding, or counts it.
  package mutating func add(_ finding: Finding) {
    let count = counts[finding.code.code, default: 0] + 1
    counts[finding.code.code] = count
    if count <= limit { findings.append(finding) }
  }

  /// The findings, and one more for each code that was not listed to the end.
  package func closed(file: String) -> [Finding] {
    findings
      + counts.filter { $0.value > limit }.sorted { $0.key < $1.key }.map { code, count in
        Finding(
          .moreOfTheSame, severity: findings.first { $0.code.code == code }?.severity, at: Location(file: file),
          details: [String(count - limit), code])
      }
  }
}
