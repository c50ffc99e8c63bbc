/// A method of apportionment (名额分配方法).
public enum ApportionmentMethod: Hashable, Sendable {
  /// Whole parts by a quota, the rest by the largest remainders.
  case largestRemainder(RemainderQuota)
  /// Rounded quotients by a common divisor, with these signposts; `name` is the published name.
  case divisor(SignpostSequence, name: String)

  /// The published name, such as `webster` or `stationary=1/3`; `ApportionmentMethod(named:)` reads it.
  public var name: String {
    switch self {
    case .largestRemainder(let quota): "largest-remainder-\(quota.rawValue)"
    case .divisor(_, let name): name
    }
  }

  /// Whether more seats can never cost a unit one, and a unit that grows relatively can never lose to one that shrinks.
  public var isDivisorMethod: Bool {
    if case .divisor = self { return true }
    return false
  }

  /// Largest remainder with the Hare quota: Hamilton's method.
  public static let hamilton = ApportionmentMethod.largestRemainder(.hare)
  /// Webster's method, Sainte-Laguë.
  public static let webster = ApportionmentMethod.divisor(.webster, name: "webster")

  private static let plain: [(names: [String], method: ApportionmentMethod)] = [
    (["largest-remainder-hare", "largest-remainder", "hamilton", "hare", "hare-niemeyer"], .hamilton),
    (["largest-remainder-droop", "droop"], .largestRemainder(.droop)),
    (["largest-remainder-hagenbach-bischoff", "hagenbach-bischoff"], .largestRemainder(.hagenbachBischoff)),
    (["largest-remainder-imperiali"], .largestRemainder(.imperiali)),
    (["jefferson", "dhondt", "d-hondt"], .divisor(.jefferson, name: "jefferson")),
    (["webster", "sainte-lague", "saintelague"], .webster),
    (["huntington-hill", "hill"], .divisor(.huntingtonHill, name: "huntington-hill")),
    (["adams"], .divisor(.adams, name: "adams")),
    (["dean"], .divisor(.dean, name: "dean")),
    (["imperiali-divisor"], .divisor(.imperiali, name: "imperiali-divisor")),
    (["danish"], .divisor(.danish, name: "danish")),
    (
      ["modified-sainte-lague"],
      ApportionmentMethod.family("modified-sainte-lague", .firstDivisor(Fraction(7, over: 5)))
    ),
  ].compactMap { entry in entry.1.map { (entry.0, $0) } }

  private static func family(_ name: String, _ sequence: SignpostSequence?) -> ApportionmentMethod? {
    sequence.map { .divisor($0, name: name) }
  }

  /// The methods set side by side in a comparison, in the order of the documentation.
  public static let compared: [ApportionmentMethod] = plain.map(\.method)

  /// Every published name and form of name, for messages.
  public static let names: [String] =
    plain.map { $0.names[0] } + ["hamilton", "first-divisor=D", "stationary=R", "power-mean=P"]

  /// Reads a published name or alias; nil if there is no such method, or its parameter is out of range.
  ///
  /// Parameters are exact: `first-divisor=1.2` or `first-divisor=6/5` (0 ≤ D < 3), `stationary=R` (0 ≤ R ≤ 1),
  /// `power-mean=P` with a whole P from −64 to 64, `inf` (Jefferson) or `-inf` (Adams).
  public init?(named text: String) {
    let key = text.lowercased()
    if let entry = Self.plain.first(where: { $0.names.contains(key) }) {
      self = entry.method
      return
    }
    let parts = key.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let sequence: SignpostSequence?
    switch (parts[0], parts[1]) {
    case ("power-mean", "inf"), ("power-mean", "+inf"): sequence = .jefferson
    case ("power-mean", "-inf"): sequence = .adams
    case ("power-mean", let value): sequence = Fraction(value).flatMap(\.smallWhole).flatMap(SignpostSequence.powerMean)
    case ("first-divisor", let value): sequence = Fraction(value).flatMap(SignpostSequence.firstDivisor)
    case ("stationary", let value): sequence = Fraction(value).flatMap(SignpostSequence.stationary)
    default: return nil
    }
    guard let sequence else { return nil }
    self = .divisor(sequence, name: key)
  }
}

extension Fraction {
  /// The value if it is a whole number of at most four digits.
  fileprivate var smallWhole: Int? { isWhole ? Int(description).flatMap { abs($0) < 10_000 ? $0 : nil } : nil }
}
