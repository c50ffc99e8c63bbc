public import Reports

/// What would come of a change: the list as it is beside the list as it would be.
public struct WhatIfOutcome: Sendable {
  /// One community, before and after.
  public struct Move: Hashable, Sendable {
    /// As it is.
    public var before: RatingReport.Place
    /// As it would be.
    public var after: RatingReport.Place
    /// Whether it is the community that the question is about.
    public var isAsked: Bool

    /// Whether rank, side of the line or participation would be another.
    public var isMoved: Bool {
      before.rank != after.rank || before.isInQuota != after.isInQuota || before.isEligible != after.isEligible
    }
  }

  /// The district as it is.
  public var before: DistrictStanding
  /// The district as it would be.
  public var after: DistrictStanding
  /// Those whose score or place would be another, by their place now.
  public var moves: [Move]
  /// Other districts whose lists would be others, because raters' severity is compared across the city.
  public var otherDistricts: [String]

  /// Those who would come onto the list.
  public var entering: [Move] { moves.filter { $0.before.isInQuota != true && $0.after.isInQuota == true } }
  /// Those who would leave it.
  public var leaving: [Move] { moves.filter { $0.before.isInQuota == true && $0.after.isInQuota != true } }
  /// Whether a tie at the line would have to be decided.
  public var opensTie: Bool { after.district.lineTied && !before.district.lineTied }

  /// Compares two standings of a district.
  init(_ before: DistrictStanding, _ after: DistrictStanding, asked: String, otherDistricts: [String]) {
    self.before = before
    self.after = after
    self.otherDistricts = otherDistricts
    let later = Dictionary(after.district.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    moves = before.district.places.compactMap { place in
      guard let after = later[place.id] else { return nil }
      let move = Move(before: place, after: after, isAsked: place.id == asked)
      return move.isMoved || move.isAsked || place.score?.value != after.score?.value ? move : nil
    }
  }
}
