package import Findings
package import Sheets

/// The register of communities (社区名册) with the decisions that changed codes: what a code means as of a date.
///
/// Lineage is a table of `old_code`, `new_code` and `from` (the day from which the new code holds). A code that was split has
/// several lines and resolves to none of them: a response cannot be divided.
package struct CommunityRegister: Sendable {
  /// What a text in a column of communities turns out to be.
  package enum Match: Hashable, Sendable {
    /// A code of the register.
    case current(String)
    /// An old code, and the one that took its place.
    case successor(String)
    /// The full name of one community.
    case name(String)
    /// No name of the register, but one differs by its ending alone: a hint, never a match.
    case hint([String])
    /// Nothing.
    case unknown
  }

  /// The day as of which the register is asked, such as `2014-09-30`.
  package let asOf: String
  private var codes: Set<String> = []
  private var byName: [String: [String]] = [:]
  private var byStem: [String: [String]] = [:]
  private var successors: [String: [String]] = [:]

  /// The columns of a table of lineage.
  package static let lineageColumns = ["old_code", "new_code", "from"]

  /// The register as of `date` (`2014-09-30`); lines of the lineage that hold only later are passed over.
  package init(roster: CSVSheet, lineage: CSVSheet?, asOf date: String, findings: inout [Finding]) {
    asOf = date
    for row in roster.rows {
      let code = roster.text(row, "community_id")
      let name = roster.text(row, "name").trimmingBlanks
      codes.insert(code)
      guard !name.isEmpty else { continue }
      byName[name.headingKey, default: []].append(code)
      byStem[CommunityRegister.stem(name), default: []].append(name)
    }
    guard let lineage else { return }
    for row in lineage.rows {
      let (old, new, from) = (
        lineage.text(row, "old_code"), lineage.text(row, "new_code"), lineage.text(row, "from")
      )
      guard let day = Moment(from) else {
        findings.append(Finding(.unreadableTime, severity: .error, at: lineage.location(row, "from"), found: from))
        continue
      }
      if Moment.text(day.wall).prefix(10) <= date { successors[old, default: []].append(new) }
    }
  }

  /// What `text` means.
  package func match(_ text: String) -> Match {
    let code = text.narrowed.trimmingBlanks
    if codes.contains(code) { return .current(code) }
    if let successor = successor(code) { return .successor(successor) }
    if let found = byName[text.headingKey] { return found.count == 1 ? .name(found[0]) : .hint(found) }
    let close = byStem[CommunityRegister.stem(text)] ?? []
    return close.isEmpty ? .unknown : .hint(close)
  }

  /// The code at the end of a chain of changes; nil if the chain divides, runs in a circle or ends outside the register.
  private func successor(_ code: String) -> String? {
    var current = code
    var seen: Set<String> = []
    while let next = successors[current], next.count == 1, seen.insert(current).inserted {
      current = next[0]
      if codes.contains(current) { return current }
    }
    return nil
  }

  /// A name without what people leave out or add: 社区居民委员会, 居委会, 村委会, 社区, 村.
  static func stem(_ name: String) -> String {
    var stem = name.headingKey
    for ending in ["社区居民委员会", "村民委员会", "居民委员会", "社区居委会", "村村委会", "居委会", "村委会", "社区", "村"]
    where stem.hasSuffix(ending) && stem.count > ending.count {
      stem = String(stem.dropLast(ending.count))
      break
    }
    return stem
  }
}
