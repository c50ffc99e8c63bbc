public import Findings
public import Sheets

/// The register of communities (社区名册) as it stood on the cut-off date, in the order of its table.
public struct Roster: Hashable, Sendable {
  /// One community.
  public struct Community: Hashable, Sendable {
    /// The 12-digit code.
    public var id: String
    /// The name.
    public var name: String
    /// The place of its district among `districts`.
    public var district: Int
    /// The street or town; empty if the table has none.
    public var town: String
    /// The variant, `community` or `village` or what the table says; empty if it says nothing.
    public var kind: String
    /// Whether it is on file (已备案) at the cut-off date; others neither count for the quota nor take part.
    public var isFiled: Bool
    /// The variant of the standard by which it is scored: the column `variant`, else its kind. A village turned community
    /// (村改居) has one choice on record.
    public var variant: String
    /// Why it is scored by another variant than its kind; empty if the table says nothing.
    public var variantReason: String
    /// `urban` or `rural`, from the column `urban_rural` (these words, or the three-digit class 1xx or 2xx); empty if unknown.
    public var setting: String
  }

  /// One district.
  public struct District: Hashable, Sendable {
    /// Its division code; its name if the table has no codes.
    public var code: String
    /// Its name.
    public var name: String
  }

  /// The communities.
  public let communities: [Community]
  /// The districts in the order of their first community.
  public let districts: [District]

  /// The columns that the table must have; `name`, `district_code`, `town`, `kind`, `filing` (`filed`,
  /// `unfiled` or `preparing`), `variant`, `variant_reason`, `urban_rural` and `filed_on` (a day such as `2014-03-31`) are read if they are there.
  public static let columns = ["community_id", "district"]

  /// Reads the register as of `cutOff` (a day such as `2014-03-31`; nil takes the table as it stands): a community that is
  /// `unfiled` or still `preparing`, or was filed after that day, is not on file. 玉泉区 2023 counts twelve of 75 communities as not yet filed (未备案).
  ///
  /// A code that is missing or stands twice, and a community without a district, are findings.
  ///
  /// - Returns: the register, or nil if it has no community.
  public init?(_ sheet: CSVSheet, cutOff: String? = nil, findings: inout [Finding]) {
    var communities: [Community] = []
    var districts: [District] = []
    var places: [String: Int] = [:]
    var rows: [String: Int] = [:]
    for row in sheet.rows {
      let id = sheet.text(row, "community_id")
      let name = sheet.text(row, "district")
      for column in Roster.columns where sheet.text(row, column).isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
      guard !id.isEmpty, !name.isEmpty else { continue }
      if let first = rows[id] {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "community_id"), found: id, details: [id, String(first)]))
        continue
      }
      rows[id] = row.number
      let codeText = sheet.text(row, "district_code")
      let code = codeText.isEmpty ? name : codeText
      if places[code] == nil {
        places[code] = districts.count
        districts.append(District(code: code, name: name))
      } else if let place = places[code], districts[place].name != name {
        findings.append(
          Finding(
            .districtNameDiffers, at: sheet.location(row, "district"), found: name,
            details: [code, districts[place].name]))
      }
      let label = sheet.text(row, "name")
      communities.append(
        Community(
          id: id, name: label.isEmpty ? id : label, district: places[code] ?? 0, town: sheet.text(row, "town"),
          kind: sheet.text(row, "kind"), isFiled: Roster.isFiled(row, sheet, cutOff, &findings),
          variant: sheet.text(row, sheet.text(row, "variant").isEmpty ? "kind" : "variant"),
          variantReason: sheet.text(row, "variant_reason"), setting: Roster.setting(row, sheet, &findings)))
    }
    if communities.isEmpty {
      if !findings.contains(where: { $0.location?.file == sheet.file && $0.severity == .error }) {
        findings.append(Finding(.fileEmpty, at: Location(file: sheet.file)))
      }
      return nil
    }
    self.communities = communities
    self.districts = districts
  }

  private static func isFiled(
    _ row: CSVRow, _ sheet: CSVSheet, _ cutOff: String?, _ findings: inout [Finding]
  ) -> Bool {
    let day = sheet.text(row, "filed_on")
    if !day.isEmpty, !isDay(day) {
      findings.append(
        Finding(.valueUnknown, at: sheet.location(row, "filed_on"), found: day, details: ["filed_on", "YYYY-MM-DD"]))
    }
    switch sheet.text(row, "filing") {
    case "", "filed", "已备案": return day.isEmpty || cutOff.map { day <= $0 } ?? true
    case "unfiled", "未备案", "preparing", "筹备": return false
    default:
      findings.append(
        Finding(
          .valueUnknown, at: sheet.location(row, "filing"), found: sheet.text(row, "filing"),
          details: ["filing", "filed, unfiled, preparing"]))
      return false
    }
  }

  /// The urban or rural setting; 统计用城乡分类代码 begins with 1 for urban and with 2 for rural places.
  private static func setting(_ row: CSVRow, _ sheet: CSVSheet, _ findings: inout [Finding]) -> String {
    let text = sheet.text(row, "urban_rural")
    switch text {
    case "", "urban", "rural": return text
    case "城市", "城镇": return "urban"
    case "农村", "乡村": return "rural"
    default:
      if text.wholeMatch(of: /[12]\d\d/) != nil { return text.hasPrefix("1") ? "urban" : "rural" }
      findings.append(
        Finding(
          .valueUnknown, at: sheet.location(row, "urban_rural"), found: text,
          details: ["urban_rural", "urban, rural, 111…220"]))
      return ""
    }
  }

  /// Whether `text` is a day such as `2014-03-31`; such days compare as text.
  public static func isDay(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) != nil
  }

  /// The communities of each district that count for its quota.
  public var counts: [Int] { members.map { places in places.count { communities[$0].isFiled } } }

  /// The place of each community by its code.
  public var places: [String: Int] {
    Dictionary(communities.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The places of the communities of each district.
  public var members: [[Int]] {
    var members = [[Int]](repeating: [], count: districts.count)
    for (place, community) in communities.enumerated() { members[community.district].append(place) }
    return members
  }
}
