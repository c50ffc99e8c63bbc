import Findings
import Foundation
import Scoring
import Seals
import Sheets
import Store
import Surveys
public import Titles

/// What a study has found so far, beside what the districts say themselves.
extension ServiceDesk {
  /// Field progress, weights and estimates of a study, compared with the districts' own answers. Everything is computed as the rating
  /// computes it: the same reading, the same estimator, the same design. Answers come by the hundred thousand, so that what was found is
  /// kept until one of the tables, or what was frozen, is another.
  ///
  /// - Throws: `RecomputationBusy` if too many wait.
  public func results(of study: Scope, in round: TitleRound) async throws -> StudyResults {
    let numbers = Set(round.uploads.currentMaterial.map(\.number))
    let tables = try store.uploads(round.id) {
      numbers.contains($0.number) && $0.purgedAt == nil && [.responses, .frame, .psu].contains($0.kind)
    }
    let communities = round.communities.values.map { "\($0.code) \($0.name) \($0.district)\n" }.sorted()
    let key = [
      round.id, study.description, try digest(of: ["standard", "survey", "register"], round.id),
      ContentDigest.of(communities.joined()).hexadecimal, tables.map { String($0.number) }.joined(separator: ","),
    ]
    return try await studyResults.result(key.joined(separator: "/")) { try await measure(study, tables, round) }
  }

  /// - Parameter tables: the responses, frames and sampled units of all that count now.
  private func measure(_ study: Scope, _ tables: [UploadRecord], _ round: TitleRound) async throws -> StudyResults {
    let scratch = try ScratchFolder()
    let rules = try reviewRules(round.id)
    let units = try plannedUnits(of: study, in: round)
    let own = try current(.responses, of: study, in: round)
    let counts = try await interviews(own, round, rules, scratch)
    let districts = tables.filter { upload in
      guard upload.kind == .responses, case .district = upload.scope else { return false }
      return true
    }
    let design = try current(.frame, of: study, in: round) + current(.psu, of: study, in: round)
    let estimated = try await estimates(own + design, round, scratch, "study")
    let general = tables.filter { ($0.kind == .frame || $0.kind == .psu) && !study.covers($0.scope) }
    let compared = try await estimates(districts + (general.isEmpty ? design : general), round, scratch, "districts")
    let planned = Dictionary(grouping: units, by: \.community)
    let done = Dictionary(grouping: counts.keys, by: \.community)
    let communities = round.communities.values.sorted { $0.code < $1.code }.compactMap {
      community -> StudyResults.Community? in
      let own = planned[community.code] ?? []
      let reached = done[community.code] ?? []
      guard !own.isEmpty || !reached.isEmpty || estimated[community.code] != nil else { return nil }
      let interviews = reached.reduce(0) { $0 + (counts[$1]?.count ?? 0) }
      let weights = reached.flatMap { counts[$0] ?? [] }
      return StudyResults.Community(
        code: community.code, name: community.name, district: community.district,
        needed: own.reduce(0) { $0 + $1.completed }, toDraw: own.reduce(0) { $0 + $1.toDraw }, done: interviews,
        units: (own.count, reached.count), weightEffect: ServiceDesk.kish(weights), study: estimated[community.code],
        own: compared[community.code])
    }
    let weights = units.map { unit in
      StudyResults.Weight(
        community: unit.community, stratum: unit.stratum, psu: unit.psu, households: unit.households,
        probability: unit.probability,
        done: counts[UnitKey(community: unit.community, stratum: unit.stratum, psu: unit.psu)]?.count ?? 0)
    }
    return StudyResults(communities: communities, weights: weights)
  }

  /// A sampled unit.
  private struct UnitKey: Hashable {
    var community: String
    var stratum: String
    var psu: String
  }

  /// 1 + cv² of the weights; nil without any.
  private static func kish(_ weights: [Double]) -> Double? {
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    return sum > 0 ? Double(weights.count) * squares / (sum * sum) : nil
  }

  /// The drawn units as they were entered.
  private func plannedUnits(of study: Scope, in round: TitleRound) throws -> [StudyPlan.Unit] {
    guard let bytes = try drawnList(of: study, in: round) else { return [] }
    var findings: [Finding] = []
    guard
      let sheet = CSVSheet.read(
        bytes, file: "psu.csv", required: ["community_id", "stratum", "psu", "households"], findings: &findings)
    else { return [] }
    return sheet.rows.map { row in
      StudyPlan.Unit(
        community: sheet.text(row, "community_id"), stratum: sheet.text(row, "stratum"), psu: sheet.text(row, "psu"),
        households: Int(sheet.text(row, "households")) ?? 0, probability: Double(sheet.text(row, "probability")) ?? 0,
        completed: Int(sheet.text(row, "completed")) ?? 0, toDraw: Int(sheet.text(row, "count")) ?? 0,
        weight: Double(sheet.text(row, "weight")) ?? 0)
    }
  }

  /// The usable interviews of each sampled unit, as their weights.
  private func interviews(
    _ uploads: [UploadRecord], _ round: TitleRound, _ rules: ReviewRules, _ scratch: ScratchFolder
  ) async throws -> [UnitKey: [Double]] {
    let files = try uploads.compactMap { upload -> (path: String, name: String)? in
      guard let digest = upload.digest else { return nil }
      let path = scratch.path + "/count-\(upload.number).csv"
      try rounds.write(digest, to: path)
      return (path, upload.name)
    }
    guard !files.isEmpty else { return [:] }
    let codes = round.communities.values.map(\.code).sorted()
    let reading = ResponseReading(try questionnaire(round.id), communities: codes)
    let table = await reading.read(files) { _ in }.table
    var counts: [UnitKey: [Double]] = [:]
    for place in table.cellOfRow {
      let cell = table.cells[Int(place)]
      guard codes.indices.contains(Int(cell.unit)) else { continue }
      let key = UnitKey(community: codes[Int(cell.unit)], stratum: cell.stratum, psu: cell.cluster ?? "")
      counts[key, default: []].append(cell.weight)
    }
    return counts
  }

  /// The satisfaction of the communities by these uploads, by code; none if they cannot be read together.
  private func estimates(
    _ uploads: [UploadRecord], _ round: TitleRound, _ scratch: ScratchFolder, _ name: String
  ) async throws -> [String: StudyResults.Estimate] {
    guard uploads.contains(where: { $0.kind == .responses }) else { return [:] }
    let folder = scratch.path + "/" + name
    try rounds.unpack(round.id, folder: "register", to: folder)
    let inputs = RoundInputs(
      software: rounds.workbench.version, titles: round.titles, seed: 1,
      uploads: uploads.compactMap { upload in
        upload.digest.map {
          RoundInputs.Input(number: upload.number, kind: upload.kind, scope: upload.scope, sha256: $0.hexadecimal)
        }
      })
    try await inputs.layOut(in: folder) { input, path in
      guard let upload = uploads.first(where: { $0.number == input.number }), let digest = upload.digest else { return }
      try rounds.write(digest, to: path)
    }
    var findings: [Finding] = []
    var city = CityFolder(folder)
    guard city.isReadable(&findings),
      let sheet = city.table("roster.csv", required: Roster.columns, &findings),
      let roster = Roster(sheet, findings: &findings)
    else { return [:] }
    let standard = try reviewRules(round.id).standard
    let profiles = rounds.workbench.profiles(roster, standard, &findings)
    guard
      let half = await rounds.workbench.residents(
        &city, standard, try questionnaire(round.id), roster, profiles, keepsCounts: false, [], &findings)
    else { return [:] }
    var estimates: [String: StudyResults.Estimate] = [:]
    for (community, estimate) in zip(roster.communities, half.estimates) {
      guard let overall = estimate.overall else { continue }
      estimates[community.id] = StudyResults.Estimate(
        mean: overall.mean, standardError: overall.standardError, degreesOfFreedom: overall.degreesOfFreedom,
        answers: overall.count)
    }
    return estimates
  }
}
