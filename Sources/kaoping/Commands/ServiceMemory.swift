import Foundation

/// How the C library hands out memory while the service runs.
enum ServiceMemory {
  /// Keeps what the process holds close to what it uses. Left alone, every new thread gets a heap of its own, up to eight for each core,
  /// and once a large answer was given back the next one of its size is cut from them too: each heap grows to the largest it ever made.
  ///
  /// A C library that has no such settings is left as it is.
  static func bound() {
    // malloc.h is none of the headers that Swift sees.
    typealias Setting = @convention(c) (_ name: Int32, _ value: Int32) -> Int32
    guard let found = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(found, to: Setting.self)
    let (heaps, largestWithin): (Int32, Int32) = (-8, -3)  // M_ARENA_MAX, M_MMAP_THRESHOLD
    _ = mallopt(heaps, Int32(max(2, ProcessInfo.processInfo.activeProcessorCount)))
    _ = mallopt(largestWithin, 256 << 10)
  }
}
