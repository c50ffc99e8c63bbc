public import Findings
public import Sheets

extension CommunityRegister {
  /// The columns of a table of communities; `street` or `town`, `kind`, `area_class`, `households` and `filing` are read if they are
  /// there.
  public static let columns = ["community_id", "name", "district_code", "district"]

  /// The changes that set up the communities of a table, which then hold from `effective` by `document`.
  public static func establishments(
    _ sheet: CSVSheet, effective: CalendarDay, document: String, findings: inout [Finding]
  ) -> [RegisterChange] {
    var rows: [String: Int] = [:]
    return sheet.rows.compactMap { row in
      let code = sheet.text(row, "community_id")
      if let first = rows.updateValue(row.number, forKey: code) {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "community_id"), found: code, details: [code, String(first)]))
      }
      return attributes(sheet, row, over: nil, findings: &findings).map {
        RegisterChange(.established, effective: effective, document: document, results: [$0])
      }
    }
  }

  /// What a row says of a community; nil if a word of it is unknown.
  ///
  /// - Parameter old: what held before, which blank cells and columns that are not there leave as it was; nil for a new community.
  static func attributes(
    _ sheet: CSVSheet, _ row: CSVRow, over old: CommunityAttributes?, findings: inout [Finding]
  ) -> CommunityAttributes? {
    func text(_ column: String, _ before: String?) -> String {
      let text = sheet.text(row, column)
      return text.isEmpty ? before ?? "" : text
    }
    if old == nil {
      for column in columns where sheet.text(row, column).isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
    }
    guard let kind = value("kind", old?.kind ?? .community, sheet, row, &findings),
      let filing = value("filing", old?.filing ?? .filed, sheet, row, &findings)
    else { return nil }
    let size = sheet.text(row, "households")
    let households = Int(size)
    if !size.isEmpty, size != "NA", households.map({ $0 < 0 }) ?? true {
      findings.append(
        Finding(
          .valueUnknown, at: sheet.location(row, "households"), found: size, details: ["households", "0, 1, 2 …"]))
    }
    return CommunityAttributes(
      code: text("community_id", old?.code), name: text("name", old?.name),
      street: text("street", text("town", old?.street)), district: text("district_code", old?.district),
      districtName: text("district", old?.districtName), kind: kind, areaClass: text("area_class", old?.areaClass),
      households: size.isEmpty ? old?.households : households, filing: filing)
  }

  private static func value<Value: WrittenWord>(
    _ column: String, _ usual: Value, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]
  ) -> Value? {
    let text = sheet.text(row, column)
    if text.isEmpty { return usual }
    if let value = Value(written: text) { return value }
    findings.append(
      Finding(.valueUnknown, at: sheet.location(row, column), found: text, details: [column, Value.spellings]))
    return nil
  }

  /// The register of `day` as the table that a rating reads, by district and code. Sent again unchanged it changes nothing.
  public func rosterTable(on day: CalendarDay) -> [UInt8] {
    var writer = CSVWriter()
    writer.write([
      "community_id", "name", "district_code", "district", "town", "kind", "households", "filing", "register_id",
    ])
    for (id, attributes) in standing(on: day) {
      writer.write([
        attributes.code, attributes.name, attributes.district, attributes.districtName, attributes.street,
        attributes.kind.rawValue, attributes.households.map(String.init),
        attributes.filing.rawValue, id.description,
      ])
    }
    return writer.bytes
  }
}
