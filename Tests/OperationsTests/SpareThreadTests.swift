import Foundation
import Operations
import Synchronization
import Testing

/// When long work may have the core that requests use otherwise, and that who may not take leaves nothing undone.
@Suite struct SpareThreadTests {
  @Test func arrivalsAreFewUntilMoreThanSixCameWithinTheWindow() {
    let now = Atomic<UInt64>(10 * Arrivals.window)
    let arrivals = Arrivals(clock: { now.load(ordering: .relaxed) })
    #expect(arrivals.areFew, "nobody has come")
    for _ in 0..<Arrivals.quiet { arrivals.note() }
    #expect(arrivals.areFew, "a page that asks how far a job is")
    arrivals.note()
    #expect(!arrivals.areFew)
    now.add(Arrivals.window, ordering: .relaxed)
    #expect(!arrivals.areFew, "the window's end still counts")
    now.add(1, ordering: .relaxed)
    #expect(arrivals.areFew, "they are long gone")
  }

  @Test func arrivalsAtASteadyPaceAreFewUpToSixInAWindow() {
    for perWindow in 1...20 {
      let now = Atomic<UInt64>(10 * Arrivals.window)
      let arrivals = Arrivals(clock: { now.load(ordering: .relaxed) })
      for _ in 0..<40 {
        now.add(Arrivals.window / UInt64(perWindow), ordering: .relaxed)
        arrivals.note()
      }
      #expect(arrivals.areFew == (perWindow < Arrivals.quiet), "\(perWindow)")
    }
  }

  @Test func whoMayNotTakeLeavesEverythingToTheOthersInTheirOrder() async {
    let queue = TakingQueue<Int>()
    let mayTake = Atomic(false)
    let taken = Mutex<[(thread: String, element: Int)]>([])
    let (stream, ends) = AsyncStream<Void>.makeStream()
    // Both end by an element that stands for the end, so that no thread outlives the test.
    for (name, isSpare) in [("usual", false), ("spare", true)] {
      Thread {
        while true {
          let element = queue.next { !isSpare || mayTake.load(ordering: .acquiring) }
          if element < 0 { break }
          taken.withLock { $0.append((name, element)) }
          if element == 99 {
            // The spare thread may take the second end once the first has ended the usual one.
            queue.add(-1)
            mayTake.store(true, ordering: .releasing)
            queue.add(-1)
          }
        }
        ends.yield()
      }.start()
    }
    for element in 0..<100 { queue.add(element) }
    var ended = 0
    for await _ in stream {
      ended += 1
      if ended == 2 { break }
    }
    taken.withLock { taken in
      #expect(taken.map(\.element) == Array(0..<100))
      #expect(taken.allSatisfy { $0.thread == "usual" })
    }
  }
}
