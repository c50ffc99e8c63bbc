import Findings
import Foundation
import Testing
import Web

/// The texts and files that pages are made of.
@Suite("Assets and words")
struct AssetsTests {
  private static let web = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Web")

  @Test("the embedded files are those of the folders")
  func areCurrent() throws {
    for (folder, suffix, embedded) in [
      ("Templates", ".mustache", EmbeddedAssets.templates), ("Static", "", EmbeddedAssets.files),
    ] {
      let root = AssetsTests.web.appending(path: folder)
      let names = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
        .filter { $0.hasSuffix(".mustache") || $0.hasSuffix(".css") || $0.hasSuffix(".js") }
      #expect(Set(names.map { String($0.dropLast(suffix.count)) }) == Set(embedded.keys))
      for name in names {
        let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
        #expect(
          embedded[String(name.dropLast(suffix.count))]?.trimmingCharacters(in: .newlines)
            == text.trimmingCharacters(in: .newlines), "run make assets: \(name)")
      }
    }
  }

  @Test("every word of a template exists in both languages, and every word is used")
  func wordsAreComplete() throws {
    var used: Set<String> = []
    for (name, text) in EmbeddedAssets.templates {
      for match in text.matches(of: /\{\{[#^]?t\.([A-Za-z_]+)\}\}/) {
        #expect(Words.all[String(match.output.1)] != nil, "\(name): t.\(match.output.1)")
        used.insert(String(match.output.1))
      }
    }
    for (name, text) in Words.all {
      #expect(!text.chinese.isEmpty && !text.english.isEmpty, "\(name)")
      #expect(text.chinese.unicodeScalars.contains { $0.value >= 0x3000 } || text.chinese == text.english, "\(name)")
      #expect(
        !text.english.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) && !text.english.contains("等保") },
        "\(name)")
    }
    let sources = try Self.sources()
    for name in Words.all.keys
    where !used.contains(name) && !name.hasPrefix("done_") && !name.hasPrefix("help_") {
      #expect(sources.contains("\"\(name)\""), "nobody uses the word \(name)")
    }
  }

  @Test("every word that a page asks for by its name exists")
  func wordsOfPagesExist() throws {
    let sources = try Self.sources()
    var asked: Set<String> = []
    for match in sources.matches(of: /Words\.text\(\s*"(\w+)",/) { asked.insert(String(match.output.1)) }
    for match in sources.matches(of: /Words\.text\([^"()]*\?\s*"(\w+)"\s*:\s*"(\w+)"/) {
      asked.formUnion([String(match.output.1), String(match.output.2)])
    }
    #expect(asked.count > 100)
    for name in asked { #expect(Words.all[name] != nil, "Words.text(\"\(name)\")") }
  }

  @Test("a template escapes all that it shows")
  func nothingIsRaw() {
    for (name, text) in EmbeddedAssets.templates {
      for match in text.matches(of: /\{\{\{([^}]*)\}\}\}|\{\{&([^}]*)\}\}/) {
        // Charts come from our own drawing code, which escapes; nothing else may be raw.
        let shown = String(match.output.1 ?? match.output.2 ?? "")
        #expect(shown.hasSuffix("chart") || shown.hasSuffix("Chart"), "\(name): \(shown)")
      }
      #expect(!text.contains("style=") && !text.contains("onclick") && !text.contains("<script>"), "\(name): inline")
    }
  }

  /// All Swift of the room but the words themselves.
  private static func sources() throws -> String {
    let names = try #require(FileManager.default.enumerator(atPath: web.path)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Words/") && !$0.hasPrefix("Assets/") }
    return try names.map { try String(contentsOf: web.appending(path: $0), encoding: .utf8) }.joined()
  }
}
