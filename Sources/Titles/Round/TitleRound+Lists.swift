import Findings

extension TitleRound {
  /// Where the line runs in a district.
  public struct Line: Hashable, Sendable {
    /// Within the quota beyond doubt, best first.
    public var certain: [CommunityID]
    /// Tied at the line.
    public var tied: [CommunityID]
    /// The titles among the tied.
    public var seatsLeft: Int
  }

  /// The ranked communities of a district that still take part: withdrawn and ended ones have dropped out.
  public func partakers(_ district: RoundDistrict) -> [RankedCommunity] {
    district.ranking.filter { communities[$0.id]?.stage == .qualified }
  }

  /// Where the line runs, before any decision about a tie.
  public func line(_ district: RoundDistrict) -> Line {
    let ranked = partakers(district)
    guard ranked.count > district.seats, district.seats > 0 else {
      return Line(certain: district.seats > 0 ? ranked.map(\.id) : [], tied: [], seatsLeft: 0)
    }
    let atLine = ranked[district.seats - 1].rank
    guard ranked[district.seats].rank == atLine else {
      return Line(certain: ranked.prefix(district.seats).map(\.id), tied: [], seatsLeft: 0)
    }
    let certain = ranked.filter { $0.rank < atLine }.map(\.id)
    return Line(
      certain: certain, tied: ranked.filter { $0.rank == atLine }.map(\.id), seatsLeft: district.seats - certain.count)
  }

  /// The shortlist of a district: at most its quota, best first; nil while a tie at the line is undecided.
  public func shortlist(_ district: RoundDistrict) -> [CommunityID]? {
    let line = line(district)
    guard !line.tied.isEmpty else { return line.certain }
    let chosen = district.chosen.filter { line.tied.contains($0) }
    return chosen.count == line.seatsLeft ? line.certain + chosen : nil
  }

  /// The city's list: the shortlists of all districts in official order; nil while a tie is undecided.
  public var list: [CommunityID]? {
    var list: [CommunityID] = []
    for district in districts {
      guard let shortlist = shortlist(district) else { return nil }
      list += shortlist
    }
    return list
  }

  /// The text whose SHA-256 is the list's digest: one id a line, in the order of the list, under the round's name.
  public func listText(_ list: [CommunityID]) -> String {
    "\(id)\n" + list.map { $0.description + "\n" }.joined()
  }

  /// The refusal of an undecided tie.
  func tieRefusal(_ district: RoundDistrict) -> RoundRefusal {
    let line = line(district)
    return RoundRefusal(.tieOpen, district.name, String(line.tied.count), String(line.seatsLeft))
  }
}
