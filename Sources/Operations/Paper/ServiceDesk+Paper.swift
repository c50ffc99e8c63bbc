import Findings
import Foundation
import Sheets
public import Store
public import Titles

/// Paper questionnaires on pages: forms are typed one by one and kept as a draft that only its typist sees, so that the second typing is
/// blind; handing in makes the table that the command line takes as a file.
extension ServiceDesk {
  /// The batches of a round that a person sees: those that the person may type, and all for the auditor.
  public func paperBatches(of round: String, for person: SignedInPerson) throws -> [PaperBatch] {
    try store.paperBatches(round).filter { sees(person, $0) }
  }

  /// A batch that a person sees; nil if there is none.
  public func paperBatch(_ id: String, of round: String, for person: SignedInPerson) throws -> PaperBatch? {
    try store.paperBatch(id).flatMap { $0.round == round && sees(person, $0) ? $0 : nil }
  }

  private func sees(_ person: SignedInPerson, _ batch: PaperBatch) -> Bool {
    person.grant.role == .auditor
      || (batch.kind.roles.contains(person.grant.role) && person.grant.scope.covers(batch.scope))
  }

  /// Opens a batch.
  public func openPaper(_ id: String, round: String, scope: Scope, by person: SignedInPerson) async throws -> PaperBatch
  {
    let actor = try actor(person)
    if case .district(let code) = scope,
      try store.round(round)?.round.districts.contains(where: { $0.code == code }) == false
    {
      throw Refusal(findings: [Finding(.unknownInRound, found: code, details: [code])])
    }
    return try await inTurn {
      try rounds.openPaper(id, round: round, kind: .responses, scope: scope, by: actor).value
    }
  }

  /// The columns of a batch and what the person has typed.
  ///
  /// - Throws: `Refusal` before the questionnaire is frozen.
  public func paperSheet(_ batch: PaperBatch, of person: SignedInPerson) throws -> PaperSheet {
    let drafts = try store.drafts(of: person.user, round: PaperDrafts.key(batch))
    return PaperSheet(try questionnaire(batch.round), PaperDrafts.forms(drafts))
  }

  /// Keeps a form that was typed, in place of the one of its number.
  ///
  /// - Parameter replacing: the number that the form had when it was opened; nil for a new form, which must not take another's place.
  /// - Throws: `Refusal` with what cannot be typed, at the field's name; if the batch is not to be typed by this person; if a new form
  ///   has the number of one that was typed before.
  public func keep(
    _ form: TypedForms.Form, replacing: String?, of batch: PaperBatch, by person: SignedInPerson
  ) throws {
    try checkTypist(batch, person)
    let sheet = try paperSheet(batch, of: person)
    let communities = Set(try store.round(batch.round)?.round.communities.values.map(\.code) ?? [])
    var faults = sheet.faults(form.number, form.cells, communities: communities)
    if form.number != replacing, sheet.forms.contains(where: { $0.number == form.number }) {
      faults.append(
        Finding(
          .paperFormsUnsound, at: Location(file: sheet.numberName), found: form.number, details: [form.number]))
    }
    guard faults.isEmpty, form.cells.count == sheet.fields.count else { throw Refusal(findings: faults) }
    let key = PaperDrafts.key(batch)
    if let replacing, replacing != form.number { try removeForm(replacing, of: batch, by: person) }
    let value = String(decoding: try JSONEncoder().encode(form.cells), as: UTF8.self)
    // A field that was typed before keeps its place in the pile.
    let field = try PaperDrafts.field(form.number, among: store.drafts(of: person.user, round: key))
    _ = try store.saveDrafts([DraftChange(field: field, value: value)], of: person.user, round: key, at: clock())
  }

  /// Takes a form out of what the person has typed.
  public func removeForm(_ number: String, of batch: PaperBatch, by person: SignedInPerson) throws {
    let key = PaperDrafts.key(batch)
    for draft in try store.drafts(of: person.user, round: key) where PaperDrafts.number(draft) == number {
      try store.removeDrafts(of: person.user, round: key, under: draft.field)
    }
  }

  /// Hands in what the person has typed; from then on it cannot be changed.
  public func handInPaper(_ batch: PaperBatch, by person: SignedInPerson) async throws -> PaperBatch {
    let sheet = try paperSheet(batch, of: person)
    var writer = CSVWriter()
    writer.write([sheet.numberName] + sheet.fields.map(\.name))
    for form in sheet.forms { writer.write([form.number] + form.cells) }
    let handed = try await handInPaper(batch, table: writer.bytes, name: "\(batch.id).csv", by: person)
    try store.removeDrafts(of: person.user, round: PaperDrafts.key(batch))
    return handed
  }

  /// Hands in a table that was typed elsewhere.
  public func handInPaper(
    _ batch: PaperBatch, table: [UInt8], name: String, by person: SignedInPerson
  ) async throws -> PaperBatch {
    let actor = try actor(person)
    return try await inTurn { try rounds.typePaper(batch.id, bytes: table, name: name, by: actor).value }
  }

  /// Decides differences, as far as they have a decision. Each is an event of its own, with the same reason.
  ///
  /// - Parameters:
  ///   - decisions: the values that count, by the difference's place.
  ///   - version: the number of events that the person had seen.
  public func decidePaper(
    _ batch: PaperBatch, _ decisions: [Int: String], reason: String, version: Int?, by person: SignedInPerson
  ) async throws {
    let actor = try actor(person)
    try await inTurn {
      let now = try rounds.paper(batch.id)
      // The places are those of the page; they mean something else after a new typing.
      guard version == now.eventCount else { throw Refusal(findings: [Finding(.versionStale)]) }
      for (place, value) in decisions.sorted(by: { $0.key < $1.key }) where now.differences.indices.contains(place) {
        let found = now.differences[place]
        _ = try rounds.applyPaper(
          .resolve(form: found.form, item: found.item, value: value, reason: reason), to: batch.id, reason: reason,
          by: actor)
      }
    }
  }

  /// Sends a batch back to be typed again, or gives it up.
  ///
  /// - Throws: `Refusal` with `versionStale` if it is not as `batch` says any more.
  public func endPaper(
    _ batch: PaperBatch, discards: Bool, reason: String, by person: SignedInPerson
  ) async throws {
    let actor = try actor(person)
    _ = try await inTurn {
      try requireUnchanged(batch)
      return try rounds.applyPaper(
        discards ? .discard(reason: reason) : .sendBack(reason: reason), to: batch.id, reason: reason, by: actor)
    }
  }

  /// Approves a batch: its answers become an upload of the round.
  ///
  /// - Throws: `Refusal` with `versionStale` if it is not as `batch` says any more.
  public func approvePaper(_ batch: PaperBatch, by person: SignedInPerson) async throws -> UploadRecord {
    let actor = try actor(person)
    return try await inTurn {
      try requireUnchanged(batch)
      return try rounds.approvePaper(batch.id, by: actor).value
    }
  }

  /// Refuses what was meant for the batch as it was, if somebody has changed it since it was read.
  private func requireUnchanged(_ batch: PaperBatch) throws {
    guard try rounds.paper(batch.id).eventCount == batch.eventCount else {
      throw Refusal(findings: [Finding(.versionStale)])
    }
  }

  /// Lets only those type who may hand in.
  private func checkTypist(_ batch: PaperBatch, _ person: SignedInPerson) throws {
    let trial = PaperAction.type(PaperBatch.Typing(user: person.user, sha256: nil, forms: 1), differences: [])
    do throws(RoundRefusal) {
      _ = try batch.applying(trial, by: RoundActor(person.user, person.grant))
    } catch {
      throw Refusal(findings: [error.finding], isForbidden: error.isForbidden)
    }
  }
}

/// How forms are kept while they are typed: a draft for each, in the order in which they were begun.
private enum PaperDrafts {
  /// Under what a person's forms of a batch are kept; no round has such a name.
  static func key(_ batch: PaperBatch) -> String { "paper/\(batch.id)" }

  /// The form's number of a draft, behind its place.
  static func number(_ draft: DraftRecord) -> String { String(draft.field.dropFirst(placeLength + 1)) }

  /// The forms in their order.
  static func forms(_ drafts: [DraftRecord]) -> [TypedForms.Form] {
    drafts.sorted { $0.field < $1.field }.compactMap { draft in
      guard let cells = try? JSONDecoder().decode([String].self, from: Data(draft.value.utf8)) else { return nil }
      return TypedForms.Form(number: number(draft), cells: cells)
    }
  }

  /// The field of a form: its own if it has one, else the next place.
  static func field(_ number: String, among drafts: [DraftRecord]) -> String {
    if let known = drafts.first(where: { self.number($0) == number }) { return known.field }
    let last = drafts.compactMap { Int($0.field.prefix(placeLength)) }.max() ?? 0
    let digits = String(last + 1)
    return String(repeating: "0", count: max(0, placeLength - digits.count)) + digits + "/" + number
  }

  private static let placeLength = 8
}
