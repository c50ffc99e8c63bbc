import Foundation
import Testing

/// `kaoping standard` and `kaoping explain` as programs outside meet them.
@Suite struct StandardCommandTests {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static func path(_ name: String) -> String { repository.appendingPathComponent(name).path }

  @Test func aSoundStandardIsSoundAndAFaultyOneIsNot() throws {
    let sound = try BuiltProgram.run([
      "standard", "check", Self.path("Scoring/kp-2014"), "--survey", Self.path("Surveys/kp-2014"), "--format", "json",
    ])
    #expect(sound.status == 0)
    #expect(try sound.json()["sound"] as? Bool == true)
    let wrong = try BuiltProgram.run([
      "standard", "check", Self.path("Scoring/kp-2014"), "--survey", Self.path("Surveys/example-city-2014"), "--format",
      "json",
    ])
    #expect(wrong.status == 65)
    #expect(try wrong.json()["sound"] as? Bool == false)
    // Thirty items of two variants are not in the other questionnaire.
    #expect(try wrong.codes().count == 30)
    let none = try BuiltProgram.run(["standard", "check", "nowhere", "--format", "json"])
    #expect(none.status == 66)
  }

  @Test func theTreeIsShownInThreeFormats() throws {
    let folder = Self.path("Scoring/kp-2014")
    let json = try BuiltProgram.run(["standard", "show", folder, "--format", "json"]).json()
    let variants = try #require(json["variants"] as? [[String: Any]])
    #expect(variants.map { $0["variant"] as? String } == ["community", "village"])
    #expect(
      variants.allSatisfy { $0["satisfaction_points"] as? Double == 50 && $0["department_points"] as? Double == 50 })
    let table = try BuiltProgram.run(["standard", "show", folder, "--variant", "village", "--lang", "en"])
    let text = String(decoding: table.output, as: UTF8.self)
    #expect(text.contains("V7-D1") && text.contains("target rate") && !text.contains("C1-S1"))
    let csv = try BuiltProgram.run(["standard", "show", folder, "--format", "csv"])
    #expect(String(decoding: csv.output, as: UTF8.self).split(separator: "\n").count == 1 + 2 * 55)
    #expect(try BuiltProgram.run(["standard", "show", folder, "--variant", "town"]).status == 65)
  }

  @Test func theDifferenceFromTheParentIsPrinted() throws {
    let run = try BuiltProgram.run(["standard", "diff", Self.path("Scoring/kp-2014-donghu"), "--format", "json"])
    let changes = try #require(try run.json()["changes"] as? [[String: Any]])
    #expect(
      changes.contains {
        $0["key"] as? String == "C5-D4" && $0["before"] as? String == "1" && $0["after"] as? String == "0.5"
      })
    #expect(changes.contains { $0["key"] as? String == "C5-D5" && $0["change"] as? String == "added" })
    let same = try BuiltProgram.run([
      "standard", "diff", Self.path("Scoring/kp-2014"), Self.path("Scoring/kp-2014"), "--lang", "en",
    ])
    #expect(String(decoding: same.output, as: UTF8.self) == "They are the same.\n")
    #expect(try BuiltProgram.run(["standard", "diff", Self.path("Scoring/kp-2014")]).status == 65)
  }

  @Test func anExplanationFromTheResultIsThatFromTheData() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-explain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let inputs = [
      "--standard", Self.path("Scoring/kp-2014"), "--survey", Self.path("Surveys/kp-2014"), "--titles", "10",
      "--format",
      "json", "--lang", "en",
    ]
    let city = Self.path("Scoring/kp-2014/example")
    let rated = try BuiltProgram.run(["rate", city, "--out", root.path, "--reports", "none", "--breakdown"] + inputs)
    #expect(rated.status == 0)
    let fresh = try BuiltProgram.run(["explain", "329911000001", "--city", city] + inputs)
    let stored = try BuiltProgram.run([
      "explain", "示例01社区", "--result", root.appendingPathComponent("result.json").path, "--format", "json", "--lang",
      "en",
    ])
    #expect(fresh.status == 0 && fresh.output == stored.output)
    let lines = try #require(try fresh.json()["lines"] as? [[String: Any]])
    let item = try #require(lines.first { $0["code"] as? String == "C1-S1" })
    let counts = try #require((item["answers"] as? [String: Any])?["counts"] as? [[String: Any]])
    #expect(counts.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 41)
    let entry = try #require((lines.first { $0["code"] as? String == "C1-D2" }?["entries"] as? [[String: Any]])?.first)
    #expect(
      entry["file"] as? String == "measures.csv" && entry["row"] as? Int == 5 && entry["document"] as? String != nil)
    #expect(try BuiltProgram.run(["explain", "nobody", "--city", city] + inputs).status == 65)
    #expect(try BuiltProgram.run(["explain", "nobody"]).status == 64)
  }

  @Test func aStandardWithoutAResidentsHalfNeedsNoQuestionnaire() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-tasks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let run = try BuiltProgram.run([
      "rate", Self.path("Scoring/task-progress-2023/example"), "--standard", Self.path("Scoring/task-progress-2023"),
      "--out", root.path, "--reports", "html,xlsx",
    ])
    #expect(run.status == 0)
    let page = try String(contentsOf: root.appendingPathComponent("report.html"), encoding: .utf8)
    #expect(page.contains("牵头单位") && page.contains("等次"))
    let missing = try BuiltProgram.run([
      "rate", Self.path("Scoring/kp-2014/example"), "--standard", Self.path("Scoring/kp-2014"), "--out", root.path,
      "--reports", "none", "--format", "json",
    ])
    #expect(missing.status == 65)
    #expect(try missing.codes() == ["S116"])
  }
}
