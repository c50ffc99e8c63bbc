/// Who watches over a log: keys of districts and auditors that look at each head, and cosign it if it grew from the one before.
///
/// A head that more than half of the districts and an auditor have cosigned cannot be shown to one and hidden from the others.
/// As text, one a line:
///
///     districts 7
///     auditor audit-office+0f3c…+AdQ…
///     district:320402 tianning+91aa…+AYk…
///
/// - SeeAlso: C2SP tlog-witness; a witness here signs the note as it is, without a time of its own.
public struct WitnessList: Hashable, Sendable {
  /// One key.
  public struct Witness: Hashable, Sendable {
    /// Whose it is: `auditor`, or a district such as `district:320402`.
    public var holder: String
    /// The key.
    public var key: VerifierKey

    /// A key of somebody.
    public init(holder: String, key: VerifierKey) {
      self.holder = holder
      self.key = key
    }

    /// Whether it is an auditor's.
    public var isAuditor: Bool { holder == WitnessList.auditor }
  }

  /// How an auditor is written.
  public static let auditor = "auditor"
  /// How many districts there are, with a key or without.
  public var districts: Int
  /// The keys.
  public var witnesses: [Witness]

  /// A list of these keys.
  public init(districts: Int, witnesses: [Witness]) {
    self.districts = districts
    self.witnesses = witnesses
  }

  /// Reads the text; nil for anything else.
  public init?(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
    guard let first = lines.first, first.count == 2, first[0] == "districts", let count = Int(first[1]), count > 0
    else {
      return nil
    }
    var witnesses: [Witness] = []
    for line in lines.dropFirst() {
      guard line.count == 2, let key = VerifierKey(line[1]) else { return nil }
      witnesses.append(Witness(holder: line[0], key: key))
    }
    self.init(districts: count, witnesses: witnesses)
  }

  /// The written form.
  public var text: String {
    "districts \(districts)\n" + witnesses.map { "\($0.holder) \($0.key.text)\n" }.joined()
  }

  /// Who has cosigned a head, each holder once.
  public struct Standing: Hashable, Sendable {
    /// The districts that have.
    public var districts: [String]
    /// How many districts there are.
    public var ofDistricts: Int
    /// Whether an auditor has.
    public var hasAuditor: Bool

    /// Whether more than half of the districts and an auditor have.
    public var isMet: Bool { districts.count * 2 > ofDistricts && hasAuditor }
  }

  /// Who has cosigned a head.
  public func standing(of head: SignedTreeHead) -> Standing {
    let signers = Set(witnesses.filter { head.isSigned(by: $0.key) }.map(\.holder))
    return Standing(
      districts: signers.subtracting([WitnessList.auditor]).sorted(), ofDistricts: districts,
      hasAuditor: signers.contains(WitnessList.auditor))
  }
}
