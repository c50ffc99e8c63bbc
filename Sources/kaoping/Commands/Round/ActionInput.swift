import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Store
import Titles

/// Reads actions and changes that people write as JSON.
enum ActionInput {
  /// An action from JSON text, from a file, or from standard input.
  static func action(_ text: String) throws -> RoundAction {
    if text.contains("{") { return try decode(RoundAction.self, Array(text.utf8)) }
    if text == "-" { return try decode(RoundAction.self, Array(FileHandle.standardInput.readDataToEndOfFile())) }
    return try decode(RoundAction.self, try AuditInput.bytes(text))
  }

  /// A value from a JSON file.
  static func decode<Value: Decodable>(_ type: Value.Type, _ path: String, _ output: OutputOptions) throws -> Value {
    try decode(type, try AuditInput.bytes(path))
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw StoreFailure(.actionUnreadable, found: String(decoding: bytes.prefix(200), as: UTF8.self), reason(error))
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      (context.codingPath.map(\.stringValue) + [context.debugDescription]).joined(separator: ": ")
    @unknown default: "JSON"
    }
  }
}

extension RoundCommand {
  /// `kaoping round actions`: how each action is written, who may do it, and when.
  struct Actions: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "actions", abstract: "所有动作的写法、角色和阶段。Every action: how it is written, who, when.")
    @OptionGroup var output: OutputOptions

    func run() throws {
      var table = TextTable(
        output.lang == .chinese ? ["动作", "角色", "要求", "写法"] : ["action", "roles", "requires", "written"])
      var rows: [[String]] = []
      var entries: [JSONValue] = []
      for rule in RoundRule.all {
        let roles = Role.allCases.compactMap { role in
          rule.grants[role].map { role.rawValue + ($0 == .own ? " (own)" : "") }
        }
        let example = try ActionExamples.text(rule.action)
        let row = [rule.action.rawValue, roles.joined(separator: ", "), rule.requires[output.lang], example]
        table.append(row)
        rows.append(row)
        entries.append([
          "action": .string(rule.action.rawValue), "roles": .array(roles.map { .string($0) }),
          "phases": .array(RoundPhase.allCases.filter { rule.phases.contains($0) }.map { .string($0.rawValue) }),
          "requires": .string(rule.requires[output.lang]), "writes": .string(rule.writes[output.lang]),
          "example": .string(example),
        ])
      }
      try CommandOutput(
        json: ["actions": .array(entries)], table: table.text, csv: [["action", "roles", "requires", "written"]] + rows
      ).finish(output)
    }
  }
}

/// One written example of every action.
enum ActionExamples {
  /// The example as JSON in one line.
  static func text(_ kind: RoundAction.Kind) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(example(kind)), as: UTF8.self)
  }

  private static let community = CommunityID(number: 1)
  private static let day = CalendarDay(number: 16_405)
  private static let district = "320402"
  private static let ranking = [RankedCommunity(id: community, rank: 1, score: 91.5)]

  private static func example(_ kind: RoundAction.Kind) -> RoundAction {
    switch kind {
    case .freeze:
      .freeze(standard: "sha256", questionnaire: "sha256", basis: "文号", admission: "准入号", required: [.responses])
    case .fixQuotas:
      .fixQuotas(
        cutOff: day, titles: 1,
        communities: [RoundCommunity(id: community, code: "320402001001", name: "社区", district: district)],
        quotas: [DistrictQuota(district: district, name: "区", communities: 1, seats: 1)], isTied: false, decision: "")
    case .openApplications: .openApplications(until: day)
    case .apply: .apply(communities: [community])
    case .withdrawApplication: .withdrawApplication(community: community, reason: "理由")
    case .examine: .examine(communities: [community], isQualified: true, reason: "")
    case .closeApplications: .closeApplications
    case .upload:
      .upload(
        file: RoundUpload(
          number: 1, kind: .responses, scope: .district(district), commitment: "sha256", rows: 60, supersedes: nil))
    case .closeCollection: .closeCollection
    case .evaluate: .evaluate(district: district, ranking: ranking, result: "sha256")
    case .decideTie: .decideTie(district: district, chosen: [community], reason: "理由", minutes: "纪要号")
    case .openDistrictNotice: .openDistrictNotice(district: district, notice: NoticePeriod(from: day, workingDays: 5))
    case .object: .object(district: district, community: community, ground: "事由", isAnonymous: false)
    case .answerObjection: .answerObjection(number: 1, isUpheld: false, reason: "理由")
    case .answerCityObjection: .answerCityObjection(number: 1, isUpheld: false, reason: "理由")
    case .submitShortlist: .submitShortlist(district: district)
    case .beginCityReview: .beginCityReview
    case .spotCheck: .spotCheck(community: community, isPassed: true, record: "记录号")
    case .returnShortlist: .returnShortlist(district: district, reason: "理由")
    case .acceptShortlist: .acceptShortlist(district: district)
    case .openCityNotice: .openCityNotice(notice: NoticePeriod(from: day, workingDays: 5))
    case .rescore: .rescore(district: district, ranking: ranking, result: "sha256", reason: "理由")
    case .closeCityNotice: .closeCityNotice
    case .confirm: .confirm(list: "sha256")
    case .sendBack: .sendBack(district: district, reason: "理由")
    case .name: .name(document: "文号", day: day, standing: [])
    case .recheck: .recheck(communities: [community], year: 2015, record: "记录号")
    case .demandCorrection: .demandCorrection(community: community, by: day, reason: "理由")
    case .acceptCorrection: .acceptCorrection(community: community, record: "记录号")
    case .proposeWithdrawal: .proposeWithdrawal(community: community, reason: "理由")
    case .withdrawTitle: .withdrawTitle(community: community, document: "文号", reason: "理由")
    case .keepTitle: .keepTitle(community: community, document: "文号", reason: "理由")
    case .noteChange:
      .noteChange(
        event: LineageEvent(
          number: 1, kind: .merged, effective: day, document: "文号", before: [community], after: [community]))
    case .declareRecusal: .declareRecusal(user: "user", communities: [community], reason: "理由")
    case .archive: .archive(manifest: "sha256")
    case .cancel: .cancel(document: "文号", reason: "理由")
    case .scoreDistricts: .scoreDistricts(points: [DistrictPoints(district: district, items: ["减负": 18_500])])
    case .nominateDistricts: .nominateDistricts(districts: [district], reason: "")
    case .confirmDistricts: .confirmDistricts(districts: [district])
    case .commendDistricts: .commendDistricts(document: "文号", day: day)
    }
  }
}
