import Findings
import Foundation
import Seals
public import Store
import Titles

/// A message that is owed to a webhook.
public struct WebhookMessage: Hashable, Sendable {
  /// To whom.
  public var hook: WebhookRecord
  /// The event that it tells of.
  public var event: AuditEvent
}

extension ServiceDesk {
  /// Webhooks that one person may have.
  public static let mostWebhooks = 10
  /// A webhook that has failed for a day is paused until somebody starts it again.
  static let longestFailing = 86_400

  /// The actions that a webhook may hear of: what happens to a round.
  public static let webhookActions = ["round.open"] + RoundAction.Kind.allCases.map { "round.\($0.rawValue)" }

  /// Makes a webhook that hears of what happens from now on.
  ///
  /// - Returns: the record, whose secret is shown this once.
  /// - Throws: `Refusal` if an action is not known or the person has too many.
  public func makeWebhook(_ url: String, actions: [String], by person: SignedInPerson) throws -> WebhookRecord {
    if let unknown = actions.first(where: { !ServiceDesk.webhookActions.contains($0) }) {
      throw Refusal(findings: [Finding(.webhookActionUnknown, found: unknown, details: [unknown])])
    }
    guard try store.webhooks(of: person.user).count < ServiceDesk.mostWebhooks else {
      throw Refusal(findings: [Finding(.tooManyWebhooks, details: [String(ServiceDesk.mostWebhooks)])])
    }
    let hook = WebhookRecord(
      id: newName(), user: person.user, grant: person.grant, url: url, secret: rounds.surroundings.random(32),
      actions: Array(Set(actions)).sorted(), nextLeaf: try store.head()?.head.size ?? 0, made: clock())
    try store.save(hook)
    try note(person, "webhook.make", ["webhook": hook.id, "url": url])
    return hook
  }

  /// The webhooks of a person.
  public func webhooks(of person: SignedInPerson) throws -> [WebhookRecord] { try store.webhooks(of: person.user) }

  /// A webhook of a person; nil if there is none.
  public func webhook(_ id: String, of person: SignedInPerson) throws -> WebhookRecord? {
    try store.webhook(id).flatMap { $0.user == person.user ? $0 : nil }
  }

  /// Removes a webhook of a person; false if there is none.
  public func removeWebhook(_ id: String, of person: SignedInPerson) throws -> Bool {
    guard try store.removeWebhook(id, of: person.user) else { return false }
    try note(person, "webhook.remove", ["webhook": id])
    return true
  }

  /// Starts a webhook again, perhaps from an earlier entry of the log: what it was sent since then it is sent once more.
  public func restart(_ hook: WebhookRecord, from leaf: Int?) throws -> WebhookRecord {
    var hook = hook
    if let leaf { hook.nextLeaf = min(leaf, hook.nextLeaf) }
    (hook.failures, hook.failingSince, hook.resumeAt, hook.isPaused) = (0, nil, 0, false)
    try store.note(hook)
    return hook
  }

  /// The next message of each webhook that is due. Events that it does not hear of are passed over; whoever has lost the role that a
  /// webhook was made in hears nothing more.
  public func dueMessages() throws -> [WebhookMessage] {
    try store.webhooks().filter { !$0.isPaused && $0.resumeAt <= clock() }.compactMap { hook in
      guard let user = try store.user(hook.user), !user.isDisabled, user.grants.contains(hook.grant) else { return nil }
      var hook = hook
      while true {
        let events = try store.events(from: hook.nextLeaf, count: 200)
        if let event = events.first(where: { hears(hook, $0) }) {
          hook.nextLeaf = event.leaf
          return WebhookMessage(hook: hook, event: event)
        }
        guard let last = events.last else { return nil }
        hook.nextLeaf = last.leaf + 1
        try store.note(hook)
      }
    }
  }

  private func hears(_ hook: WebhookRecord, _ event: AuditEvent) -> Bool {
    (hook.actions.isEmpty ? ServiceDesk.webhookActions : hook.actions).contains(event.action)
  }

  /// Notes what came of a message: with a status from 200 to 299 the next one follows, else it is tried again, later each time.
  ///
  /// - Parameter status: the answer's; nil if there was none.
  public func noteDelivery(_ message: WebhookMessage, status: Int?) throws {
    var hook = message.hook
    hook.lastStatus = status
    if let status, (200...299).contains(status) {
      hook.nextLeaf = message.event.leaf + 1
      (hook.failures, hook.failingSince, hook.resumeAt) = (0, nil, 0)
    } else {
      let now = clock()
      hook.failures += 1
      hook.failingSince = hook.failingSince ?? now
      hook.resumeAt = now + min(3600, 5 << min(10, hook.failures))
      hook.isPaused = now - (hook.failingSince ?? now) >= ServiceDesk.longestFailing
    }
    try store.note(hook)
  }
}
