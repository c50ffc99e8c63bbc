import Foundation
import Testing

/// The program that was built beside the tests, run in a folder of its own with the files that it is given.
struct BuiltProgram {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: Data
    let talk: String

    /// The JSON object on standard output.
    func json() throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: output) as? [String: Any])
    }

    /// The codes of the JSON's findings, in their order.
    func codes() throws -> [String] {
      try #require(try json()["findings"] as? [[String: Any]]).compactMap { $0["code"] as? String }
    }
  }

  /// Runs `kaoping` with `arguments`; `files` are written first, by name.
  static func run(_ arguments: [String], files: [String: String] = [:]) throws -> Run {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, content) in files {
      let file = directory.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appendingPathComponent("kaoping")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    // Standard error goes to a file: two pipes read one after the other could block each other.
    let talk = directory.appendingPathComponent("talk.txt")
    try Data().write(to: talk)
    process.standardError = try FileHandle(forWritingTo: talk)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: output,
      talk: String(decoding: try Data(contentsOf: talk), as: UTF8.self))
  }

  /// A file of a reference case of the statistics.
  static func reference(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("StatisticsTests/References").appendingPathComponent(path).path
  }
}
