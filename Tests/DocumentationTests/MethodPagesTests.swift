import Foundation
import Testing

/// Runs the worked examples of `docs/methods/`: a block `console` holds a command after `$ ` and the output that the built
/// program must print, byte for byte. A page with blocks `csv NAME` has them written as files beside which its commands run;
/// the commands of other pages run at the top of the repository.
@Suite struct MethodPagesTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/methods")

  static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  struct Block {
    let info: String
    let lines: [String]
  }

  static func blocks(_ text: String) -> [Block] {
    var blocks: [Block] = []
    var open: (info: String, lines: [String])?
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(info: block.info, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  @Test func thereArePages() {
    #expect(MethodPagesTests.pages.count >= 10)
  }

  @Test(arguments: pages) func itsExamplesPrintWhatThePageShows(_ page: String) throws {
    let text = try String(contentsOf: MethodPagesTests.folder.appendingPathComponent(page), encoding: .utf8)
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let blocks = MethodPagesTests.blocks(text)
    let repository = MethodPagesTests.folder.deletingLastPathComponent().deletingLastPathComponent()
    let workplace = blocks.contains { $0.info.hasPrefix("csv ") } ? directory : repository
    for block in blocks {
      if block.info.hasPrefix("csv ") {
        let name = String(block.info.dropFirst(4))
        let content = block.lines.joined(separator: "\n") + "\n"
        try Data(content.utf8).write(to: directory.appendingPathComponent(name))
      } else if block.info == "console", let command = block.lines.first, command.hasPrefix("$ kaoping ") {
        let printed = try MethodPagesTests.run(String(command.dropFirst("$ kaoping ".count)), in: workplace)
        let shown = block.lines.dropFirst().joined(separator: "\n")
        #expect(printed == shown, "\(page): \(command)\n\(printed)")
      }
    }
  }

  /// Runs the program that was built beside this test with arguments that hold no quoted spaces.
  static func run(_ arguments: String, in directory: URL) throws -> String {
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appendingPathComponent("kaoping")
    process.arguments = arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = directory
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "zh_CN.UTF-8"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
