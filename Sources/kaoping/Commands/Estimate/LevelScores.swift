import ArgumentParser

/// Numbers for the categories of an ordered answer, such as `Low=0,Medium=50,High=100`.
struct LevelScores: ExpressibleByArgument {
  /// The categories with their numbers, in the order given.
  let entries: [(level: String, score: Double)]

  init?(argument: String) {
    var entries: [(level: String, score: Double)] = []
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let sign = part.lastIndex(of: "="), let score = Double(part[part.index(after: sign)...]), score.isFinite
      else { return nil }
      let level = String(part[..<sign])
      guard !level.isEmpty, !entries.contains(where: { $0.level == level }) else { return nil }
      entries.append((level, score))
    }
    guard entries.count > 1 else { return nil }
    self.entries = entries
  }

  /// The number of a category.
  func score(of level: String) -> Double? { entries.first { $0.level == level }?.score }

  /// The category that has a number.
  func level(of score: Double) -> String? { entries.first { $0.score == score }?.level }
}
