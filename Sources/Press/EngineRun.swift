import Dispatch
import Foundation

/// One run of a program with a time limit.
///
/// Its output goes into files and not through pipes: a pipe that nobody empties blocks the child, and a grandchild that
/// keeps it open blocks the reader after the child was stopped.
struct EngineRun {
  /// The exit status; nil if a signal ended it.
  let status: Int32?
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String

  /// Runs the program at `path` in `folder` and waits for it.
  ///
  /// - Parameter seconds: after so long it is asked to end and, two seconds later, ended.
  /// - Throws: `.engineUnusable`, `.timedOut`, `.folderUnusable`.
  init(
    _ path: String, _ arguments: [String], folder: URL, environment: [String: String], seconds: Double
  ) throws(PressError) {
    let outputFile = folder.appendingPathComponent("engine-output.txt")
    let errorFile = folder.appendingPathComponent("engine-errors.txt")
    let outputHandle = try EngineRun.create(outputFile)
    let errorHandle = try EngineRun.create(errorFile)
    defer {
      try? outputHandle.close()
      try? errorHandle.close()
    }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = outputHandle
    process.standardError = errorHandle
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      throw .engineUnusable(path: path, reason: error.localizedDescription)
    }
    guard ended.wait(timeout: .now() + seconds) == .success else {
      process.terminate()
      if ended.wait(timeout: .now() + 2) != .success {
        kill(process.processIdentifier, SIGKILL)
        _ = ended.wait(timeout: .now() + 2)
      }
      throw .timedOut(seconds: seconds)
    }
    status = process.terminationReason == .exit ? process.terminationStatus : nil
    output = EngineRun.text(outputFile)
    errors = EngineRun.text(errorFile)
  }

  private static func create(_ file: URL) throws(PressError) -> FileHandle {
    do {
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    } catch {
      throw .folderUnusable(reason: error.localizedDescription)
    }
  }

  /// The file's text, at most 64 KiB of it: a message for people, not a log.
  private static func text(_ file: URL) -> String {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return "" }
    defer { try? handle.close() }
    let data = (try? handle.read(upToCount: 65_536)) ?? Data()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
