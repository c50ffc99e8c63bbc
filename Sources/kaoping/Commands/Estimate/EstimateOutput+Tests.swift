import Findings
import Reports
import Statistics

extension EstimateOutput {
  /// One test as JSON; `df2` is null for a statistic that is referred to χ².
  func test(_ line: EstimateTests.Line) -> JSONValue {
    let (df1, df2) = EstimateOutput.degrees(line.result)
    return [
      "test": .string(line.test.rawValue), "variable": .string(line.variable), "by": .string(by.joined(separator: ",")),
      "n": EstimateOutput.whole(line.n), "statistic": .optional(line.result?.statistic),
      "reference": .optional(line.result.map { _ in df2 == nil ? "chi-square" : "f" }),
      "df1": df1.map(EstimateOutput.whole) ?? .null, "df2": df2.map(EstimateOutput.whole) ?? .null,
      "p": .optional(line.result?.p),
    ]
  }

  private static func degrees(_ test: HypothesisTest?) -> (Double?, Double?) {
    switch test?.reference {
    case .chiSquare(let degrees): (degrees, nil)
    case .f(let d1, let d2): (d1, d2)
    case nil: (nil, nil)
    }
  }

  /// The tests for a terminal.
  var testTable: String {
    let chinese = command.output.lang == .chinese
    var table = TextTable(
      chinese ? ["检验", "变量", "统计量", "df1", "df2", "p"] : ["test", "variable", "statistic", "df1", "df2", "p"],
      [.left, .left, .right, .right, .right, .right])
    for line in tests {
      let (df1, df2) = EstimateOutput.degrees(line.result)
      table.append(
        [line.test.rawValue, line.variable]
          + [line.result?.statistic, df1, df2, line.result?.p].map { $0.map(EstimateOutput.short) ?? "–" })
    }
    return table.text
  }

  /// The reference distribution of ridits as JSON.
  func riditTable(_ variable: String, _ reference: Ridits) -> JSONValue {
    let levels = reference.values.indices.map { index -> JSONValue in
      [
        "value": .number(reference.values[index]),
        "category": .optional(command.scores?.level(of: reference.values[index])),
        "share": .number(reference.shares[index]), "ridit": .number(reference.ridits[index]),
      ]
    }
    return ["variable": .string(variable), "levels": .array(levels)]
  }
}
