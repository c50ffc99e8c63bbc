public import Store
import Titles

/// The evidence that a reviewer reads beside a cell.
extension ServiceDesk {
  /// The evidence files of a grid: by community those whose name has its code or its name, and by district what the district sent about
  /// all of its communities.
  public struct ReviewEvidence: Sendable {
    /// The files of a community, by its code.
    public var ofCommunity: [String: [UploadRecord]] = [:]
    /// The other files of a district, by its code.
    public var ofDistrict: [String: [UploadRecord]] = [:]
  }

  /// The evidence that belongs to a grid's communities, newest first.
  public func evidence(for grid: ReviewGrid) throws -> ReviewEvidence {
    let files = try store.uploads(grid.record.round, newestFirst: true) {
      $0.kind == .evidence && $0.purgedAt == nil && $0.successor == nil
    }
    var evidence = ReviewEvidence()
    for district in Set(grid.communities.map(\.district)) {
      evidence.ofDistrict[district] = files.filter { $0.scope == .district(district) }
    }
    for community in grid.communities {
      let town = grid.rules.towns[community.code] ?? ""
      let name = community.name.hasPrefix(town) ? String(community.name.dropFirst(town.count)) : community.name
      let own = files.filter { file in
        (file.scope == .district(community.district) || file.scope == .all || grid.record.scope.covers(file.scope))
          && (file.name.contains(community.code) || !name.isEmpty && file.name.contains(name))
      }
      guard !own.isEmpty else { continue }
      evidence.ofCommunity[community.code] = own
      evidence.ofDistrict[community.district]?.removeAll(where: own.contains)
    }
    return evidence
  }

  /// A file of the grid's evidence; nil if it is none.
  public func evidence(_ number: Int, for grid: ReviewGrid) throws -> UploadRecord? {
    let evidence = try evidence(for: grid)
    return (Array(evidence.ofCommunity.values) + Array(evidence.ofDistrict.values)).joined().first {
      $0.number == number
    }
  }
}
