import Findings
import Reports
import Scoring
import Seals
import Store
public import Titles

/// What leaders and districts see of a list before it is published, computed again from the stored inputs. Nothing of it is stored.
extension ServiceDesk {
  /// A district's list with how sure each place is; nil before it was scored.
  ///
  /// - Throws: `StoreFailure` if an upload was purged; `RecomputationBusy` if too many wait.
  public func standing(of district: String, in round: TitleRound) async throws -> DistrictStanding? {
    guard let result = try await result(of: district, in: round)?.among(round) else { return nil }
    return DistrictStanding(district, of: result, result.report(), in: round)
  }

  /// The lists of all districts that were scored, by their codes.
  public func standings(in round: TitleRound) async throws -> [String: DistrictStanding] {
    var narrowed: [String: (result: RatingResult, report: RatingReport)] = [:]
    var standings: [String: DistrictStanding] = [:]
    for district in round.districts where !district.ranking.isEmpty {
      guard let (_, digest) = try rounds.inputs(of: district.code, in: round.id),
        let result = try await result(of: district.code, in: round)
      else { continue }
      // Districts that were scored from the same inputs share one rating.
      if narrowed[digest] == nil {
        let among = try result.among(round)
        narrowed[digest] = (among, among.report())
      }
      guard let known = narrowed[digest] else { continue }
      standings[district.code] = DistrictStanding(district.code, of: known.result, known.report, in: round)
    }
    return standings
  }

  /// What would come of a change of one community's record.
  ///
  /// - Throws: `Refusal` if the community is not of this district or the changed files cannot be rated.
  public func answer(_ question: WhatIf, district: String, in round: TitleRound) async throws -> WhatIfOutcome? {
    guard let community = round.communities[question.community], community.district == district else {
      throw Refusal(findings: [
        Finding(.unknownInRound, found: question.community.description, details: [question.community.description])
      ])
    }
    guard let (inputs, digest) = try rounds.inputs(of: district, in: round.id),
      let base = try await result(of: district, in: round)?.among(round)
    else { return nil }
    let changed: RatingResult
    if question.change == .leavesOut {
      changed = base
    } else {
      let (day, code, desk) = (base.standard.assessmentDate ?? now.day.description, community.code, rounds)
      changed = try await ratings.result("\(round.id)/\(digest)/\(question.key)") {
        try await desk.rated(inputs, of: round.id) { city in try question.apply(to: city, code: code, day: day) }
      }
    }
    let after = try changed.among(round, without: question.change == .leavesOut ? [community.id] : [])
    guard let now = DistrictStanding(district, of: base, base.report(), in: round),
      let then = DistrictStanding(district, of: after, after.report(), in: round)
    else { return nil }
    let others = round.districts.filter { other in
      other.code != district && !other.ranking.isEmpty && base.list(of: other.code) != after.list(of: other.code)
    }
    return WhatIfOutcome(now, then, asked: community.code, otherDistricts: others.map(\.name))
  }

  /// What the round's titles hang on; nil before all districts were scored from the same inputs.
  public func sensitivity(of round: TitleRound) async throws -> RoundSensitivity? {
    guard round.districts.allSatisfy({ !$0.ranking.isEmpty || $0.seats == 0 }),
      let first = round.districts.first(where: { !$0.ranking.isEmpty }),
      let (_, digest) = try rounds.inputs(of: first.code, in: round.id),
      let result = try await result(of: first.code, in: round)
    else { return nil }
    return try await studies.result("\(round.id)/\(digest)/\(round.eventCount)") {
      let narrowed = try result.among(round)
      return try await aside { RoundSensitivity(narrowed, in: round, replications: 500) }
    }
  }

  /// The rating behind a district's list.
  private func result(of district: String, in round: TitleRound) async throws -> RatingResult? {
    guard let own = round.districts.first(where: { $0.code == district }), !own.ranking.isEmpty,
      let (inputs, digest) = try rounds.inputs(of: district, in: round.id)
    else { return nil }
    let (desk, id) = (rounds, round.id)
    return try await ratings.result("\(id)/\(digest)") { try await desk.rated(inputs, of: id) }
  }
}

extension RatingResult {
  /// The codes of those within a district's quota.
  fileprivate func list(of district: String) -> [String] {
    guard let place = roster.districts.firstIndex(where: { $0.code == district }) else { return [] }
    return rankings[place].outcomes.filter { $0.isInQuota == true }.map { roster.communities[$0.place].id }
  }
}
