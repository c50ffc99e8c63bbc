import Findings
import Store
import Titles

extension MachineCheck {
  /// Whether a data directory knows the holidays that notices will need: those of this year, and from November on, when the State
  /// Council has published them, those of the next.
  static func holidays(_ store: EvaluationStore, now: Moment) -> MachineCheck {
    let years = ((try? store.calendar())?.notices.keys.sorted()) ?? []
    let (year, month, _) = now.day.parts
    let needed = month >= 11 ? [year, year + 1] : [year]
    let missing = needed.filter { !years.contains($0) }
    let known = years.isEmpty ? "—" : "\(years[0])–\(years[years.count - 1])"
    return MachineCheck(
      name: Bilingual("放假安排", "holidays"), isReady: missing.isEmpty, isRequired: false,
      found: missing.isEmpty ? known : "\(known); \(missing.map(String.init).joined(separator: ", ")) ?",
      remedy: FindingCode.yearWithoutNotice.remedy)
  }
}
