import Findings
import Foundation
import Seals
import Store
import Titles

extension EvaluationDesk {
  /// Lets a person send a material for the whole city, or not: whoever may send it may also take it.
  func permit(_ material: CityMaterial, to actor: DeskActor) throws {
    guard let role = actor.grant?.role, material.roles.contains(role), actor.grant?.scope == .all else {
      let name = actor.grant?.role.name.chinese ?? "console"
      throw Refusal(findings: [Finding(.roleMayNot, details: [name, material.name.chinese])], isForbidden: true)
    }
  }

  /// Takes what an examiner looks at: everything is read and checked again, for the register or the library may have moved on since.
  func take(_ material: CityMaterial, _ examiner: CityExaminer, by actor: DeskActor) throws -> Done<Void> {
    try permit(material, to: actor)
    switch material {
    case .communities, .lineage: return try enter(material, examiner, by: actor)
    case .holidays:
      var findings: [Finding] = []
      guard let calendar = try examiner.readCalendar(&findings) else { throw Refusal(findings: findings) }
      let done = try takeOver(calendar, file: try keep(examiner), by: actor)
      return Done(value: (), receipt: done.receipt, findings: done.findings + findings)
    case .standard, .questionnaire: return try addToLibrary(material, examiner, by: actor)
    }
  }

  private func enter(_ material: CityMaterial, _ examiner: CityExaminer, by actor: DeskActor) throws -> Done<Void> {
    // Refused before a byte is kept.
    _ = try trial(material, examiner, on: try store.register())
    let file = try keep(examiner)
    let note = actor.note("register.enter", details: ["material": material.rawValue])
    var notices: [Finding] = []
    let done = try change(note) { session in
      try session.record(file)
      let old = try session.register()
      let trial = try trial(material, examiner, on: old)
      notices = trial.findings
      session.note.details["changes"] = String(trial.steps.count)
      session.note.details["documents"] = Set(trial.steps.map(\.event.document)).sorted().joined(separator: " ")
      try session.save(trial.register, since: old)
    }
    return Done(value: (), receipt: done.receipt, findings: done.findings + notices)
  }

  private func trial(
    _ material: CityMaterial, _ examiner: CityExaminer, on register: CommunityRegister
  ) throws -> RegisterTrial {
    var trial = RegisterTrial(register)
    var findings: [Finding] = []
    examiner.enter(material, into: &trial, &findings)
    guard trial.isSound, !findings.contains(where: { $0.severity == .error }) else {
      throw Refusal(findings: findings + trial.findings)
    }
    return trial
  }

  /// Puts a standard or a questionnaire into the library under its new name. Nothing that is there is ever overwritten.
  private func addToLibrary(
    _ material: CityMaterial, _ examiner: CityExaminer, by actor: DeskActor
  ) throws -> Done<Void> {
    let kind: LibraryEntry.Kind = material == .standard ? .standards : .questionnaires
    let marker = material == .standard ? "standard.csv" : "survey.csv"
    let findings = try examiner.examine(material).findings
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    var faults: [Finding] = []
    guard let bytes = InputFile.contents(of: examiner.path, name: examiner.name, &faults),
      let tables = MaterialFolder(bytes, name: examiner.name, marker: marker, findings: &faults)
    else { throw Refusal(findings: faults) }
    let parent = examiner.library + "/" + kind.folder
    // A name with a dot is no entry yet, so nobody sees half a folder.
    let waiting = parent + "/." + identifier()
    let place = parent + "/" + examiner.request.folder
    defer { try? FileManager.default.removeItem(atPath: waiting) }
    do {
      try tables.write(to: waiting)
    } catch {
      throw StoreFailure(.directoryUnwritable, found: parent, (error as NSError).localizedDescription)
    }
    let checksum = Library.checksum(of: waiting, named: examiner.request.folder, &faults) ?? ""
    let file = try keep(examiner)
    let details = [
      "kind": kind.rawValue, "name": examiner.request.folder, "sha256": checksum,
    ]
    let done = try change(actor.note("library.add", details: details)) { session in
      try session.record(file)
      guard rename(waiting, place) == 0 else {
        throw StoreFailure(.directoryUnwritable, found: place, String(cString: strerror(errno)))
      }
    }
    return Done(value: (), receipt: done.receipt, findings: done.findings + findings)
  }

  /// Seals a standard of the library against changes (封存).
  ///
  /// - Returns: its checksum.
  func seal(_ name: String, in library: String, by actor: DeskActor) throws -> Done<String> {
    try permit(.standard, to: actor)
    var findings: [Finding] = []
    let folder = StandardFolder(library + "/" + LibraryEntry.Kind.standards.folder + "/" + name, findings: &findings)
    switch StandardSeal.freeze(folder, findings: &findings) {
    case .refused: throw Refusal(findings: findings)
    case .unwritable(let reason): throw StoreFailure(.directoryUnwritable, found: name, reason)
    case .unchanged(let checksum): return Done(value: checksum, receipt: nil, findings: findings)
    case .sealed(_, let checksum):
      let done = try change(actor.note("library.seal", details: ["name": name, "sha256": checksum])) { _ in }
      return Done(value: checksum, receipt: done.receipt, findings: done.findings + findings)
    }
  }

  private func keep(_ examiner: CityExaminer) throws -> StoredObject {
    try store.keep(identifier(), InputFile.blocks(of: examiner.path, name: examiner.name))
  }
}
