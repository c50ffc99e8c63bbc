import Foundation

/// A queue from which several threads take, some of them only at times. What was added first is taken first.
package final class TakingQueue<Element: Sendable>: @unchecked Sendable {
  // Everything is read and written while `condition` is locked.
  private let condition = NSCondition()
  private var elements: [Element] = []

  /// How soon a thread asks again that may not take now.
  private static var patience: TimeInterval { 0.05 }

  /// An empty queue.
  package init() {}

  /// Adds an element at the end.
  package func add(_ element: Element) {
    condition.lock()
    elements.append(element)
    // All threads: the one that is woken might be one that may not take it.
    condition.broadcast()
    condition.unlock()
  }

  /// Takes the first element; waits for one, and until `mayTake` lets this thread have it.
  package func next(_ mayTake: () -> Bool) -> Element {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if elements.isEmpty {
        condition.wait()
      } else if mayTake() {
        return elements.removeFirst()
      } else {
        _ = condition.wait(until: Date(timeIntervalSinceNow: Self.patience))
      }
    }
  }
}
