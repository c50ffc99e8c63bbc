import Findings
import Seals
import Sheets
public import Titles

/// Which communities are checked on the spot (抽查), and by whom: drawn from a public seed, so that anyone can draw again and nobody can
/// choose.
///
/// A community's lot is the SHA-256 of `seed LF code` in hexadecimal digits; those with the smallest lots of each list are checked. In the
/// order of the lots each falls to whoever has the fewest checks so far of those who may judge it; among equals the smallest SHA-256 of
/// `seed LF code LF user` decides.
public struct SpotCheckDraw: Hashable, Sendable {
  /// One check.
  public struct Lot: Hashable, Sendable {
    /// The community.
    public var community: CommunityID
    /// Its code.
    public var code: String
    /// Its district's code.
    public var district: String
    /// The lot, 64 hexadecimal digits.
    public var lot: String
    /// Who checks it.
    public var checker: String
  }

  /// The file of a draw beside the round's other files.
  static let (folder, file) = ("spot-checks", "draw.csv")

  /// The checks in the order of their lots.
  public var lots: [Lot]

  /// Draws from the lists that a round's districts have submitted.
  ///
  /// - Parameters:
  ///   - count: how many of each list; a shorter list is checked whole.
  ///   - checkers: the users among whom the checks are divided.
  ///   - bars: who may not judge what, beyond the round's own recusals.
  init(
    _ round: TitleRound, seed: String, count: Int, checkers: [String], bars: [String: Set<CommunityID>],
    findings: inout [Finding]
  ) {
    var drawn: [Lot] = []
    for district in round.districts where [.submitted, .accepted].contains(district.stage) {
      let list = (round.shortlist(district) ?? []).compactMap { round.communities[$0] }
      let lots = list.map { community in
        Lot(
          community: community.id, code: community.code, district: district.code,
          lot: ContentDigest.of("\(seed)\n\(community.code)").hexadecimal, checker: "")
      }
      drawn += lots.sorted { $0.lot < $1.lot }.prefix(count)
    }
    drawn.sort { $0.lot < $1.lot }
    var load: [String: Int] = [:]
    for index in drawn.indices {
      let (id, code) = (drawn[index].community, drawn[index].code)
      let free = checkers.filter { user in
        !(bars[user]?.contains(id) ?? false)
          && !round.recusals.contains { $0.user == user && $0.communities.contains(id) }
      }
      let chosen = free.min { a, b in
        let keys = [a, b].map { ContentDigest.of("\(seed)\n\(code)\n\($0)").hexadecimal }
        return (load[a] ?? 0, keys[0]) < (load[b] ?? 0, keys[1])
      }
      guard let chosen else {
        findings.append(Finding(.noChecker, found: code, details: [code]))
        continue
      }
      drawn[index].checker = chosen
      load[chosen, default: 0] += 1
    }
    lots = drawn
  }

  /// Reads what `table` wrote.
  init(_ bytes: [UInt8]) {
    var ignored: [Finding] = []
    let sheet = CSVSheet.read(bytes, file: SpotCheckDraw.file, findings: &ignored)
    lots =
      sheet?.rows.compactMap { row in
        guard let sheet, let id = CommunityID(sheet.text(row, "community")) else { return nil }
        return Lot(
          community: id, code: sheet.text(row, "community_id"), district: sheet.text(row, "district"),
          lot: sheet.text(row, "lot"), checker: sheet.text(row, "checker"))
      } ?? []
  }

  /// The draw as a table.
  func table(seed: String) -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["community", "community_id", "district", "lot", "checker", "seed"])
    for lot in lots {
      writer.write([lot.community.description, lot.code, lot.district, lot.lot, lot.checker, seed])
    }
    return writer.bytes
  }
}
