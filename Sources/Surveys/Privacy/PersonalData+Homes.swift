extension PersonalData {
  // What makes an address a person's: it leads to one door. A building, a street or a house number alone is where something happened
  // (3号楼漏水, 人民路12号门口积水) and stays, unless the text says that somebody lives there. See `networks` for why the
  // expressions may be shared.

  /// Addresses down to the door: a building or entrance with a flat, a street with a number and more, a group in a village with a number.
  nonisolated(unsafe) private static let doors: [Form] = [
    // 桂花园小区3栋2单元501室, 5幢301, 12号楼 3单元 402, 18弄6号402室
    #/((?:[\p{Han}A-Za-z]{2,12}?(?:小区|花园|新村|家园|公寓|苑|园|里|城|府|湾|庭|坊|村|大厦|路|街|巷|大道|社区))?(?:\d{1,5}[号弄][ 　]?)?(?:\d{1,4}|[一二三四五六七八九十A-Za-z]{1,3})(?:号楼|幢|栋|座|#楼|#|号|弄)[ 　,，]?(?:(?:\d{1,2}|[一二三四五六七八九十甲乙丙丁]{1,2})(?:单元|号门|梯)[ 　,，]?)?(?:\d{1,2}[楼层][ 　]?)?\d{3,4}(?:室|房|户|号)?)(?![\d年月日点时分个次盏人元米平度块万千百辆户])/#,
    // 2单元501室
    #/((?:\d{1,2}|[一二三四五六七八九十甲乙丙丁]{1,2})单元[ 　]?(?:\d{1,2}[楼层][ 　]?)?\d{3,4}(?:室|房|号)?)(?![\d年月日点时分个次盏人元米平度块万千百辆户])/#,
    // 桂花园5-2-301, 5-2-301室
    #/((?:小区|花园|新村|家园|公寓|苑|园|里|城|坊)[ 　]?\d{1,3}-\d{1,2}-\d{3,4}(?:室|房)?)(?!\d)/#,
    #/(\d{1,3}-\d{1,2}-\d{3,4}[室房])/#,
    // 人民路128号2幢, 人民路128号402室
    #/([\p{Han}]{2,8}(?:路|街|巷|弄|大道|胡同)\d{1,5}号(?:院)?(?:[ 　]?\d{1,4}(?:号楼|幢|栋|座|单元|室|房|层|楼))+)/#,
    // 竹溪村3组12号
    #/([\p{Han}]{2,8}(?:村|庄|屯|埭)(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:组|队|小组|村民小组))\d{1,4}号)/#,
  ]

  /// What people put before their address.
  nonisolated(unsafe) private static let labelled: [Form] = [
    #/(?:家住|住在|住址|地址|住于|现住|居住在|我住|本人住|家在|住所|户籍地|通讯处|收件)[是为在于:： 　]{0,3}([\p{Han}A-Za-z]{2,24}(?:路|街|巷|弄|大道|胡同|村|庄|小区|花园|新村|家园|公寓|苑|园|里|城|府|湾|庭|坊|社区|大厦)[\p{Han}A-Za-z]{0,4}\d{1,5}[\p{Han}A-Za-z\d#\- 　]{0,16}?(?:号楼|号|幢|栋|座|室|房|单元|组|弄)(?:[ 　]?\d{1,4}(?:号楼|号|幢|栋|座|室|房|单元|组|层|楼)?)*)/#
  ]

  /// Whether a line has a digit and a word of those that addresses are made of.
  private static func mayHaveHome(_ line: [Unicode.Scalar]) -> Bool {
    line.contains(where: isDigit) && line.contains { homeMarks.contains($0) }
  }

  private static let homeMarks = Set("室房栋幢弄座号组单庭苑园里城村路街巷道坊厦-#".unicodeScalars)

  /// Addresses of dwellings.
  static func homes(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    let all = patterns(labelled, in: scalars, may: mayHaveHome) + patterns(doors, in: scalars, may: mayHaveHome)
    var found: [Range<Int>] = []
    for range in all.sorted(by: { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }) {
      if let last = found.last, last.overlaps(range) {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        found.append(range)
      }
    }
    return found
  }
}
