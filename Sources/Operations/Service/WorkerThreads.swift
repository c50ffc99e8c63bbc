import Foundation

/// Threads for work that keeps a core busy for seconds. On the threads that all requests share, two of which a machine of two cores has,
/// one scoring would make everybody wait for its end.
///
/// They give way to the others (nice 10), so that scoring takes what requests leave over.
final class WorkerThreads: TaskExecutor {
  private let jobs = JobQueue()

  /// As many threads as there are cores. Private, because threads never end and must not outlive their executor.
  private init() {
    for number in 1...max(1, ProcessInfo.processInfo.activeProcessorCount) {
      let thread = Thread { [jobs, executor = asUnownedTaskExecutor()] in
        // On Linux this is the priority of the calling thread alone.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        while true { jobs.next().runSynchronously(on: executor) }
      }
      thread.name = "kaoping.worker.\(number)"
      // The rating recurses nowhere deeply, but a stack as large as the main thread's costs nothing until it is used.
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) { jobs.add(UnownedJob(job)) }

  /// The one set of threads of the process.
  static let shared = WorkerThreads()
}

/// Jobs in the order in which they came.
private final class JobQueue: @unchecked Sendable {
  // Everything is read and written while `condition` is locked.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []

  func add(_ job: UnownedJob) {
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  /// The next job; waits for one.
  func next() -> UnownedJob {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty { condition.wait() }
    return jobs.removeFirst()
  }
}
