import Findings
import Operations
import Reports
import Seals
import Store
import Titles

extension RoundSummary {
  /// The round in a list.
  var json: JSONValue {
    .object([
      "id": .string(id), "year": .integer(year), "title": .string(title), "phase": .string(phase.rawValue),
      "version": .integer(version),
    ])
  }
}

extension TitleRound {
  /// The round as a visitor sees it: districts that are out of sight are left out.
  func json(for visitor: Visitor) -> JSONValue {
    .object([
      "id": .string(id), "year": .integer(year), "title": .string(title), "phase": .string(phase.rawValue),
      "version": .integer(eventCount), "titles": .integer(titles),
      "listDigest": .optional(RoundPage.listDigest(self, for: visitor.grant.role)),
      "districts": .array(districts.filter { ServiceDesk.sees(visitor.grant, district: $0.code) }.map { json($0) }),
      "actions": .array(
        RoundAction.Kind.allCases.filter { kind in
          let rule = RoundRule.of(kind)
          return rule.phases.contains(phase) && rule.grants[visitor.grant.role] != nil
        }.map { .string($0.rawValue) }),
    ])
  }

  /// A district with its shortlist and ranking.
  func json(_ district: RoundDistrict) -> JSONValue {
    .object([
      "code": .string(district.code), "name": .string(district.name), "communities": .integer(district.communityCount),
      "seats": .integer(district.seats), "stage": .string(district.stage.rawValue),
      "shortlist": .array((shortlist(district) ?? []).map { .string($0.description) }),
      "ranking": .array(
        district.ranking.map {
          .object(["id": .string($0.id.description), "rank": .integer($0.rank), "score": .number($0.score)])
        }),
    ])
  }
}

extension DueWork {
  /// Tasks, actions with their rules, all in both languages, and the days to keep.
  var json: JSONValue {
    .object([
      "tasks": .array(
        tasks.map { .object(["task": .string($0.rawValue), "name": $0.name.json, "help": $0.help.json]) }),
      "actions": .array(
        actions.map {
          .object([
            "action": .string($0.kind.rawValue), "isDue": .bool($0.isDue), "name": $0.kind.name.json,
            "requires": RoundRule.of($0.kind).requires.json,
          ])
        }),
      "days": .array(days.map { .object(["day": .string($0.day.description), "text": $0.text.json]) }),
    ])
  }
}

extension Bilingual {
  /// The text in both languages.
  fileprivate var json: JSONValue { .object(["zh": .string(chinese), "en": .string(english)]) }
}

extension RoundCommunity {
  /// The community in a list.
  var json: JSONValue {
    .object([
      "id": .string(id.description), "code": .string(code), "name": .string(name), "district": .string(district),
      "stage": .string(stage.rawValue), "barred": .string(barred),
    ])
  }
}

extension EvaluationDesk.Done where Value == TitleRound {
  /// What came of an action.
  func json(_ language: Language) -> JSONValue {
    .object([
      "version": .integer(value.eventCount), "phase": .string(value.phase.rawValue), "receipt": receipt?.json ?? .null,
      "findings": .array(findings.map { $0.json(language) }),
    ])
  }
}

extension UploadRecord {
  /// The upload with its receipt, if there is one at hand.
  func json(_ receipt: Receipt?) -> JSONValue {
    .object([
      "number": .integer(number), "round": .string(round), "kind": .string(kind.rawValue),
      "scope": .string(scope.description),
      "name": .string(name), "bytes": .integer(bytes), "rows": .optional(rows),
      "sha256": .optional(digest?.hexadecimal),
      "receivedAt": .string(receivedAt), "receivedBy": .string(receivedBy), "supersedes": .optional(supersedes),
      "receipt": receipt?.json ?? .null,
    ])
  }
}

extension UploadPreview {
  /// What was found, with the name under which the upload waits.
  func json(_ incoming: IncomingRecord, _ language: Language) -> JSONValue {
    .object([
      "id": .string(incoming.id), "recognised": .string(recognised[language.rawValue] ?? ""), "rows": .integer(rows),
      "usable": .integer(usable), "columns": .array(columns.map(JSONValue.string)), "isAcceptable": .bool(isAcceptable),
      "findingCount": .integer(findingCount),
      "findings": .array(readable(file: incoming.name).map { $0.json(language) }),
    ])
  }
}

extension PublishedList {
  /// The list as open data.
  var json: JSONValue {
    .object([
      "number": .integer(number), "kind": .string(kind.name), "publishedAt": .optional(publishedAt?.description),
      "head": .array(head.map(JSONValue.string)),
      "communities": .array(
        entries.map {
          .object([
            "id": .string($0.id.description), "code": .string($0.code), "district": .string($0.district),
            "name": .string($0.name),
          ])
        }),
    ])
  }
}
