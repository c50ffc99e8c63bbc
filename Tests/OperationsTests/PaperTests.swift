import Findings
import Foundation
import Operations
import Store
import Testing
import Titles

/// R9: paper questionnaires through the data directory: typed twice, decided, approved, counted once.
@Suite struct PaperTests {
  @Test func aBatchBecomesAnUpload() throws {
    let fixture = try RoundFixture()
    _ = try fixture.collect()
    let desk = fixture.desk
    let district = RoundFixture.districts[2]
    let people = try ["li", "wang", "zhao"].map { try fixture.user($0, "district-office@district:\(district)") }
    let other = try fixture.user("qian", "district-office@district:\(RoundFixture.districts[0])")
    let scope = Scope.district(district)
    func write(_ name: String, _ text: String) throws -> String {
      try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.path(name)))
      return fixture.path(name)
    }
    func code(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch let refusal as Refusal {
        return refusal.findings.first?.code.code
      } catch {
        Issue.record("\(error)")
        return nil
      }
    }
    #expect(
      code { _ = try desk.openPaper("B 1", round: "2014", kind: .responses, scope: scope, by: people[0]) } == "W156")
    #expect(code { _ = try desk.openPaper("B1", round: "2014", kind: .responses, scope: scope, by: other) } == "W102")
    _ = try desk.openPaper("B1", round: "2014", kind: .responses, scope: scope, by: people[0])
    // Three real forms; the second person mistypes the last answer of the second one.
    let lines = try String(contentsOfFile: fixture.city("responses/\(district).csv"), encoding: .utf8).split(
      separator: "\n"
    ).prefix(4)
      .map(String.init)
    let form = String(lines[2].prefix { $0 != "," })
    let item = try #require(lines[0].split(separator: ",").last.map(String.init))
    let right = try #require(lines[2].split(separator: ",", omittingEmptySubsequences: false).last.map(String.init))
    let wrong = lines[2].dropLast(right.count) + (right == "3" ? "4" : "3")
    let text = lines.joined(separator: "\n") + "\n"
    let first = try write("first.csv", text)
    let second = try write("second.csv", [lines[0], lines[1], String(wrong), lines[3]].joined(separator: "\n") + "\n")
    #expect(code { _ = try desk.typePaper("B1", path: try write("x.csv", "id,姓名\n1,王\n"), by: people[0]) } == "B050")
    #expect(
      code { _ = try desk.typePaper("B1", path: try write("x.csv", "id,q01\n1,4\n1,5\n"), by: people[0]) } == "W155")
    #expect(try desk.typePaper("B1", path: first, by: people[0]).value.stage == .typedOnce)
    #expect(code { _ = try desk.typePaper("B1", path: second, by: people[0]) } == "W104")
    #expect(code { _ = try desk.typePaper("B1", path: try write("x.csv", "id,q02\n1,4\n"), by: people[1]) } == "W154")
    #expect(try desk.typePaper("B1", path: second, by: people[1]).value.openDifferences.map(\.form) == [form])
    #expect(code { _ = try desk.approvePaper("B1", by: people[2]) } == "W150")
    let decision = PaperAction.resolve(form: form, item: item, value: right, reason: "对照原件")
    #expect(code { _ = try desk.applyPaper(decision, to: "B1", reason: "", by: people[1]) } == "W104")
    #expect(try desk.applyPaper(decision, to: "B1", reason: "", by: people[2]).value.stage == .agreed)
    #expect(code { _ = try desk.approvePaper("B1", by: people[0]) } == "W104")
    let upload = try desk.approvePaper("B1", by: people[2]).value
    var bytes: [UInt8] = []
    _ = try desk.store.bytes(of: try #require(upload.digest)) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(try desk.paper("B1").stage == .approved && desk.paper("B1").upload == upload.number)
    #expect(code { _ = try desk.approvePaper("B1", by: people[2]) } == "W150")
    #expect(try desk.store.verify().isSound)
    #expect(try desk.store.paperBatches("2014").count == 1)
  }
}
