import Foundation
import Testing

/// `kaoping read` and `kaoping survey` from the outside: files in, JSON, tables and files out.
@Suite struct ReadCommandTests {
  static let survey = [
    "f/survey.csv":
      "type,name,label,required,relevant,constraint\ntext,id,答卷编号,,,\nselect_one yn,smokes,您吸烟吗,yes,,\ninteger,age,您的年龄,yes,,. >= 16 and . <= 110\ninteger,per_day,每天几支,yes,${smokes} = 'yes',\n",
    "f/choices.csv": "list_name,name,label\nyn,yes,是的\nyn,no,不是\nyn,dk,不清楚\n",
    "f/settings.csv": "form_title,form_id,version\n吸烟,smoke,1\n",
  ]

  private func run(_ arguments: [String], _ files: [String: String], keep: String? = nil) throws -> BuiltProgram.Run {
    try BuiltProgram.run(arguments, files: files.merging(Self.survey) { mine, _ in mine })
  }

  static let good = "答卷编号,您吸烟吗,您的年龄,每天几支\nA1,是的,34,10\nA2,不是,40,\nA3,不清楚,41,\n"

  @Test func submissionsAreKeyedByItemsAndHoldCodes() throws {
    let json = try run(["read", "a.csv", "--survey", "f", "--format", "json"], ["a.csv": Self.good]).json()
    #expect(json["tool"] as? String == "table")
    #expect(json["records"] as? Int == 3)
    let submissions = try #require(json["submissions"] as? [[String: Any]])
    let answers = submissions.compactMap { $0["answers"] as? [String: Any] }
    #expect(answers.map { $0["smokes"] as? String } == ["yes", "no", nil])
    #expect(answers.map { $0["per_day"] as? Int } == [10, nil, nil])
    let missing = submissions.compactMap { $0["missing"] as? [String: String] }
    #expect(missing == [[:], ["per_day": "not-shown"], ["smokes": "dont-know", "per_day": "not-shown"]])
    #expect(submissions.map { $0["completion"] as? String } == ["complete", "complete", "complete"])
  }

  @Test func faultyRowsComeBackAndCanBeSentAgain() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-read-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rejections = folder.appendingPathComponent("rejected.csv").path
    let bad = Self.good + "A4,是的,三十\nA5,也许,50,1\n"
    let first = try run(
      ["read", "a.csv", "--survey", "f", "--strict", "--rejections", rejections, "--format", "json"], ["a.csv": bad])
    #expect(first.status == 0)
    #expect((try first.json()["submissions"] as? [Any])?.count == 3)
    #expect(try first.json()["rejected"] as? [Int] == [5, 6])
    let text = try String(contentsOfFile: rejections, encoding: .utf8)
    let lines = text.dropFirst(text.hasPrefix("\u{FEFF}") ? 1 : 0).split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(lines[0] == "原因,答卷编号,您吸烟吗,您的年龄,每天几支")
    #expect(lines[1].hasSuffix("A4,是的,三十") && lines[2].hasSuffix("A5,也许,50,1"))
    // The corrected file is taken as it is, reasons and all.
    let corrected = [lines[0], lines[1] + ",5", lines[2].replacingOccurrences(of: "也许", with: "不是")].joined(
      separator: "\n")
    let second = try run(["read", "b.csv", "--survey", "f", "--strict", "--format", "json"], ["b.csv": corrected])
    let submissions = try #require(try second.json()["submissions"] as? [[String: Any]])
    #expect(submissions.map { $0["id"] as? String } == ["A4", "A5"])
    #expect(try second.json()["rejected"] as? [Int] == [])
  }

  @Test func allOrNothingRefusesAFileWithOneFaultyRow() throws {
    let bad = Self.good + "A4,是的\n"
    #expect(try run(["read", "a.csv", "--survey", "f"], ["a.csv": bad]).status == 0)
    let refused = try run(["read", "a.csv", "--survey", "f", "--accept", "all", "--format", "json"], ["a.csv": bad])
    #expect(refused.status == 65)
    #expect(try refused.codes().contains("R214"))
    #expect(try refused.json()["submissions"] == nil)
  }

  @Test func aMappingThatAPersonCheckedIsUsed() throws {
    let strange = "nr,F1,F2,F3\nA1,J,34,10\nA2,N,40,\n"
    let mapping =
      "kind,source,target,item\ncolumn,nr,responseId,\ncolumn,F1,smokes,\ncolumn,F2,age,\ncolumn,F3,per_day,\nvalue,J,yes,smokes\nvalue,N,no,smokes\n"
    let json = try run(
      ["read", "a.csv", "--survey", "f", "--mapping", "m.csv", "--format", "json"],
      ["a.csv": strange, "m.csv": mapping]
    ).json()
    let submissions = try #require(json["submissions"] as? [[String: Any]])
    #expect(submissions.map { ($0["answers"] as? [String: Any])?["smokes"] as? String } == ["yes", "no"])
    let wrong = try run(
      ["read", "a.csv", "--survey", "f", "--mapping", "m.csv", "--format", "json"],
      ["a.csv": strange, "m.csv": "kind,source,target\ncolumn,F1,nothing\n"])
    #expect(wrong.status == 65)
    #expect(try wrong.codes().contains("P106"))
  }

  @Test func personalDataAreSealedByAKeyOrDropped() throws {
    let file = "答卷编号,手机,您吸烟吗,您的年龄,每天几支\nA1,13800138000,是的,34,1\nA2,13800138000,不是,40,\n"
    let dropped = try run(["read", "a.csv", "--survey", "f", "--format", "json"], ["a.csv": file])
    #expect(!String(decoding: dropped.output, as: UTF8.self).contains("13800138000"))
    let sealed = try run(
      ["read", "a.csv", "--survey", "f", "--seal-key", "k", "--format", "json"],
      ["a.csv": file, "k": "0123456789abcdef0123456789abcdef"])
    let codes = (try sealed.json()["submissions"] as? [[String: Any]] ?? []).map {
      ($0["sealed"] as? [String: String])?["手机"]
    }
    // HMAC-SHA256 of 13800138000 under that key, by Python's hmac module, cut to 32 digits.
    #expect(codes == ["2aff2a1ede191cf2fd4af900d10f48d1", "2aff2a1ede191cf2fd4af900d10f48d1"])
    let short = try run(
      ["read", "a.csv", "--survey", "f", "--seal-key", "k", "--format", "json"], ["a.csv": file, "k": "short"])
    #expect(short.status == 65)
  }

  @Test func aSoundFormIsTakenAndAFaultyOneIsNot() throws {
    let sound = try run(["survey", "check", "f", "--format", "json"], [:])
    #expect(sound.status == 0)
    #expect(try sound.json()["valid"] as? Bool == true)
    let faulty = try run(
      ["survey", "check", "g", "--format", "json"],
      [
        "g/survey.csv":
          "type,name,label,relevant\nbegin_group,a b,,\nselect_one none,q,Q,${zzz} = 1\ntext,q,Q,\nodd,x,X,\n",
        "g/choices.csv": "list_name,name,label\n", "g/settings.csv": "form_title\nT\n",
      ])
    #expect(faulty.status == 65)
    #expect(Set(try faulty.codes()).isSuperset(of: ["Q103", "Q001", "Q113", "F012", "Q102"]))
  }

  @Test func theTemplateThatIsMadeIsReadBack() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-template-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let template = folder.appendingPathComponent("t.xlsx").path
    #expect(try run(["survey", "template", "f", "--out", template], [:]).status == 0)
    let json = try run(["read", template, "--survey", "f", "--format", "json"], [:]).json()
    #expect((json["submissions"] as? [Any])?.isEmpty == true)
    #expect((json["not_records"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["example"])
    let items = (json["columns"] as? [[String: Any]] ?? []).compactMap { $0["item"] as? String }
    #expect(items == ["id", "smokes", "age", "per_day"])
    for name in ["c.html", "c.xlsx"] {
      let path = folder.appendingPathComponent(name).path
      #expect(try run(["survey", "codebook", "f", "--out", path], [:]).status == 0)
      #expect((try Data(contentsOf: URL(fileURLWithPath: path))).count > 500)
    }
  }
}
