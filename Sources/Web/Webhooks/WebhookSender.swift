import Findings
import Logging
import Operations
import Store
import Titles

/// Sends events to those who asked for them: at least once, in the order of the log, each webhook at its own pace. What is owed stands
/// in the database, so that nothing is lost when the service ends.
struct WebhookSender: Sendable {
  /// The time between two looks at what is owed.
  static let pause = Duration.seconds(2)

  let desk: ServiceDesk
  /// The hosts that may be sent to.
  let allowed: [String]
  let logger: Logger

  /// Sends until it is cancelled.
  func run() async {
    guard !allowed.isEmpty else { return }
    while !Task.isCancelled {
      do {
        while try await sendDue() > 0 {}
      } catch {
        logger.error("webhooks", metadata: ["error": "\(type(of: error))"])
      }
      try? await Task.sleep(for: WebhookSender.pause)
    }
  }

  /// Sends one message to each webhook that is owed one; how many were taken.
  func sendDue() async throws -> Int {
    let messages = try desk.dueMessages()
    return try await withThrowingTaskGroup(of: Bool.self) { group in
      for message in messages { group.addTask { try await send(message) } }
      var taken = 0
      for try await isTaken in group where isTaken { taken += 1 }
      return taken
    }
  }

  /// Sends a message that only tries the way: what is owed stays as it is.
  ///
  /// - Returns: the answer's status; nil if there was none, or if the host may not be sent to.
  func sendTrial(_ hook: WebhookRecord) async -> Int? {
    guard let target = WebhookTarget(hook.url, allowed: allowed) else { return nil }
    return try? await WebhookConnection.post(
      WebhookBody(trialOf: hook, origin: desk.origin, at: desk.now.seconds), to: target)
  }

  private func send(_ message: WebhookMessage) async throws -> Bool {
    var status: Int?
    // Looked at again: the list of hosts may have been cut since the webhook was made.
    if let target = WebhookTarget(message.hook.url, allowed: allowed) {
      let body = WebhookBody(message, origin: desk.origin, at: desk.now.seconds)
      status = try? await WebhookConnection.post(body, to: target)
    }
    try desk.noteDelivery(message, status: status)
    let isTaken = status.map { (200...299).contains($0) } ?? false
    logger.info(
      "webhook",
      metadata: [
        "webhook": "\(message.hook.id)", "leaf": "\(message.event.leaf)", "status": "\(status.map(String.init) ?? "-")",
      ])
    return isTaken
  }
}
