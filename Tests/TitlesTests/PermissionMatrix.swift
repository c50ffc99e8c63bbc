import Foundation
import Titles

/// The matrix of docs/permissions.md, read as people read it: the page is the test's data.
struct PermissionMatrix {
  /// One line: the phases, and a cell for each role.
  struct Line {
    let action: String
    let phases: Set<RoundPhase>
    let cells: [Role: String]
  }

  let lines: [Line]

  init() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/permissions.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    lines = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 2 + Role.allCases.count else { return nil }
      let phases = cells[1].split(separator: ",").compactMap {
        RoundPhase(rawValue: $0.trimmingCharacters(in: .whitespaces))
      }
      return Line(
        action: cells[0].trimmingCharacters(in: ["`"]), phases: Set(phases),
        cells: Dictionary(uniqueKeysWithValues: zip(Role.allCases, cells.dropFirst(2))))
    }
  }

  /// What the page says of a role in a phase: `✓`, `own` or `–`.
  func cell(_ action: RoundAction.Kind, _ phase: RoundPhase, _ role: Role) -> String? {
    guard let line = lines.first(where: { $0.action == action.rawValue }) else { return nil }
    return line.phases.contains(phase) ? line.cells[role] : "–"
  }
}
