public import Apportionment

/// The titles of each district (名额): the register's counts divided by largest remainders, with the whole working.
///
/// 常州 2014 gives the rule: "按各辖市、区城乡社区数占全市比例" — each district's share of the city's communities. Every community of
/// the register counts, also one that is barred from the title.
public struct TitleQuotas: Sendable {
  /// The exact apportionment.
  public let allocation: SeatAllocation
  /// The communities of each district.
  public let counts: [Int]

  /// Divides `titles` among districts with `counts` communities; `names` are unique.
  public init(titles: Int, names: [String], counts: [Int]) {
    let units = zip(names, counts).map { WeightedUnit($0, weight: Fraction($1)) }
    self.counts = counts
    allocation = SeatProblem(units, seats: titles).allocate()
  }

  /// The titles that each district surely has; a title that hangs on a tie is with nobody.
  public var seats: [Int] { allocation.seats ?? counts.map { _ in 0 } }

  /// The districts between which titles are tied, and how many titles; nil without a tie.
  public var tie: (districts: [Int], titles: Int)? { allocation.tie.map { ($0.units, $0.seats) } }
}
