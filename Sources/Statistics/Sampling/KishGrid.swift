/// Kish's respondent selection grid (Kish 表): which person of a household to interview, by one of eight tables.
///
/// - SeeAlso: Kish (1949), JASA 44:380–387; Kish (1965), Survey Sampling, 11.3.
public struct KishGrid: Hashable, Sendable {
  /// One of the eight tables.
  public struct Table: Hashable, Sendable {
    /// Its letter.
    public let name: String
    /// How many of twelve households use it.
    public let twelfths: Int
    /// The person to interview, from 1, in households of 1, 2, 3, 4, 5, and 6 or more listed persons.
    public let persons: [Int]

    /// The person to interview among `count` listed ones, from 1.
    ///
    /// - Precondition: `count ≥ 1`.
    public func person(of count: Int) -> Int {
      precondition(count >= 1, "a household has at least one person")
      return persons[min(count, 6) - 1]
    }
  }

  /// The tables A, B1, B2, C, D, E1, E2, F.
  public static let tables = [
    Table(name: "A", twelfths: 2, persons: [1, 1, 1, 1, 1, 1]),
    Table(name: "B1", twelfths: 1, persons: [1, 1, 1, 1, 2, 2]),
    Table(name: "B2", twelfths: 1, persons: [1, 1, 1, 2, 2, 2]),
    Table(name: "C", twelfths: 2, persons: [1, 1, 2, 2, 3, 3]),
    Table(name: "D", twelfths: 2, persons: [1, 2, 2, 3, 4, 4]),
    Table(name: "E1", twelfths: 1, persons: [1, 2, 3, 3, 3, 5]),
    Table(name: "E2", twelfths: 1, persons: [1, 2, 3, 4, 5, 5]),
    Table(name: "F", twelfths: 2, persons: [1, 2, 3, 4, 5, 6]),
  ]

  /// The chance of each listed person of a household of `count`; persons after the sixth have none.
  ///
  /// With five persons the third and fifth have 1/4 and the others 1/6: the grid is not exact there, the weight is.
  ///
  /// - Precondition: `count ≥ 1`.
  public static func probabilities(of count: Int) -> [Double] {
    var twelfths = [Int](repeating: 0, count: count)
    for table in tables { twelfths[table.person(of: count) - 1] += table.twelfths }
    return twelfths.map { Double($0) / 12 }
  }

  /// Gives each of `count` households a table: every block of twelve uses the tables in their shares, in random order, so
  /// that each household has each table with its share.
  public static func assign(count: Int, _ stream: inout RandomStream) -> [Table] {
    var assigned: [Table] = []
    assigned.reserveCapacity(count)
    while assigned.count < count {
      var block = tables.flatMap { [Table](repeating: $0, count: $0.twelfths) }
      stream.shuffle(&block)
      assigned += block.prefix(count - assigned.count)
    }
    return assigned
  }
}
