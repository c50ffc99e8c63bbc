import Findings
public import Sheets

extension RegisterTrial {
  /// Compares a table of communities with the register of a day and enters what differs: new codes are set up, known ones renamed,
  /// moved or brought up to date. A `register_id` names a community whatever its code, so that codes can change.
  ///
  /// Communities that the table lacks stay: that somebody forgot a row is likelier than that a community was abolished.
  public mutating func take(communities sheet: CSVSheet, effective: CalendarDay, document: String) {
    guard document.contains(where: { !$0.isWhitespace }) else { return note([Finding(.changeWithoutDocument)]) }
    var seen: [CommunityID: Int] = [:]
    var codes: [String: Int] = [:]
    var districts: Set<String> = []
    rows += sheet.rows.count
    for row in sheet.rows {
      let place = sheet.location(row, "community_id")
      let code = sheet.text(row, "community_id")
      if let first = codes.updateValue(row.number, forKey: code), !code.isEmpty {
        note([Finding(.keyTwice, at: place, found: code, details: [code, String(first)])])
        continue
      }
      guard let known = known(sheet, row, on: effective) else { continue }
      let district = sheet.text(row, "district_code")
      let before = known.id.flatMap { register.attributes(of: $0, on: effective)?.district }
      districts.insert(district.isEmpty ? before ?? "" : district)
      if let id = known.id, let first = seen.updateValue(row.number, forKey: id) {
        note([Finding(.keyTwice, at: place, found: code, details: [id.description, String(first)])])
        continue
      }
      compare(sheet, row, with: known.id, effective, document)
    }
    for (id, attributes) in register.standing(on: effective)
    where districts.contains(attributes.district) && seen[id] == nil && !codes.keys.contains(attributes.code) {
      note([Finding(.communityNotListed, found: attributes.code, details: [attributes.listingName])])
    }
  }

  /// The community of a row, inside a value that is nil after a finding; a code that nobody has is a new community.
  private mutating func known(_ sheet: CSVSheet, _ row: CSVRow, on day: CalendarDay) -> (id: CommunityID?, Void)? {
    let id = sheet.text(row, "register_id")
    if !id.isEmpty { return community(id, on: day, at: sheet.location(row, "register_id")).map { ($0, ()) } }
    let code = sheet.text(row, "community_id")
    if register.communities(withCode: code, on: day).isEmpty { return (nil, ()) }
    return community(code, on: day, at: sheet.location(row, "community_id")).map { ($0, ()) }
  }

  private mutating func compare(
    _ sheet: CSVSheet, _ row: CSVRow, with id: CommunityID?, _ effective: CalendarDay, _ document: String
  ) {
    let old = id.flatMap { register.attributes(of: $0, on: effective) }
    var found: [Finding] = []
    let new = CommunityRegister.attributes(sheet, row, over: old, findings: &found)
    note(found)
    guard let new, !found.contains(where: { $0.severity == .error }) else { return }
    let change: RegisterChange
    if let id, let old {
      guard let kind = RegisterTrial.kind(of: old, new) else { return }
      change = RegisterChange(kind, effective: effective, document: document, communities: [id], results: [new])
    } else {
      change = RegisterChange(
        .established, effective: effective, document: document, communities: id.map { [$0] } ?? [], results: [new])
    }
    enter(change, at: sheet.location(row, "community_id"))
  }

  /// What a difference is called: the first of these that it shows, for a community has one change a day. nil if nothing differs.
  private static func kind(of old: CommunityAttributes, _ new: CommunityAttributes) -> RegisterChange.Kind? {
    if old == new { return nil }
    if old.code != new.code { return .recoded }
    if old.street != new.street || old.district != new.district { return .moved }
    if old.name != new.name { return .renamed }
    if old.kind != .community, new.kind == .community { return .urbanised }
    if old.filing != .filed, new.filing == .filed { return .filed }
    return .updated
  }
}
