public import Findings

/// Something done to a batch of paper questionnaires.
public enum PaperAction: Hashable, Sendable {
  /// A person's typing, and where it differs from the one before; nothing differs from a first one.
  case type(PaperBatch.Typing, differences: [PaperBatch.Difference])
  /// A decision what counts, by somebody who looked at the paper.
  case resolve(form: String, item: String, value: String, reason: String)
  /// The answers become an upload of the round.
  case approve(upload: Int)
  /// Both typings are void, and the batch is typed again.
  case sendBack(reason: String)
  /// The batch is given up.
  case discard(reason: String)

  /// The kinds of actions.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case type, resolve, approve, sendBack, discard
  }

  /// Its kind.
  public var kind: Kind {
    switch self {
    case .type: .type
    case .resolve: .resolve
    case .approve: .approve
    case .sendBack: .sendBack
    case .discard: .discard
    }
  }
}

/// One line of the rules of paper questionnaires; docs/paper.md has them for people.
public struct PaperRule: Sendable {
  /// The action.
  public let action: PaperAction.Kind
  /// The stages in which it may be done.
  public let stages: Set<PaperBatch.Stage>
  /// Those that it may lead to.
  public let stagesAfter: Set<PaperBatch.Stage>
  /// Whether somebody who typed may do it.
  public let isOpenToTypists: Bool
  /// What it requires besides.
  public let requires: Bilingual

  /// All rules.
  public static let all: [PaperRule] = [
    PaperRule(
      action: .type, stages: [.opened, .typedOnce], stagesAfter: [.typedOnce, .differing, .agreed],
      isOpenToTypists: false, requires: Bilingual("第二遍须由另一人录入", "the second typing is another person's")),
    PaperRule(
      action: .resolve, stages: [.differing, .agreed], stagesAfter: [.differing, .agreed], isOpenToTypists: false,
      requires: Bilingual("确有差异；理由；裁定人未参与录入", "there is such a difference; a reason; not by a typist")),
    PaperRule(
      action: .approve, stages: [.agreed], stagesAfter: [.approved], isOpenToTypists: false,
      requires: Bilingual("差异全部裁定；审定人未参与录入", "every difference is decided; not by a typist")),
    PaperRule(
      action: .sendBack, stages: [.typedOnce, .differing, .agreed], stagesAfter: [.opened], isOpenToTypists: true,
      requires: Bilingual("理由", "a reason")),
    PaperRule(
      action: .discard, stages: [.opened, .typedOnce, .differing, .agreed], stagesAfter: [.discarded],
      isOpenToTypists: true, requires: Bilingual("理由", "a reason")),
  ]

  /// The rule of an action.
  public static func of(_ action: PaperAction.Kind) -> PaperRule {
    guard let rule = all.first(where: { $0.action == action }) else { preconditionFailure("every action has a rule") }
    return rule
  }
}
