import Seals
import Titles

/// Actions of every kind that may be worth trying on a round: between them they find what the state allows.
enum RoundSamples {
  static func actions(_ kind: RoundAction.Kind, _ round: TitleRound, _ day: CalendarDay) -> [RoundAction] {
    let districts = round.districts.isEmpty ? RoundScript.districts : round.districts.map(\.code)
    let communities = (1...20).map { RoundScript.k($0) }
    switch kind {
    case .freeze: return [.freeze(standard: "s", questionnaire: "q", basis: "b", admission: "a", required: [])]
    case .fixQuotas:
      return [
        .fixQuotas(
          cutOff: day, titles: 8, communities: RoundScript.communities(), quotas: RoundScript.quotas(), isTied: false,
          decision: "")
      ]
    case .openApplications: return [.openApplications(until: day + 10)]
    case .apply: return communities.map { .apply(communities: [$0]) }
    case .withdrawApplication: return communities.map { .withdrawApplication(community: $0, reason: "r") }
    case .examine: return communities.map { .examine(communities: [$0], isQualified: true, reason: "r") }
    case .closeApplications: return [.closeApplications]
    case .upload:
      return RoundUpload.Kind.allCases.flatMap { kind in
        ([.department("民政局"), .study("autumn")] + districts.map { Scope.district($0) }).map {
          .upload(file: RoundScript.upload(99, kind, $0))
        }
      }
    case .closeCollection: return [.closeCollection]
    case .evaluate: return districts.map { .evaluate(district: $0, ranking: ranking(round, $0), result: "r") }
    case .decideTie:
      return round.districts.flatMap { district -> [RoundAction] in
        let line = round.line(district)
        return [
          .decideTie(
            district: district.code, chosen: Array(line.tied.prefix(line.seatsLeft)), reason: "r", minutes: "m")
        ]
      }
    case .openDistrictNotice:
      return districts.map { .openDistrictNotice(district: $0, notice: RoundScript.notice(from: day)) }
    case .object: return districts.map { .object(district: $0, community: nil, ground: "g", isAnonymous: false) }
    case .answerObjection: return (1...5).map { .answerObjection(number: $0, isUpheld: false, reason: "r") }
    case .answerCityObjection: return (1...5).map { .answerCityObjection(number: $0, isUpheld: false, reason: "r") }
    case .submitShortlist: return districts.map { .submitShortlist(district: $0) }
    case .beginCityReview: return [.beginCityReview]
    case .spotCheck: return communities.map { .spotCheck(community: $0, isPassed: true, record: "r") }
    case .returnShortlist: return districts.map { .returnShortlist(district: $0, reason: "r") }
    case .acceptShortlist: return districts.map { .acceptShortlist(district: $0) }
    case .openCityNotice: return [.openCityNotice(notice: RoundScript.notice(from: day))]
    case .rescore:
      return districts.map { .rescore(district: $0, ranking: ranking(round, $0), result: "r", reason: "r") }
    case .closeCityNotice: return [.closeCityNotice]
    case .confirm: return [.confirm(list: round.listDigest(round.list ?? []).hexadecimal)]
    case .sendBack: return districts.map { .sendBack(district: $0, reason: "r") }
    case .name: return [.name(document: "d", day: day, standing: communities)]
    case .recheck: return communities.map { .recheck(communities: [$0], year: 2015, record: "r") }
    case .demandCorrection: return communities.map { .demandCorrection(community: $0, by: day + 9, reason: "r") }
    case .acceptCorrection: return communities.map { .acceptCorrection(community: $0, record: "r") }
    case .proposeWithdrawal: return communities.map { .proposeWithdrawal(community: $0, reason: "r") }
    case .withdrawTitle: return communities.map { .withdrawTitle(community: $0, document: "d", reason: "r") }
    case .keepTitle: return communities.map { .keepTitle(community: $0, document: "d", reason: "r") }
    case .noteChange: return [.noteChange(event: RoundScript.merger(77, [1, 2], into: 1, on: day))]
    case .declareRecusal: return []  // its sample depends on the actor: see `recusal`
    case .archive: return [.archive(manifest: "m")]
    case .cancel: return [.cancel(document: "d", reason: "r")]
    case .scoreDistricts:
      return [.scoreDistricts(points: districts.enumerated().map { DistrictPoints(district: $1, items: ["减负": $0]) })]
    case .nominateDistricts: return [.nominateDistricts(districts: Array(districts.suffix(3)), reason: "r")]
    case .confirmDistricts: return [.confirmDistricts(districts: Array(districts.suffix(3)))]
    case .commendDistricts: return [.commendDistricts(document: "d", day: day)]
    }
  }

  /// A recusal by the actor itself.
  static func recusal(_ actor: RoundActor) -> RoundAction {
    .declareRecusal(user: actor.user, communities: [], reason: "r")
  }

  /// All qualified communities of a district in a row.
  private static func ranking(_ round: TitleRound, _ district: String) -> [RankedCommunity] {
    round.communities.values.filter { $0.district == district && $0.stage == .qualified }.map(\.id).sorted()
      .enumerated()
      .map { RankedCommunity(id: $1, rank: $0 + 1, score: 90 - Double($0)) }
  }
}
