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
      for column in columns where sheet.text(row, column).isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
      }
      let code = sheet.text(row, "community_id")
      if let first = rows.updateValue(row.number, forKey: code) {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "community_id"), found: code, details: [code, String(first)]))
      }
      guard let kind = value(CommunityAttributes.Kind.self, "kind", .community, sheet, row, &findings),
        let filing = value(CommunityAttributes.Filing.self, "filing", .filed, sheet, row, &findings)
      else { return nil }
      let size = sheet.text(row, "households")
      let households = Int(size)
      if !size.isEmpty, size != "NA", households.map({ $0 < 0 }) ?? true {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "households"), found: size, details: ["households", "0, 1, 2 …"]))
      }
      let street = sheet.text(row, "street")
      return RegisterChange(
        .established, effective: effective, document: document,
        results: [
          CommunityAttributes(
            code: code, name: sheet.text(row, "name"), street: street.isEmpty ? sheet.text(row, "town") : street,
            district: sheet.text(row, "district_code"), districtName: sheet.text(row, "district"), kind: kind,
            areaClass: sheet.text(row, "area_class"), households: households, filing: filing)
        ])
    }
  }

  private static func value<Value: RawRepresentable & CaseIterable>(
    _ type: Value.Type, _ column: String, _ usual: Value, _ sheet: CSVSheet, _ row: CSVRow,
    _ findings: inout [Finding]
  ) -> Value? where Value.RawValue == String {
    let text = sheet.text(row, column)
    if text.isEmpty { return usual }
    if let value = Value(rawValue: text) { return value }
    let allowed = type.allCases.map(\.rawValue).joined(separator: ", ")
    findings.append(
      Finding(.valueUnknown, at: sheet.location(row, column), found: text, details: [column, allowed]))
    return nil
  }

  /// The register of `day` as the table that a rating reads, by district and code.
  public func rosterTable(on day: CalendarDay) -> [UInt8] {
    var writer = CSVWriter()
    writer.write([
      "community_id", "name", "district_code", "district", "town", "kind", "households", "filing", "register_id",
    ])
    for (id, attributes) in standing(on: day) {
      writer.write([
        attributes.code, attributes.name, attributes.district, attributes.districtName, attributes.street,
        attributes.kind.rawValue, attributes.households.map(String.init),
        attributes.filing == .filed ? "filed" : "unfiled",
        id.description,
      ])
    }
    return writer.bytes
  }
}
