import Foundation
package import Sheets
import Surveys

/// What stands out among the reviews (部门评分): raters who give nearly everybody full marks, and communities that a department
/// has not reviewed at all. Each is a reason to look, never a verdict.
package struct ReviewScreen: Sendable {
  /// One rater's marks: a department, or a street with the communities of its own.
  package struct Rater: Sendable {
    /// The rater as written.
    package var name: String
    /// The town whose communities alone it rates; nil for a department of the district or city.
    package var town: String?
    /// Its usable reviews.
    package var reviews: Int
    /// The share of them with full marks.
    package var fullMarks: Double
    /// The mean share of the points given.
    package var mean: Double
    /// The share of full marks above that of raters of the same indicators, in robust standard deviations; nil with fewer
    /// than three such raters.
    package var score: Double?
    /// Whether it stands out.
    package var isLenient: Bool
  }

  /// A community that a department reviewed nowhere.
  package struct Gap: Hashable, Sendable {
    /// The department.
    package var department: String
    /// The community's code.
    package var community: String
  }

  /// The raters, those that stand out first, then in the order of the table.
  package let raters: [Rater]
  /// The gaps in the order of the departments and the register.
  package let gaps: [Gap]

  /// The columns that the table must have.
  package static let columns = ["department", "community_id", "indicator", "score", "max"]

  /// Looks through a table of reviews.
  ///
  /// - Parameters:
  ///   - communities: the register: code and town of every community.
  ///   - outlier: from how many robust standard deviations above the others a rater is lenient.
  package init(_ sheet: CSVSheet, communities: [(id: String, town: String)], outlier: Double) {
    let townOf = Dictionary(communities.map { ($0.id, $0.town) }, uniquingKeysWith: { a, _ in a })
    var order: [Key] = []
    var marks: [Key: Marks] = [:]
    for row in sheet.rows {
      guard let town = townOf[sheet.text(row, "community_id")],
        let score = Double(sheet.text(row, "score")), let most = Double(sheet.text(row, "max")),
        most > 0, (0...most).contains(score)
      else { continue }
      let department = sheet.text(row, "department")
      let key = Key(department: department, town: department == town ? town : nil)
      if marks[key] == nil { order.append(key) }
      marks[key, default: Marks()].add(
        score / most, community: sheet.text(row, "community_id"), indicator: sheet.text(row, "indicator"))
    }
    raters = ReviewScreen.raters(order, marks, outlier)
    gaps = order.filter { $0.town == nil }.flatMap { key in
      communities.filter { marks[key]?.communities.contains($0.id) == false }
        .map { Gap(department: key.department, community: $0.id) }
    }
  }

  /// Compares each rater with those that rate the same indicators.
  private static func raters(_ order: [Key], _ marks: [Key: Marks], _ outlier: Double) -> [Rater] {
    var raters = order.map { key -> Rater in
      let own = marks[key] ?? Marks()
      return Rater(
        name: key.department, town: key.town, reviews: own.count, fullMarks: own.fullShare, mean: own.mean, score: nil,
        isLenient: false)
    }
    let groups = Dictionary(grouping: order.indices) { marks[order[$0]]?.indicators ?? [] }
    for members in groups.values {
      let scores = RobustScore.ofShares(
        members.map { raters[$0].fullMarks }, counts: members.map { raters[$0].reviews })
      for (member, score) in zip(members, scores) {
        raters[member].score = score
        raters[member].isLenient = (score ?? 0) >= outlier
      }
    }
    return raters.enumerated().sorted { a, b in
      a.element.isLenient == b.element.isLenient ? a.offset < b.offset : a.element.isLenient
    }.map(\.element)
  }

  /// A rater: streets of one name in two places are two.
  private struct Key: Hashable {
    var department: String
    var town: String?
  }

  private struct Marks {
    var count = 0
    var full = 0
    var sum = 0.0
    var communities: Set<String> = []
    var indicators: Set<String> = []

    var fullShare: Double { count == 0 ? 0 : Double(full) / Double(count) }
    var mean: Double { count == 0 ? 0 : sum / Double(count) }

    mutating func add(_ share: Double, community: String, indicator: String) {
      count += 1
      if share == 1 { full += 1 }
      sum += share
      communities.insert(community)
      indicators.insert(indicator)
    }
  }
}
