import Findings
import Foundation
import Seals
import Store
import Testing
import Titles

/// A data directory of its own for each test, which goes with this value; time and keys are fixed.
final class StoreFixture: Sendable {
  let folder: URL
  let directory: DataDirectory

  static let start = Moment(seconds: 1_393_833_600)  // 2014-03-03T08:00:00Z

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    directory = DataDirectory(folder.appendingPathComponent("data").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func create() throws -> EvaluationStore {
    try EvaluationStore.create(
      at: directory, seed: Array(0..<32), name: Array(0..<8), moment: Self.start, holder: "test")
  }

  func open() throws -> EvaluationStore { try EvaluationStore(directory, holder: "test") }

  /// A store with some of everything: users, communities, a round with events, uploads, a publication.
  func filled() throws -> EvaluationStore {
    let store = try create()
    try store.change(Self.note("user.add"), at: Self.start) { session in
      for name in ["wang", "li"] {
        try session.save(
          UserRecord(
            name: name, display: name, grants: [RoleGrant(.leadingGroupMember)], codeDigest: .of(name + "-code")))
      }
    }
    try store.change(Self.note("register.enter"), at: Self.start) { session in
      let old = try session.register()
      var register = old
      for number in 1...5 {
        _ = try register.enter(
          RegisterChange(
            .established, effective: CalendarDay(number: 14_000), document: "设",
            results: [
              CommunityAttributes(
                code: "32040200100\(number)", name: "社区\(number)", street: "街道", district: "320402",
                districtName: "天宁区", kind: .community, households: 1500)
            ]))
      }
      try session.save(register, since: old)
    }
    try store.change(Self.note("register.calendar"), at: Self.start) { session in
      try session.save(
        holidays: 2014, documents: ["国办发明电〔2013〕28号"],
        days: [WorkingCalendar.Entry(notice: 2014, day: CalendarDay(number: 16_071), kind: .holiday, name: "元旦")])
    }
    try store.change(Self.note("round.open"), at: Self.start) { session in
      try session.insert(TitleRound(id: "2014", year: 2014, title: "和谐社区"), on: session.moment.day)
    }
    try step(
      store,
      .freeze(standard: "s", questionnaire: "q", basis: "b", admission: "a", required: []))
    for number in 1...3 { _ = try upload(store, "answers \(number)\n", number) }
    try store.change(Self.note("publish"), at: Self.start) { session in
      try session.publish("K000001\t社区1\n", kind: "city-notice", round: "2014")
    }
    return store
  }

  func step(_ store: EvaluationStore, _ action: RoundAction) throws {
    try store.change(Self.note("round.\(action.kind.rawValue)"), at: Self.start) { session in
      guard let stored = try session.round("2014") else { throw CancellationError() }
      let actor = RoundActor("office", RoleGrant(.leadingGroupOffice))
      let event = RoundEvent(action, by: actor, on: stored.lastDay)
      try session.save(try stored.round.applying(event), after: event)
    }
  }

  func upload(_ store: EvaluationStore, _ text: String, _ number: Int) throws -> Receipt? {
    let object = try store.keep(Array(text.utf8), named: "test-\(number)")
    let file = Receipt.File(sha256: object.digest.hexadecimal, salt: "5a17\(number)", bytes: object.bytes)
    var note = Self.note("round.upload")
    note.details["commitment"] = file.commitment
    let (_, leaf) = try store.change(note, at: Self.start) { session in
      try session.record(object)
      try session.insert(
        UploadRecord(
          number: number, round: "2014", kind: .responses, scope: .district("320402"), name: "a.csv",
          digest: object.digest, bytes: object.bytes, salt: file.salt, commitment: file.commitment, rows: 1,
          leaf: session.leaf, receivedAt: session.moment.description, receivedBy: "clerk",
          supersedes: number == 1 ? nil : number - 1))
    }
    return try store.receipt(leaf, file: file)
  }

  static func note(_ action: String) -> ChangeNote {
    ChangeNote(actor: "office", role: "leading-group-office", action: action)
  }

  /// What a failing directory says.
  static func failure(_ body: () throws -> Void) -> FindingCode? {
    do {
      try body()
      return nil
    } catch let failure as StoreFailure {
      return failure.finding.code
    } catch {
      Issue.record("no failure of the store but \(error)")
      return nil
    }
  }
}
