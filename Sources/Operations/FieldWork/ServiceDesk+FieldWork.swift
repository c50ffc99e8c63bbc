import Findings
import Foundation
import Scoring
import Seals
import Sheets
import Store
import Surveys
public import Titles

extension ServiceDesk {
  /// How far the interviews of a district have come, by the newest files that were sent; nil before the questionnaire is frozen.
  public func fieldProgress(of district: String, in round: TitleRound) async throws -> FieldProgress? {
    guard round.frozen != nil, round.districts.contains(where: { $0.code == district }) else { return nil }
    let current = Set(round.uploads.currentMaterial.map(\.number))
    let uploads = try store.uploads(round.id) { upload in
      guard current.contains(upload.number), upload.purgedAt == nil else { return false }
      guard case .district(let code) = upload.scope else { return true }
      return code == district
    }
    let key = uploads.map { String($0.number) }.joined(separator: ",")
    let taking = round.communities.values.filter {
      $0.district == district && ($0.stage == .applied || $0.stage == .qualified)
    }.sorted { $0.code < $1.code }
    return try await fieldWork.result("\(round.id)/\(round.eventCount)/\(district)/\(key)") {
      try await measure(taking, uploads, round.id)
    }
  }

  private func measure(
    _ communities: [RoundCommunity], _ uploads: [UploadRecord], _ round: String
  ) async throws -> FieldProgress? {
    let scratch = try ScratchFolder()
    try rounds.unpack(round, folder: "survey", to: scratch.path + "/survey")
    var findings: [Finding] = []
    guard let (questionnaire, _) = Library.questionnaire(scratch.path + "/survey", &findings) else { return nil }
    let standard = try rounds.frozenStandard(round)
    var files: [(path: String, name: String)] = []
    let readable = try store.readableDigests(round)
    for upload in uploads where upload.kind == .responses {
      guard let digest = readable[upload.number] ?? upload.digest else { continue }
      let path = "\(scratch.path)/\(upload.number).csv"
      try rounds.write(digest, to: path)
      files.append((path, upload.name))
    }
    let read = await ResponseReading(questionnaire, communities: communities.map(\.code)).read(files) { _ in }
    let usable = read.usable(communities.count)
    var progress = FieldProgress(
      communities: zip(communities, usable).map { community, usable in
        FieldProgress.Community(code: community.code, name: community.name, usable: usable)
      }, needed: standard.minimumResponses, advised: standard.advisedResponses, elsewhere: 0, interviewers: [],
      files: files.map(\.name), unscreened: [])
    try countDrawn(&progress, uploads, readable, scratch)
    let (desk, before, sent) = (self, progress, files)
    return try await inTurn {
      var progress = before
      desk.screen(&progress, sent, questionnaire)
      return progress
    }
  }

  /// The sampled units of each community, if a table of them was sent.
  private func countDrawn(
    _ progress: inout FieldProgress, _ uploads: [UploadRecord], _ readable: [Int: ContentDigest],
    _ scratch: ScratchFolder
  ) throws {
    var drawn: [String: Set<[String]>] = [:]
    for upload in uploads where upload.kind == .psu {
      guard let digest = readable[upload.number] ?? upload.digest else { continue }
      let path = "\(scratch.path)/psu-\(upload.number).csv"
      try rounds.write(digest, to: path)
      var findings: [Finding] = []
      guard let sheet = ServiceDesk.sheet(path, upload.name, &findings) else { continue }
      for row in sheet.rows {
        drawn[sheet.text(row, "community_id"), default: []].insert([sheet.text(row, "stratum"), sheet.text(row, "psu")])
      }
    }
    guard !drawn.isEmpty else { return }
    for index in progress.communities.indices {
      progress.communities[index].unitsDrawn = drawn[progress.communities[index].code]?.count ?? 0
    }
  }

  /// Looks through the interviews for what stands out, and counts the sampled units that were reached.
  private func screen(
    _ progress: inout FieldProgress, _ files: [(path: String, name: String)], _ questionnaire: Questionnaire
  ) {
    let places = Dictionary(
      progress.communities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var records: [SubmissionRecord] = []
    var reached = Array(repeating: Set<[String]>(), count: progress.communities.count)
    for (path, name) in files {
      var findings: [Finding] = []
      guard let sheet = ServiceDesk.sheet(path, name, &findings) else {
        progress.unscreened.append(name)
        continue
      }
      var columns = SubmissionColumns(questionnaire, header: sheet.header)
      columns.units = Set(places.keys)
      records += columns.records(of: sheet)
      guard let unit = columns.unit, let cluster = questionnaire.question(.cluster)?.name else { continue }
      let stratum = questionnaire.question(.stratum)?.name ?? ""
      for row in sheet.rows {
        guard let place = places[sheet.text(row, unit)] else { continue }
        reached[place].insert([sheet.text(row, stratum), sheet.text(row, cluster)])
      }
    }
    for place in progress.communities.indices { progress.communities[place].unitsReached = reached[place].count }
    var rules = ScreeningRules()
    // The base rate of near copies is for a closed file; here only the interviews themselves are looked at.
    rules.permutations = 0
    let labels = Dictionary(
      Set(records.map { $0.interviewer ?? "" }).sorted().enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    guard
      let screening = try? SubmissionScreening(
        records, answersAreAll: false, groups: records.map { labels[$0.interviewer ?? ""] ?? 0 }, rules: rules)
    else { return }
    for (record, flags) in zip(screening.records, screening.flags) {
      if let place = record.unit.flatMap({ places[$0] }) {
        progress.communities[place].count(record, flags)
      } else {
        progress.elsewhere += 1
      }
    }
    progress.interviewers = screening.interviewers.filter { $0.flags.contains(.interviewerOutlier) }.map {
      FieldProgress.Interviewer(
        name: $0.name, interviews: $0.submissions, alike: $0.matchShare, straight: $0.straightlineShare)
    }
  }

  private static func sheet(_ path: String, _ name: String, _ findings: inout [Finding]) -> CSVSheet? {
    InputFile.contents(of: path, name: name, limit: UploadExaminer.mostReadBytes, &findings).flatMap {
      CSVSheet.read($0, file: name, findings: &findings)
    }
  }
}
