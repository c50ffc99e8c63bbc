import Findings

/// What a standard calls the rated units and their groups, in the forms that sentences need.
struct ReportNouns: Sendable {
  /// A unit, such as 社区（村） and community.
  let unit: Bilingual
  /// A group of units, such as 区 and district.
  let group: Bilingual
  /// Whether there is a single group, so that nothing is said of “each”.
  let isSingleGroup: Bool

  /// The nouns, in lower case in English.
  init(unit: Bilingual, group: Bilingual, isSingleGroup: Bool = false) {
    self.unit = Bilingual(unit.chinese, ReportNouns.uncapitalised(unit.english))
    self.group = Bilingual(group.chinese, ReportNouns.uncapitalised(group.english))
    self.isSingleGroup = isSingleGroup
  }

  /// The units, such as communities.
  var units: String { ReportNouns.plural(unit.english) }
  /// The groups, such as districts.
  var groups: String { ReportNouns.plural(group.english) }
  /// 各区, or nothing where there is one group.
  var each: String { isSingleGroup ? "" : "各" + group.chinese }
  /// “ by district”, or nothing where there is one group.
  var by: String { isSingleGroup ? "" : " by " + group.english }

  /// A count of units in English, such as `1 community`.
  func count(_ number: Int) -> String { "\(number) \(number == 1 ? unit.english : units)" }

  /// The regular plural of an English noun: communities, classes, parties, districts.
  static func plural(_ noun: String) -> String {
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    if ["s", "x", "ch", "sh"].contains(where: noun.hasSuffix) { return noun + "es" }
    return noun + "s"
  }

  private static func uncapitalised(_ noun: String) -> String { noun.prefix(1).lowercased() + noun.dropFirst() }
}

extension RatingReport {
  /// The nouns of the report.
  var nouns: ReportNouns { ReportNouns(unit: unit, group: group, isSingleGroup: districts.count == 1) }
}
