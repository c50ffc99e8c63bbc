import Findings
import Operations
import Reports
import Store
import Titles

extension FieldProgress {
  /// The progress as a document.
  var json: JSONValue {
    .object([
      "needed": .integer(needed), "advised": .integer(advised), "elsewhere": .integer(elsewhere),
      "files": .array(files.map(JSONValue.string)), "unscreened": .array(unscreened.map(JSONValue.string)),
      "interviewers": .array(
        interviewers.map {
          .object([
            "name": .string($0.name), "interviews": .integer($0.interviews), "alike": .number($0.alike),
            "straight": .number($0.straight),
          ])
        }),
      "communities": .array(
        communities.map {
          .object([
            "code": .string($0.code), "name": .string($0.name), "interviews": .integer($0.interviews),
            "usable": .integer($0.usable), "unitsReached": .integer($0.unitsReached),
            "unitsDrawn": .optional($0.unitsDrawn), "missingShare": .optional($0.missingShare),
            "duplicates": .integer($0.duplicates), "nearDuplicates": .integer($0.nearDuplicates),
            "straightlines": .integer($0.straight), "speeders": .integer($0.speeders),
          ])
        }),
    ])
  }
}

extension CommunityAttributes {
  /// The attributes as a document.
  var json: JSONValue {
    .object([
      "code": .string(code), "name": .string(name), "street": .string(street), "district": .string(district),
      "districtName": .string(districtName), "kind": .string(kind.rawValue), "areaClass": .string(areaClass),
      "households": .optional(households), "filing": .string(filing.rawValue),
    ])
  }
}

extension CommunityRegister {
  /// One community through time as a document; nil if there is none.
  func json(_ id: CommunityID, today: CalendarDay) -> JSONValue? {
    guard let own = periods[id] else { return nil }
    return .object([
      "id": .string(id.description), "stands": .bool(attributes(of: id, on: today) != nil),
      "successors": .array(successors(of: id, on: today).map { .string($0.description) }),
      "periods": .array(
        own.map {
          .object([
            "from": .string($0.from.description), "until": .optional($0.until?.description),
            "document": .string($0.document), "attributes": $0.attributes.json,
          ])
        }),
      "events": .array(
        events(of: id).map {
          .object([
            "number": .integer($0.number), "kind": .string($0.kind.rawValue),
            "effective": .string($0.effective.description), "document": .string($0.document),
            "before": .array($0.before.map { .string($0.description) }),
            "after": .array($0.after.map { .string($0.description) }),
          ])
        }),
    ])
  }
}

extension BackupFile {
  /// The backup as a document.
  var json: JSONValue {
    .object(["name": .string(name), "bytes": .integer(bytes), "made": .string(made.description)])
  }
}

extension AuditReport {
  /// What a verification found, as a document.
  func json(_ language: Language) -> JSONValue {
    .object([
      "isSound": .bool(isSound), "events": .integer(events), "rows": .integer(rows), "objects": .integer(objects),
      "rounds": .integer(rounds), "findings": .array(findings.map { $0.json(language) }),
    ])
  }
}
