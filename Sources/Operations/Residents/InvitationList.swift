import Findings
import Sheets
import Titles

/// Who is invited, as a table: one row for each place in the sample, with how many invitations it gets.
///
/// `community_id` is needed; `stratum`, `psu` and `weight` belong to the sample's design; `count` is the number of invitations of the
/// row (1 unless said otherwise). Any other column that bears the name of a question fills that question in beforehand. A drawn list of
/// `kaoping sample draw` is such a table.
struct InvitationList {
  /// Invitations in one batch at most: what one sheet of cards can hold.
  static let most = 1000

  /// The place in the sample of each invitation, by the questionnaire's names.
  private(set) var designs: [[String: String]] = []

  /// Reads the table; everything that cannot be used is a finding.
  ///
  /// - Parameters:
  ///   - names: the questionnaire's names for the roles of the columns above.
  ///   - known: the names of all questions.
  init(
    _ bytes: [UInt8], names: [String: String], known: Set<String>, communities: Set<String>, findings: inout [Finding]
  ) {
    guard let sheet = CSVSheet.read(bytes, file: "invitations", required: ["community_id"], findings: &findings) else {
      return
    }
    for row in sheet.rows {
      func refuse(_ why: String) {
        findings.append(
          Finding(
            .invitationsUnsound, at: Location(file: "invitations", row: row.number),
            details: [String(row.number), why]))
      }
      let code = sheet.text(row, "community_id")
      guard communities.contains(code) else {
        refuse("community_id \(code)")
        continue
      }
      let countText = sheet.text(row, "count")
      guard let count = countText.isEmpty ? 1 : Int(countText), (1...InvitationList.most).contains(count) else {
        refuse("count \(countText)")
        continue
      }
      let weight = sheet.text(row, "weight")
      guard weight.isEmpty || Double(weight).map({ $0 > 0 && $0.isFinite }) == true else {
        refuse("weight \(weight)")
        continue
      }
      var design: [String: String] = [:]
      for (index, column) in sheet.header.enumerated() where column != "count" {
        let name = names[column] ?? column
        if known.contains(name), !row.cells[index].isEmpty { design[name] = row.cells[index] }
      }
      // Without a sample every answer counts alike.
      if let name = names["weight"], design[name] == nil { design[name] = "1" }
      guard designs.count + count <= InvitationList.most else {
        refuse("> \(InvitationList.most)")
        return
      }
      designs += Array(repeating: design, count: count)
    }
    if designs.isEmpty, findings.isEmpty {
      findings.append(Finding(.invitationsUnsound, details: ["2", "—"]))
    }
  }
}
