import Findings
import Seals
import Store
import Titles

extension EvaluationDesk {
  /// Draws the checks on the spot and records seed and draw. From then on a drawn community is checked by the person whom the lot
  /// named, and a list with drawn communities is accepted only after they were checked.
  public func drawSpotChecks(
    _ id: String, seed: String, count: Int, checkers: [String], by actor: DeskActor
  ) throws -> Done<SpotCheckDraw> {
    guard actor.grant?.role == .leadingGroupOffice else {
      throw Refusal(
        findings: [Finding(.roleMayNot, details: [actor.grant?.role.name.chinese ?? "console", "spot-checks"])],
        isForbidden: true)
    }
    guard let round = try store.round(id)?.round else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    guard round.phase == .cityReview else {
      throw Refusal(findings: [
        Finding(.wrongPhase, found: round.phase.rawValue, details: [round.phase.name.chinese, "spot-checks"])
      ])
    }
    var findings: [Finding] = []
    for user in checkers where try store.user(user) == nil {
      findings.append(Finding(.unknownUser, found: user, details: [user]))
    }
    var bars: [String: Set<CommunityID>] = [:]
    for tie in try store.ties() { bars[tie.user, default: []].insert(tie.community) }
    let draw = SpotCheckDraw(
      round, seed: seed, count: count, checkers: checkers, bars: bars, findings: &findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    let object = try store.keep(draw.table(seed: seed), named: identifier())
    return try change(
      actor.note(
        "round.drawSpotChecks",
        details: ["round": id, "seed": seed, "checks": String(draw.lots.count), "draw": object.digest.hexadecimal])
    ) { session in
      try session.insert(object, round: id, folder: SpotCheckDraw.folder, name: SpotCheckDraw.file)
      return draw
    }
  }

  /// The newest draw of a round; nil before there is one.
  public func spotChecks(_ id: String) throws -> SpotCheckDraw? {
    guard let file = try store.roundFiles(id).first(where: { $0.folder == SpotCheckDraw.folder }) else { return nil }
    var bytes: [UInt8] = []
    return try store.bytes(of: file.digest) { bytes += $0 } ? SpotCheckDraw(bytes) : nil
  }

  /// Whether the draw lets somebody enter a check, or accept a list.
  func checkDrawn(_ action: RoundAction, _ round: TitleRound, by actor: RoundActor) throws {
    switch action {
    case .spotCheck(let id, _, _):
      guard let lot = try spotChecks(round.id)?.lots.first(where: { $0.community == id }), lot.checker != actor.user
      else { return }
      throw Refusal(
        findings: [Finding(.notDrawn, found: actor.user, details: [lot.code, lot.checker])], isForbidden: true)
    case .acceptShortlist(let district):
      let listed = round.districts.first { $0.code == district }.flatMap { round.shortlist($0) } ?? []
      let checked = Set(round.spotChecks.map(\.community))
      let open = try spotChecks(round.id)?.lots.filter {
        listed.contains($0.community) && !checked.contains($0.community)
      }
      guard let open, !open.isEmpty else { return }
      throw Refusal(findings: [Finding(.checksOutstanding, details: [open.map(\.code).joined(separator: ", ")])])
    default: return
    }
  }
}
