import Foundation
import Testing

/// Pages that a command makes are those that the command makes now, and every command is in the handbook.
@Suite struct GeneratedPagesTests {
  static let docs = MethodPagesTests.folder.deletingLastPathComponent()

  @Test func theCatalogueOfFindingsIsCurrent() throws {
    let page = try String(contentsOf: Self.docs.appendingPathComponent("findings.md"), encoding: .utf8)
    let made = try MethodPagesTests.run("findings --markdown", in: Self.docs)
    #expect(made == page.trimmingCharacters(in: .newlines))
  }

  @Test func everyCommandIsInTheHandbook() throws {
    let handbook = try String(contentsOf: Self.docs.appendingPathComponent("cli.md"), encoding: .utf8)
    let help = try MethodPagesTests.run("--help", in: Self.docs)
    // Commands stand in groups, each on a line that begins with two blanks and its name.
    let commands = help.matches(of: /(?m)^  ([a-z][a-z-]*)(?: |$)/).map { String($0.1) }
    #expect(commands.count >= 25)
    for command in commands { #expect(handbook.contains("`kaoping \(command)"), "\(command)") }
  }

  /// Links between pages lead to files that exist.
  @Test func linksLeadSomewhere() throws {
    let root = Self.docs.deletingLastPathComponent()
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.docs.path).filter { $0.hasSuffix(".md") }
    let pages =
      names.map { Self.docs.appendingPathComponent($0) }
      + ["README.md", "README.zh-CN.md"].map { root.appendingPathComponent($0) }
    for page in pages {
      let text = try String(contentsOf: page, encoding: .utf8)
      for match in text.matches(of: /\]\(([^)#]+?)(#[^)]*)?\)/) {
        let target = String(match.1)
        if target.hasPrefix("http") || target.hasPrefix("mailto") { continue }
        let path = page.deletingLastPathComponent().appendingPathComponent(target).path
        #expect(FileManager.default.fileExists(atPath: path), "\(page.lastPathComponent): \(target)")
      }
    }
  }
}

/// The diagrams of the round.
extension GeneratedPagesTests {
  @Test func theStatesOfARoundAreCurrent() throws {
    let page = try String(contentsOf: Self.docs.appendingPathComponent("states/round.md"), encoding: .utf8)
    let made = try MethodPagesTests.run("round diagram", in: Self.docs)
    #expect(made == page.trimmingCharacters(in: .newlines))
  }
}
