import Sheets

extension StudyResults {
  /// The weights of the sampled units, from the interviews that were completed.
  public var weightTable: [UInt8] {
    var writer = CSVWriter()
    writer.write(["community_id", "stratum", "psu", "households", "probability", "interviews", "weight"])
    for unit in weights {
      writer.write([
        unit.community, unit.stratum, unit.psu, String(unit.households), unit.probability.description,
        String(unit.done), unit.weight.map(StudyResults.text) ?? "",
      ])
    }
    return writer.bytes
  }

  /// Progress, estimates and comparison of every community.
  public var estimateTable: [UInt8] {
    var writer = CSVWriter()
    writer.write([
      "community_id", "name", "district", "needed", "drawn", "done", "response_rate", "weight_effect", "study",
      "study_se", "study_lower", "study_upper", "study_n", "own", "own_se", "own_lower", "own_upper", "own_n",
      "difference", "difference_lower", "difference_upper",
    ])
    for row in communities {
      let difference = row.difference
      writer.write(
        [
          row.code, row.name, row.district, String(row.needed), String(row.toDraw), String(row.done),
          StudyResults.text(row.responseRate), StudyResults.text(row.weightEffect),
        ] + StudyResults.cells(row.study) + StudyResults.cells(row.own) + [
          StudyResults.text(difference?.value), StudyResults.text(difference?.interval?.lowerBound),
          StudyResults.text(difference?.interval?.upperBound),
        ])
    }
    return writer.bytes
  }

  private static func cells(_ estimate: Estimate?) -> [String] {
    [
      text(estimate?.mean), text(estimate?.standardError), text(estimate?.interval?.lowerBound),
      text(estimate?.interval?.upperBound), estimate.map { String($0.answers) } ?? "",
    ]
  }

  private static func text(_ value: Double) -> String { ((value * 1e6).rounded() / 1e6).description }
  private static func text(_ value: Double?) -> String { value.map { text($0) } ?? "" }
}
