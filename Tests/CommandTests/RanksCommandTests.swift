import Foundation
import TestSupport
import Testing

@Suite struct RanksCommandTests {
  static let columns = ["--unit", "u", "--estimate", "e", "--standard-error", "s", "--format", "json"]

  private func ranks(_ table: String, _ options: [String] = [], covariance: String? = nil) throws -> BuiltProgram.Run {
    var files = ["t.csv": table]
    files["c.csv"] = covariance
    return try BuiltProgram.run(["ranks", "t.csv"] + RanksCommandTests.columns + options, files: files)
  }

  private func units(_ run: BuiltProgram.Run) throws -> [[String: Any]] {
    try #require(try run.json()["units"] as? [[String: Any]])
  }

  /// The members that the contract names, on the PISA case.
  @Test func theJSONHoldsWhatTheContractNames() throws {
    let run = try BuiltProgram.run([
      "ranks", BuiltProgram.reference("quota-line/data.csv"), "--unit", "jurisdiction", "--estimate", "reading_score",
      "--standard-error", "reading_se", "--best", "10", "--line", "10", "--adjust", "dunnett", "--replications",
      "10000",
      "--seed", "5", "--format", "json",
    ])
    #expect(run.status == 0)
    let json = try run.json()
    let units = try units(run)
    #expect(units.count == 37)
    var sum = 0.0
    for unit in units {
      for key in [
        "rank", "expected_rank", "rank_lower", "rank_upper", "simultaneous_lower", "simultaneous_upper",
        "probability_in_best",
      ] { #expect(unit[key] is NSNumber, "\(key)") }
      sum += try #require(unit["probability_in_best"] as? Double)
    }
    #expect(agree(sum, 10))
    #expect(json["probability_method"] as? String == "exact")
    #expect(json["monte_carlo_error"] as? Double == 0)
    #expect(json["replications"] as? Int == 10_000)
    #expect(json["seed"] as? Int == 5)
    #expect((json["secure_in"] as? [String])?.sorted() == ["Canada", "Estonia", "Finland", "Ireland"])
    #expect((json["grey_zone"] as? [String])?.count == 12)
    #expect((json["clearly_out"] as? [String])?.count == 21)
    #expect((json["comparisons"] as? [[String: Any]])?.count == 36)
    #expect((json["best_set"] as? [String])?.contains("Japan") == true)
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let table = "u,e,s\na,5,1\nb,4,1\nc,3.5,2\n"
    let options = ["--best", "1", "--probability", "simulation", "--replications", "500", "--pairwise", "--line", "1"]
    let first = try ranks(table, options + ["--seed", "9"])
    #expect(first.status == 0)
    #expect(try ranks(table, options + ["--seed", "9"]).output == first.output)
    #expect(try ranks(table, options + ["--seed", "10"]).output != first.output)
  }

  @Test func everyFaultIsReportedInOnePass() throws {
    let run = try ranks("u,e,s\na,1,1\nb,nan,2\nb,3,-1\n,2,1\nc,,1\nd,0x10,inf\n")
    #expect(run.status == 65)
    #expect(try run.codes() == ["F010", "F012", "E402", "F011", "F011", "F010", "F010"])
  }

  @Test(arguments: [
    ("u,e,s\n", ["--best", "1"], Int32(65), "E401"), ("u,e,s\na,1,1\n", ["--line", "1"], 65, "E406"),
    ("u,e,s\na,1,1\nb,2,1\n", [], 0, "E408"), ("u,e,s\na,2,0\nb,1,1\n", ["--best", "1"], 0, "E409"),
    ("u,e,s\na,1e300,1\nb,1,1\n", ["--best", "1"], 65, "E411"),
    ("u,e,s\na,2,1\nb,2,1\nc,1,1\n", ["--line", "1"], 10, "E407"),
    ("u,e,t\na,2,1\n", [], 65, "F005"),
  ]) func whatTheDataDoNotAllowHasACode(_ table: String, _ options: [String], _ status: Int32, _ code: String) throws {
    let run = try ranks(table, options + ["--replications", "100"])
    #expect(run.status == status)
    #expect(try run.codes().contains(code))
  }

  @Test func aMissingFileHasItsStatus() throws {
    let run = try BuiltProgram.run(["ranks", "none.csv"] + RanksCommandTests.columns)
    #expect(run.status == 66)
    #expect(try run.codes() == ["F001"])
  }

  @Test func groupsAreRankedByThemselves() throws {
    let table = "g,u,e,s\nx,a,5,1\ny,a,3,1\nx,b,4,1\ny,d,2,1\ny,e,1,1\n"
    let run = try ranks(table, ["--by", "g", "--best", "1", "--replications", "1000"])
    #expect(run.status == 0)
    let units = try units(run)
    #expect(units.compactMap { $0["rank"] as? Int } == [1, 2, 1, 2, 3])
    #expect(units.compactMap { $0["group"] as? String } == ["x", "x", "y", "y", "y"])
    // A group's result does not depend on what else is in the file.
    let alone = try ranks("u,e,s\na,5,1\nb,4,1\n", ["--best", "1", "--replications", "1000"])
    let records = try zip(units.prefix(2), self.units(alone))
    for (a, b) in records {
      #expect(a["probability_in_best"] as? Double == b["probability_in_best"] as? Double)
      #expect(a["simultaneous_upper"] as? Int == b["simultaneous_upper"] as? Int)
    }
  }

  @Test func aCovarianceMakesTheProbabilityASimulation() throws {
    let table = "u,e,s\na,5,1\nb,4,1\n"
    for matrix in ["u,b,a\na,0.8,1\nb,1,0.8\n", "a,b\n1,0.8\n0.8,1\n"] {
      let run = try ranks(table, ["--best", "1", "--replications", "20000"], covariance: matrix)
      // The file is not named: independent.
      #expect(try run.json()["probability_method"] as? String == "exact")
      let joint = try ranks(
        table, ["--best", "1", "--replications", "20000", "--covariance", "c.csv"], covariance: matrix)
      #expect(joint.status == 0)
      #expect(try joint.json()["probability_method"] as? String == "simulation")
      // P(a above b) = Φ(1/√0.4), by scipy 1.17 norm.cdf.
      let p = try #require(try units(joint)[0]["probability_in_best"] as? Double)
      #expect(abs(p - 0.9430768509966709) < 4.5 * (0.943 * 0.057 / 20000).squareRoot())
    }
    for matrix in [
      "u,a\na,1\n", "u,a,b\na,1,3\nb,3,1\n", "u,a,b\na,1,0.1\nb,0.2,1\n", "u,a,b\na,-1,0\nb,0,1\n", "u,,\na,1,2\n",
    ] {
      #expect(try ranks(table, ["--best", "1", "--covariance", "c.csv"], covariance: matrix).status == 65)
    }
  }

  @Test func countsAreRankedByExactTests() throws {
    let run = try BuiltProgram.run([
      "ranks", BuiltProgram.reference("rank-certainty-pisa2018/counts.csv"), "--unit", "category", "--counts", "count",
      "--line", "3", "--format", "json",
    ])
    #expect(run.status == 0)
    #expect(try run.json()["secure_in"] as? [String] == ["k1"])
    #expect(try run.json()["grey_zone"] as? [String] == ["k2", "k3", "k4"])
    let faulty = try BuiltProgram.run(
      ["ranks", "t.csv", "--unit", "u", "--counts", "n", "--format", "json"],
      files: ["t.csv": "u,n\na,-1\nb,2.5\nc,99999999999\nd,x\n"])
    #expect(faulty.status == 65)
    #expect(try faulty.codes() == ["E410", "E410", "E410", "F010"])
  }

  @Test(arguments: [
    ["--unit", "u"], ["--unit", "u", "--estimate", "e"], ["--unit", "u", "--counts", "n", "--estimate", "e"],
    ["--unit", "u", "--estimate", "e", "--standard-error", "s", "--best", "-1"],
    ["--unit", "u", "--estimate", "e", "--standard-error", "s", "--level", "1"],
    ["--unit", "u", "--estimate", "e", "--standard-error", "s", "--replications", "5"],
  ]) func wrongUsageHasItsStatus(_ options: [String]) throws {
    #expect(try BuiltProgram.run(["ranks", "t.csv"] + options).status == 64)
  }

  /// Degrees of freedom by a column: an empty cell is normal; below one is a fault; not with a covariance.
  @Test func studentErrors() throws {
    let table = "u,e,s,d\nA,5,1,4\nB,4,1,\nC,1,1,9\n"
    let run = try ranks(table, ["--df", "d", "--best", "1"])
    #expect(run.status == 0)
    let units = try units(run)
    #expect(units.map { $0["degrees_of_freedom"] as? Int } == [4, nil, 9])
    let ranks = units.compactMap { $0["expected_rank"] as? Double }
    #expect(agree(ranks.reduce(0, +), 6, relative: 1e-8))
    #expect(try self.ranks("u,e,s,d\nA,5,1,0.5\nB,4,1,2\n", ["--df", "d"]).status == 65)
    #expect(try self.ranks(table, ["--df", "0"]).status == 64)
    #expect(try self.ranks(table, ["--df", "d"], covariance: "A,B,C\n1,0,0\n0,1,0\n0,0,1\n").status == 0)
    #expect(
      try self.ranks(
        table, ["--df", "d", "--covariance", "c.csv"], covariance: "A,B,C\n1,0,0\n0,1,0\n0,0,1\n"
      ).status == 64)
  }
}
