import Findings
import Foundation
import Scoring
import Seals
import Store
public import Titles

extension EvaluationDesk {
  /// Scores districts from the round's own uploads, standard and register, and enters their rankings. The whole city is rated once, so
  /// that every figure is the one that `kaoping rate` gives; inputs and result files are kept beside the ranking.
  ///
  /// - Parameters:
  ///   - districts: their codes; empty for all that wait for scores.
  ///   - reason: why, when a district is scored again after an objection to the city's notice.
  public func evaluate(
    _ id: String, districts: [String], seed: UInt64 = 1, reason: String = "", by actor: DeskActor
  ) async throws -> Done<TitleRound> {
    guard let round = try store.round(id)?.round else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    let waiting = round.districts.filter { [.waiting, .returned].contains($0.stage) }.map(\.code)
    let chosen = districts.isEmpty ? waiting : districts
    let inputs = try inputs(of: round, seed: seed)
    let scratch = try ScratchFolder()
    try await layOut(round.id, inputs, in: scratch)
    let result = try await workbench.rate(
      RatingRequest(
        city: scratch.path + "/city", standard: scratch.path + "/standard", survey: scratch.path + "/survey",
        titles: inputs.titles, seed: inputs.seed, replications: 0))
    let tables = result.tables(.chinese)
    guard let document = tables.first(where: { $0.name == "result.json" })?.bytes else {
      throw Refusal(findings: [Finding(.inputsMissing, details: ["result.json"])])
    }
    let digest = ContentDigest.of(document).hexadecimal
    let files = try (tables + [(RoundInputs.fileName, try inputs.bytes())]).map {
      ($0.0, try store.keep($0.1, named: identifier()))
    }
    // Whoever asked may have given it up; from here on it is done.
    try Task.checkCancellation()
    let done = try change(
      actor.note(
        "round.evaluate", reason: reason,
        details: ["round": id, "districts": chosen.joined(separator: " "), "result": digest])
    ) { session in
      var last: TitleRound?
      for district in chosen {
        for (name, object) in files { try session.insert(object, round: id, folder: "results/\(district)", name: name) }
        let ranking = self.ranking(of: district, result, round)
        let action: RoundAction =
          reason.isEmpty
          ? .evaluate(district: district, ranking: ranking, result: digest)
          : .rescore(district: district, ranking: ranking, result: digest, reason: reason)
        last = try apply(action, to: id, by: actor, session)
      }
      guard let last else { throw Refusal(findings: [Finding(.inputsMissing, details: ["districts"])]) }
      return last
    }
    return Done(value: done.value, receipt: done.receipt, findings: done.findings + result.findings)
  }

  /// The present uploads of a round, which are what a result is made from.
  private func inputs(of round: TitleRound, seed: UInt64) throws -> RoundInputs {
    let current = Set(round.uploads.currentMaterial.filter { $0.kind != .thirdParty }.map(\.number))
    let readable = try store.readableDigests(round.id)
    return RoundInputs(
      software: workbench.version, titles: round.titles, seed: seed,
      uploads: try store.uploads(round.id, where: { current.contains($0.number) }).map { upload in
        guard let digest = readable[upload.number] else { throw StoreFailure(.uploadPurged, String(upload.number)) }
        return RoundInputs.Input(
          number: upload.number, kind: upload.kind, scope: upload.scope, sha256: digest.hexadecimal)
      }, recusals: try bars(in: round))
  }

  /// The recusals of a round, declared or following from ties, as the rating knows them: by the names that users go by and the
  /// communities' codes of the cut-off date.
  private func bars(in round: TitleRound) throws -> [RoundInputs.Bar]? {
    let displays = Dictionary(try store.users().map { ($0.name, $0.display) }, uniquingKeysWith: { a, _ in a })
    var pairs = round.recusals.flatMap { recusal in recusal.communities.map { (recusal.user, $0) } }
    pairs += try store.ties().map { ($0.user, $0.community) }
    var bars: Set<RoundInputs.Bar> = []
    for (user, id) in pairs {
      guard let code = round.communities[id]?.code else { continue }
      for name in Set([user, displays[user] ?? user]) where !name.isEmpty {
        bars.insert(RoundInputs.Bar(reviewer: name, community: code))
      }
    }
    return bars.isEmpty ? nil : bars.sorted { ($0.community, $0.reviewer) < ($1.community, $1.reviewer) }
  }

  /// Lays out city, standard and questionnaire.
  func layOut(_ id: String, _ inputs: RoundInputs, in scratch: ScratchFolder) async throws {
    try unpack(id, folder: "standard", to: scratch.path + "/standard")
    try unpack(id, folder: "survey", to: scratch.path + "/survey")
    try unpack(id, folder: "register", to: scratch.path + "/city")
    try await inputs.layOut(in: scratch.path + "/city") { input, path in
      guard let digest = ContentDigest(hexadecimal: input.sha256) else { preconditionFailure("inputs name digests") }
      try write(digest, to: path)
    }
  }

  /// The ranking of a district among those that applied and qualified: ranks are counted again without the others, and who was tied
  /// stays tied.
  private func ranking(of district: String, _ result: RatingResult, _ round: TitleRound) -> [RankedCommunity] {
    guard let place = result.roster.districts.firstIndex(where: { $0.code == district }) else { return [] }
    let ids = Dictionary(round.communities.values.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    var ranking: [RankedCommunity] = []
    var lastRank: Int?
    for outcome in result.rankings[place].outcomes {
      guard let entrant = ids[result.roster.communities[outcome.place].id], entrant.stage == .qualified,
        let score = result.communities[outcome.place].score?.score
      else { continue }
      let rank = outcome.rank == lastRank ? ranking.last?.rank ?? 1 : ranking.count + 1
      lastRank = outcome.rank
      ranking.append(RankedCommunity(id: entrant.id, rank: rank, score: score))
    }
    return ranking
  }
}
