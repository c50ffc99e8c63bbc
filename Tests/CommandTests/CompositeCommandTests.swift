import Foundation
import Testing

/// The commands for composite indicators, their sensitivity and further interviews, as a user runs them.
@Suite struct CompositeCommandTests {
  static let files = [
    "i.csv": "code,parent,direction,weight\na,p,1,2\nb,p,-1,1\nc,q,1,1\np,t,1,0.5\nq,t,1,0.5\nt,,,\n",
    "d.csv": "u,g,a,b,c\nx,n,1,5,3\ny,n,4,4,1\nz,s,2,9,8\nw,s,6,1,5\nv,s,6,,5\n",
  ]

  private func composite(_ options: [String], _ files: [String: String] = files) throws -> BuiltProgram.Run {
    try BuiltProgram.run(["composite", "i.csv", "d.csv", "--format", "json"] + options, files: files)
  }

  @Test func theJSONHoldsScoresAndRanksAtEveryLevel() throws {
    let run = try composite(["--checks", "--line", "2", "--titles", "2", "--by", "g"])
    #expect(run.status == 0 || run.status == 10)
    let json = try run.json()
    let units = try #require(json["units"] as? [[String: Any]])
    #expect(units.count == 5)
    for unit in units {
      #expect((unit["scores"] as? [String: Any])?.keys.sorted() == ["a", "b", "c", "p", "q", "t"])
      #expect((unit["ranks"] as? [String: Any])?.count == 6)
    }
    #expect((json["checks"] as? [String: Any])?["cronbach_alpha"] != nil)
    #expect((json["groups"] as? [[String: Any]])?.count == 2)
  }

  @Test func aStepTableAndOptionsAreOneMethod() throws {
    var files = Self.files
    files["s.csv"] = "key,value\nimpute,median\nnormalise,\"zscore:0,1\"\naggregate,\"arithmetic,power:2\"\n"
    let table = try composite(["--steps", "s.csv"], files)
    let options = try composite([
      "--impute", "median", "--normalise", "zscore:0,1", "--aggregate", "arithmetic,power:2",
    ])
    #expect(table.status == options.status)
    #expect(table.output == options.output)
  }

  @Test func everyFaultIsReportedInOnePass() throws {
    let files = [
      "i.csv": "code,parent,direction,weight\na,p,0,2\nb,z,1,\n", "d.csv": "u,a,b\nx,1,2\n",
    ]
    let run = try composite([], files)
    #expect(run.status == 65)
    #expect(try run.codes().sorted() == ["F011", "K102", "K102", "K104"])
    #expect(try composite([], ["i.csv": "code,parent\na,t\nt,\n"]).status == 66)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let options = [
      "sensitivity", "i.csv", "d.csv", "--line", "2", "--vary-weights", "0.3", "--vary-share", "p=0.4..0.6",
      "--sobol", "--replications", "50", "--format", "json",
    ]
    let first = try BuiltProgram.run(options + ["--seed", "3"], files: Self.files)
    #expect(first.status == 0)
    #expect(try BuiltProgram.run(options + ["--seed", "3"], files: Self.files).output == first.output)
    #expect(try BuiltProgram.run(options + ["--seed", "4"], files: Self.files).output != first.output)
    let units = try #require(try first.json()["units"] as? [[String: Any]])
    #expect(abs(units.compactMap { $0["title_share"] as? Double }.reduce(0, +) - 2) < 1e-9)
  }

  @Test(arguments: [
    ["--vary-weights", "2"], ["--vary-share", "q=0.6..0.4"], ["--vary-share", "t=0.1..0.4"],
    ["--vary-weights", "9=0.1"],
    ["--vary-normalisation", "foo"], ["--vary-missing", "none"], ["--replications", "1"], ["--quotas", "q.csv"],
  ]) func wrongUsageHasItsStatus(_ options: [String]) throws {
    #expect(try BuiltProgram.run(["sensitivity", "i.csv", "d.csv"] + options, files: Self.files).status == 64)
  }

  @Test func aConflictOfMethodsIsNamed() throws {
    let run = try BuiltProgram.run(
      ["sensitivity", "i.csv", "d.csv", "--vary-aggregation", "geometric", "--format", "json"], files: Self.files)
    #expect(run.status == 65)
    #expect(try run.codes().contains("K201"))
  }

  @Test func furtherInterviewsKeepTheBudget() throws {
    let table = "community_id,district,score,score_se,n\na,n,80,2,30\nb,n,79,2,30\nc,n,70,1,30\nd,s,60,1,9\n"
    let run = try BuiltProgram.run(
      ["sample", "next", "r.csv", "--budget", "50", "--by", "district", "--places", "1", "--format", "json"],
      files: ["r.csv": table])
    #expect(run.status == 0)
    #expect(try run.codes() == ["K303"])
    let allocation = try #require(try run.json()["allocation"] as? [[String: Any]])
    #expect(allocation.compactMap { $0["additional"] as? Int }.reduce(0, +) == 50)
    #expect(allocation.last?["additional"] as? Int == 0)
    let faulty = try BuiltProgram.run(
      ["sample", "next", "r.csv", "--budget", "5", "--places", "1", "--format", "json"],
      files: ["r.csv": "community_id,score,score_se,n\na,80,-1,30\nb,x,2,30\nc,70,1,1\n"])
    #expect(faulty.status == 65)
    #expect(try faulty.codes().contains("K302"))
  }
}
