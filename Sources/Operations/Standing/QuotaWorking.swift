import Apportionment
public import Findings
public import Titles

/// How a round's titles were divided among its districts, in exact fractions, and what other methods would have given.
public struct QuotaWorking: Sendable {
  /// A district's line of the working: share = whole part + remainder.
  public struct District: Hashable, Sendable {
    /// The code.
    public var code: String
    /// The name.
    public var name: String
    /// The communities that count.
    public var communities: Int
    /// The exact share of the titles in lowest terms, such as `27600/1001`.
    public var share: String
    /// The share with six decimals.
    public var decimal: String
    /// The titles that the whole part gives.
    public var whole: Int
    /// The exact remainder, such as `573/1001`.
    public var remainder: String
    /// The remainder's place, from 1; equal remainders share the better one.
    public var rank: Int
    /// Whether the remainder won a title.
    public var wins: Bool
    /// Whether its remainder is one of those that were exactly equal at the last title.
    public var isTied: Bool
    /// The titles as the round fixed them.
    public var seats: Int
  }

  /// What a method gives.
  public struct Method: Hashable, Sendable {
    /// The published name, as `kaoping apportion` takes it.
    public var key: String
    /// The name for people.
    public var name: Bilingual
    /// The titles by district; nil if the method has no single result here.
    public var seats: [Int]?
    /// Whether the round used it.
    public var isUsed: Bool
    /// Whether a district gets fewer titles than its share rounded down, or more than rounded up; nil without a result.
    public var breaksQuota: Bool?
  }

  /// The titles.
  public var titles: Int
  /// The communities of all districts.
  public var communities: Int
  /// Communities for one title, as an exact fraction.
  public var quotient: String
  /// The districts in their official order.
  public var districts: [District]
  /// The titles that were left for remainders.
  public var remaining: Int
  /// How equal remainders were decided; empty without.
  public var decision: String
  /// The methods, the one that was used first.
  public var methods: [Method]
  /// The seats by district if there were one title more; nil if that is tied.
  public var oneMore: [Int]?

  /// The working of a round's quotas; nil before they are fixed.
  public init?(_ round: TitleRound) {
    guard round.titles > 0, !round.districts.isEmpty else { return nil }
    let quotas = TitleQuotas(
      titles: round.titles, names: round.districts.map(\.code), counts: round.districts.map(\.communityCount),
      tieRules: [])
    let allocation = quotas.allocation
    let remainders = allocation.shares.indices.map { allocation.shares[$0] - Fraction(allocation.lowerQuota($0)) }
    titles = round.titles
    communities = quotas.counts.reduce(0, +)
    quotient = Fraction(communities, over: titles).description
    decision = round.quotaDecision
    remaining = titles - round.districts.indices.reduce(0) { $0 + allocation.lowerQuota($1) }
    districts = round.districts.enumerated().map { index, district in
      District(
        code: district.code, name: district.name, communities: district.communityCount,
        share: allocation.shares[index].description, decimal: allocation.shares[index].decimal(digits: 6),
        whole: allocation.lowerQuota(index), remainder: remainders[index].description,
        rank: 1 + remainders.count { $0 > remainders[index] }, wins: district.seats > allocation.lowerQuota(index),
        isTied: quotas.tie?.districts.contains(index) == true, seats: district.seats)
    }
    let fixed = round.districts.map(\.seats)
    methods = ApportionmentMethod.compared.map { method in
      let other = method == .hamilton ? allocation : allocation.problem.with(method: method).allocate()
      // The method that was used gave what the round fixed: a tie of its remainders was decided.
      let seats = method == .hamilton ? fixed : other.tie == nil ? other.seats : nil
      return Method(
        key: method.name, name: QuotaWorking.name(method.name), seats: seats, isUsed: method == .hamilton,
        breaksQuota: seats == nil ? nil : !other.quotaViolations.isEmpty)
    }
    let larger = allocation.problem.with(seats: titles + 1).allocate()
    oneMore = larger.tie == nil ? larger.seats : nil
  }

  /// Districts that would have fewer titles if there were one more to give (亚拉巴马悖论).
  public var losersOfOneMore: [District] {
    guard let oneMore else { return [] }
    return zip(districts, oneMore).filter { $0.seats > $1 }.map(\.0)
  }

  /// A method's name for people.
  private static func name(_ key: String) -> Bilingual {
    switch key {
    case "largest-remainder-hare": Bilingual("最大余数法（黑尔数额）", "largest remainder (Hare)")
    case "largest-remainder-droop": Bilingual("最大余数法（特鲁普数额）", "largest remainder (Droop)")
    case "largest-remainder-hagenbach-bischoff":
      Bilingual("最大余数法（哈根巴赫数额）", "largest remainder (Hagenbach-Bischoff)")
    case "largest-remainder-imperiali": Bilingual("最大余数法（因佩里亚利数额）", "largest remainder (Imperiali)")
    case "jefferson": Bilingual("洪德法", "Jefferson, D'Hondt")
    case "webster": Bilingual("圣拉古法", "Webster, Sainte-Laguë")
    case "huntington-hill": Bilingual("亨廷顿－希尔法", "Huntington-Hill")
    case "adams": Bilingual("亚当斯法", "Adams")
    case "dean": Bilingual("迪安法", "Dean")
    case "imperiali-divisor": Bilingual("因佩里亚利除数法", "Imperiali divisors")
    case "danish": Bilingual("丹麦法", "Danish")
    case "modified-sainte-lague": Bilingual("修正圣拉古法", "modified Sainte-Laguë")
    default: Bilingual(key, key)
    }
  }
}
