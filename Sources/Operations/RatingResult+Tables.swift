import Apportionment
public import Findings
import Scoring
import Sheets
import Statistics
import Surveys
import Titles

extension RatingResult {
  /// `ranking.csv`: one row for each community in the order of the register; numbers as shortest decimals, unrounded.
  public func rankingTable() -> [UInt8] {
    var writer = CSVWriter()
    writer.write(RatingResult.rankingColumns)
    for (place, community) in communities.enumerated() {
      writer.write(rankingRow(roster.communities[place], community, place))
    }
    return writer.bytes
  }

  private static let rankingColumns = [
    "community_id", "name", "district", "kind", "satisfaction", "satisfaction_se", "satisfaction_lower",
    "satisfaction_upper", "satisfaction_df", "n", "department", "score", "score_se", "score_lower", "score_upper",
    "rank", "in_quota", "probability_in_quota", "eligible", "line", "distance_to_line", "band",
  ]

  private func rankingRow(_ entry: Roster.Community, _ community: Community, _ place: Int) -> [String?] {
    let residents = community.satisfaction?.overall
    let residentInterval = residents.flatMap { self.interval($0) }
    let score = community.score
    let scoreInterval = score.flatMap { self.interval($0) }
    let isRanked = community.outcome != nil
    return [
      entry.id, entry.name, roster.districts[entry.district].name, entry.kind, text(residents?.mean),
      text(residents?.standardError), text(residentInterval?.lower), text(residentInterval?.upper),
      residents.map { String($0.degreesOfFreedom) }, community.satisfaction.map { String($0.responses) },
      text(community.reviews?.score), text(score?.score), text(score?.standardError), text(scoreInterval?.lower),
      text(scoreInterval?.upper), community.outcome.map { String($0.rank) },
      isRanked ? community.outcome?.isInQuota.map { $0 ? "true" : "false" } : "false",
      text(community.outcome?.probability), community.exclusion == nil ? "true" : "false",
      community.outcome?.line?.rawValue, text(distanceToLine(place)), community.band?.code,
    ]
  }

  /// The interval of an estimate at the standard's confidence.
  func interval(_ mean: SatisfactionEstimate) -> ScoreInterval? {
    ScoreInterval(
      mean.mean, standardError: mean.standardError, degreesOfFreedom: Double(mean.degreesOfFreedom), criticalValues)
  }

  /// The interval of a composite at the standard's confidence.
  func interval(_ score: CompositeScore) -> ScoreInterval? {
    ScoreInterval(
      score.score, standardError: score.standardError, degreesOfFreedom: score.degreesOfFreedom, criticalValues)
  }

  private func text(_ value: Double?) -> String? { value.flatMap { $0.isFinite ? $0.description : nil } }

  /// `quotas.csv`: each district's communities, exact share and titles, with the working of the largest remainders.
  public func quotaTable() -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["district", "communities", "share", "seats", "district_code", "whole_part", "remainder", "tied"])
    for (index, district) in roster.districts.enumerated() {
      let working = quotaWorking(index)
      writer.write([
        district.name, String(quotas.counts[index]), working.share, String(quotas.seats[index]), district.code,
        String(working.whole), working.remainder, working.isTied ? "true" : "false",
      ])
    }
    return writer.bytes
  }

  /// `findings.csv`: every finding, its sentences in `language`.
  public func findingTable(_ language: Language) -> [UInt8] { RatingResult.findingTable(findings, language) }

  /// `findings.csv` of any findings.
  public static func findingTable(_ findings: [Finding], _ language: Language) -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["code", "severity", "file", "sheet", "row", "column", "found", "message", "remedy"])
    for finding in findings {
      writer.write([
        finding.code.code, finding.severity.rawValue, finding.location?.file, finding.location?.sheet,
        finding.location?.row.map(String.init), finding.location?.column.map(String.init), finding.found,
        finding.message(language), finding.remedy(language),
      ])
    }
    return writer.bytes
  }

  /// One district's line of the largest remainders: share = whole part + remainder, in titles.
  func quotaWorking(
    _ district: Int
  ) -> (share: String, whole: Int, remainder: String, rank: Int, wins: Bool, isTied: Bool) {
    let shares = quotas.allocation.shares
    let remainders = shares.indices.map { shares[$0] - Fraction(quotas.allocation.lowerQuota($0)) }
    let share = shares[district]
    let rank = 1 + remainders.count { $0 > remainders[district] }
    let isTied = quotas.tie?.districts.contains(district) == true
    let whole = quotas.allocation.lowerQuota(district)
    return (
      share.description, whole, remainders[district].description, rank, quotas.seats[district] > whole, isTied
    )
  }
}
