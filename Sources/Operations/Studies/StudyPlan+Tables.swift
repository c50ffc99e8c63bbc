import Sheets

extension StudyPlan {
  /// The drawn list: where to go, how many households to draw and to interview, and the weight of an interview. It is the table of
  /// sampled units (`psu.csv`) that the round takes, and a list of invitations.
  public var drawnList: [UInt8] {
    var writer = CSVWriter()
    writer.write(["community_id", "stratum", "psu", "households", "probability", "weight", "completed", "count"])
    for unit in units {
      writer.write([
        unit.community, unit.stratum, unit.psu, String(unit.households), StudyPlan.text(unit.probability),
        StudyPlan.text(unit.weight), String(unit.completed), String(unit.toDraw),
      ])
    }
    return writer.bytes
  }

  /// The strata with their units (`frame.csv`), as the round takes them.
  public var frameTable: [UInt8] {
    var writer = CSVWriter()
    writer.write(["community_id", "stratum", "psu_total", "psu_sampled", "households"])
    for row in strata {
      writer.write([
        row.community, row.stratum, String(row.units), String(row.drawn), String(row.households),
      ])
    }
    return writer.bytes
  }

  private static func text(_ value: Double) -> String { ((value * 1e6).rounded() / 1e6).description }
}
