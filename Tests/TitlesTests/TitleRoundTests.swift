import Findings
import Testing
import Titles

/// What a round requires besides roles and phases, and what it writes.
@Suite struct TitleRoundTests {
  typealias Script = RoundScript

  /// The round of the script before its first event of this kind, with that event.
  static func before(_ kind: RoundAction.Kind, skipping: Int = 0) throws -> (TitleRound, RoundEvent) {
    let script = try Script.whole()
    let places = script.events.indices.filter { script.events[$0].action.kind == kind }
    let place = try #require(places.dropFirst(skipping).first)
    return (script.before[place], script.events[place])
  }

  static func refusal(_ round: TitleRound, _ event: RoundEvent) -> FindingCode? {
    do throws(RoundRefusal) {
      _ = try round.applying(event)
      return nil
    } catch { return error.finding.code }
  }

  @Test func theScriptEndsWithEightTitles() throws {
    let round = try Script.whole().round
    #expect(round.phase == .archived)
    #expect(round.naming?.list == [1, 3, 6, 8, 13, 11, 18, 19].map { Script.k($0) })
    #expect(round.holders[Script.k(6)]?.stage == .withdrawn)
    #expect(round.holders[Script.k(19)]?.stage == .held)
    #expect(round.naming?.list.contains(Script.k(6)) == true, "the list as named is never rewritten")
  }

  @Test func quotasMustAddUpAndFitTheRegister() throws {
    let (round, event) = try Self.before(.fixQuotas)
    func fixing(_ change: (inout [DistrictQuota], inout [RoundCommunity]) -> Void, tied: Bool = false) -> FindingCode? {
      var (quotas, communities) = (Script.quotas(), Script.communities())
      change(&quotas, &communities)
      let action = RoundAction.fixQuotas(
        cutOff: event.day, titles: 8, communities: communities, quotas: quotas, isTied: tied, decision: "")
      return Self.refusal(round, RoundEvent(action, by: Script.office, on: event.day))
    }
    #expect(fixing { _, _ in } == nil)
    #expect(fixing { quotas, _ in quotas[0].seats = 3 } == .quotasUnsound)
    #expect(fixing { quotas, _ in (quotas[0].seats, quotas[1].seats) = (-1, 5) } == .quotasUnsound)
    #expect(fixing { quotas, _ in quotas[0].communities = 4 } == .quotasUnsound)
    #expect(fixing { _, communities in communities.removeLast() } == .quotasUnsound)
    #expect(fixing({ _, _ in }, tied: true) == .reasonMissing)
  }

  @Test func barredLateAndRepeatedApplicationsAreRefused() throws {
    let (round, event) = try Self.before(.apply)
    let clerk = Script.clerk("320402")
    #expect(
      Self.refusal(round, RoundEvent(.apply(communities: [Script.k(10)]), by: clerk, on: event.day)) == .mayNotApply)
    #expect(
      Self.refusal(round, RoundEvent(.apply(communities: [Script.k(6)]), by: clerk, on: event.day + 11)) == .mayNotApply
    )
    #expect(
      Self.refusal(round, RoundEvent(.apply(communities: [Script.k(6), Script.k(6)]), by: clerk, on: event.day))
        == .mayNotApply)
    #expect(
      Self.refusal(round, RoundEvent(.apply(communities: [Script.k(1)]), by: clerk, on: event.day)) == .outOfScope)
  }

  @Test func applicationsCloseWhenTheirDayIsOverAndAllAreExamined() throws {
    let (round, event) = try Self.before(.closeApplications)
    #expect(Self.refusal(round, RoundEvent(.closeApplications, by: Script.office, on: event.day + -1)) == .tooEarly)
    let (early, examine) = try Self.before(.examine)
    #expect(
      Self.refusal(early, RoundEvent(.closeApplications, by: Script.office, on: examine.day + 20)) == .notExamined)
  }

  @Test func collectingEndsOnlyWithAllMaterial() throws {
    let (round, event) = try Self.before(.upload)
    #expect(round.missingMaterial == ["responses 区1", "responses 区2", "responses 区3", "responses 区4", "reviews"])
    #expect(Self.refusal(round, RoundEvent(.closeCollection, by: Script.office, on: event.day)) == .uploadsMissing)
  }

  @Test func anUploadSupersedesButNeverOverwrites() throws {
    let (round, event) = try Self.before(.closeCollection)
    #expect(round.uploads.material.count == 6)
    #expect(round.uploads.currentMaterial.map(\.number) == [1, 2, 3, 4, 6])
    let again = RoundAction.upload(file: Script.upload(7, .reviews, .department("民政局"), supersedes: 5))
    #expect(Self.refusal(round, RoundEvent(again, by: Script.reviewer, on: event.day)) == .unknownInRound)
    let taken = RoundAction.upload(file: Script.upload(6, .reviews, .department("民政局")))
    #expect(Self.refusal(round, RoundEvent(taken, by: Script.reviewer, on: event.day)) == .uploadNotWelcome)
  }

  @Test func aRankingMustBeOneOfTheDistrict() throws {
    let (round, event) = try Self.before(.evaluate)
    func evaluating(_ ranking: [RankedCommunity]) -> FindingCode? {
      let action = RoundAction.evaluate(district: "320401", ranking: ranking, result: "r")
      return Self.refusal(round, RoundEvent(action, by: Script.clerk("320401"), on: event.day))
    }
    #expect(evaluating(Script.ranking((1, 1), (2, 2), (3, 2), (4, 4))) == nil)
    #expect(evaluating(Script.ranking((1, 1), (1, 2))) == .rankingUnsound)
    #expect(evaluating(Script.ranking((1, 1), (5, 2))) == .rankingUnsound, "5 is not qualified")
    #expect(evaluating(Script.ranking((1, 1), (6, 2))) == .rankingUnsound, "6 is of another district")
    #expect(evaluating(Script.ranking((1, 1), (2, 3))) == .rankingUnsound, "no rank 2")
    #expect(evaluating(Script.ranking((1, 2))) == .rankingUnsound)
    #expect(evaluating([RankedCommunity(id: Script.k(1), rank: 1, score: .nan)]) == .rankingUnsound)
    #expect(
      evaluating([
        RankedCommunity(id: Script.k(1), rank: 1, score: 80), RankedCommunity(id: Script.k(2), rank: 2, score: 90),
      ]) == .rankingUnsound)
  }

  @Test func aTieAtTheLineNeedsADecision() throws {
    let (round, event) = try Self.before(.decideTie)
    let b = "320402"
    let notice = RoundAction.openDistrictNotice(district: b, notice: Script.notice(from: event.day))
    #expect(Self.refusal(round, RoundEvent(notice, by: Script.clerk(b), on: event.day)) == .tieOpen)
    func deciding(_ chosen: [Int], _ reason: String = "r", _ member: RoundActor = Script.members[0]) -> FindingCode? {
      let action = RoundAction.decideTie(district: b, chosen: chosen.map { Script.k($0) }, reason: reason, minutes: "m")
      return Self.refusal(round, RoundEvent(action, by: member, on: event.day))
    }
    #expect(deciding([7]) == nil)
    #expect(deciding([7, 8]) == .tieDecisionUnsound)
    #expect(deciding([6]) == .tieDecisionUnsound)
    #expect(deciding([]) == .tieDecisionUnsound)
    #expect(deciding([7], " ") == .reasonMissing)
    let recusal = RoundAction.declareRecusal(user: "wang", communities: [Script.k(7)], reason: "亲属")
    let recused = try round.applying(RoundEvent(recusal, by: Script.members[0], on: event.day))
    let action = RoundAction.decideTie(district: b, chosen: [Script.k(8)], reason: "r", minutes: "m")
    #expect(Self.refusal(recused, RoundEvent(action, by: Script.members[0], on: event.day)) == .recused)
  }

  @Test func aNoticeHasFiveWorkingDaysAndRunsItsTime() throws {
    let (round, event) = try Self.before(.openDistrictNotice)
    func opening(_ period: NoticePeriod) -> FindingCode? {
      Self.refusal(
        round,
        RoundEvent(.openDistrictNotice(district: "320401", notice: period), by: Script.clerk("320401"), on: event.day))
    }
    #expect(opening(Script.notice(from: event.day)) == nil)
    #expect(opening(Script.notice(from: event.day + -1)) == .noticeUnsound)
    #expect(opening(NoticePeriod(from: event.day, workingDays: 4, lastDay: event.day + 9)) == .noticeUnsound)
    #expect(opening(NoticePeriod(from: event.day, workingDays: 5)) == .noticeUnsound)
    let open = try round.applying(
      RoundEvent(
        .openDistrictNotice(district: "320401", notice: Script.notice(from: event.day)), by: Script.clerk("320401"),
        on: event.day))
    let last = try #require(open.districts[0].notice?.lastDay)
    let submit = RoundAction.submitShortlist(district: "320401")
    #expect(Self.refusal(open, RoundEvent(submit, by: Script.clerk("320401"), on: last)) == .tooEarly)
    #expect(Self.refusal(open, RoundEvent(submit, by: Script.clerk("320401"), on: last + 1)) == nil)
    let late = RoundAction.object(district: "320401", community: nil, ground: "g", isAnonymous: false)
    #expect(Self.refusal(open, RoundEvent(late, by: Script.anyone, on: last)) == nil)
    #expect(Self.refusal(open, RoundEvent(late, by: Script.anyone, on: last + 1)) == .noticeUnsound)
  }

  @Test func openObjectionsHoldUpTheShortlistAndLeadsDoNot() throws {
    let (round, event) = try Self.before(.answerObjection)
    let submit = RoundEvent(.submitShortlist(district: "320402"), by: Script.clerk("320402"), on: event.day + 14)
    #expect(Self.refusal(round, submit) == .objectionOpen)
    let lead = RoundEvent(.submitShortlist(district: "320401"), by: Script.clerk("320401"), on: event.day + 14)
    #expect(Self.refusal(round, lead) == nil, "an anonymous one is a lead")
    let upheld = try round.applying(event)
    #expect(Self.refusal(upheld, submit) == .objectionOpen, "upheld: first the new scores")
  }

  @Test func aWithdrawalOrAnEndVoidsTheNoticeOfAListWithIt() throws {
    let (round, event) = try Self.before(.withdrawApplication, skipping: 2)
    #expect(round.districts[3].stage == .onNotice)
    #expect(try round.applying(event).districts[3].stage == .evaluated)
    let outside = RoundAction.withdrawApplication(community: Script.k(19), reason: "r")
    let unchanged = try round.applying(RoundEvent(outside, by: Script.clerk("320404"), on: event.day))
    #expect(unchanged.districts[3].stage == .onNotice, "19 was not on the list")
    let (merging, merger) = try Self.before(.noteChange)
    let merged = try merging.applying(merger)
    #expect(merged.communities[Script.k(12)]?.stage == .ended)
    #expect(merged.communities[Script.k(14)]?.stage == .qualified)
    #expect(merged.districts[2].stage == .evaluated)
  }

  @Test func aFailedCheckKeepsAListFromBeingAccepted() throws {
    let (round, event) = try Self.before(.returnShortlist)
    let accept = RoundAction.acceptShortlist(district: "320404")
    #expect(Self.refusal(round, RoundEvent(accept, by: Script.office, on: event.day)) == .checkFailed)
  }

  @Test func twoPeopleConfirmAndNeitherPreparedTheList() throws {
    let (round, event) = try Self.before(.confirm)
    let once = try round.applying(event)
    #expect(once.phase == .confirmation)
    #expect(Self.refusal(once, event) == .samePerson)
    var double = event
    double.actor = RoundActor("office", RoleGrant(.leadingGroupMember))
    #expect(Self.refusal(once, double) == .samePerson, "the person prepared the list in another role")
    double.actor = Script.members[2]
    #expect(Self.refusal(once, double) == .recused, "zhao is recused from a community of the list")
    double.actor = Script.members[1]
    #expect(try once.applying(double).phase == .confirmed)
    double.action = .confirm(list: "0000")
    #expect(Self.refusal(once, double) == .listDiffers)
  }

  @Test func aListIsNamedOnlyIfAllOfItStands() throws {
    let (round, event) = try Self.before(.name)
    let standing = (2...20).map { Script.k($0) }
    let action = RoundAction.name(document: "d", day: event.day, standing: standing)
    #expect(Self.refusal(round, RoundEvent(action, by: Script.office, on: event.day)) == .notStanding)
  }

  @Test func whoProposesAWithdrawalDoesNotDecideIt() throws {
    let (round, event) = try Self.before(.withdrawTitle)
    let both = RoundActor("office", RoleGrant(.leadingGroupMember))
    #expect(Self.refusal(round, RoundEvent(event.action, by: both, on: event.day)) == .samePerson)
  }

  @Test func advancedDistrictsRunBesideTheTitles() throws {
    var (round, event) = try Self.before(.beginCityReview)
    func take(_ action: RoundAction, _ actor: RoundActor) throws {
      round = try round.applying(RoundEvent(action, by: actor, on: event.day))
    }
    let points = zip(Script.districts, [81_500, 90_000, 81_500, 79_000]).map {
      DistrictPoints(district: $0, items: ["减负": $1])
    }
    try take(.scoreDistricts(points: points), Script.office)
    func nominating(_ names: [String], _ reason: String = "") -> FindingCode? {
      Self.refusal(
        round, RoundEvent(.nominateDistricts(districts: names, reason: reason), by: Script.office, on: event.day))
    }
    #expect(nominating(Script.districts) == .awardUnsound, "three at most")
    #expect(nominating(["320404"]) == .awardUnsound, "better ones left out")
    #expect(nominating(["320402", "320401"]) == .reasonMissing, "320403 has the same points")
    let names = ["320402", "320401", "320403"]
    try take(.nominateDistricts(districts: names, reason: ""), Script.office)
    try take(.confirmDistricts(districts: names), Script.members[0])
    #expect(
      Self.refusal(round, RoundEvent(.confirmDistricts(districts: names), by: Script.members[0], on: event.day))
        == .samePerson)
    try take(.confirmDistricts(districts: names), Script.members[2])
    try take(.commendDistricts(document: "常发〔2014〕20号", day: event.day), Script.office)
    #expect(round.award.stage == .commended)
    #expect(round.phase == .districtEvaluation)
    event.day = event.day + 1
  }
}
