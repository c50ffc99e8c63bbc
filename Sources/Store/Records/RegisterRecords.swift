import GRDB
public import Titles

extension EvaluationStore {
  /// The register through time.
  public func register() throws -> CommunityRegister { try read { try RegisterRows.read($0) } }

  /// The working calendar of all years that were taken over.
  public func calendar() throws -> WorkingCalendar { try read { try CalendarRows.read($0) } }
}

extension ChangeSession {
  /// The register as it stands within this change.
  public func register() throws -> CommunityRegister { try RegisterRows.read(db) }

  /// Writes what is new in a register that was read within this change.
  public func save(_ register: CommunityRegister, since old: CommunityRegister) throws {
    for event in register.lineage.dropFirst(old.lineage.count) {
      try insert(
        .registerChanges,
        [
          ("id", event.number), ("kind", event.kind.rawValue), ("effective", event.effective.description),
          ("document", event.document), ("before", try JSONText.of(event.before)),
          ("after", try JSONText.of(event.after)),
        ])
    }
    var next = try nextID(.registerPeriods)
    for community in register.communities {
      let before = old.periods[community] ?? []
      for (index, period) in (register.periods[community] ?? []).enumerated() {
        if index >= before.count {
          try insert(.registerPeriods, try RegisterRows.columns(period, id: next))
          next += 1
        } else if before[index].until != period.until {
          let id = try Int.fetchOne(
            db, sql: "SELECT id FROM register_periods WHERE community = ? AND valid_from = ?",
            arguments: [community.number, period.from.description])
          try update(.registerPeriods, id: id, [("valid_until", period.until?.description)])
        }
      }
    }
  }

  /// Takes over the holidays of one year's notice in place of what was known of it.
  public func save(holidays year: Int, documents: [String], days: [WorkingCalendar.Entry]) throws {
    let columns: [(String, (any DatabaseValueConvertible)?)] = [
      ("documents", try JSONText.of(documents)),
      ("days", try JSONText.of(days.map { [$0.day.description, $0.kind.rawValue, $0.name] })),
    ]
    if try Bool.fetchOne(db, sql: "SELECT 1 FROM calendar_years WHERE id = ?", arguments: [year]) ?? false {
      try update(.calendarYears, id: year, columns)
    } else {
      try insert(.calendarYears, [("id", year)] + columns)
    }
  }

  /// The working calendar as it stands within this change.
  public func calendar() throws -> WorkingCalendar { try CalendarRows.read(db) }
}

/// Rows of the register and their values.
private enum RegisterRows {
  static func read(_ db: Database) throws -> CommunityRegister {
    let lineage = try Row.fetchAll(db, sql: "SELECT * FROM register_changes ORDER BY id").map { row in
      guard let kind = RegisterChange.Kind(rawValue: row["kind"]), let effective = CalendarDay(row["effective"]) else {
        throw StoreRowFault(table: "register_changes", id: "\(row["id"] as Int)")
      }
      return LineageEvent(
        number: row["id"], kind: kind, effective: effective, document: row["document"],
        before: try JSONText.read([CommunityID].self, row["before"]),
        after: try JSONText.read([CommunityID].self, row["after"]))
    }
    let periods = try Row.fetchAll(db, sql: "SELECT * FROM register_periods").map { row in
      guard let from = CalendarDay(row["valid_from"]), let kind = CommunityAttributes.Kind(rawValue: row["kind"]),
        let filing = CommunityAttributes.Filing(rawValue: row["filing"])
      else { throw StoreRowFault(table: "register_periods", id: "\(row["id"] as Int)") }
      return CommunityRegister.Period(
        community: CommunityID(number: row["community"]), from: from,
        until: (row["valid_until"] as String?).flatMap { CalendarDay($0) },
        attributes: CommunityAttributes(
          code: row["code"], name: row["name"], street: row["street"], district: row["district"],
          districtName: row["district_name"], kind: kind, areaClass: row["area_class"], households: row["households"],
          filing: filing),
        document: row["document"])
    }
    return CommunityRegister(periods: periods, lineage: lineage)
  }

  static func columns(
    _ period: CommunityRegister.Period, id: Int
  ) throws -> [(String, (any DatabaseValueConvertible)?)] {
    let attributes = period.attributes
    return [
      ("id", id), ("community", period.community.number), ("valid_from", period.from.description),
      ("valid_until", period.until?.description), ("code", attributes.code), ("name", attributes.name),
      ("street", attributes.street), ("district", attributes.district), ("district_name", attributes.districtName),
      ("kind", attributes.kind.rawValue), ("area_class", attributes.areaClass), ("households", attributes.households),
      ("filing", attributes.filing.rawValue), ("document", period.document),
    ]
  }
}

/// Rows of the calendar and their values.
private enum CalendarRows {
  static func read(_ db: Database) throws -> WorkingCalendar {
    var notices: [Int: [String]] = [:]
    var entries: [WorkingCalendar.Entry] = []
    for row in try Row.fetchAll(db, sql: "SELECT * FROM calendar_years ORDER BY id") {
      let year: Int = row["id"]
      notices[year] = try JSONText.read([String].self, row["documents"])
      for day in try JSONText.read([[String]].self, row["days"]) {
        guard day.count == 3, let date = CalendarDay(day[0]), let kind = WorkingCalendar.Kind(rawValue: day[1]) else {
          throw StoreRowFault(table: "calendar_years", id: "\(year)")
        }
        entries.append(WorkingCalendar.Entry(notice: year, day: date, kind: kind, name: day[2]))
      }
    }
    return WorkingCalendar(notices: notices, entries: entries)
  }
}

/// A row that this program did not write so.
public struct StoreRowFault: Error, Hashable, Sendable {
  /// The table.
  public let table: String
  /// The key.
  public let id: String
}
