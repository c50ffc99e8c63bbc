import Findings
import Store
import Titles

extension CityExaminer {
  /// What holiday notices say, and what they would change of what is known.
  func examineHolidays() throws -> CityExamination {
    var examination = CityExamination(recognised: CityMaterial.holidays.name)
    guard let calendar = try readCalendar(&examination.findings) else { return examination }
    let known = try store.calendar()
    examination.rows = calendar.entries.count
    examination.usable = calendar.entries.count
    for year in calendar.notices.keys.sorted() {
      let (old, new) = (CityExaminer.days(known, year), CityExaminer.days(calendar, year))
      let gone = Set(old).subtracting(new).sorted { $0.day < $1.day }
      let come = Set(new).subtracting(old).sorted { $0.day < $1.day }
      let documents = calendar.notices[year] ?? []
      guard !gone.isEmpty || !come.isEmpty || documents != known.notices[year] ?? [] else { continue }
      let what = known.notices[year] == nil ? Bilingual("新增", "new") : Bilingual("替换", "replaced")
      examination.changes.append(
        UploadPreview.Change(
          what, at: "\(year) \(documents.joined(separator: " "))", before: CityExaminer.list(gone),
          after: CityExaminer.list(come)))
    }
    if examination.changes.isEmpty, !examination.findings.contains(where: { $0.severity == .error }) {
      examination.findings.append(Finding(.nothingChanges))
    }
    return examination
  }

  /// The calendar of an archive or a workbook with `notices.csv` and `days.csv`; nil after findings.
  func readCalendar(_ findings: inout [Finding]) throws -> WorkingCalendar? {
    guard let scratch = try unpacked(marker: "notices.csv", called: "holidays", &findings) else { return nil }
    return EvaluationDesk.calendar(of: scratch.path + "/holidays", &findings)
  }

  private static func days(_ calendar: WorkingCalendar, _ year: Int) -> [WorkingCalendar.Entry] {
    calendar.entries.filter { $0.notice == year }
  }

  private static func list(_ entries: [WorkingCalendar.Entry]) -> Bilingual {
    Bilingual(
      entries.map { "\($0.day) \($0.name)\($0.kind == .holiday ? "放假" : "上班")" }.joined(separator: "、"),
      entries.map { "\($0.day) \($0.name) \($0.kind == .holiday ? "off" : "worked")" }.joined(separator: ", "))
  }
}
