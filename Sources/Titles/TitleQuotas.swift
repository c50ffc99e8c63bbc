public import Apportionment
public import Scoring

/// The titles of each district (名额): the register's counts divided by largest remainders, with the whole working.
///
/// 常州 2014 gives the rule: "按各辖市、区城乡社区数占全市比例" — each district's share of the city's communities. Every community of
/// the register counts, also one that is barred from the title.
public struct TitleQuotas: Sendable {
  /// The exact apportionment, with its ties as they are.
  public let allocation: SeatAllocation
  /// The communities of each district.
  public let counts: [Int]
  /// The titles that each district has; one that hangs on an undecided tie is with nobody.
  public let seats: [Int]
  /// The districts between which titles are tied and no rule decides; nil without such a tie.
  public let tie: Tie?
  /// The tie that rules of the standard decided; nil without one.
  public let decided: Decision?

  /// Equal remainders for fewer titles than districts.
  public struct Tie: Hashable, Sendable {
    /// The districts.
    public var districts: [Int]
    /// The titles among them.
    public var titles: Int
  }

  /// A tie that the standard's rules decided.
  public struct Decision: Hashable, Sendable {
    /// The tie.
    public var tie: Tie
    /// The districts that got a title, in the order of the rules.
    public var winners: [Int]
    /// The rules that were applied.
    public var rules: [QuotaTieRule]
  }

  /// Divides `titles` among districts with `counts` communities; `names` are unique and stand in the official order.
  public init(titles: Int, names: [String], counts: [Int], tieRules: [QuotaTieRule]) {
    let units = zip(names, counts).map { WeightedUnit($0, weight: Fraction($1)) }
    self.counts = counts
    allocation = SeatProblem(units, seats: titles).allocate()
    var seats = allocation.seats ?? counts.map { _ in 0 }
    guard let open = allocation.tie.map({ Tie(districts: $0.units, titles: $0.seats) }) else {
      (self.seats, tie, decided) = (seats, nil, nil)
      return
    }
    guard let winners = TitleQuotas.winners(open, counts, tieRules) else {
      (self.seats, tie, decided) = (seats, open, nil)
      return
    }
    for district in winners { seats[district] += 1 }
    (self.seats, tie) = (seats, nil)
    decided = Decision(tie: open, winners: winners, rules: tieRules)
  }

  /// The districts that the rules put first; nil if they leave the line open.
  private static func winners(_ tie: Tie, _ counts: [Int], _ rules: [QuotaTieRule]) -> [Int]? {
    let keys = tie.districts.map { district in
      rules.map { rule in
        switch rule {
        case .communities: -counts[district]
        case .districtOrder: district
        }
      }
    }
    let order = tie.districts.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    guard keys[order[tie.titles - 1]] != keys[order[tie.titles]] else { return nil }
    return order[..<tie.titles].map { tie.districts[$0] }
  }
}
