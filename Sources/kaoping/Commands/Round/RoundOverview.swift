import Findings
import Reports
import Seals
import Titles

/// A round at a glance: the phase, what each district has reached, what is open, and the digest of the list to confirm.
struct RoundOverview {
  private let round: TitleRound
  private let language: Language

  init(_ round: TitleRound, _ language: Language) {
    self.round = round
    self.language = language
  }

  /// The overview as the commands print it.
  func output() -> CommandOutput { CommandOutput(json: json, table: text, csv: rows) }

  private var listDigest: String? { round.list.map { round.listDigest($0).hexadecimal } }

  private var json: [String: JSONValue] {
    let stages = Dictionary(grouping: round.communities.values, by: \.stage).mapValues { JSONValue.integer($0.count) }
    return [
      "round": .string(round.id), "year": .integer(round.year), "title": .string(round.title),
      "phase": .string(round.phase.rawValue), "events": .integer(round.eventCount), "titles": .integer(round.titles),
      "cut_off": .optional(round.cutOff?.description),
      "applications_until": .optional(round.applicationsUntil?.description),
      "applications": .object(Dictionary(uniqueKeysWithValues: stages.map { ($0.key.rawValue, $0.value) })),
      "districts": .array(round.districts.map(district)),
      "uploads": .integer(round.uploads.currentCount),
      "missing": .array(round.phase == .collecting ? round.missingMaterial.map { .string($0) } : []),
      "open_objections": .array(round.objections.filter(\.isOpen).map { .integer($0.number) }),
      "city_notice": round.cityNotice.map(notice) ?? .null, "list_sha256": .optional(listDigest),
      "confirmations": .integer(round.confirmations.count),
      "naming": round.naming.map {
        [
          "document": .string($0.document), "day": .string($0.day.description),
          "list": .array($0.list.map { .string($0.description) }),
        ]
      } ?? .null,
      "holders": .object(
        Dictionary(uniqueKeysWithValues: round.holders.map { ($0.key.description, .string($0.value.stage.rawValue)) })),
      "award": [
        "stage": .string(round.award.stage.rawValue), "nominees": .array(round.award.nominees.map { .string($0) }),
      ],
    ]
  }

  private func district(_ district: RoundDistrict) -> JSONValue {
    let line = round.line(district)
    return [
      "district": .string(district.code), "name": .string(district.name),
      "communities": .integer(district.communityCount),
      "seats": .integer(district.seats), "stage": .string(district.stage.rawValue),
      "ranked": .integer(district.ranking.count), "result": .string(district.result),
      "shortlist": round.shortlist(district).map { .array($0.map { .string($0.description) }) } ?? .null,
      "tied": .array(line.tied.map { .string($0.description) }), "seats_left": .integer(line.seatsLeft),
      "notice": district.notice.map(notice) ?? .null,
    ]
  }

  private func notice(_ period: NoticePeriod) -> JSONValue {
    [
      "from": .string(period.from.description), "working_days": .integer(period.workingDays),
      "last_day": .optional(period.lastDay?.description),
    ]
  }

  private var rows: [[String?]] {
    [["district", "name", "seats", "stage", "shortlist", "tied"]]
      + round.districts.map { district in
        [
          district.code, district.name, String(district.seats), district.stage.rawValue,
          round.shortlist(district).map { String($0.count) }, String(round.line(district).tied.count),
        ]
      }
  }

  private var text: String {
    let isChinese = language == .chinese
    var table = TextTable(
      isChinese ? ["区", "名额", "状态", "名单", "公示至"] : ["district", "titles", "stage", "list", "notice until"],
      [.left, .right, .left, .right])
    for district in round.districts {
      let list = round.shortlist(district).map { String($0.count) } ?? (isChinese ? "并列待决" : "tied")
      table.append([
        district.name, String(district.seats), district.stage.name[language], list,
        district.notice?.lastDay?.description ?? "",
      ])
    }
    let open = round.objections.filter(\.isOpen).map { String($0.number) }.joined(separator: " ")
    let phase = round.phase.name[language]
    var lines = [
      isChinese
        ? "\(round.id) \(round.title)：\(phase)，第 \(round.eventCount) 步"
        : "\(round.id): \(phase), step \(round.eventCount)"
    ]
    if !open.isEmpty { lines.append((isChinese ? "未结异议：" : "open objections: ") + open) }
    if round.phase == .confirmation, let listDigest {
      lines.append((isChinese ? "待确认名单的摘要：" : "digest of the list to confirm: ") + listDigest)
    }
    return lines.joined(separator: "\n") + "\n" + (round.districts.isEmpty ? "" : table.text)
  }
}
