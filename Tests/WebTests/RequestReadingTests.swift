import Findings
import Testing
import Web

@Suite("What requests say")
struct RequestReadingTests {
  @Test(
    "the language: what was chosen, then the browser's, then Chinese",
    arguments: [
      (nil, nil, Language.chinese), ("en", "zh", .english), ("fr", "en-GB,en;q=0.8", .english),
      (nil, "de, en;q=0.3, zh-CN;q=0.7", .chinese), (nil, "zh;q=0, en;q=0.1", .english), (nil, "fr-FR,fr", .chinese),
      (nil, ";;,,q=", .chinese),
    ] as [(String?, String?, Language)])
  func language(chosen: String?, header: String?, expected: Language) {
    #expect(Language(chosen: chosen, acceptLanguage: header) == expected)
  }

  @Test(
    "where to go next stays on this service",
    arguments: [
      ("/work", "/work"), ("/uploads/3?part=2", "/uploads/3?part=2"), (nil, "/"), ("", "/"), ("//evil.example", "/"),
      ("/\\evil.example", "/"), ("https://evil.example/", "/"), ("javascript:alert(1)", "/"),
      ("/a\r\nSet-Cookie: x=y", "/"),
      ("/a b", "/"), ("/\u{7F}", "/"),
    ] as [(String?, String)])
  func localPath(given: String?, expected: String) {
    #expect(LocalPath(given).text == expected)
  }

  @Test("a form's fields are decoded, in their order")
  func form() throws {
    let fields = try #require(FormFields("a=1&b=%E5%8C%BA+x&a=2&c=&d&e=%2B%26"))
    #expect(fields.pairs.map(\.name) == ["a", "b", "a", "c", "d", "e"])
    #expect(fields["b"] == "区 x")
    #expect(fields["a"] == "1")
    #expect(fields["c"] == "")
    #expect(fields["e"] == "+&")
    #expect(fields["none"] == nil)
  }

  @Test("a form that cannot be read is refused", arguments: ["a=%", "a=%4", "a=%zz", "a=%FF%FE", "%C3=x"])
  func faultyForm(text: String) { #expect(FormFields(text) == nil) }

  @Test("a limit lets through what it promises and forgets when the window has passed")
  func limit() {
    var limit = AttemptLimit(most: 3, window: 60)
    #expect((0..<3).map { limit.enter("a", now: $0) } == [0, 0, 0])
    #expect(limit.enter("a", now: 10) == 50)
    #expect(limit.enter("b", now: 10) == 0)
    #expect(limit.enter("a", now: 60) == 0)
    #expect(limit.enter("a", now: 60) == 1)
  }
}
