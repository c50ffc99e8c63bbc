import Foundation
import Testing

/// `docs/data-protection.md` puts every table of the database and every file of the data directory into one level.
@Suite("Data protection page")
struct DataProtectionTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The rows of the table of levels: their names, and what stands in backquotes in the columns of tables and of files.
  private static func levels() throws -> [(name: String, tables: [String], files: [String])] {
    try text("docs/data-protection.md").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 6,
        let name = cells[1].firstMatch(of: /public|internal|personal|secret/).map({ String($0.output) }),
        cells[3].contains("`")
      else { return nil }
      func names(_ cell: String) -> [String] { cell.matches(of: /`([^`]+)`/).map { String($0.output.1) } }
      return (name, names(cells[3]), names(cells[4]))
    }
  }

  @Test("puts each table of the schema into one level, and no table that there is not")
  func tables() throws {
    let folder = "Sources/Store/Migrations"
    var schema: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: folder).path) {
      schema += try Self.text("\(folder)/\(file)").matches(of: /CREATE TABLE (\w+)/).map { String($0.output.1) }
    }
    let named = try Self.levels().flatMap(\.tables)
    #expect(schema.count > 30)
    #expect(named.sorted() == Set(schema).sorted())
  }

  @Test("names the four levels, with rules for each, and every file of the data directory")
  func files() throws {
    let levels = try Self.levels()
    #expect(levels.map(\.name) == ["public", "internal", "personal", "secret"])
    let page = try Self.text("docs/data-protection.md")
    let rules = page.split(separator: "\n").drop { !$0.hasPrefix("| Rule |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    #expect(rules.count >= 8)
    for rule in rules { #expect(rule.split(separator: "|", omittingEmptySubsequences: false).count == 7, "\(rule)") }
    let layout = try Self.text("docs/database.md").split(separator: "```")[1]
    let files = layout.split(separator: "\n").dropFirst(2).compactMap {
      $0.firstMatch(of: /^ +([\w.]+\/?[\w.]*)/).map { String($0.output.1) }
    }
    #expect(files.count >= 7)
    let named = levels.flatMap(\.files)
    for file in files { #expect(named.contains { file.hasPrefix($0) || $0.hasPrefix(file) }, "\(file)") }
  }
}
