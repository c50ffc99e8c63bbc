package import Findings
package import Sheets

/// The sample design of a city: for each community's strata the number of sampling units in the population, and the number of
/// households in each sampled unit.
package struct SampleFrame: Sendable {
  /// The population's sampling units by community (place in the roster) and stratum.
  private var clusters: [Key: Double] = [:]
  /// The households of a sampled unit.
  private var households: [Key: Double] = [:]
  /// The frame's file, for findings.
  package let file: String
  /// Whether the table of sampled units was given.
  package let hasClusters: Bool

  private struct Key: Hashable {
    var unit: Int
    var stratum: String
    var cluster: String?
  }

  /// Reads the frame (`community_id, stratum, psu_total`) and, if there is one, the table of sampled units (`community_id,
  /// stratum, psu, households`). Rows of unknown communities, and counts that are no numbers above 0, are findings.
  package init(
    frame: CSVSheet, clusters sheet: CSVSheet?, units: [String: Int], findings: inout [Finding]
  ) {
    file = frame.file
    hasClusters = sheet != nil
    let (community, stratum) = (frame.column("community_id"), frame.column("stratum"))
    let total = frame.column("psu_total")
    for row in frame.rows {
      guard let unit = SampleFrame.unit(row, frame, community, units, &findings) else { continue }
      guard let count = SampleFrame.count(row, frame, total, "psu_total", &findings) else { continue }
      clusters[Key(unit: unit, stratum: frame.text(row, stratum))] = count
    }
    if let sheet { readHouseholds(sheet, units, &findings) }
  }

  private mutating func readHouseholds(_ sheet: CSVSheet, _ units: [String: Int], _ findings: inout [Finding]) {
    let (community, stratum) = (sheet.column("community_id"), sheet.column("stratum"))
    let (cluster, size) = (sheet.column("psu"), sheet.column("households"))
    households.reserveCapacity(sheet.rows.count)
    for row in sheet.rows {
      guard let unit = SampleFrame.unit(row, sheet, community, units, &findings) else { continue }
      guard let count = SampleFrame.count(row, sheet, size, "households", &findings) else { continue }
      households[Key(unit: unit, stratum: sheet.text(row, stratum), cluster: sheet.text(row, cluster))] = count
    }
  }

  /// The columns that the frame must have.
  package static let frameColumns = ["community_id", "stratum", "psu_total"]
  /// The columns that the table of sampled units must have.
  package static let clusterColumns = ["community_id", "stratum", "psu", "households"]

  /// The sampling units of a stratum in the population; nil if the frame does not know the stratum.
  package func populationClusters(unit: Int, stratum: String) -> Double? {
    clusters[Key(unit: unit, stratum: stratum)]
  }

  /// The households of a sampled unit; nil if the table does not know it.
  package func households(unit: Int, stratum: String, cluster: String) -> Double? {
    households[Key(unit: unit, stratum: stratum, cluster: cluster)]
  }

  private static func unit(
    _ row: CSVRow, _ sheet: CSVSheet, _ column: CSVColumn, _ units: [String: Int], _ findings: inout [Finding]
  ) -> Int? {
    let text = sheet.text(row, column)
    if let unit = units[text] { return unit }
    findings.append(Finding(.unknownCommunity, at: sheet.location(row, column), found: text))
    return nil
  }

  private static func count(
    _ row: CSVRow, _ sheet: CSVSheet, _ column: CSVColumn, _ name: String, _ findings: inout [Finding]
  ) -> Double? {
    let text = sheet.text(row, column)
    if let value = Double(text), value > 0, value.isFinite { return value }
    findings.append(
      Finding(.numberExpected, at: sheet.location(row, column), found: text, details: [name, "> 0"]))
    return nil
  }
}
