import Findings
import Foundation
public import Titles

/// A question that is asked before an objection is answered: who moves if the record of one community were another? It is computed
/// from the stored inputs with that one change and stored nowhere.
public struct WhatIf: Hashable, Sendable {
  /// What would be otherwise.
  public enum Change: Hashable, Sendable {
    /// The marks for an indicator would all be these points.
    case marks(indicator: String, points: String)
    /// An event under this condition would be on record.
    case event(condition: String)
    /// The events on record would not hold.
    case noEvents
    /// The answers that one interviewer brought would not count.
    case withoutInterviewer(String)
    /// It would take no part.
    case leavesOut
  }

  /// The community.
  public var community: CommunityID
  /// What would be otherwise.
  public var change: Change

  /// A question.
  public init(community: CommunityID, change: Change) {
    self.community = community
    self.change = change
  }

  /// What two questions have in common if they have the same answer.
  var key: String { "\(community)/\(change)" }

  /// Makes the change to a laid-out city.
  ///
  /// - Parameters:
  ///   - code: the community's code in the files.
  ///   - day: the day of an event that is supposed.
  /// - Throws: `Refusal` (H112) if the files have nothing that could be changed so.
  func apply(to city: String, code: String, day: String) throws {
    switch change {
    case .leavesOut: break
    case .marks(let indicator, let points):
      try CityTable("reviews.csv", in: city).edit { table in
        var isThere = false
        table.map { row in
          guard row["community_id"] == code, row["indicator"] == indicator else { return row }
          isThere = true
          return row.merging(["score": points]) { _, new in new }
        }
        if !isThere {
          // A mark that was never entered: as the table has the others of this indicator.
          let like = table.first { $0["indicator"] == indicator }
          table.append([
            "review_id": "what-if", "department": like?["department"] ?? "", "reviewer": like?["reviewer"] ?? "what-if",
            "community_id": code, "indicator": indicator, "score": points, "max": like?["max"] ?? points,
            "method": like?["method"] ?? "", "date": like?["date"] ?? day,
          ])
        }
      }
    case .event(let condition):
      try CityTable("veto.csv", in: city, empty: EligibilityEvents.columns + ["date", "document", "reply"]).edit {
        $0.append([
          "event_id": "what-if", "community_id": code, "code": condition, "date": day, "status": "confirmed",
          "document": "what-if", "reply": "what-if",
        ])
      }
    case .noEvents:
      try CityTable("veto.csv", in: city, empty: EligibilityEvents.columns).edit { table in
        table.map { $0["community_id"] == code ? $0.merging(["status": "withdrawn"]) { _, new in new } : $0 }
      }
    case .withoutInterviewer(let name):
      var removed = 0
      let folder = city + "/responses"
      for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        try CityTable("responses/" + file, in: city).edit { table in
          guard table.has("community_id"), table.has("interviewer") else { return }
          removed += table.remove { $0["community_id"] == code && $0["interviewer"] == name }
        }
      }
      guard removed > 0 else {
        throw Refusal(findings: [Finding(.fieldInvalid, found: name, details: ["interviewer 访员", code])])
      }
    }
  }
}
