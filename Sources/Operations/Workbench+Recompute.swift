public import Findings
import Foundation
import Sheets
import Titles

/// What a district's own recomputation of published figures came to.
public struct Recomputation: Sendable {
  /// The communities that were compared.
  public var communities = 0
  /// The figures that were compared.
  public var figures = 0
  /// The largest difference, relative to the figure where that is above 1.
  public var largestDifference = 0.0
  /// The figures that differ by more than the tolerance, at their places in the published table.
  public var findings: [Finding] = []

  /// Whether every figure agrees, and there was one.
  public var isSame: Bool { figures > 0 && !findings.contains { $0.severity == .error } }
}

extension Workbench {
  /// Rates from one's own files by the published method and compares every figure of one's communities with the published table.
  ///
  /// - Parameters:
  ///   - request: the city's folder with register, frame, units and marks, the standard and the questionnaire.
  ///   - responses: one's own answers instead of the folder's; nil takes these.
  ///   - published: the published `ranking.csv`.
  ///   - district: a district's code or name; nil compares every community that has answers here.
  ///   - tolerance: the difference that counts as none.
  public func recompute(
    _ request: RatingRequest, responses: [String]?, published: String, district: String?, tolerance: Double
  ) async throws -> Recomputation {
    let scratch = try ScratchFolder()
    var request = request
    if let responses { request.city = try layOut(request.city, responses, in: scratch) }
    let result = try await rate(request)
    var outcome = Recomputation()
    guard let bytes = InputFile.contents(of: published, name: published, &outcome.findings),
      let theirs = CSVSheet.read(bytes, file: published, required: ["community_id"], findings: &outcome.findings),
      let ours = CSVSheet.read(result.rankingTable(), file: "recomputed", findings: &outcome.findings)
    else { throw Refusal(findings: outcome.findings) }
    let rows = Dictionary(ours.rows.map { (ours.text($0, "community_id"), $0) }, uniquingKeysWith: { a, _ in a })
    let codes = Dictionary(result.roster.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { a, _ in a })
    let name = district.map { codes[$0] ?? $0 }
    for row in theirs.rows {
      guard let own = rows[theirs.text(row, "community_id")], name == nil || ours.text(own, "district") == name,
        name != nil || !ours.text(own, "n").isEmpty
      else { continue }
      outcome.communities += 1
      for column in theirs.header where column != "community_id" && ours.has(column) {
        compare(
          theirs.text(row, column), ours.text(own, column), tolerance, column, theirs.location(row, column), &outcome)
      }
    }
    if outcome.figures == 0 {
      outcome.findings.append(Finding(.unknownInRound, found: district, details: [district ?? published]))
    }
    return outcome
  }

  private func compare(
    _ theirs: String, _ ours: String, _ tolerance: Double, _ column: String, _ place: Location,
    _ outcome: inout Recomputation
  ) {
    outcome.figures += 1
    if theirs == ours { return }
    if let a = Double(theirs), let b = Double(ours), a.isFinite, b.isFinite {
      let difference = abs(a - b) / max(1, abs(a))
      outcome.largestDifference = max(outcome.largestDifference, difference)
      if difference <= tolerance { return }
    }
    func shown(_ text: String) -> String { text.isEmpty ? "—" : text }
    outcome.findings.append(
      Finding(.figureDiffers, at: place, found: theirs, details: [column, shown(theirs), shown(ours)]))
  }

  /// The city's folder with other answers in it.
  private func layOut(_ city: String, _ responses: [String], in scratch: ScratchFolder) throws -> String {
    var findings: [Finding] = []
    guard let names = InputFile.names(in: city, called: city, &findings) else { throw Refusal(findings: findings) }
    let manager = FileManager.default
    let folder = scratch.path + "/city"
    try manager.createDirectory(atPath: folder + "/responses", withIntermediateDirectories: true)
    func link(_ path: String, _ place: String) throws {
      let target = URL(fileURLWithPath: path).standardizedFileURL.path
      try manager.createSymbolicLink(atPath: place, withDestinationPath: target)
    }
    for name in names where name != "responses" { try link(city + "/" + name, folder + "/" + name) }
    for (number, path) in responses.enumerated() {
      guard InputFile.exists(path) else {
        throw Refusal(findings: [Finding(.fileMissing, at: Location(file: path), details: [path])])
      }
      try link(path, "\(folder)/responses/\(number)-\((path as NSString).lastPathComponent)")
    }
    return folder
  }
}
