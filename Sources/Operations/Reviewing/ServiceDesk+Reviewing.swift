import Findings
import Foundation
import Scoring
public import Store
public import Titles

/// Reviewers' grids: reading, typing, submitting.
extension ServiceDesk {
  /// The most that one cell holds, in characters: text and document.
  static let mostCellText = (text: 80, document: 400)

  /// The grids of a person in a round, by number; those that were taken back are gone.
  public func reviewGrids(_ round: TitleRound, of person: SignedInPerson) throws -> [ReviewGrid] {
    let records = try store.reviewGrids(round.id, of: person.user)
      .filter { $0.state != .withdrawn && $0.scope == person.grant.scope }
    guard !records.isEmpty else { return [] }
    let (rules, drafts) = (try reviewRules(round.id), try store.drafts(of: person.user, round: round.id))
    return records.map { ReviewGrid($0, round, rules, drafts: drafts, today: now.day) }
  }

  /// A grid of this person; nil if there is none: nobody but its reviewer sees what was typed.
  public func reviewGrid(_ id: Int, in round: TitleRound, of person: SignedInPerson) throws -> ReviewGrid? {
    guard let record = try store.reviewGrid(id), record.round == round.id, record.reviewer == person.user,
      record.scope == person.grant.scope, record.state != .withdrawn
    else { return nil }
    return ReviewGrid(
      record, round, try reviewRules(round.id), drafts: try store.drafts(of: person.user, round: round.id),
      today: now.day)
  }

  /// Keeps what was typed, whether it may stand or not, and says of each cell what it comes to. A cell that has moved on since it was
  /// seen stays as it is and says so (D306).
  ///
  /// - Throws: `Refusal` if the grid is locked or a cell is not in it.
  public func save(_ entries: [CellEntry], in grid: ReviewGrid, by person: SignedInPerson) throws -> [ReviewCell] {
    guard grid.record.state.isOpen else { throw Refusal(findings: [Finding(.gridLocked)]) }
    let known = Dictionary(grid.communities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let forms = Dictionary(grid.forms.map { ($0.indicator.code, $0) }, uniquingKeysWith: { first, _ in first })
    let before = Dictionary(
      try store.drafts(of: person.user, round: grid.record.round).map { ($0.field, $0.value) },
      uniquingKeysWith: { _, last in last })
    var targets: [(form: CellForm, community: RoundCommunity)] = []
    let changes = try entries.map { entry -> DraftChange in
      guard let community = known[entry.community], let form = forms[entry.indicator], grid.has(form, community) else {
        throw Refusal(findings: [
          Finding(.unknownInRound, found: "\(entry.community) \(entry.indicator)", details: [entry.community])
        ])
      }
      targets.append((form, community))
      let field = ReviewGrid.field(grid.record.id, entry.community, entry.indicator)
      let document = entry.document ?? ReviewGrid.parts(before[field] ?? "").document
      let value =
        ServiceDesk.line(entry.text, ServiceDesk.mostCellText.text) + "\n"
        + ServiceDesk.line(document, ServiceDesk.mostCellText.document)
      return DraftChange(field: field, value: value, version: entry.version)
    }
    let saved = try store.saveDrafts(changes, of: person.user, round: grid.record.round, at: clock())
    return zip(zip(changes, saved), targets).compactMap { pair, target in
      guard let book = grid.rules.book(target.community.code) else { return nil }
      var cell = grid.cell(target.form, target.community.code, book, pair.1)
      if pair.1.value != pair.0.value {
        cell.reading.findings.insert(Finding(.cellChangedElsewhere, found: cell.text, details: [cell.text]), at: 0)
      }
      return cell
    }
  }

  /// One line of text without control characters, cut to a length.
  private static func line(_ text: String, _ most: Int) -> String {
    let kept = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
    return String(kept.trimmingCharacters(in: .whitespaces).prefix(most))
  }

  /// What came of a submission: the uploads with their receipts.
  public struct Submission: Sendable {
    /// The uploads, one for each table that the rules need.
    public var uploads: [EvaluationDesk.Done<UploadRecord>]
  }

  /// Submits a grid: what was typed becomes uploads of the round with their receipts, like any file, and the grid is locked.
  ///
  /// - Throws: `Refusal` with D301 and the faults of every cell while something is missing or faulty, D302 if it is locked, and what the
  ///   round says if it takes no marks now.
  public func submit(_ grid: ReviewGrid, by person: SignedInPerson) async throws -> Submission {
    guard grid.record.state.isOpen else { throw Refusal(findings: [Finding(.gridLocked)]) }
    let actor = try actor(person)
    var tables = ReviewTables(grid.rater)
    var findings: [Finding] = []
    var (empty, faulty) = (0, 0)
    let forms = Dictionary(grid.forms.map { ($0.indicator.code, $0) }, uniquingKeysWith: { first, _ in first })
    for community in grid.communities {
      for cell in grid.cells(community) {
        guard let form = forms[cell.indicator] else { continue }
        switch cell.reading.state {
        case .empty: empty += 1
        case .faulty:
          faulty += 1
          findings += cell.reading.findings.map { finding in
            var finding = finding
            finding.location = Location(file: "\(community.name) \(cell.indicator)")
            return finding
          }
        case .rated, .unrated:
          tables.add(form, community: community.code, text: cell.text, document: cell.document)
        }
      }
    }
    guard empty + faulty == 0 else {
      throw Refusal(findings: [Finding(.gridIncomplete, details: [String(empty), String(faulty)])] + findings)
    }
    let made = tables
    return try await inTurn {
      let scratch = try ScratchFolder()
      var uploads: [EvaluationDesk.Done<UploadRecord>] = []
      for (kind, rows, bytes) in [
        (RoundUpload.Kind.reviews, made.reviewRows, made.reviewTable),
        (.measures, made.measureRows, made.measureTable),
      ] {
        // Rows that were withdrawn after a return must not go on counting: then an empty table takes their place.
        let earlier = try store.newestUpload(grid.record.round, kind, grid.uploadScope, name: nil) != nil
        guard rows > 0 || earlier else { continue }
        let path = scratch.path + "/\(kind.rawValue).csv"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        uploads.append(
          try rounds.receive(
            UploadRequest(
              round: grid.record.round, kind: kind, scope: grid.uploadScope, path: path,
              name: "grid-\(grid.record.id)-\(kind.rawValue).csv"), by: actor))
      }
      let numbers = uploads.map { String($0.value.number) }.joined(separator: " ")
      _ = try rounds.change(
        actor.note(
          "review.submit",
          details: ["round": grid.record.round, "grid": String(grid.record.id), "uploads": numbers])
      ) { session in
        guard var record = try session.reviewGrid(grid.record.id), record.state.isOpen else {
          throw Refusal(findings: [Finding(.gridLocked)])
        }
        record.state = .submitted
        record.reason = ""
        try session.update(record)
      }
      return Submission(uploads: uploads)
    }
  }

  /// The uploads that a grid has become, the newest of each kind.
  public func uploads(of grid: ReviewGridRecord) throws -> [UploadRecord] {
    guard let scope = grid.scope.part(String(grid.id)) else { return [] }
    return try store.uploads(grid.round) { $0.scope == scope && $0.successor == nil }
  }
}
