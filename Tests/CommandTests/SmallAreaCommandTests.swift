import Foundation
import TestSupport
import Testing

@Suite struct SmallAreaCommandTests {
  private func smallArea(_ table: String, _ options: [String]) throws -> BuiltProgram.Run {
    try BuiltProgram.run(
      ["small-area", "t.csv", "--unit", "a", "--estimate", "y", "--variance", "v", "--format", "json"] + options,
      files: ["t.csv": table])
  }

  /// The milk case with its factor, from standard errors.
  @Test(arguments: [("reml", 0.0185503347627668), ("ml", 0.0155175087124193), ("fay-herriot", 0.0164202636541285)])
  func theCaseHoldsThroughTheCommand(_ method: String, _ variance: Double) throws {
    let run = try BuiltProgram.run([
      "small-area", BuiltProgram.reference("fay-herriot/data.csv"), "--unit", "SmallArea", "--estimate", "yi",
      "--standard-error", "SD", "--covariates", "factor(MajorArea)", "--method", method, "--format", "json",
    ])
    #expect(run.status == 0)
    let json = try run.json()
    #expect(agree(try #require(json["model_variance"] as? Double), variance, relative: 1e-6))
    let areas = try #require(json["areas"] as? [[String: Any]])
    #expect(areas.count == 43)
    for area in areas {
      for key in ["direct", "eblup", "gamma", "mse", "synthetic"] { #expect(area[key] is NSNumber, "\(key)") }
    }
    #expect(
      (json["coefficients"] as? [[String: Any]])?.compactMap { $0["term"] as? String } == [
        "intercept", "MajorArea=2", "MajorArea=3", "MajorArea=4",
      ])
  }

  @Test(arguments: [
    (
      "a,y,v,x\n1,1,1,1\n2,2,0,2\n3,1,1,3\n4,x,1,4\n5,1,1,\n", ["--covariates", "x"], Int32(65),
      ["F011", "E412", "F010"]
    ),
    ("a,y,v,x\n1,1,1,1\n2,2,1,1\n3,,1,1\n4,5,1,1\n5,1,1,1\n", ["--covariates", "x"], 0, ["E414", "E413"]),
    (
      "a,y,v,x,w\n1,1,1,1,2\n2,2,1,2,4\n3,4,1,3,6\n4,5,1,1,2\n5,1,1,1,2\n6,2,2,2,4\n", ["--covariates", "x,w"], 65,
      ["E416"]
    ),
    ("a,y,v\n1,1,1\n2,2,1\n", [], 65, ["E415"]), ("a,y,v\n", [], 65, ["E415"]),
    ("a,y,v\n1,1,1\n2,1,1\n3,1,1\n4,1,1\n", [], 0, ["E417"]),
    ("a,y,v\n1,1e200,1\n2,1,1\n3,1,1\n4,1,1\n", [], 65, ["E411"]),
  ]) func whatTheDataDoNotAllowHasACode(_ table: String, _ options: [String], _ status: Int32, _ codes: [String]) throws
  {
    let run = try smallArea(table, options)
    #expect(run.status == status)
    #expect(try run.codes() == codes)
  }
}
