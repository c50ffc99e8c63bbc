package import Sheets

/// What stands out among the pieces of evidence (佐证材料): the same bytes handed in for two communities, a date before the
/// year of the round, a file that is not there. Each is a reason to look, never a verdict.
package struct EvidenceScreen: Sendable {
  /// Why somebody should look at a piece.
  package enum Flag: String, Sendable, CaseIterable {
    /// The same bytes stand for another community, handed in before.
    case reusedFile = "reused_file"
    /// Taken before the year of the round.
    case stale
    /// No file, or no checksum.
    case missingFile = "missing_file"
  }

  /// A piece with a flag.
  package struct Piece: Sendable {
    /// The piece's identifier; empty if the table has none.
    package var id: String
    /// Its row, the header being 1.
    package var row: Int
    /// The community that handed it in.
    package var community: String
    /// The indicator that it stands for.
    package var indicator: String
    /// Why somebody should look.
    package var flags: [Flag]
    /// The piece that had the same bytes before.
    package var sameAs: String?
  }

  /// The pieces with a flag, in the order of the table.
  package let pieces: [Piece]
  /// How many pieces there are.
  package let count: Int
  /// The year before which a piece is stale; nil if no piece is dated.
  package let year: Int?

  /// The columns that the table must have; `evidence_id`, `indicator` and `taken_on` are read if they are there.
  package static let columns = ["community_id", "file", "sha256"]

  /// Looks through a table of evidence. `year` is the round's; nil takes the year in which most pieces were taken.
  package init(_ sheet: CSVSheet, year: Int?) {
    count = sheet.rows.count
    let years = sheet.rows.map { Int(sheet.text($0, "taken_on").prefix(4)) }
    var tally: [Int: Int] = [:]
    for case let taken? in years { tally[taken, default: 0] += 1 }
    // The later of two equally frequent years: what is left out is looked at by people anyway.
    self.year = year ?? tally.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    var first: [String: (community: String, id: String)] = [:]
    var pieces: [Piece] = []
    for (row, taken) in zip(sheet.rows, years) {
      var piece = Piece(
        id: sheet.text(row, "evidence_id"), row: row.number, community: sheet.text(row, "community_id"),
        indicator: sheet.text(row, "indicator"), flags: [])
      let digest = sheet.text(row, "sha256").lowercased()
      if sheet.text(row, "file").isEmpty || digest.isEmpty {
        piece.flags.append(.missingFile)
      } else if let earlier = first[digest] {
        // One document may stand for two indicators of its own community.
        if earlier.community != piece.community {
          piece.flags.append(.reusedFile)
          piece.sameAs = earlier.id
        }
      } else {
        first[digest] = (piece.community, piece.id.isEmpty ? "row \(row.number)" : piece.id)
      }
      if let taken, let year = self.year, taken < year { piece.flags.append(.stale) }
      if !piece.flags.isEmpty { pieces.append(piece) }
    }
    self.pieces = pieces
  }
}
