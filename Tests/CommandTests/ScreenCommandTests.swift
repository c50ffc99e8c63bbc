import Foundation
import TestSupport
import Testing

/// `kaoping screen` through the built program. Reference: R 4.2.2, careless 1.2.2 (References/response-screening/source.md).
@Suite struct ScreenCommandTests {
  struct Screened {
    let status: Int32
    let json: [String: Any]
    let submissions: [[String: Any]]

    init(_ arguments: [String], files: [String: String] = [:]) throws {
      let run = try BuiltProgram.run(["screen"] + arguments + ["--format", "json"], files: files)
      status = run.status
      json = try run.json()
      submissions = json["submissions"] as? [[String: Any]] ?? []
    }

    /// The identifiers with a flag.
    func ids(_ flag: String) -> [String] {
      submissions.filter { ($0["flags"] as? [String])?.contains(flag) == true }.compactMap { $0["id"] as? String }
    }

    /// A figure of every submission, nil where it is null.
    func figures(_ name: String) -> [Double?] {
      submissions.map { ($0["figures"] as? [String: Any])?[name] as? Double }
    }

    /// Whether each submission answered everything.
    var complete: [Bool] { submissions.map { ($0["figures"] as? [String: Any])?["complete"] as? Bool ?? false } }
  }

  private static let data = BuiltProgram.reference("response-screening/data.csv")

  private func expected(_ check: String) throws -> [String: Any] {
    let url = URL(fileURLWithPath: BuiltProgram.reference("response-screening/expected.json"))
    let file = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let checks = try #require(file["checks"] as? [[String: Any]])
    return try #require(checks.first { $0["id"] as? String == check }?["expected"] as? [String: Any])
  }

  @Test(arguments: [
    ("complete", "maximum_percent_match_complete"), ("as-value", "maximum_percent_match_as_value"),
    ("own-answered", "maximum_percent_match_own_answered"), ("both-answered", "maximum_percent_match_both_answered"),
  ]) func percentMatchAgreesWithTheCase(_ missing: String, _ check: String) throws {
    let expected = try expected(check)
    let result = try Screened([
      ScreenCommandTests.data, "--id", "row", "--missing", missing, "--permutations", "0",
    ])
    #expect(result.status == 0)
    let maxima = result.figures("maximum_percent_match").compactMap { $0 }
    #expect(maxima.count == expected["rows"] as? Int)
    #expect(agree(maxima.reduce(0, +) / Double(maxima.count), try #require(expected["mean"] as? Double)))
    #expect(agree(maxima.max() ?? 0, try #require(expected["max"] as? Double)))
    #expect(maxima.count { $0 >= 0.85 } == expected["at_least_0.85"] as? Int)
    let first = try #require(expected["first_twenty"] as? [Double])
    #expect(maxima.count >= first.count)
    for (found, value) in zip(maxima, first) { #expect(agree(found, value)) }
  }

  @Test(arguments: [
    ("long_string", "long_string"), ("response_variability", "response_variability"),
    ("mahalanobis", "mahalanobis_squared"), ("person_total_correlation", "person_total_correlation"),
  ]) func theOtherFiguresAgreeWithTheCase(_ check: String, _ figure: String) throws {
    let result = try Screened([ScreenCommandTests.data, "--items-like", "[A-Z]?", "--permutations", "0"])
    let values = zip(result.figures(figure), result.complete).compactMap { $1 ? $0 : nil }
    #expect(values.count == 448)
    let first = try #require(try expected(check)["first_twenty"] as? [Double])
    for (found, value) in zip(values, first) { #expect(agree(found, value, relative: 1e-7)) }
    if let mean = try expected(check)["mean"] as? Double {
      #expect(agree(values.reduce(0, +) / Double(values.count), mean))
    }
  }

  @Test func plantedCopiesAndOutliersAreFound() throws {
    let result = try Screened([ScreenCommandTests.data, "--id", "row", "--missing", "complete", "--seed", "4"])
    let copies = try #require(try expected("planted_duplicates")["flagged_at_0.9"] as? [Int])
    #expect(result.ids("near_duplicate") == copies.map(String.init))
    let outliers = try #require(try expected("mahalanobis")["outliers"] as? [Int])
    let found = zip(result.submissions, result.figures("mahalanobis_p")).filter { $1.map { $0 < 0.001 } ?? false }
    #expect(found.map { $0.0["id"] as? String } == outliers.map { String($0) })
    let rates = try #require(result.json["base_rates"] as? [String: Any])
    let base = try #require(rates["near_duplicate"] as? [String: Any])
    // Twenty deals of independent answers bring no 92-per-cent match about.
    #expect(base["expected"] as? Double == 0)
    #expect(agree(try #require(base["p"] as? Double), 1.0 / 21))
  }

  /// One row for each flag that a file can decide; the interviews of s1 to s3 set the median duration of 600 seconds.
  private static let rows = """
    id,q1,q2,q3,q4,begun,ended,w
    s1,1,2,3,4,2014-09-01 10:00:00,2014-09-01 10:10:00,1
    s2,4,3,2,1,2014-09-01T10:00:00,2014-09-01T10:10:00,1
    s3,2,2,4,4,2014-09-01 10:00:00,2014-09-01 10:10:01,1
    s1,1,2,3,4,2014-09-01 10:00:00,2014-09-01 10:10:00,1
    s2,4,3,2,2,2014-09-01T10:00:00,2014-09-01T10:10:00,1
    s4,2,2,4,4,2014-09-01 10:00:00,2014-09-01 10:10:01,1
    s5,5,5,5,5,2014-09-01 10:00:00,2014-09-01 10:03:00,1
    s6,5,5,5,5,2014-09-01 10:00:00,2014-09-01 10:12:00,1
    s7,3,1,2,9,2014-09-01 10:00:00,2014-09-01 10:01:00,1
    s8,3,1,x,7,2014-09-01 10:00:00,2014-09-01 09:10:00,1
    s9,3,4,1,,2014-09-31 10:00:00,2014-09-31 10:10:00,-2

    """

  @Test func everyFlagHasItsRow() throws {
    let result = try Screened(
      [
        "t.csv", "--id", "id", "--items", "q1,q2,q3,q4", "--start", "begun", "--end", "ended", "--weight", "w",
        "--valid", "1-5", "--missing-codes", "9",
      ], files: ["t.csv": ScreenCommandTests.rows])
    #expect(result.status == 0)
    #expect(result.ids("duplicate_exact") == ["s1"])
    #expect(result.ids("duplicate_resubmitted") == ["s2", "s4"])
    #expect(result.ids("straightline") == ["s5"])
    #expect(result.ids("speeder") == ["s7"])
    #expect(result.ids("impossible_code") == ["s8"])
    #expect(result.ids("bad_time") == ["s8", "s9"])
    #expect(result.ids("bad_weight") == ["s9"])
    #expect(result.submissions.first { $0["row"] as? Int == 5 }?["flags"] as? [String] == ["duplicate_exact"])
  }

  /// Ten interviewers with twelve interviews of random answers each; the last one copied his first five times with one change.
  @Test func aCopyingInterviewerComesFirstAndHisModelStaysWithoutAFlag() throws {
    var state: UInt64 = 7
    func answer() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % 5 + 1
    }
    var lines = ["id,who," + (1...20).map { "q\($0)" }.joined(separator: ",")]
    for interviewer in 0..<10 {
      let model = (0..<20).map { _ in answer() }
      for interview in 0..<12 {
        var answers = interview == 0 ? model : (0..<20).map { _ in answer() }
        if interviewer == 9, interview > 6 {
          answers = model
          answers[interview] = answers[interview] % 5 + 1
        }
        lines.append("s\(interviewer)-\(interview),w\(interviewer)," + answers.map(String.init).joined(separator: ","))
      }
    }
    let result = try Screened(
      ["t.csv", "--id", "id", "--interviewer", "who"], files: ["t.csv": lines.joined(separator: "\n") + "\n"])
    #expect(result.ids("near_duplicate") == (7...11).map { "s9-\($0)" })
    let interviewers = try #require(result.json["interviewers"] as? [[String: Any]])
    #expect(interviewers.count == 10)
    #expect(interviewers[0]["interviewer"] as? String == "w9")
    #expect(
      interviewers.map { ($0["flags"] as? [String]) ?? [] } == [["interviewer_outlier"]]
        + Array(repeating: [], count: 9))
  }

  @Test(arguments: [
    (["t.csv"], "a,b\n", Int32(65), ["E452", "E451"]), (["t.csv"], "a,b\nx,y\n", 65, ["E452", "E451"]),
    (["t.csv", "--id", "c"], "a,b\n1,2\n", 65, ["F005"]), (["none.csv"], "a\n1\n", 66, ["F001"]),
    (["t.csv", "--permutations", "0"], "a,b\n1,2\n", 0, ["E304", "E453"]),
    (["t.csv", "--interviewer", "i"], "a,b,i\n1,2,A\n2,2,A\n1,3,B\n2,1,B\n", 0, ["E454"]),
  ]) func whatTheDataDoNotAllowHasACode(
    _ arguments: [String], _ table: String, _ status: Int32, _ codes: [String]
  ) throws {
    let run = try BuiltProgram.run(["screen"] + arguments + ["--format", "json"], files: ["t.csv": table])
    #expect(run.status == status)
    #expect(try run.codes() == codes)
  }

  /// The small city of the ratings' reference; the identifiers are those that its generator recorded as planted (seed 11).
  @Test(arguments: [
    ("duplicate_exact", ["R8100000135"]),
    ("duplicate_resubmitted", ["R1100000121", "R8100000193", "R8200000121"]),
    (
      "straightline",
      [
        "R0200000024", "R0400000038", "R0400000067", "R1200000053", "R1200000076", "R1200000168", "R8100000038",
        "R8100000107", "R8200000007",
      ]
    ),
    ("speeder", ["R1100000032", "R1200000099", "R1200000218", "R8100000115"]),
    ("impossible_code", ["R1200000151"]), ("bad_weight", ["R1200000039"]), ("bad_time", ["R8200000069"]),
    ("unknown_community", []),
  ]) func aCityGivesWhatWasPlanted(_ flag: String, _ planted: [String]) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let result = try Screened([
      "--city", root.appendingPathComponent("Tests/OperationsTests/References/city-11-defects-on").path, "--survey",
      root.appendingPathComponent("Surveys/example-city-2014").path, "--permutations", "0",
    ])
    #expect(result.ids(flag) == planted)
    // The interviewer who copied comes first.
    let interviewers = try #require(result.json["interviewers"] as? [[String: Any]])
    #expect(interviewers.first?["interviewer"] as? String == "I82000001")
  }

  @Test(arguments: [[], ["t.csv", "--city", "c", "--survey", "s"], ["--city", "c"], ["t.csv", "--valid", "5-1"]])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    #expect(try BuiltProgram.run(["screen"] + arguments, files: ["t.csv": "a\n1\n"]).status == 64)
  }

  /// One of four interviewers writes ages that end in 0 or 5: his digits alone are a pattern.
  @Test func heapedDigitsAreFlagged() throws {
    var table = "id,interviewer,age,q1,q2,q3\n"
    for row in 0..<320 {
      let interviewer = row % 4
      let age = interviewer == 2 ? 20 + 5 * ((row / 4) % 9) : 18 + (row * 7 + row / 4) % 60
      table += "\(row),I\(interviewer),\(age),\(row % 5 + 1),\(row / 3 % 5 + 1),\(row / 7 % 5 + 1)\n"
    }
    let run = try BuiltProgram.run(
      [
        "screen", "t.csv", "--id", "id", "--interviewer", "interviewer", "--digits", "age", "--items", "q1,q2,q3",
        "--format",
        "json",
      ], files: ["t.csv": table])
    #expect(run.status == 0)
    let interviewers = try #require(try run.json()["interviewers"] as? [[String: Any]])
    let flagged = interviewers.filter { ($0["flags"] as? [String])?.contains("digit_pattern") == true }
    #expect(flagged.compactMap { $0["interviewer"] as? String } == ["I2"])
  }

  /// The search by blocks flags what the comparison of all flags, and says that lower matches were not looked for.
  @Test func largeGroupsAreSearchedByBlocks() throws {
    let arguments = ["screen", Self.data, "--id", "row", "--permutations", "2", "--format", "json"]
    let full = try BuiltProgram.run(arguments)
    let blocks = try BuiltProgram.run(arguments + ["--exhaustive", "100"])
    func flagged(_ run: BuiltProgram.Run) throws -> [String] {
      try #require(try run.json()["submissions"] as? [[String: Any]])
        .filter { ($0["flags"] as? [String])?.contains("near_duplicate") == true }.compactMap { $0["id"] as? String }
    }
    #expect(try flagged(blocks) == flagged(full))
    #expect(try !flagged(full).isEmpty)
    #expect(try blocks.codes().contains("E455"))
    #expect(try !full.codes().contains("E455"))
  }
}
