import Findings
import Sheets
import Statistics

/// A study's sample: how many interviews each community needs, in how many sampled units, and the units that were drawn.
///
/// Each community is a population of its own, because each is ranked. Completed interviews by Cochran's formula with the design effect
/// 1 + (m − 1)ρ of m interviews in a unit and the community's households as population; units are shared among its strata in proportion
/// to their units, two in each stratum where there are two, so that every stratum has a variance; they are drawn by room Statistics.
public struct StudyPlan: Hashable, Sendable {
  /// What was asked for.
  public let parameters: StudyParameters
  /// The communities in the order of the frame.
  public let communities: [Community]
  /// The drawn units in the order of the frame.
  public let units: [Unit]

  /// A community's share of the work.
  public struct Community: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its households.
    public var households: Int
    /// Its units in the frame.
    public var unitsInFrame: Int
    /// Units drawn.
    public var unitsDrawn: Int
    /// Interviews to complete.
    public var completed: Int
    /// Households to draw, at the expected response rate.
    public var toDraw: Int
    /// The half-width that these interviews reach, in points; nil where it cannot be said.
    public var margin: Double?
  }

  /// A drawn unit.
  public struct Unit: Hashable, Sendable {
    /// The community's code.
    public var community: String
    /// The stratum.
    public var stratum: String
    /// The unit.
    public var psu: String
    /// Its households.
    public var households: Int
    /// The probability with which it was drawn.
    public var probability: Double
    /// Interviews to complete in it.
    public var completed: Int
    /// Households to draw in it.
    public var toDraw: Int
    /// The weight of an interview, if all are completed.
    public var weight: Double
  }

  /// The strata of the frame with their units, for `frame.csv`.
  let strata: [(community: String, stratum: String, units: Int, drawn: Int, households: Int)]

  /// Plans of equal parameters, communities and units are equal: the frame's strata follow from them.
  public static func == (a: StudyPlan, b: StudyPlan) -> Bool {
    a.parameters == b.parameters && a.communities == b.communities && a.units == b.units
  }

  /// Hashes the units.
  public func hash(into hasher: inout Hasher) { hasher.combine(units) }

  /// A row of the frame.
  private struct Row {
    var community: String
    var stratum: String
    var psu: String
    var households: Int
    var key: String { community + "\u{1F}" + stratum }
  }

  /// Plans and draws. `frame` is a table with a row for each unit (`community_id, stratum, psu, households`) and everything wrong with it
  /// is a finding.
  ///
  /// - Returns: nil after findings of severity error.
  init?(frame bytes: [UInt8], _ parameters: StudyParameters, known: Set<String>, findings: inout [Finding]) {
    guard let rows = StudyPlan.rows(bytes, known, &findings),
      let effect = StudyPlan.effect(parameters, &findings)
    else { return nil }
    let codes = rows.map(\.community).uniqued()
    let byCommunity = Dictionary(grouping: rows.indices, by: { rows[$0].community })
    let keys = rows.map(\.key).uniqued()
    let byKey = Dictionary(grouping: rows.indices, by: { rows[$0].key })
    var sizes: [String: Int] = [:]
    var communities: [Community] = []
    var tooSmall = 0
    do {
      for code in codes {
        let own = byCommunity[code] ?? []
        let households = own.reduce(0) { $0 + rows[$1].households }
        let task = try SampleSize(
          .mean(deviation: parameters.deviation), criticalValue: Normal.quantile((1 + parameters.confidence) / 2),
          population: Double(households), designEffect: effect)
        let needed = try task.plan(margin: parameters.margin).completed
        let strata = own.map { rows[$0].key }.uniqued()
        let wanted = max((needed + parameters.interviews - 1) / parameters.interviews, strata.count)
        let counts = strata.map { byKey[$0]?.count ?? 0 }
        let total = min(max(wanted, counts.reduce(0) { $0 + min(2, $1) }), own.count)
        let allocation = try Allocation(
          try counts.map { count throws(StatisticsError) in
            try AllocationStratum(population: count, minimum: min(2, count))
          }, method: .proportional, constraint: .size(total))
        for (key, size) in zip(strata, allocation.sizes) { sizes[key] = size }
        let completed = total * parameters.interviews
        if completed < needed { tooSmall += 1 }
        communities.append(
          Community(
            code: code, households: households, unitsInFrame: own.count, unitsDrawn: total, completed: completed,
            toDraw: total * StudyPlan.draws(parameters), margin: try? task.margin(completed: min(completed, households))
          ))
      }
      let drawn = try DrawnSample(
        try SamplingFrame(
          count: rows.count, strata: rows.map(\.key), measures: rows.map { Double($0.households) }),
        DrawnSample.Plan(
          method: parameters.method == .simpleRandom ? .simpleRandom : .ppsSystematic,
          sizes: keys.map { sizes[$0] ?? 0 }),
        seed: parameters.seed)
      units = drawn.rows.map { place in
        let (row, probability) = (rows[place], drawn.probability(place))
        let completed = min(parameters.interviews, row.households)
        return Unit(
          community: row.community, stratum: row.stratum, psu: row.psu, households: row.households,
          probability: probability, completed: completed, toDraw: min(StudyPlan.draws(parameters), row.households),
          weight: Double(row.households) / (probability * Double(completed)))
      }
    } catch {
      findings.append(Finding(.studyParameterUnsound, details: ["\(error)"]))
      return nil
    }
    if tooSmall > 0 { findings.append(Finding(.studyAllUnits, details: [String(tooSmall)])) }
    self.parameters = parameters
    self.communities = communities
    strata = keys.compactMap { key in
      guard let own = byKey[key], let first = own.first else { return nil }
      return (
        rows[first].community, rows[first].stratum, own.count, sizes[key] ?? 0,
        own.reduce(0) { $0 + rows[$1].households }
      )
    }
  }

  /// Households to draw in a unit so that its interviews are expected.
  private static func draws(_ parameters: StudyParameters) -> Int {
    SampleSize.roundedUp(Double(parameters.interviews) / parameters.responseRate)
  }

  /// The design effect, after the parameters were looked at.
  private static func effect(_ parameters: StudyParameters, _ findings: inout [Finding]) -> Double? {
    let sound: [(String, Bool)] = [
      ("margin", parameters.margin > 0 && parameters.margin <= 50),
      ("confidence", parameters.confidence >= 0.5 && parameters.confidence <= 0.999),
      ("deviation", parameters.deviation > 0 && parameters.deviation <= 50),
      ("intraclass", parameters.intraclass >= 0 && parameters.intraclass < 1),
      ("interviews", (1...100).contains(parameters.interviews)),
      ("response rate", parameters.responseRate > 0 && parameters.responseRate <= 1),
    ]
    let wrong = sound.filter { !$0.1 }.map(\.0)
    guard wrong.isEmpty else {
      findings.append(Finding(.studyParameterUnsound, details: [wrong.joined(separator: ", ")]))
      return nil
    }
    return try? SampleSize.clusterEffect(size: Double(parameters.interviews), intraclass: parameters.intraclass)
  }

  private static func rows(_ bytes: [UInt8], _ known: Set<String>, _ findings: inout [Finding]) -> [Row]? {
    let before = findings.count
    guard
      let sheet = CSVSheet.read(
        bytes, file: "frame", required: ["community_id", "stratum", "psu", "households"], findings: &findings)
    else { return nil }
    var seen: Set<String> = []
    let rows = sheet.rows.compactMap { row -> Row? in
      let (code, psu) = (sheet.text(row, "community_id"), sheet.text(row, "psu"))
      let text = sheet.text(row, "households")
      func refuse(_ why: String) {
        findings.append(
          Finding(
            .studyFrameUnsound, at: Location(file: "frame", row: row.number), details: [String(row.number), why]))
      }
      guard known.contains(code) else {
        refuse("community_id \(code)")
        return nil
      }
      guard let households = Int(text), (1...1_000_000).contains(households) else {
        refuse("households \(text)")
        return nil
      }
      let made = Row(community: code, stratum: sheet.text(row, "stratum"), psu: psu, households: households)
      guard !psu.isEmpty, seen.insert(made.key + "\u{1F}" + psu).inserted else {
        refuse("psu \(psu)")
        return nil
      }
      return made
    }
    if rows.isEmpty, findings.count == before { findings.append(Finding(.studyFrameUnsound, details: ["2", "—"])) }
    return findings[before...].contains { $0.severity == .error } ? nil : rows
  }
}

extension Array where Element: Hashable {
  /// The elements in the order in which they first stand.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
