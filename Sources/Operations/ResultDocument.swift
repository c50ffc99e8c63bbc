import Apportionment
public import Findings
import Reports
import Scoring
import Statistics
import Titles

/// `result.json`: everything about a rating, with the checksums that tie it to its inputs.
///
/// Most of it is the communities, of which a city has a thousand with some two hundred figures each. They are written without
/// building a value of each first, and in pieces that several cores make at once.
public struct ResultDocument: Sendable {
  let result: RatingResult
  let language: Language
  let communities: CommunityWriter

  /// Communities in one piece of the document, and the bytes of each: some three hundred short lines.
  private static let (pieceSize, expectedBytes) = (16, 9000)

  /// The document of `result`, its texts in `language`.
  public init(_ result: RatingResult, _ language: Language) {
    self.result = result
    self.language = language
    communities = CommunityWriter(result)
  }

  /// The document as a file in pieces: what stands before the communities, the communities, and what stands behind them.
  public var file: ResultFile {
    let count = result.communities.count
    let pieces = (count + ResultDocument.pieceSize - 1) / ResultDocument.pieceSize
    return ResultFile("result.json", pieces: pieces + 2) { piece in
      if piece == 0 { return head() }
      if piece == pieces + 1 { return tail(isBehindCommunities: count > 0) }
      let first = (piece - 1) * ResultDocument.pieceSize
      let places = first..<min(count, first + ResultDocument.pieceSize)
      var writer = JSONWriter(
        depth: 2, isFirst: piece == 1, expectedBytes: places.count * ResultDocument.expectedBytes)
      for place in places { communities.write(place, to: &writer) }
      return writer.bytes
    }
  }

  private func head() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("bands", .array(result.bandJSON(language)))
    writer.key("communities")
    writer.beginArray()
    return writer.bytes
  }

  private func tail(isBehindCommunities: Bool) -> [UInt8] {
    let standard = result.standard
    var writer = JSONWriter(depth: 2, isFirst: !isBehindCommunities)
    writer.endArray()
    writer.member("confidence", standard.confidence)
    writer.member("design", result.design.rawValue)
    writer.key("findings")
    writer.beginArray()
    for finding in result.findings { writer.value(finding.json(language)) }
    writer.endArray()
    writer.member("inputs", .array(result.files.map(json)))
    writer.member("line", .array(result.rankings.indices.map(result.lineJSON)))
    writer.member("quotas", quotaJSON())
    writer.member("raters", result.raters.map(result.raterJSON) ?? .null)
    writer.member("seed", String(result.seed))
    if let sensitivity = result.sensitivity { writer.member("sensitivity", .object(sensitivity.json)) }
    writer.member("simulation", result.simulation.map(json) ?? .null)
    writer.member("software", ["name": "kaoping", "version": .string(result.version)])
    writer.member(
      "standard",
      [
        "name": .string(standard.name[language]), "year": .integer(standard.year),
        "register_date": .optional(standard.registerDate), "sha256": .string(result.standardChecksum),
      ])
    writer.member(
      "survey",
      result.surveyTitle.map { ["title": .string($0[language]), "sha256": .string(result.surveyChecksum)] } ?? .null)
    writer.member("titles", result.titles)
    writer.endObject()
    writer.endFile()
    return writer.bytes
  }

  private func json(_ file: RatingResult.File) -> JSONValue {
    [
      "file": .string(file.name), "sha256": .string(file.sha256), "bytes": .integer(file.bytes),
      "rows": .integer(file.rows), "used": .integer(file.used),
    ]
  }

  private func quotaJSON() -> JSONValue {
    let (roster, quotas) = (result.roster, result.quotas)
    let districts = roster.districts.indices.map { index -> JSONValue in
      let working = result.quotaWorking(index)
      return [
        "district": .string(roster.districts[index].name), "district_code": .string(roster.districts[index].code),
        "communities": .integer(quotas.counts[index]), "share": .string(working.share),
        "whole_part": .integer(working.whole), "remainder": .string(working.remainder),
        "remainder_rank": .integer(working.rank), "seats": .integer(quotas.seats[index]),
      ]
    }
    let tie: JSONValue =
      quotas.tie.map { tie in
        [
          "districts": .array(tie.districts.map { .string(roster.districts[$0].name) }),
          "titles": .integer(tie.titles),
        ]
      } ?? .null
    return [
      "method": "largest-remainder-hare", "status": .string(quotas.allocation.status.rawValue),
      "districts": .array(districts), "tie": tie,
    ]
  }

  private func json(_ check: RatingResult.SimulationCheck) -> JSONValue {
    [
      "generator": .string(check.generator), "replications": .integer(check.replications),
      "largest_difference": .number(check.largestDifference), "monte_carlo_error": .number(check.monteCarloError),
    ]
  }
}
