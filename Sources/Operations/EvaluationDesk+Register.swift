import Findings
import Foundation
import Seals
import Sheets
import Store
public import Titles

extension EvaluationDesk {
  /// Sets up the communities of a table (`roster.csv`) from a day on, all or none.
  public func establish(
    _ path: String, effective: CalendarDay, document: String, by actor: DeskActor
  ) throws -> Done<[LineageEvent]> {
    var findings: [Finding] = []
    let name = (path as NSString).lastPathComponent
    guard let bytes = InputFile.contents(of: path, name: name, &findings),
      let sheet = CSVSheet.read(bytes, file: name, required: CommunityRegister.columns, findings: &findings)
    else { throw Refusal(findings: findings) }
    let changes = CommunityRegister.establishments(sheet, effective: effective, document: document, findings: &findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    return try enter(changes, by: actor)
  }

  /// Enters changes of the register in their order, all or none.
  public func enter(_ changes: [RegisterChange], by actor: DeskActor) throws -> Done<[LineageEvent]> {
    var notices: [Finding] = []
    let details = [
      "changes": String(changes.count),
      "documents": Array(Set(changes.map(\.document))).sorted().joined(separator: " "),
    ]
    let done = try change(actor.note("register.enter", details: details)) { session in
      let old = try session.register()
      var register = old
      var events: [LineageEvent] = []
      for change in changes {
        do throws(RegisterRefusal) {
          let (event, found) = try register.enter(change)
          events.append(event)
          notices += found
        } catch {
          throw Refusal(findings: error.findings)
        }
      }
      try session.save(register, since: old)
      return events
    }
    return Done(value: done.value, receipt: done.receipt, findings: done.findings + notices)
  }

  /// Takes over the holidays of a folder with `notices.csv` and `days.csv`; a year that is there already is replaced, and the log
  /// keeps both digests.
  public func takeOver(calendar folder: String, by actor: DeskActor) throws -> Done<[Int]> {
    var findings: [Finding] = []
    guard let calendar = EvaluationDesk.calendar(of: folder, &findings) else { throw Refusal(findings: findings) }
    return try takeOver(calendar, file: nil, by: actor)
  }

  /// The holidays of a folder with `notices.csv` and `days.csv`; nil after findings.
  static func calendar(of folder: String, _ findings: inout [Finding]) -> WorkingCalendar? {
    func table(_ name: String, _ columns: [String]) -> CSVSheet? {
      InputFile.contents(of: folder + "/" + name, name: name, &findings).flatMap {
        CSVSheet.read($0, file: name, required: columns, findings: &findings)
      }
    }
    guard let notices = table("notices.csv", WorkingCalendar.columns.notices),
      let days = table("days.csv", WorkingCalendar.columns.days)
    else { return nil }
    return WorkingCalendar(notices: notices, days: days, findings: &findings)
  }

  /// Takes over the years of a calendar.
  ///
  /// - Parameter file: what was sent, which is kept; nil for none.
  func takeOver(_ calendar: WorkingCalendar, file: StoredObject?, by actor: DeskActor) throws -> Done<[Int]> {
    let years = calendar.notices.keys.sorted()
    var details = ["years": years.map(String.init).joined(separator: " ")]
    if let file { details["file"] = file.digest.hexadecimal }
    return try change(actor.note("register.calendar", details: details)) { session in
      if let file { try session.record(file) }
      for year in years {
        try session.save(
          holidays: year, documents: calendar.notices[year] ?? [], days: calendar.entries.filter { $0.notice == year })
      }
      return years
    }
  }
}
