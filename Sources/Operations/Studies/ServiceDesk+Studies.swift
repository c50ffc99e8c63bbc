public import Findings
import Foundation
import Seals
public import Store
public import Titles

/// A third party's study: its frame, its plan and the drawn list.
extension ServiceDesk {
  /// The name under which a study's list of units is kept.
  public static let frameName = "sampling-frame.csv"
  /// The name under which a study's plan is kept.
  static let planName = "study-plan.json"
  /// The bytes that a list of units may have.
  public static let mostFrameBytes = 8 << 20

  /// What a plan rests on, kept as a document of the round: from it and the list anyone draws the same units again.
  struct PlanRecord: Codable {
    var parameters: StudyParameters
    var frame: String
    var software: String
  }

  /// The uploads of a study and its parts that count now; `name` picks documents.
  func current(_ kind: RoundUpload.Kind, of study: Scope, in round: TitleRound, name: String? = nil) throws
    -> [UploadRecord]
  {
    try store.uploads(round.id) {
      $0.kind == kind && study.covers($0.scope) && (name == nil || $0.name == name) && $0.purgedAt == nil
        && $0.successor == nil
    }
  }

  /// Keeps a study's list of units as a document with its receipt, after a look at it.
  ///
  /// - Throws: `Refusal` with everything that is wrong with it.
  public func keep(frame bytes: [UInt8], of study: Scope, in round: TitleRound, by person: SignedInPerson) async throws
    -> EvaluationDesk.Done<UploadRecord>
  {
    var findings: [Finding] = []
    guard StudyPlan(frame: bytes, StudyParameters(), known: known(round), findings: &findings) != nil else {
      throw Refusal(findings: findings)
    }
    return try await receive(bytes, .document, ServiceDesk.frameName, study, round, by: person)
  }

  /// Plans a study on its list of units; nil before the list is there. Nothing is kept.
  public func plan(_ parameters: StudyParameters, of study: Scope, in round: TitleRound) throws -> (
    plan: StudyPlan, findings: [Finding]
  )? {
    guard let frame = try current(.document, of: study, in: round, name: ServiceDesk.frameName).last,
      let bytes = try content(frame)
    else { return nil }
    var findings: [Finding] = []
    guard let plan = StudyPlan(frame: bytes, parameters, known: known(round), findings: &findings) else {
      throw Refusal(findings: findings)
    }
    return (plan, findings)
  }

  /// Enters a plan into the round: strata (`frame.csv`), drawn units (`psu.csv`) and the plan itself become uploads with receipts.
  public func enter(_ parameters: StudyParameters, of study: Scope, in round: TitleRound, by person: SignedInPerson)
    async throws -> [EvaluationDesk.Done<UploadRecord>]
  {
    guard let (plan, _) = try plan(parameters, of: study, in: round),
      let frame = try current(.document, of: study, in: round, name: ServiceDesk.frameName).last?.digest
    else {
      throw Refusal(findings: [Finding(.inputsMissing, found: round.id, details: [ServiceDesk.frameName])])
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let record = try encoder.encode(
      PlanRecord(
        parameters: parameters, frame: frame.hexadecimal, software: rounds.workbench.version))
    return [
      try await receive(plan.frameTable, .frame, "frame.csv", study, round, by: person),
      try await receive(plan.drawnList, .psu, "psu.csv", study, round, by: person),
      try await receive(Array(record), .document, ServiceDesk.planName, study, round, by: person),
    ]
  }

  /// The parameters of the plan that was entered; nil before there is one.
  public func enteredParameters(of study: Scope, in round: TitleRound) throws -> StudyParameters? {
    guard let upload = try current(.document, of: study, in: round, name: ServiceDesk.planName).last,
      let bytes = try content(upload)
    else { return nil }
    return try? JSONDecoder().decode(PlanRecord.self, from: Data(bytes)).parameters
  }

  /// The drawn list that was entered; nil before there is one.
  public func drawnList(of study: Scope, in round: TitleRound) throws -> [UInt8]? {
    try current(.psu, of: study, in: round).last.flatMap(content)
  }

  /// An upload's bytes in memory; nil if they were purged.
  func content(_ upload: UploadRecord) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    return try self.bytes(of: upload) { bytes += $0 } ? bytes : nil
  }

  private func known(_ round: TitleRound) -> Set<String> { Set(round.communities.values.map(\.code)) }

  private func receive(
    _ bytes: [UInt8], _ kind: RoundUpload.Kind, _ name: String, _ study: Scope, _ round: TitleRound,
    by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<UploadRecord> {
    let actor = try actor(person)
    let id = round.id
    return try await inTurn {
      let scratch = try ScratchFolder()
      let path = scratch.path + "/file"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return try rounds.receive(
        UploadRequest(round: id, kind: kind, scope: study, path: path, name: name), by: actor)
    }
  }
}

extension ServiceDesk {
  /// The list of units on record, as its name, number and digest; nil before there is one.
  public func frameOnRecord(of study: Scope, in round: TitleRound) throws -> String? {
    try current(.document, of: study, in: round, name: ServiceDesk.frameName).last.map {
      "\($0.name) #\($0.number) \($0.digest?.hexadecimal.prefix(16) ?? "")"
    }
  }
}
