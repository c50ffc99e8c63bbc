import Hummingbird
import Operations
import Sheets
import Titles

extension Service {
  /// The pages of a district's interviews and of its shortlist.
  func addListRoutes(_ table: inout RouteTable) {
    let readers = Access.roles(Service.listReaders)
    table.get("/rounds/{round}/districts/{district}/field", readers) { request, context in
      let (round, district) = try district(context)
      let progress = try await desk.fieldProgress(of: district.code, in: round)
      let page = FieldPage(progress, district, in: round, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/districts/{district}/field.csv", readers) { _, context in
      let (round, district) = try district(context)
      guard let progress = try await desk.fieldProgress(of: district.code, in: round) else {
        throw ServiceFault.notFound
      }
      return .download(
        progress.table(), "text/csv; charset=utf-8", named: "field-\(round.id)-\(district.code).csv")
    }
    table.get("/rounds/{round}/districts/{district}/shortlist", readers) { request, context in
      let (round, district) = try district(context)
      let (standing, obstacle) = try await standing(district, round, context)
      let page = ShortlistPage(
        district, in: round, standing: standing, obstacle: obstacle, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/districts/{district}/shortlist.csv", readers) { _, context in
      let (round, district) = try district(context)
      guard let list = round.shortlist(district), !district.ranking.isEmpty else { throw ServiceFault.notFound }
      var writer = CSVWriter()
      writer.write(["place", "community", "code", "name", "rank", "score"])
      let ranked = Dictionary(district.ranking.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for (place, id) in list.enumerated() {
        let community = round.communities[id]
        writer.write([
          String(place + 1), id.description, community?.code, community?.name, ranked[id].map { String($0.rank) },
          ranked[id]?.score.description,
        ])
      }
      let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + writer.bytes
      return .download(bytes, "text/csv; charset=utf-8", named: "shortlist-\(round.id)-\(district.code).csv")
    }
  }
}

extension FieldProgress {
  /// Every community with its counts, for a spreadsheet.
  func table() -> [UInt8] {
    var writer = CSVWriter()
    writer.write([
      "community_id", "name", "interviews", "usable", "needed", "units_reached", "units_drawn", "missing_share",
      "duplicates", "near_duplicates", "straightlines", "speeders",
    ])
    for community in communities {
      writer.write([
        community.code, community.name, String(community.interviews), String(community.usable), String(needed),
        String(community.unitsReached), community.unitsDrawn.map(String.init), community.missingShare?.description,
        String(community.duplicates), String(community.nearDuplicates), String(community.straight),
        String(community.speeders),
      ])
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}
