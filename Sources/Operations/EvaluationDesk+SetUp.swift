import Apportionment
import Findings
import Foundation
import Scoring
import Seals
import Sheets
import Store
public import Titles

extension EvaluationDesk {
  /// Freezes standard and questionnaire: both are read and checked, every file is kept, and their checksums become the round's.
  public func freeze(
    _ id: String, standard: String, survey: String, basis: String, admission: String, by actor: DeskActor
  ) throws -> Done<TitleRound> {
    var findings: [Finding] = []
    let rules = Library.standard(standard, &findings)
    let form = Library.questionnaire(survey, &findings)
    guard !findings.contains(where: { $0.severity == .error }), let rules, let form else {
      throw Refusal(findings: findings)
    }
    let files = try keepFolder(standard, as: "standard") + keepFolder(survey, as: "survey")
    var required: [RoundUpload.Kind] = []
    if rules.standard.satisfactionRoot != nil { required.append(.responses) }
    if rules.standard.departmentRoot != nil { required.append(.reviews) }
    let done = try change(actor.note("round.freeze", details: ["round": id])) { session in
      for file in files { try session.insert(file.object, round: id, folder: file.folder, name: file.name) }
      return try apply(
        .freeze(
          standard: rules.checksum, questionnaire: form.checksum, basis: basis, admission: admission, required: required
        ),
        to: id, by: actor, session)
    }
    return Done(value: done.value, receipt: done.receipt, findings: done.findings + findings)
  }

  private func keepFolder(
    _ folder: String, as label: String
  ) throws -> [(object: StoredObject, folder: String, name: String)] {
    var findings: [Finding] = []
    guard let names = InputFile.names(in: folder, called: label, &findings) else { throw Refusal(findings: findings) }
    return try names.filter { !$0.hasPrefix(".") && !InputFile.isFolder(folder + "/" + $0) }.map { name in
      guard let bytes = InputFile.contents(of: folder + "/" + name, name: name, &findings) else {
        throw Refusal(findings: findings)
      }
      return (try store.keep(bytes, named: identifier()), label, name)
    }
  }

  /// A name for something on its way into the directory.
  func identifier() -> String { Hexadecimal.text(surroundings.random(8)) }

  /// Divides the titles by the register of the cut-off date and fixes the quotas.
  ///
  /// - Parameters:
  ///   - districts: the codes in their official order; nil takes the order of the codes.
  ///   - pause: holders of this many years before may not apply (暂停申报); 0 lets everyone.
  ///   - decision: how a tie between remainders is decided: the winners' codes and why; nil lets the standard's rules decide.
  public func fixQuotas(
    _ id: String, cutOff: CalendarDay, titles: Int?, districts order: [String]?, pause: Int,
    decision: (winners: [String], reason: String)?, by actor: DeskActor
  ) throws -> Done<TitleRound> {
    let standard = try frozenStandard(id)
    let register = try store.register()
    let filed = register.standing(on: cutOff).filter { $0.attributes.filing == .filed }
    let found = Array(Set(filed.map(\.attributes.district))).sorted()
    let codes = order ?? found
    guard Set(codes) == Set(found), codes.count == found.count, !codes.isEmpty else {
      throw Refusal(findings: [
        Finding(.quotasUnsound, found: codes.joined(separator: ","), details: [found.joined(separator: ", ")])
      ])
    }
    let counts = codes.map { code in filed.count { $0.attributes.district == code } }
    let number = titles ?? standard.titles
    let quotas = TitleQuotas(
      titles: number, names: codes, counts: counts, tieRules: decision == nil ? standard.quotaTieRules : [])
    let seats = try seats(quotas, codes, decision?.winners)
    let barred = try holders(since: cutOff.year - pause, before: id)
    let names = Dictionary(
      filed.map { ($0.attributes.district, $0.attributes.districtName) }, uniquingKeysWith: { a, _ in a })
    let why = decision?.reason ?? quotas.decided.map { $0.rules.map(\.rawValue).joined(separator: ", ") } ?? ""
    let action = RoundAction.fixQuotas(
      cutOff: cutOff, titles: number,
      communities: filed.map { entry in
        RoundCommunity(
          id: entry.id, code: entry.attributes.code, name: entry.attributes.listingName,
          district: entry.attributes.district, barred: barred[entry.id] ?? "")
      },
      quotas: codes.indices.map {
        DistrictQuota(
          district: codes[$0], name: names[codes[$0]] ?? codes[$0], communities: counts[$0], seats: seats[$0])
      }, isTied: quotas.tie != nil || quotas.decided != nil, decision: why)
    let roster = try store.keep(register.rosterTable(on: cutOff), named: identifier())
    return try change(actor.note("round.fixQuotas", reason: why, details: ["round": id])) { session in
      try session.insert(roster, round: id, folder: "register", name: "roster.csv")
      return try apply(action, to: id, by: actor, session)
    }
  }

  /// The seats with an open tie given to the winners that people chose.
  private func seats(_ quotas: TitleQuotas, _ codes: [String], _ winners: [String]?) throws -> [Int] {
    guard quotas.allocation.infeasibility == nil else {
      throw Refusal(findings: [Finding(.noQuotas, details: [String(codes.count)])])
    }
    guard let tie = quotas.tie else { return quotas.seats }
    let tied = tie.districts.map { codes[$0] }
    guard let winners, Set(winners).isSubset(of: tied), Set(winners).count == tie.titles, winners.count == tie.titles
    else {
      throw Refusal(
        findings: [Finding(.tieOpen, details: [tied.joined(separator: " / "), String(tied.count), String(tie.titles)])])
    }
    var seats = quotas.seats
    for winner in winners {
      if let place = codes.firstIndex(of: winner) { seats[place] += 1 }
    }
    return seats
  }

  /// Holders whose titles are too recent, with the year that bars them.
  private func holders(since year: Int, before id: String) throws -> [CommunityID: String] {
    var barred: [CommunityID: String] = [:]
    for summary in try store.rounds() where summary.year >= year && summary.id != id {
      guard let round = try store.round(summary.id)?.round else { continue }
      for (community, title) in round.holders where [.held, .correcting, .pendingReview].contains(title.stage) {
        barred[community] = "\(summary.year) 年已命名，暂停申报期内"
      }
    }
    return barred
  }

  /// The frozen standard of a round.
  func frozenStandard(_ id: String) throws -> ScoringStandard {
    let scratch = try ScratchFolder()
    try unpack(id, folder: "standard", to: scratch.path + "/standard")
    var findings: [Finding] = []
    guard let (standard, _) = Library.standard(scratch.path + "/standard", &findings) else {
      throw Refusal(findings: [Finding(.inputsMissing, details: ["standard"])] + findings)
    }
    return standard
  }

  /// Writes the newest files of one of a round's folders to disk.
  func unpack(_ id: String, folder: String, to path: String) throws {
    let files = try store.roundFiles(id).filter { $0.folder == folder }
    guard !files.isEmpty else { throw Refusal(findings: [Finding(.inputsMissing, found: id, details: [folder])]) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files { try write(file.digest, to: path + "/" + file.name) }
  }

  /// Writes a kept file to disk.
  func write(_ digest: ContentDigest, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path)
    else { throw StoreFailure(.directoryUnwritable, found: path, path) }
    defer { try? handle.close() }
    guard try store.bytes(of: digest, { try handle.write(contentsOf: Data($0)) }) else {
      throw StoreFailure(.objectMissing, found: digest.hexadecimal, digest.hexadecimal)
    }
  }
}

/// A folder for the time of one use case.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
