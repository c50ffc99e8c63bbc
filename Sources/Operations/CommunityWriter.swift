import Reports
import Scoring
import Surveys
import Titles

/// Writes the communities of `result.json`. The order of keys that the standard and the questionnaire bring is found once for
/// all of them.
struct CommunityWriter: Sendable {
  private let result: RatingResult
  /// The items of the questionnaire, by key.
  private let items: [Member]
  /// The first-level indicators of the residents' half of each variant's tree, by key.
  private let indicators: [[Member]]
  /// The departments' leaves of each variant's tree, by key.
  private let leaves: [[Member]]

  /// A member whose value stands at `place` of a list.
  private struct Member {
    var key: String
    var place: Int
  }

  init(_ result: RatingResult) {
    self.result = result
    let standard = result.standard
    items = CommunityWriter.ordered(result.items.enumerated().map { Member(key: $1.name, place: $0) })
    indicators = standard.trees.map { tree in
      let root = standard.satisfactionRoot.flatMap { tree.node($0) }
      let children = root.map { tree.nodes[$0].children } ?? []
      return CommunityWriter.ordered(
        children.enumerated().map { Member(key: tree.nodes[$1].indicator.code, place: $0) })
    }
    leaves = standard.trees.map { tree in
      CommunityWriter.ordered(
        tree.leaves.enumerated().filter { $1.half != .satisfaction }
          .map { Member(key: $1.indicator.code, place: $0) })
    }
  }

  /// By key; of members with the same key the first counts.
  private static func ordered(_ members: [Member]) -> [Member] {
    var seen: Set<String> = []
    return members.filter { seen.insert($0.key).inserted }.sorted { $0.key < $1.key }
  }

  /// Writes the community at `place` of the register.
  func write(_ place: Int, to writer: inout JSONWriter) {
    let entry = result.roster.communities[place]
    let community = result.communities[place]
    let tree = result.standard.trees[community.tree]
    writer.beginObject()
    writer.member("band", community.band?.code)
    writer.member("community_id", entry.id)
    writer.key("department")
    write(community.reviews, tree: community.tree, to: &writer)
    writer.member("distance_to_line", result.distanceToLine(place))
    writer.member("district", result.roster.districts[entry.district].name)
    writer.member("eligible", community.exclusion == nil)
    writer.member("exclusion", community.exclusion.map(CommunityWriter.json) ?? .null)
    writer.member("in_quota", community.outcome.map(\.isInQuota) ?? false)
    writer.member("kind", entry.kind)
    writer.member("line", community.outcome?.line?.rawValue)
    writer.member("name", entry.name)
    writer.member("probability_in_quota", community.outcome?.probability)
    writer.member("rank", community.outcome?.rank)
    writer.key("satisfaction")
    write(community.satisfaction, tree: community.tree, to: &writer)
    writer.key("score")
    write(community.score, to: &writer)
    writer.member("self_score", result.selfScores.total(place, tree))
    writer.member("variant", tree.variant)
    writer.member("variant_reason", entry.variantReason.isEmpty ? nil : entry.variantReason)
    writer.endObject()
  }

  private func write(_ residents: CommunitySatisfaction?, tree: Int, to writer: inout JSONWriter) {
    guard let residents else { return writer.null() }
    writer.beginObject()
    writer.key("indicators")
    write(residents.groups, indicators[tree], to: &writer)
    writer.key("items")
    write(residents.items, items, to: &writer)
    writer.key("overall")
    write(residents.overall, to: &writer)
    writer.member("responses", residents.responses)
    writer.endObject()
  }

  /// A record of estimates; members without a place in the list are left out.
  private func write(_ estimates: [SatisfactionEstimate?], _ members: [Member], to writer: inout JSONWriter) {
    writer.beginObject()
    for member in members where member.place < estimates.count {
      writer.key(member.key)
      write(estimates[member.place], to: &writer)
    }
    writer.endObject()
  }

  private func write(_ mean: SatisfactionEstimate?, to writer: inout JSONWriter) {
    guard let mean else { return writer.null() }
    let interval = result.interval(mean)
    writer.beginObject()
    writer.member("degrees_of_freedom", mean.degreesOfFreedom)
    writer.member("estimate", mean.mean)
    writer.member("lower", interval?.lower)
    writer.member("n", mean.count)
    writer.member("standard_error", mean.standardError)
    writer.member("upper", interval?.upper)
    writer.endObject()
  }

  private func write(_ reviews: DepartmentScore?, tree: Int, to writer: inout JSONWriter) {
    guard let reviews else { return writer.null() }
    writer.beginObject()
    writer.member("bonus", reviews.bonus)
    writer.key("indicators")
    writer.beginObject()
    for leaf in leaves[tree] {
      writer.key(leaf.key)
      writer.value(reviews.outcomes[leaf.place].points)
    }
    writer.endObject()
    writer.member("score", reviews.score)
    writer.endObject()
  }

  private func write(_ score: CompositeScore?, to writer: inout JSONWriter) {
    guard let score else { return writer.null() }
    let interval = result.interval(score)
    writer.beginObject()
    writer.member("estimate", score.score)
    writer.member("lower", interval?.lower)
    writer.member("standard_error", score.standardError)
    writer.member("upper", interval?.upper)
    writer.endObject()
  }

  private static func json(_ exclusion: RatingResult.Exclusion) -> JSONValue {
    switch exclusion {
    case .condition(let event):
      [
        "kind": "condition", "code": .string(event.condition.code), "basis": .string(event.condition.basis),
        "certifier": .string(event.condition.certifier), "event": .string(event.id), "date": .string(event.date),
        "document": .string(event.document), "reply": .string(event.reply),
      ]
    case .tooFewResponses(let found, let needed):
      ["kind": "too-few-responses", "found": .integer(found), "needed": .integer(needed)]
    case .noReviews: ["kind": "no-reviews"]
    case .belowLine(let subject, let found, let needed):
      ["kind": "below-line", "subject": .string(subject), "found": .number(found), "needed": .number(needed)]
    case .belowSelfLine(let found, let needed):
      ["kind": "below-self-line", "found": .optional(found), "needed": .number(needed)]
    case .notFiled: ["kind": "not-filed"]
    }
  }
}
