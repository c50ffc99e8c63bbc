import Findings
import Testing
import Titles

/// What a change of the register does to titles and to applications (domain notes, section 6.3): renamed, moved and recoded holders keep
/// theirs, merged and cut ones await a decision, abolition ends it; and no list that was published is ever rewritten.
@Suite struct TitlesThroughChangesTests {
  typealias Script = RoundScript

  static func event(_ kind: RegisterChange.Kind, _ id: CommunityID, on day: CalendarDay) -> LineageEvent {
    let after: [CommunityID]
    switch kind {
    case .abolished: after = []
    case .split: after = [Script.k(91), Script.k(92)]
    case .merged: after = [Script.k(93)]
    default: after = [id]
    }
    return LineageEvent(
      number: 900, kind: kind, effective: day, document: "政发900号",
      before: kind == .established ? [] : kind == .merged ? [id, Script.k(94)] : [id], after: after)
  }

  static func noting(_ kind: RegisterChange.Kind, _ id: CommunityID, _ round: TitleRound, on day: CalendarDay) throws
    -> TitleRound
  {
    try round.applying(RoundEvent(.noteChange(event: event(kind, id, on: day)), by: Script.office, on: day))
  }

  @Test(arguments: RegisterChange.Kind.allCases)
  func aHolderKeepsItsTitleOrAwaitsADecision(_ kind: RegisterChange.Kind) throws {
    let (round, event) = try TitleRoundTests.before(.recheck)
    let holder = Script.k(1)
    #expect(round.holders[holder]?.stage == .held)
    let after = try Self.noting(kind, holder, round, on: event.day)
    let expected: TitleStage =
      switch kind {
      case .merged, .split: .pendingReview
      case .abolished: .ended
      case .established, .renamed, .moved, .urbanised, .recoded, .filed, .updated: .held
      }
    #expect(after.holders[holder]?.stage == expected)
    #expect(after.naming == round.naming, "the list as named stands")
    #expect(after.holders.filter { $0.key != holder } == round.holders.filter { $0.key != holder })
    // Which communities follow is not told by the title: none inherits it.
    #expect([91, 92, 93].allSatisfy { after.holders[Script.k($0)] == nil })
  }

  @Test(arguments: RegisterChange.Kind.allCases)
  func anApplicantThatEndsDropsOutAndNoneInheritsItsScore(_ kind: RegisterChange.Kind) throws {
    let (round, event) = try TitleRoundTests.before(.noteChange)
    let listed = Script.k(12)
    #expect(round.districts[2].stage == .onNotice)
    let after = try Self.noting(kind, listed, round, on: event.day)
    let ends = [.merged, .split, .abolished].contains(kind)
    #expect((after.communities[listed]?.stage == .ended) == ends)
    #expect((after.districts[2].stage == .evaluated) == ends, "a notice of a list with it is void")
    #expect([91, 92, 93].allSatisfy { after.communities[Script.k($0)] == nil })
  }

  @Test func aDecisionFollowsAndAWithdrawnTitleStaysSo() throws {
    let (round, event) = try TitleRoundTests.before(.recheck)
    let (holder, day) = (Script.k(1), event.day)
    let pending = try Self.noting(.split, holder, round, on: day)
    let kept = RoundAction.keepTitle(community: holder, document: "保1", reason: "合格")
    #expect(try pending.applying(RoundEvent(kept, by: Script.members[0], on: day)).holders[holder]?.stage == .held)
    let taken = RoundAction.withdrawTitle(community: holder, document: "撤1", reason: "不合格")
    let withdrawn = try pending.applying(RoundEvent(taken, by: Script.members[0], on: day))
    #expect(withdrawn.holders[holder]?.stage == .withdrawn)
    var again = Self.event(.abolished, holder, on: day)
    again.number = 901
    let ended = try withdrawn.applying(RoundEvent(.noteChange(event: again), by: Script.office, on: day))
    #expect(ended.holders[holder]?.stage == .withdrawn)
    let twice = RoundEvent(.noteChange(event: Self.event(.split, holder, on: day)), by: Script.office, on: day)
    #expect(TitleRoundTests.refusal(pending, twice) != nil, "a change is noted once")
  }
}
