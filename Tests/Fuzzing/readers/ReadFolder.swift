import Findings
import Glibc
import Sheets

/// Reads every file of the folders that are named, in one process, and fails if one of them takes more than 2 s or makes the
/// process grow beyond 256 MiB. A crash or a trap ends the process and names the file; so does a file that takes 20 s.
@main enum ReadFolder {
  static let mostSeconds = 2.0
  static let mostMebibytes = 256

  static func main() {
    // The file that is being read, for the handler of a crash, which may not allocate.
    let current = UnsafeMutablePointer<CChar>.allocate(capacity: 4096)
    current.initialize(repeating: 0, count: 4096)
    CrashReport.file = current
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGALRM] { signal(number, CrashReport.handler) }
    var tally = Tally()
    for folder in CommandLine.arguments.dropFirst() {
      for name in names(of: folder) {
        let path = folder + "/" + name
        strncpy(current, path, 4095)
        alarm(20)
        tally.read(path, as: name)
      }
    }
    alarm(0)
    tally.report()
    exit(tally.faults.isEmpty && tally.files > 0 ? 0 : 1)
  }

  private static func names(of folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

/// Names the file that was being read when the process died.
enum CrashReport {
  nonisolated(unsafe) static var file: UnsafeMutablePointer<CChar>?
  static let handler: @convention(c) (CInt) -> Void = { number in
    if let file = CrashReport.file {
      write(2, "died at ", 8)
      write(2, file, strlen(file))
      write(2, "\n", 1)
    }
    _exit(128 + number)
  }
}

/// What came of the files.
struct Tally {
  var files = 0
  var read = 0
  var faults: [String] = []
  private var refusals: [String: Int] = [:]
  private var slowest = (seconds: 0.0, path: "")
  private let start = Tally.now

  mutating func read(_ path: String, as name: String) {
    guard let bytes = Tally.bytes(of: path) else { return }
    files += 1
    var findings: [Finding] = []
    let before = Tally.now
    let workbooks = WorkbookReader.open(bytes, file: name, findings: &findings)
    let seconds = Tally.now - before
    if seconds > slowest.seconds { slowest = (seconds, path) }
    if seconds > ReadFolder.mostSeconds { faults.append("\(path): \(seconds) s") }
    if Tally.peak > ReadFolder.mostMebibytes { faults.append("\(path): \(Tally.peak) MiB") }
    if !workbooks.isEmpty {
      read += 1
    } else if let reason = findings.last(where: { $0.severity == .error }) {
      refusals[reason.code.code, default: 0] += 1
    } else {
      faults.append("\(path): refused without a reason")
    }
  }

  func report() {
    print("\(files) files in \(Int(Tally.now - start)) s: \(read) read, \(files - read) refused")
    for (code, count) in refusals.sorted(by: { $0.key < $1.key }) { print("  \(code)  \(count)") }
    print("slowest \(Int(slowest.seconds * 1000)) ms (\(slowest.path)), peak \(Tally.peak) MiB")
    for fault in faults.prefix(20) { print("FAULT \(fault)") }
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory that the process has held, in MiB.
  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    guard size >= 0 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size == 0 ? 0 : fread(buffer.baseAddress, 1, size, file)
    }
  }
}
