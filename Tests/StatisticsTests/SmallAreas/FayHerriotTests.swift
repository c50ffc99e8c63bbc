import Statistics
import TestSupport
import Testing

/// Reference: milk expenditure of 43 areas, metafor 3.8-1 and sae 1.3 with precision 1e-12 (source.md); relative 1e-6.
@Suite struct FayHerriotTests {
  static func milk(covariates: Bool) throws -> [FayHerriot.Area] {
    try ReferenceCase("fay-herriot").table().map { row in
      let error = try #require(Double(row["SD"] ?? ""))
      return FayHerriot.Area(
        direct: .init(estimate: try #require(Double(row["yi"] ?? "")), variance: error * error),
        covariates: covariates ? ["2", "3", "4"].map { row["MajorArea"] == $0 ? 1 : 0 } : [])
    }
  }

  @Test(arguments: [
    ("reml", FayHerriot.Method.reml, true), ("ml", .ml, true), ("fh", .fayHerriot, true),
    ("nocov_reml", .reml, false), ("nocov_ml", .ml, false), ("nocov_fh", .fayHerriot, false),
  ]) func agreesWithTheCase(_ check: String, _ method: FayHerriot.Method, _ covariates: Bool) throws {
    let expected = try ReferenceCase("fay-herriot").expected(check)
    let model = try FayHerriot(try FayHerriotTests.milk(covariates: covariates), method: method)
    #expect(agree(model.modelVariance, try #require(expected["model_variance"] as? Double), relative: 1e-9))
    for (found, key) in [
      (model.coefficients, "coefficients"), (model.predictions.map(\.eblup), "eblup"),
      (model.predictions.map(\.gamma), "shrinkage_gamma"), (model.predictions.map(\.synthetic), "synthetic"),
      (model.predictions.map(\.meanSquaredError), "mse"),
    ] {
      let numbers = try #require(expected[key] as? [Double])
      try #require(numbers.count == found.count)
      for (a, b) in zip(found, numbers) { #expect(agree(a, b, relative: 1e-8), "\(check) \(key) \(a) \(b)") }
    }
  }

  @Test(arguments: FayHerriot.Method.allCases) func areasThatDifferByChanceGiveNoModelVariance(
    _ method: FayHerriot.Method
  )
    throws
  {
    let areas = (0..<12).map { index in
      FayHerriot.Area(direct: .init(estimate: 70 + 0.1 * Double(index % 3), variance: 4))
    }
    let model = try FayHerriot(areas, method: method)
    #expect(model.modelVariance == 0)
    for prediction in model.predictions {
      #expect(prediction.gamma == 0)
      #expect(agree(prediction.eblup, 70.1))
      #expect(prediction.meanSquaredError > 0)
    }
  }

  @Test(arguments: FayHerriot.Method.allCases) func shiftAndScaleOfTheScoresCarryThrough(_ method: FayHerriot.Method)
    throws
  {
    let areas = try FayHerriotTests.milk(covariates: true)
    let model = try FayHerriot(areas, method: method)
    let moved = try FayHerriot(
      areas.map { area in
        FayHerriot.Area(
          direct: area.direct.map { .init(estimate: 50 + 10 * $0.estimate, variance: 100 * $0.variance) },
          covariates: area.covariates.map { 2018 + 1e-3 * $0 })
      }, method: method)
    #expect(agree(moved.modelVariance, 100 * model.modelVariance, relative: 1e-7))
    for (a, b) in zip(moved.predictions, model.predictions) {
      #expect(agree(a.eblup, 50 + 10 * b.eblup, relative: 1e-8))
      #expect(agree(a.meanSquaredError, 100 * b.meanSquaredError, relative: 1e-6))
    }
  }

  @Test func anAreaWithoutASampleGetsTheRegression() throws {
    var areas = try FayHerriotTests.milk(covariates: true)
    let without = FayHerriot.Area(direct: nil, covariates: [0, 1, 0])
    let model = try FayHerriot(areas)
    areas.append(without)
    let more = try FayHerriot(areas)
    #expect(agree(more.modelVariance, model.modelVariance))
    let last = try #require(more.predictions.last)
    #expect(agree(last.eblup, model.coefficients[0] + model.coefficients[2]))
    #expect(last.gamma == 0)
    #expect(last.meanSquaredError > more.modelVariance)
  }

  @Test func faultyAreasAreRefused() throws {
    let areas = try FayHerriotTests.milk(covariates: false)
    #expect(throws: StatisticsError.self) { try FayHerriot(Array(areas.prefix(2))) }
    #expect(throws: StatisticsError.self) { try FayHerriot([]) }
    #expect(throws: StatisticsError.self) {
      try FayHerriot(areas + [FayHerriot.Area(direct: .init(estimate: 1, variance: 0))])
    }
    #expect(throws: StatisticsError.self) {
      try FayHerriot(areas + [FayHerriot.Area(direct: .init(estimate: .nan, variance: 1))])
    }
    let constant = areas.map { FayHerriot.Area(direct: $0.direct, covariates: [3]) }
    #expect(throws: StatisticsError.self) { try FayHerriot(constant) }
  }
}
