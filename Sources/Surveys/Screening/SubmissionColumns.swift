package import Sheets

/// Which columns of a file of responses hold what, and which values they may have.
package struct SubmissionColumns: Sendable {
  /// The items in the order of the file.
  package var items: [String]
  /// The identifier of the submission.
  package var id: String?
  /// The rated place.
  package var unit: String?
  /// The interviewer.
  package var interviewer: String?
  /// When the interview began.
  package var start: String?
  /// When it ended.
  package var end: String?
  /// The sampling weight.
  package var weight: String?
  /// Columns of numbers whose last digits are looked at.
  package var digits: [String] = []
  /// For each item the texts that it may hold, with their values (nil: a missing answer); an item that is not here may hold
  /// any number of `range`.
  package var codes: [String: [String: Double?]] = [:]
  /// The numbers that a valid answer may be; nil: any.
  package var range: ClosedRange<Double>?
  /// The numbers that stand for a missing answer.
  package var missing: Set<Double> = []
  /// The places of the register; nil: any.
  package var units: Set<String>?
  /// The first and last day of the field work, ISO; nil: any.
  package var fieldwork: ClosedRange<String>?

  /// Columns that hold these items and nothing else that is known.
  package init(items: [String]) { self.items = items }

  /// The columns that are named.
  package var named: [String] { [id, unit, interviewer, start, end, weight].compactMap { $0 } + digits }

  /// Whether a cell holds no value: empty or `NA`.
  package static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }

  /// A finite decimal number; nil for anything else.
  package static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// The submissions of a table.
  package func records(of sheet: CSVSheet) -> [SubmissionRecord] {
    let idColumn = id.flatMap(sheet.index)
    return sheet.rows.map { row in
      var content = row.cells
      if let idColumn { content.remove(at: idColumn) }
      func cell(_ column: String?) -> String? {
        guard let column, sheet.has(column) else { return nil }
        let text = sheet.text(row, column)
        return SubmissionColumns.isMissing(text) ? nil : text
      }
      var record = SubmissionRecord(
        file: sheet.file, row: row.number, id: cell(id), content: content, unit: cell(unit),
        interviewer: cell(interviewer), answers: [])
      for item in items {
        switch answer(sheet.text(row, item), to: item) {
        case .valid(let value): record.answers.append(value)
        case .missing: record.answers.append(nil)
        case .impossible:
          record.answers.append(nil)
          record.impossible.append(item)
        }
      }
      readTimes(cell(start), cell(end), into: &record)
      if let units, unit != nil { record.isOfUnknownUnit = !units.contains(record.unit ?? "") }
      if weight != nil {
        record.weight = cell(weight).flatMap(SubmissionColumns.number).flatMap { $0 > 0 ? $0 : nil }
        record.hasBadWeight = record.weight == nil
      }
      record.digits = digits.map { column in
        guard let last = cell(column).flatMap(SubmissionColumns.number) == nil ? nil : cell(column)?.last else {
          return nil
        }
        return last.wholeNumberValue
      }
      return record
    }
  }

  private enum Answer {
    case valid(Double)
    case missing
    case impossible
  }

  private func answer(_ text: String, to item: String) -> Answer {
    if SubmissionColumns.isMissing(text) { return .missing }
    if let known = codes[item] {
      guard let code = known[text] else { return .impossible }
      return code.map { .valid($0) } ?? .missing
    }
    guard let value = SubmissionColumns.number(text) else { return .impossible }
    if missing.contains(value) { return .missing }
    if let range, !range.contains(value) { return .impossible }
    return .valid(value)
  }

  private func readTimes(_ start: String?, _ end: String?, into record: inout SubmissionRecord) {
    guard self.start != nil, self.end != nil else { return }
    let began = start.flatMap(InterviewTime.seconds)
    let ended = end.flatMap(InterviewTime.seconds)
    guard let began, let ended, let start, let end else {
      record.hasBadTime = true
      return
    }
    let isOutside = fieldwork.map { !$0.contains(String(start.prefix(10))) || !$0.contains(String(end.prefix(10))) }
    if ended <= began || isOutside == true {
      record.hasBadTime = true
    } else {
      record.duration = ended - began
    }
  }
}
