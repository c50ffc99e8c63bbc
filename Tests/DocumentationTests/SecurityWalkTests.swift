import Foundation
import Testing

/// `docs/security.md` walks through every requirement of ASVS 5.0 that applies, and the tests that it names are there.
@Suite("Security page")
struct SecurityWalkTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private struct Line {
    var point: String
    var level: String
    var state: String
    var how: String
    var tests: [String]
  }

  /// The lines of the walk.
  private static func walk() throws -> [Line] {
    let page = try String(contentsOf: root.appending(path: "docs/security.md"), encoding: .utf8)
    return page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 7, cells[1].wholeMatch(of: /\d+\.\d+\.\d+/) != nil else { return nil }
      let tests = cells[5].matches(of: /`([^`]+)`/).map { String($0.output.1) }
      return Line(point: cells[1], level: cells[2], state: cells[3], how: cells[4], tests: tests)
    }
  }

  // OWASP ASVS 5.0.0 without V9, V10 and V17: 61 requirements of level 1 and 149 of level 2.
  @Test("walks through each of the 61 and 149 requirements once")
  func isComplete() throws {
    let lines = try SecurityWalkTests.walk()
    #expect(lines.filter { $0.level == "1" }.count == 61)
    #expect(lines.filter { $0.level == "2" }.count == 149)
    #expect(Set(lines.map(\.point)).count == lines.count)
    for line in lines {
      #expect(["✓", "partly", "**gap**", "–"].contains(line.state) && !line.how.isEmpty, "\(line.point)")
    }
  }

  @Test("counts what is met and what is not as its table says")
  func counts() throws {
    let page = try String(contentsOf: SecurityWalkTests.root.appending(path: "docs/security.md"), encoding: .utf8)
    let lines = try SecurityWalkTests.walk()
    for (title, state) in [
      ("met", "✓"), ("met in part, the rest named", "partly"), ("not met", "**gap**"),
      ("nothing of the kind is there", "–"),
    ] {
      let counts = ["1", "2"].map { level in lines.filter { $0.level == level && $0.state == state }.count }
      #expect(page.contains("| \(title) | \(counts[0]) | \(counts[1]) |"), "\(title): \(counts)")
    }
  }

  @Test("names tests that there are")
  func testsExist() throws {
    let tests = SecurityWalkTests.root.appending(path: "Tests")
    let files = try #require(FileManager.default.enumerator(atPath: tests.path)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".py") }
    for name in Set(try SecurityWalkTests.walk().flatMap(\.tests)).sorted() {
      let parts = name.split(separator: ".").map(String.init)
      let isFile = files.contains { $0 == name || $0.hasSuffix("/" + name) || "Tests/" + $0 == name }
      let isFolder =
        name.hasPrefix("Tests/")
        && FileManager.default.fileExists(
          atPath: SecurityWalkTests.root.appending(path: name).path)
      var isThere = isFile || isFolder
      if !isThere, let suite = parts.first {
        // A whole room, a suite's file, or a function in one; attacks are functions of a module of theirs.
        for file in files
        where file.contains("/\(suite).") || file.hasPrefix("\(suite)/") || file.contains("\(suite).py") {
          let text = try String(contentsOf: tests.appending(path: file), encoding: .utf8)
          isThere =
            isThere || parts.count == 1 || text.contains("func \(parts[1])(") || text.contains("def \(parts[1])(")
        }
        // Several suites may share a file.
        for file in files where !isThere && file.hasSuffix(".swift") {
          let text = try String(contentsOf: tests.appending(path: file), encoding: .utf8)
          isThere = text.contains("struct \(suite)") && (parts.count == 1 || text.contains("func \(parts[1])("))
        }
      }
      #expect(isThere, "\(name)")
    }
  }
}
