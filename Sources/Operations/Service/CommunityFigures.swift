public import Findings
import Foundation
import Seals
import Store
import Surveys
public import Titles

/// What the public is told of one community: its own figures, nobody else's, and only where ten people or more answered.
public struct CommunityFigures: Hashable, Sendable {
  /// What residents think of one thing.
  public struct Item: Hashable, Sendable {
    /// What it is.
    public var label: Bilingual
    /// The mean, 0 to 100.
    public var mean: Double
  }

  /// The composite.
  public var score: Double?
  /// The residents' half.
  public var satisfaction: Double?
  /// The lower end of its interval.
  public var lower: Double?
  /// The upper end.
  public var upper: Double?
  /// The departments' half.
  public var department: Double?
  /// The answers; nil if fewer than ten, which are nobody's business in public (k-anonymity).
  public var answers: Int?
  /// What residents think of each thing, best first; empty with fewer than ten answers.
  public var items: [Item] = []

  /// Fewer answers than this are not shown.
  public static let fewest = 10
}

/// A result as `result.json` has it, as far as the public is told of it.
private struct PublishedFigures: Decodable {
  struct Mean: Decodable {
    var estimate: Double
    var lower: Double?
    var upper: Double?
    var n: Int?
  }
  struct Residents: Decodable {
    var responses: Int
    var overall: Mean?
    var items: [String: Mean?]
  }
  struct Score: Decodable { var estimate: Double }
  struct Department: Decodable { var score: Double? }
  struct Community: Decodable {
    var code: String
    var satisfaction: Residents?
    var department: Department?
    var score: Score?

    enum CodingKeys: String, CodingKey {
      case code = "community_id"
      case satisfaction, department, score
    }
  }
  var communities: [Community]
}

extension ServiceDesk {
  /// A community's own figures from its district's newest result; nil before it was scored.
  public func figures(of community: RoundCommunity, in round: TitleRound) async throws -> CommunityFigures? {
    guard
      let file = try store.roundFiles(round.id).first(where: {
        $0.folder == "results/\(community.district)" && $0.name == "result.json"
      })
    else { return nil }
    let (digest, desk, id) = (file.digest, self, round.id)
    // Read once for all visitors: a result of a city has some megabytes.
    let all = try await published.result("\(id)/\(digest.hexadecimal)") {
      try await desk.aside { try desk.publicFigures(digest, of: id) }
    }
    return all[community.code]
  }

  private func publicFigures(_ digest: ContentDigest, of round: String) throws -> [String: CommunityFigures] {
    var bytes: [UInt8] = []
    guard try store.bytes(of: digest, { bytes += $0 }) else { return [:] }
    let document = try JSONDecoder().decode(PublishedFigures.self, from: Data(bytes))
    let labels = try itemLabels(round)
    return Dictionary(
      document.communities.map { ($0.code, ServiceDesk.figures($0, labels)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func figures(_ own: PublishedFigures.Community, _ labels: [String: Bilingual]) -> CommunityFigures {
    var figures = CommunityFigures(score: own.score?.estimate, department: own.department?.score)
    guard let residents = own.satisfaction, residents.responses >= CommunityFigures.fewest else { return figures }
    figures.answers = residents.responses
    figures.satisfaction = residents.overall?.estimate
    figures.lower = residents.overall?.lower
    figures.upper = residents.overall?.upper
    figures.items = residents.items.compactMap { name, mean in
      guard let mean, (mean.n ?? 0) >= CommunityFigures.fewest, let label = labels[name] else { return nil }
      return CommunityFigures.Item(label: label, mean: mean.estimate)
    }
    .sorted { ($1.mean, $0.label.chinese) < ($0.mean, $1.label.chinese) }
    return figures
  }

  /// What the questions of the round's questionnaire are about.
  private func itemLabels(_ round: String) throws -> [String: Bilingual] {
    let scratch = try ScratchFolder()
    try rounds.unpack(round, folder: "survey", to: scratch.path + "/survey")
    var findings: [Finding] = []
    guard let (form, _) = Library.questionnaire(scratch.path + "/survey", &findings) else { return [:] }
    return Dictionary(form.questions.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
  }
}
