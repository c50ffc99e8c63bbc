import Foundation

/// Threads for work that keeps a core busy for seconds. On the threads that all requests share, two of which a machine of two cores has,
/// one scoring would make everybody wait for its end.
///
/// They give way to the others (nice 10), and one core is left to requests altogether as long as they keep coming: a request that wakes up
/// beside busy threads waits for the end of their slice, some milliseconds, however low their priority
/// (docs/decisions/0028-a-core-for-those-who-wait.md). While few come, a spare thread works on that core too. What comes out does not
/// depend on the number of threads.
final class WorkerThreads: TaskExecutor {
  private let jobs = TakingQueue<UnownedJob>()

  /// As many threads as there are cores, of which the last is spare. Private, because threads never end and must not outlive their
  /// executor.
  private init() {
    let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
    for number in 1...cores {
      let isSpare = number > 1 && number == cores
      let thread = Thread { [jobs, executor = asUnownedTaskExecutor()] in
        // On Linux this is the priority of the calling thread alone.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        while true { jobs.next { !isSpare || Arrivals.shared.areFew }.runSynchronously(on: executor) }
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
