import Findings
import Foundation
import Scoring
import Sheets
import Surveys
import Titles

/// The submissions that a screening looks at, from any CSV files or from a city's folder.
struct ScreenInput {
  /// The items in the order of the files.
  let items: [String]
  /// The columns whose last digits are looked at.
  let digits: [String]
  /// The submissions in the order of the files.
  let records: [SubmissionRecord]
  /// Whether the files hold nothing but identifiers and items.
  let answersAreAll: Bool
  /// The districts beside the independent sample; nil without one.
  let districts: [DistrictComparison]?

  /// What stands out among a city's pieces of evidence; nil without `evidence.csv`.
  private(set) var evidence: EvidenceScreen?
  /// What stands out among a city's reviews; nil without `reviews.csv`.
  private(set) var reviews: ReviewScreen?

  /// Whether a column names the interviewers.
  var hasInterviewers: Bool { records.contains { $0.interviewer != nil } }

  /// For each submission the group in which it is compared.
  func groups(_ group: ComparisonGroup) -> [Int] {
    var known: [String: Int] = [:]
    return records.map { record in
      let name: String
      switch group {
      case .all: return 0
      case .interviewer: name = record.interviewer ?? ""
      case .unit: name = record.unit ?? ""
      }
      if let label = known[name] { return label }
      known[name] = known.count
      return known.count - 1
    }
  }

  /// Reads what the command names; nil after findings of severity error.
  init?(_ command: ScreenCommand, _ findings: inout [Finding]) throws {
    if let city = command.city, let survey = command.survey {
      self.init(city: city, survey: survey, command, &findings)
    } else {
      try self.init(files: command, &findings)
    }
  }

  private init?(files command: ScreenCommand, _ findings: inout [Finding]) throws {
    var columns = SubmissionColumns(items: ScreenInput.names(command.items))
    columns.id = command.id
    columns.unit = command.unit
    columns.interviewer = command.interviewer
    columns.start = command.start
    columns.end = command.end
    columns.weight = command.weight
    columns.digits = ScreenInput.names(command.digits)
    columns.missing = try command.codes()
    columns.range = try command.range()
    guard let first = CommandInput.table(command.files[0], required: columns.named + columns.items, &findings) else {
      for file in command.files.dropFirst() { _ = CommandInput.table(file, required: columns.named, &findings) }
      return nil
    }
    if let pattern = command.itemsLike {
      columns.items = first.header.filter { fnmatch(pattern, $0, 0) == 0 && !columns.named.contains($0) }
    } else if columns.items.isEmpty {
      columns.items = ScreenInput.numericColumns(first, but: columns.named, &findings)
    }
    var sheets = [first]
    for file in command.files.dropFirst() {
      CommandInput.table(file, required: columns.named + columns.items, &findings).map { sheets.append($0) }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    items = columns.items
    digits = columns.digits
    answersAreAll = first.header.allSatisfy { $0 == columns.id || columns.items.contains($0) }
    records = sheets.flatMap { columns.records(of: $0) }
    districts = nil
  }

  private init?(city: String, survey: String, _ command: ScreenCommand, _ findings: inout [Finding]) {
    let sheets = ["survey", "choices", "settings"].map { CommandInput.table(survey + "/\($0).csv", &findings) }
    let rosterSheet = CommandInput.table(city + "/roster.csv", required: Roster.columns, &findings)
    guard let form = sheets[0], let choices = sheets[1], let settings = sheets[2],
      let questionnaire = Questionnaire.read(survey: form, choices: choices, settings: settings, findings: &findings),
      let roster = rosterSheet.flatMap({ Roster($0, findings: &findings) })
    else { return nil }
    let files = ScreenInput.responseFiles(city, &findings)
    guard let head = files.first.flatMap({ CommandInput.table($0, &findings) }) else { return nil }
    var columns = SubmissionColumns(questionnaire, header: head.header)
    columns.digits = ScreenInput.names(command.digits)
    columns.units = Set(roster.communities.map(\.id))
    var records: [SubmissionRecord] = []
    for file in files {
      guard let sheet = CommandInput.table(file, required: columns.named + columns.items, &findings) else { continue }
      records += columns.records(of: sheet)
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    items = columns.items
    digits = columns.digits
    answersAreAll = false
    self.records = records
    if let sheet = ScreenInput.optionalTable(city + "/evidence.csv", required: EvidenceScreen.columns, &findings) {
      evidence = EvidenceScreen(sheet, year: command.year)
    }
    if let sheet = ScreenInput.optionalTable(city + "/reviews.csv", required: ReviewScreen.columns, &findings) {
      reviews = ReviewScreen(
        sheet, communities: roster.communities.map { ($0.id, $0.town) }, outlier: command.rules.outlier)
    }
    let thirdParty = city + "/third_party.csv"
    guard FileManager.default.fileExists(atPath: thirdParty), let scale = columns.scale else {
      districts = nil
      return
    }
    guard let sheet = CommandInput.table(thirdParty, required: columns.named + columns.items, &findings) else {
      return nil
    }
    let half = (items.count + 1) / 2
    districts = DistrictComparison.all(
      own: DistrictComparison.indices(records, scale: scale, minimum: half),
      independent: DistrictComparison.indices(columns.records(of: sheet), scale: scale, minimum: half),
      districts: zip(roster.districts, roster.members).map { district, members in
        (district.name, members.map { roster.communities[$0].id })
      }, rules: command.rules)
  }

  /// The CSV files of a city's responses in the order of their names; a finding if there is none.
  private static func responseFiles(_ city: String, _ findings: inout [Finding]) -> [String] {
    let folder = city + "/responses"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".csv") && !$0.hasPrefix(".") }.sorted()
    if names.isEmpty {
      findings.append(Finding(.noResponseFiles, at: Location(file: folder), details: [folder]))
    }
    return names.map { folder + "/" + $0 }
  }

  /// A table that a city need not have.
  private static func optionalTable(_ path: String, required: [String], _ findings: inout [Finding]) -> CSVSheet? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return CommandInput.table(path, required: required, &findings)
  }

  private static func names(_ list: String?) -> [String] {
    (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The columns that hold numbers and gaps only; the others are noted.
  private static func numericColumns(_ sheet: CSVSheet, but named: [String], _ findings: inout [Finding]) -> [String] {
    var (items, others): ([String], [String]) = ([], [])
    for (index, column) in sheet.header.enumerated() where !named.contains(column) {
      let texts = sheet.rows.lazy.map { $0.cells[index] }.filter { !NumericCells.isMissing($0) }
      let isItem = !texts.isEmpty && texts.allSatisfy { NumericCells.number($0) != nil }
      if isItem { items.append(column) } else { others.append(column) }
    }
    if !others.isEmpty {
      findings.append(
        Finding(.columnsLeftOut, at: Location(file: sheet.file), details: [others.joined(separator: ", ")]))
    }
    return items
  }
}
