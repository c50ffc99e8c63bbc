public import Findings
public import Sheets

/// What people decided about ties at the line (领导小组决定及会议记录): `decisions.csv` of a city.
public struct LineDecisions: Hashable, Sendable {
  /// The columns that the table must have: the unit that gets a title, the document that records it, and its day.
  public static let columns = ["community_id", "document", "date"]

  /// The decisions by district.
  public private(set) var decisions: [Int: TitleRanking.PeoplesDecision] = [:]

  /// None.
  public init() {}

  /// Reads the table; a unit that is not in the register, and a decision without a document, are findings.
  public init(_ sheet: CSVSheet, _ roster: Roster, findings: inout [Finding]) {
    let places = roster.places
    for row in sheet.rows {
      let id = sheet.text(row, "community_id")
      guard let place = places[id] else {
        findings.append(Finding(.unknownCommunity, at: sheet.location(row, "community_id"), found: id))
        continue
      }
      let document = sheet.text(row, "document")
      if document.isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, "document"), details: ["document"]))
      }
      let district = roster.communities[place].district
      var decision =
        decisions[district]
        ?? TitleRanking.PeoplesDecision(winners: [], document: document, date: sheet.text(row, "date"))
      decision.winners.insert(place)
      decisions[district] = decision
    }
  }
}
