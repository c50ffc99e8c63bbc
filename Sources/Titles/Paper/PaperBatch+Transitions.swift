import Findings

extension PaperBatch {
  /// The batch after an action of a person.
  ///
  /// - Throws: `RoundRefusal`: a role that may not send such files (W101), another's scope (W102), somebody who typed (W104), an action
  ///   that does not belong to the stage (W150), no reason (W107), no such difference (W151), differences still open (W152).
  public func applying(_ action: PaperAction, by actor: RoundActor) throws(RoundRefusal) -> PaperBatch {
    let rule = PaperRule.of(action.kind)
    guard kind.roles.contains(actor.grant.role), !actor.user.isEmpty else {
      throw RoundRefusal(.roleMayNot, found: actor.user, actor.grant.role.name.chinese, action.kind.rawValue)
    }
    guard actor.grant.scope.covers(scope) else {
      throw RoundRefusal(.outOfScope, found: scope.description, actor.grant.scope.description, scope.description)
    }
    guard rule.stages.contains(stage) else {
      throw RoundRefusal(.paperStageWrong, found: stage.rawValue, stage.name.chinese, action.kind.rawValue)
    }
    if !rule.isOpenToTypists, typings.contains(where: { $0.user == actor.user }) {
      throw RoundRefusal(.samePerson, found: actor.user, actor.user)
    }
    var next = self
    next.eventCount += 1
    switch action {
    case .type(let typing, let differences):
      guard typing.user == actor.user else { throw RoundRefusal(.samePerson, found: typing.user, typing.user) }
      guard typing.forms > 0 else { throw RoundRefusal(.paperEmpty) }
      next.typings.append(typing)
      next.differences = next.typings.count == 2 ? differences : []
      next.stage = next.typings.count == 1 ? .typedOnce : next.openDifferences.isEmpty ? .agreed : .differing
    case .resolve(let form, let item, let value, let reason):
      try PaperBatch.require(reason)
      guard let place = next.differences.firstIndex(where: { $0.form == form && $0.item == item }),
        !item.isEmpty || ["keep", "drop"].contains(value)
      else { throw RoundRefusal(.paperDifferenceUnknown, found: "\(form) \(item)", form, item) }
      next.differences[place].decided = value
      next.differences[place].decidedBy = actor.user
      next.differences[place].reason = reason
      next.stage = next.openDifferences.isEmpty ? .agreed : .differing
    case .approve(let upload):
      guard openDifferences.isEmpty else { throw RoundRefusal(.paperDifferencesOpen, String(openDifferences.count)) }
      next.approvedBy = actor.user
      next.upload = upload
      next.stage = .approved
    case .sendBack(let reason):
      try PaperBatch.require(reason)
      next.typings = []
      next.differences = []
      next.stage = .opened
    case .discard(let reason):
      try PaperBatch.require(reason)
      next.stage = .discarded
    }
    return next
  }

  private static func require(_ reason: String) throws(RoundRefusal) {
    if reason.allSatisfy(\.isWhitespace) { throw RoundRefusal(.reasonMissing, "reason") }
  }
}
