import Findings
import Scoring
import Sheets
import Titles

/// The scores that reviewers and records give to all units.
struct DepartmentsHalf {
  /// The scores in the order of the register.
  var scores: [DepartmentScore]
  /// How strict the raters are; nil if the standard does not ask.
  var raters: RaterReport?
}

extension Workbench {
  /// The departments' half as a step of its own: with the folder's records and the findings that it brings.
  func departments(
    _ city: CityFolder, _ standard: ScoringStandard, _ units: [UnitProfile], rescales: Bool
  ) async -> (DepartmentsHalf?, CityFolder, [Finding]) {
    var (city, findings) = (city, [Finding]())
    if standard.hasReviews { await city.settle(["reviews.csv"]) }
    let half = departments(&city, standard, units, rescales: rescales, &findings)
    return (half, city, findings)
  }

  /// The departments' half, if the standard has one: direct points from `reviews.csv`, the rest from `measures.csv`.
  private func departments(
    _ city: inout CityFolder, _ standard: ScoringStandard, _ units: [UnitProfile], rescales: Bool,
    _ findings: inout [Finding]
  ) -> DepartmentsHalf? {
    let places = Dictionary(units.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var recusals = Recusals()
    if city.has("recusals.csv"), let sheet = city.table("recusals.csv", required: Recusals.columns, &findings) {
      recusals = Recusals(sheet, units: places, findings: &findings)
      city.use("recusals.csv", rows: sheet.rows.count)
    }
    guard standard.hasReviews else { return nil }
    var book = EvidenceBook(standard, units: units, recusals: recusals)
    let rules = Set(book.indicators.compactMap(\.rule))
    let reviews = "reviews.csv"
    if rules.contains(.directPoints) {
      guard city.has(reviews) else {
        findings.append(Finding(.fileMissing, at: Location(file: reviews), details: [reviews]))
        findings.append(Finding(.noReviewFile, at: Location(file: reviews), details: [reviews]))
        return nil
      }
      guard let sheet = city.table(reviews, required: EvidenceBook.reviewColumns, &findings) else { return nil }
      book.readReviews(sheet, rescales: rescales, findings: &findings)
      city.use(reviews, rows: sheet.rows.count, used: book.used)
    }
    let measures = "measures.csv"
    if !rules.subtracting([.directPoints]).isEmpty {
      if city.has(measures) {
        guard let sheet = city.table(measures, required: EvidenceBook.measureColumns, &findings) else { return nil }
        let before = book.used
        book.readMeasures(sheet, findings: &findings)
        city.use(measures, rows: sheet.rows.count, used: book.used - before)
      } else {
        findings.append(Finding(.noEvidenceFile, at: Location(file: measures), details: [measures]))
      }
    }
    let report = standard.severity == .off ? nil : RaterReport(book)
    book.noteRaters(report, file: reviews, &findings)
    let scores = units.indices.map { unit in
      let tree = standard.trees[standard.tree(ofVariant: units[unit].variant) ?? 0]
      var outcomes = book.outcomes(unit)
      if standard.severity == .adjust, let report { outcomes = book.adjusted(outcomes, of: unit, by: report) }
      let score = DepartmentScore(outcomes, tree, standard)
      score.reportGaps(tree, standard, name: units[unit].name, &findings)
      return score
    }
    return DepartmentsHalf(scores: scores, raters: report)
  }

  /// The units as rules see them; a variant that the standard lacks, or that differs from the kind without a reason, is a
  /// finding.
  func profiles(_ roster: Roster, _ standard: ScoringStandard, _ findings: inout [Finding]) -> [UnitProfile] {
    let codes = standard.variants.map(\.code)
    return roster.communities.map { entry in
      if !codes.isEmpty {
        if !codes.contains(entry.variant) {
          findings.append(
            Finding(
              .variantUnknown, at: Location(file: "roster.csv"), found: entry.variant,
              details: [entry.name, codes.joined(separator: ", ")]))
        } else if entry.kind != entry.variant, !entry.kind.isEmpty, entry.variantReason.isEmpty {
          findings.append(
            Finding(
              .variantWithoutReason, at: Location(file: "roster.csv"), found: entry.variant,
              details: [entry.name, entry.kind, entry.variant]))
        }
      }
      return UnitProfile(
        id: entry.id, name: entry.name, variant: codes.isEmpty ? "" : entry.variant, setting: entry.setting)
    }
  }

  /// The events against units; no file means no events.
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

  /// The units' own scores; no file means none.
  func selfScores(
    _ city: inout CityFolder, _ standard: ScoringStandard, _ places: [String: Int], _ findings: inout [Finding]
  ) -> SelfScores {
    let file = "self_scores.csv"
    guard city.has(file), let sheet = city.table(file, required: SelfScores.columns, &findings) else {
      return SelfScores()
    }
    city.use(file, rows: sheet.rows.count)
    return SelfScores(sheet, standard, units: places, findings: &findings)
  }

  /// What people decided about ties at the line; no file means nothing.
  func decisions(_ city: inout CityFolder, _ roster: Roster, _ findings: inout [Finding]) -> LineDecisions {
    let file = "decisions.csv"
    guard city.has(file), let sheet = city.table(file, required: LineDecisions.columns, &findings) else {
      return LineDecisions()
    }
    city.use(file, rows: sheet.rows.count)
    return LineDecisions(sheet, roster, findings: &findings)
  }
}
