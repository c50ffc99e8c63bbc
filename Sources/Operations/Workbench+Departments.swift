import Findings
import Scoring
import Sheets
import Titles

extension Workbench {
  /// The departments' reviews, if the standard has a half for them.
  func reviews(
    _ city: inout CityFolder, _ standard: ScoringStandard, _ roster: Roster, _ places: [String: Int],
    _ findings: inout [Finding]
  ) -> DepartmentReviews? {
    guard standard.departmentRoot != nil else { return nil }
    let file = "reviews.csv"
    guard city.has(file) else {
      findings.append(Finding(.fileMissing, at: Location(file: file), details: [file]))
      findings.append(Finding(.noReviewFile, at: Location(file: file), details: [file]))
      return nil
    }
    guard let sheet = city.table(file, required: DepartmentReviews.columns, &findings) else { return nil }
    let reviews = DepartmentReviews(
      sheet, standard, units: places, names: roster.communities.map(\.name), findings: &findings)
    city.use(file, rows: sheet.rows.count, used: reviews.used)
    return reviews
  }

  /// The events against communities; no file means no events.
  func events(
    _ city: inout CityFolder, _ standard: ScoringStandard, _ places: [String: Int], _ findings: inout [Finding]
  ) -> EligibilityEvents {
    let file = "veto.csv"
    guard city.has(file), let sheet = city.table(file, required: EligibilityEvents.columns, &findings) else {
      return EligibilityEvents()
    }
    let events = EligibilityEvents(sheet, standard, units: places, findings: &findings)
    city.use(file, rows: sheet.rows.count, used: events.used)
    return events
  }
}
