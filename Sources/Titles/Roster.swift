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

  /// The columns that the table must have; `name`, `district_code`, `town` and `kind` are read if they are there.
  public static let columns = ["community_id", "district"]

  /// Reads the register; a code that is missing or stands twice, and a community without a district, are findings.
  ///
  /// - Returns: the register, or nil if it has no community.
  public init?(_ sheet: CSVSheet, findings: inout [Finding]) {
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
          kind: sheet.text(row, "kind")))
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
