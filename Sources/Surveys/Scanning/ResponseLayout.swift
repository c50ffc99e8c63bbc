package import Findings

/// What stands in each column of one file of responses, found from its header.
package struct ResponseLayout: Sendable {
  /// What a column is used for.
  enum Use {
    case skip, identifier, unit, stratum, cluster, weight, start, end, item
  }

  /// The header's names.
  package let header: [String]
  /// The use of each column.
  let uses: [Use]
  /// The item of each column with the use `.item`, else −1.
  let items: [Int]
  /// Whether the file has a column for it.
  package let hasIdentifier: Bool
  /// Whether the file has a column of weights.
  package let hasWeight: Bool
  let hasTimes: Bool

  /// The column with `use`, from 1.
  func column(_ use: Use) -> Int? { uses.firstIndex(of: use).map { $0 + 1 } }

  /// Matches a header with the questionnaire: columns go by name, in any order; columns that the form does not know are not
  /// read.
  ///
  /// - Returns: the layout, or nil after findings: a column twice, or one that the form has and the file lacks. A form may
  ///   name an identifier, times and an interviewer that a file does without; unit, stratum, cluster, weight and items are
  ///   needed if the form has them.
  package static func match(
    header: [String], row: Int, file: String, _ questionnaire: Questionnaire, _ findings: inout [Finding]
  ) -> ResponseLayout? {
    var uses: [Use] = []
    var items: [Int] = []
    var seen: Set<String> = []
    var usable = true
    let scored = questionnaire.questions.filter { $0.role == .item }.map(\.name)
    let roles = Dictionary(questionnaire.questions.map { ($0.name, $0.role) }, uniquingKeysWith: { first, _ in first })
    for (index, name) in header.enumerated() {
      if !name.isEmpty, !seen.insert(name).inserted {
        findings.append(
          Finding(.columnTwice, at: Location(file: file, row: row, column: index + 1), found: name, details: [name]))
        usable = false
      }
      uses.append(roles[name].map(use) ?? .skip)
      items.append(roles[name] == .item ? scored.firstIndex(of: name) ?? -1 : -1)
    }
    let needed = questionnaire.questions.filter {
      [.unit, .stratum, .cluster, .weight, .item].contains($0.role) && !seen.contains($0.name)
    }
    for question in needed {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: file, row: row), found: header.prefix(12).joined(separator: ","),
          details: [question.name]))
      usable = false
    }
    guard usable else { return nil }
    return ResponseLayout(
      header: header, uses: uses, items: items, hasIdentifier: uses.contains(.identifier),
      hasWeight: uses.contains(.weight), hasTimes: uses.contains(.start) || uses.contains(.end))
  }

  private static func use(_ role: Question.Role) -> Use {
    switch role {
    case .submission: .identifier
    case .unit: .unit
    case .stratum: .stratum
    case .cluster: .cluster
    case .weight: .weight
    case .start: .start
    case .end: .end
    case .item: .item
    case .interviewer, .mode, .other: .skip
    }
  }
}
