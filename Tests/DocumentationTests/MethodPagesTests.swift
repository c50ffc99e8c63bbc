import Foundation
import Testing

/// Runs the examples of `docs/methods`: a fenced `console` block holds one command after `$ ` and what it prints.
@Suite struct MethodPagesTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let page: String
    let command: [String]
    let output: String
    var testDescription: String { page + ": " + command.joined(separator: " ") }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The examples of all pages, in the order of their names.
  static func examples() throws -> [Example] {
    let folder = root.appendingPathComponent("docs/methods")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }.sorted()
    return try pages.flatMap { page in
      let text = try String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)
      return text.components(separatedBy: "```console\n$ kaoping ").dropFirst().compactMap { block -> Example? in
        guard let body = block.components(separatedBy: "\n```").first else { return nil }
        let lines = body.components(separatedBy: "\n")
        return Example(
          page: page, command: lines[0].components(separatedBy: " "),
          output: lines.dropFirst().joined(separator: "\n"))
      }
    }
  }

  /// The command that was built beside the tests.
  static func executable() throws -> URL {
    let tests = try #require(Bundle.main.executableURL).deletingLastPathComponent()
    let beside = tests.appendingPathComponent("kaoping")
    try #require(FileManager.default.isExecutableFile(atPath: beside.path), "\(beside.path) is not built")
    return beside
  }

  @Test func pagesHaveExamples() throws {
    #expect(try Self.examples().count >= 10)
  }

  @Test(arguments: try examples()) func examplePrintsWhatThePageSays(_ example: Example) throws {
    let process = Process()
    process.executableURL = try Self.executable()
    process.arguments = example.command
    process.currentDirectoryURL = Self.root
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "zh_CN.UTF-8"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var trimmed = printed
    while trimmed.hasSuffix("\n") { trimmed.removeLast() }
    #expect(trimmed == example.output)
  }
}
