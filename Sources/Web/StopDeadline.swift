import Dispatch
import Foundation
import Logging

/// The latest end after SIGTERM or SIGINT. Requests under way are finished if they can be; a sender who has stopped half-way would hold
/// the end up for a minute, and whoever restarts the machine kills what does not end. Nothing acknowledged depends on an orderly end.
final class StopDeadline {
  /// Seconds from the signal to the end.
  static let seconds = 8

  private let sources: [any DispatchSourceSignal]

  /// Waits for the signals.
  init(logger: Logger) {
    sources = [SIGTERM, SIGINT].map { signal in
      let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
      source.setEventHandler {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(StopDeadline.seconds)) {
          logger.notice("stop", metadata: ["outcome": "requests still under way were cut off"])
          _exit(0)
        }
      }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
