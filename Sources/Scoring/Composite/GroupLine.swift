/// The line of a quota in one group of units (名额线): who is within, who ties on it.
public struct GroupLine: Hashable, Sendable {
  /// The group's name.
  public let name: String
  /// The places that are given.
  public let places: Int
  /// The units of the group.
  public let units: [Int]
  /// Those that take part and have a score, best first.
  public let ranked: [Int]
  /// Those that get a place for certain, best first.
  public let chosen: [Int]
  /// Units whose equal scores the line runs through; empty if the order decides.
  public let tied: [Int]
  /// The places left for them.
  public let placesAmongTied: Int
  /// The last unit within the line, or the first of those tied on it; nil without places or units.
  public let onLine: Int?
  /// The best unit that the places do not reach; nil if there is none.
  public let firstBelow: Int?
  /// The place of each ranked unit inside the group ("1224"), in the order of `ranked`.
  public let ranks: [Int]

  /// - Parameters:
  ///   - name: the group's name.
  ///   - units: its units.
  ///   - ranks: the competition rank of every unit of the whole list; nil for those that take no part.
  ///   - places: how many it gives, at least 0.
  public init(_ name: String, units: [Int], ranks: [Int?], places: Int) {
    precondition(places >= 0, "there is no negative number of places")
    self.name = name
    self.places = places
    self.units = units
    let ranked = units.filter { ranks[$0] != nil }.sorted { (ranks[$0] ?? 0, $0) < (ranks[$1] ?? 0, $1) }
    self.ranked = ranked
    var own: [Int] = []
    for position in ranked.indices {
      let isTied = position > 0 && ranks[ranked[position]] == ranks[ranked[position - 1]]
      own.append(isTied ? own[position - 1] : position + 1)
    }
    self.ranks = own
    let within = min(places, ranked.count)
    onLine = within > 0 ? ranked[within - 1] : nil
    firstBelow = within < ranked.count ? ranked[within] : nil
    let isTie = within > 0 && within < ranked.count && own[within - 1] == own[within]
    let first = isTie ? own[within - 1] - 1 : within
    chosen = Array(ranked[..<first])
    tied = isTie ? ranked.indices.filter { own[$0] == own[within] }.map { ranked[$0] } : []
    placesAmongTied = isTie ? within - first : 0
  }
}
