import Findings
import Reports

/// The findings of a long job on a terminal: how often each kind occurred and the first places; the rest stands in the file.
struct FindingSummary {
  private let findings: [Finding]

  init(_ findings: [Finding]) { self.findings = findings }

  /// The summary, for standard error; empty if there is nothing.
  func lines(_ language: Language) -> [String] {
    guard !findings.isEmpty else { return [] }
    let errors = findings.filter { $0.severity == .error }
    var lines = errors.prefix(20).map { $0.line(language) }
    if errors.count > 20 {
      lines.append(language == .chinese ? "……另有 \(errors.count - 20) 处错误" : "… and \(errors.count - 20) more errors")
    }
    var table = TextTable(
      language == .chinese ? ["级别", "代码", "次数", "含义", "首例"] : ["severity", "code", "count", "meaning", "first place"],
      [.left, .left, .right])
    let groups = Dictionary(grouping: findings, by: \.code).sorted { a, b in
      let (x, y) = (a.value[0].severity, b.value[0].severity)
      return x == y ? a.key.code < b.key.code : x > y
    }
    for (code, members) in groups {
      table.append([
        severity(members[0].severity, language), code.code, String(members.count), code.general[language],
        members.first { $0.location != nil }.flatMap(place) ?? "",
      ])
    }
    return lines + [table.text]
  }

  private func place(_ finding: Finding) -> String? {
    finding.location.map { $0.file + ($0.row.map { ":\($0)" } ?? "") }
  }

  private func severity(_ severity: Severity, _ language: Language) -> String {
    guard language == .chinese else { return severity.rawValue }
    switch severity {
    case .error: return "错误"
    case .warning: return "注意"
    case .note: return "提示"
    }
  }
}
