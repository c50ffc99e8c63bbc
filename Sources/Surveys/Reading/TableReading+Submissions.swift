import Findings
import Sheets

extension TableReading {
  /// Reads the records as submissions; rows that cannot be trusted are rejected with their reasons.
  package mutating func readSubmissions(_ options: ReadingOptions) {
    let reader = SubmissionReader(answers, options)
    var budget = FindingBudget()
    for (place, record) in table.records.enumerated() {
      if let finding = table.fault(record) {
        budget.add(finding)
        rejected.append(RejectedRow(record: place, findings: [finding]))
        continue
      }
      var own = FindingBudget(limit: .max)
      let submission = reader.read(record, &own)
      for finding in own.findings { budget.add(finding) }
      let faults = own.findings.filter { $0.severity > .note }
      if options.isStrict, !faults.isEmpty {
        rejected.append(RejectedRow(record: place, findings: faults))
      } else {
        submissions.append(submission)
      }
    }
    if options.seal != nil {
      for column in uses.indices where uses[column].role.isPersonal {
        findings.removeAll { $0.code == .personalColumn && $0.location == table.location(heading: column) }
        findings.append(
          Finding(.personalSealed, at: table.location(heading: column), details: [table.columns[column].name]))
      }
    }
    if !uses.contains(where: { [.responseId, .serverId].contains($0.role) }), !table.records.isEmpty {
      findings.append(Finding(.identifierMade, at: table.place))
      numberRepeats()
    }
    findings += budget.closed(file: table.file)
  }

  /// Rows with equal cells would share a digest; the second of them gets a number.
  private mutating func numberRepeats() {
    var seen: [String: Int] = [:]
    for index in submissions.indices {
      let count = seen[submissions[index].id, default: 0] + 1
      seen[submissions[index].id] = count
      if count > 1 { submissions[index].id += "#\(count)" }
    }
  }
}

extension RecordTable {
  /// What is wrong with a record as a whole; nil for a good one.
  func fault(_ record: TableRecord) -> Finding? {
    guard case .ragged(let fields)? = record.fault else { return nil }
    return Finding(
      .raggedRow, severity: .warning, at: location(record, nil), details: [String(fields), String(columns.count)])
  }
}
