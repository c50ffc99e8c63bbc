import Findings
public import Seals
import Store
public import Titles

extension EvaluationDesk {
  /// Registers a key that watches over the log.
  ///
  /// - Parameter holder: `auditor`, or a district such as `district:320402`.
  public func addWitness(_ key: VerifierKey, holder: String, by actor: DeskActor) throws -> Done<WitnessList.Witness> {
    var isHolder = holder == WitnessList.auditor
    if case .district? = Scope(holder) { isHolder = true }
    guard isHolder, key != store.verifier else {
      throw Refusal(findings: [Finding(.witnessUnsound, found: holder, details: [holder])])
    }
    guard actor.grant == nil || actor.grant?.role == .administrator else {
      throw Refusal(
        findings: [Finding(.roleMayNot, details: [actor.grant?.role.name.chinese ?? "", "witness"])], isForbidden: true)
    }
    let witness = WitnessList.Witness(holder: holder, key: key)
    return try change(actor.note("witness.add", details: ["holder": holder, "key": key.text])) { session in
      if try session.witnesses().contains(where: { $0.key == key }) {
        throw Refusal(findings: [Finding(.witnessUnsound, found: key.name, details: [key.name])])
      }
      try session.insert(witness)
      return witness
    }
  }

  /// Takes the cosignatures of a head that lies on this log.
  ///
  /// - Returns: how many of them are new.
  public func take(cosigned head: SignedTreeHead, by actor: DeskActor) throws -> Done<Int> {
    func refusal(_ what: String) -> Refusal {
      Refusal(findings: [Finding(.witnessUnsound, found: String(head.head.size), details: [what])])
    }
    guard let own = try store.head(size: head.head.size), own.head == head.head else { throw refusal("head") }
    let witnesses = try store.witnesses()
    let lines = head.lines.compactMap { line in
      witnesses.first { own.adding(line)?.isSigned(by: $0.key) ?? false }.map { (line: line, witness: $0) }
    }
    guard !lines.isEmpty else { throw refusal("no witness of this directory") }
    let names = lines.map(\.witness.holder).joined(separator: " ")
    return try change(
      actor.note("witness.cosign", details: ["size": String(head.head.size), "holders": names])
    ) { session in
      try lines.count { try session.insert(cosignature: $0.line, of: $0.witness, size: head.head.size) }
    }
  }

  /// The keys that watch over the log, for a round with so many districts.
  public func witnessList(of round: TitleRound) throws -> WitnessList {
    WitnessList(districts: max(1, round.districts.count), witnesses: try store.witnesses())
  }

  /// The best witnessed head from a size on, with who has cosigned it; nil if nobody has.
  public func bestWitnessed(
    _ list: WitnessList, from size: Int
  ) throws -> (head: SignedTreeHead, standing: WitnessList.Standing)? {
    let heads = try store.cosignedSizes(from: size).compactMap { try store.cosignedHead(size: $0) }
    let judged = heads.map { (head: $0, standing: list.standing(of: $0)) }
    return judged.first { $0.standing.isMet }
      ?? judged.max { $0.standing.districts.count < $1.standing.districts.count }
  }

  /// Whether the history up to the confirmations is witnessed, before titles are given on it: by more than half of the districts and an
  /// auditor, if there are witnesses at all.
  ///
  /// - Returns: a warning if nobody watches.
  func checkWitnesses(_ id: String) throws -> [Finding] {
    guard let round = try store.round(id)?.round, round.phase == .confirmed else { return [] }
    let list = try witnessList(of: round)
    guard !list.witnesses.isEmpty else { return [Finding(.noWitnesses)] }
    let size = (try store.lastLeaf(of: "round.confirm", round: id) ?? 0) + 1
    let standing = try bestWitnessed(list, from: size)?.standing
    if let standing, standing.isMet { return [] }
    throw Refusal(findings: [
      Finding(
        .cosignaturesMissing,
        details: [
          String(standing?.districts.count ?? 0), String(list.districts), standing?.hasAuditor ?? false ? "✓" : "–",
        ])
    ])
  }
}
