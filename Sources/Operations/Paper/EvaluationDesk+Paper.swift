import Findings
import Foundation
import Seals
import Sheets
public import Store
public import Titles

extension EvaluationDesk {
  /// Opens a batch of paper questionnaires that two people are to type.
  public func openPaper(
    _ id: String, round: String, kind: RoundUpload.Kind, scope: Scope, by actor: DeskActor
  ) throws -> Done<PaperBatch> {
    guard id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._\-]{0,63}/) != nil, try store.paperBatch(id) == nil else {
      throw Refusal(findings: [Finding(.paperExists, found: id, details: [id])])
    }
    guard let grant = actor.grant, kind.roles.contains(grant.role), grant.scope.covers(scope) else {
      throw Refusal(
        findings: [Finding(.outOfScope, details: [actor.grant?.description ?? "console", scope.description])],
        isForbidden: true)
    }
    let details = ["round": round, "batch": id, "kind": kind.rawValue, "scope": scope.description]
    return try change(actor.note("paper.open", details: details)) { session in
      guard try session.round(round) != nil else {
        throw Refusal(findings: [Finding(.unknownRound, found: round, details: [round])])
      }
      let batch = PaperBatch(id: id, round: round, kind: kind, scope: scope)
      try session.insert(batch)
      return batch
    }
  }

  /// Takes what one person typed: a CSV table whose first column is the form's number. The second typing is compared with the first.
  public func typePaper(_ id: String, path: String, by actor: DeskActor) throws -> Done<PaperBatch> {
    try typePaper(id, bytes: try file(path), name: (path as NSString).lastPathComponent, by: actor)
  }

  /// Takes what one person typed as the bytes of such a table.
  func typePaper(_ id: String, bytes: [UInt8], name: String, by actor: DeskActor) throws -> Done<PaperBatch> {
    let forms = try typed(bytes, name: name)
    let batch = try paper(id)
    var differences: [PaperBatch.Difference] = []
    if let first = try typing(batch, 0) {
      guard Set(first.columns) == Set(forms.columns), first.columns.first == forms.columns.first else {
        let odd = Set(first.columns).symmetricDifference(forms.columns).sorted().joined(separator: ", ")
        throw Refusal(findings: [Finding(.paperColumnsDiffer, details: [odd])])
      }
      differences = first.differences(from: forms)
    }
    let typing = PaperBatch.Typing(
      user: actor.name, sha256: ContentDigest.of(bytes).hexadecimal, forms: forms.forms.count)
    let action = PaperAction.type(typing, differences: differences)
    // Refused before a byte is kept.
    _ = try applied(action, to: batch, by: actor)
    let object = try store.keep(bytes, named: identifier())
    return try change(note(action, id, by: actor)) { session in
      try session.record(object)
      return try step(action, id, by: actor, session)
    }
  }

  /// Decides a difference, sends the batch back, or gives it up.
  public func applyPaper(_ action: PaperAction, to id: String, reason: String, by actor: DeskActor) throws
    -> Done<PaperBatch>
  {
    try change(note(action, id, reason: reason, by: actor)) { try step(action, id, by: actor, $0) }
  }

  /// Approves a batch: the answers that count become an upload of the round, and the batch is closed with its number.
  ///
  /// Two transactions: if the machine stops between them the batch is still to be approved, and the same upload is found again.
  public func approvePaper(_ id: String, by actor: DeskActor) throws -> Done<UploadRecord> {
    let batch = try paper(id)
    _ = try applied(.approve(upload: 0), to: batch, by: actor)
    guard let first = try typing(batch, 0), let second = try typing(batch, 1) else {
      throw Refusal(findings: [Finding(.paperEmpty)])
    }
    var writer = CSVWriter()
    writer.write(first.columns)
    for form in first.agreed(with: second, batch.differences) { writer.write([form.number] + form.cells) }
    let scratch = try ScratchFolder()
    let path = scratch.path + "/\(id).csv"
    try Data(writer.bytes).write(to: URL(fileURLWithPath: path))
    let upload = try receive(
      UploadRequest(
        round: batch.round, kind: batch.kind, scope: batch.scope, path: path,
        idempotencyKey: "paper/\(id)/\(batch.eventCount)"), by: actor)
    let action = PaperAction.approve(upload: upload.value.number)
    _ = try change(note(action, id, by: actor)) { try step(action, id, by: actor, $0) }
    return upload
  }

  // MARK: - Steps

  /// The batch of a name.
  public func paper(_ id: String) throws -> PaperBatch {
    guard let batch = try store.paperBatch(id) else {
      throw Refusal(findings: [Finding(.paperUnknown, found: id, details: [id])])
    }
    return batch
  }

  private func note(_ action: PaperAction, _ id: String, reason: String = "", by actor: DeskActor) -> ChangeNote {
    actor.note("paper.\(action.kind.rawValue)", reason: reason, details: ["batch": id])
  }

  private func step(_ action: PaperAction, _ id: String, by actor: DeskActor, _ session: ChangeSession) throws
    -> PaperBatch
  {
    guard let batch = try session.paperBatch(id) else {
      throw Refusal(findings: [Finding(.paperUnknown, found: id, details: [id])])
    }
    let next = try applied(action, to: batch, by: actor)
    try session.save(next)
    return next
  }

  private func applied(_ action: PaperAction, to batch: PaperBatch, by actor: DeskActor) throws -> PaperBatch {
    guard let person = actor.inRound else {
      throw Refusal(findings: [Finding(.roleMayNot, details: ["console", action.kind.rawValue])], isForbidden: true)
    }
    do throws(RoundRefusal) {
      return try batch.applying(action, by: person)
    } catch {
      throw Refusal(findings: [error.finding], isForbidden: error.isForbidden)
    }
  }

  /// What one of the two typed; nil if it is not there.
  private func typing(_ batch: PaperBatch, _ place: Int) throws -> TypedForms? {
    guard batch.typings.indices.contains(place), let text = batch.typings[place].sha256,
      let digest = ContentDigest(hexadecimal: text)
    else { return nil }
    var bytes: [UInt8] = []
    guard try store.bytes(of: digest, { bytes += $0 }) else { throw StoreFailure(.objectMissing, text) }
    return try typed(bytes, name: batch.id)
  }

  private func file(_ path: String) throws -> [UInt8] {
    var findings: [Finding] = []
    let name = (path as NSString).lastPathComponent
    guard let bytes = InputFile.contents(of: path, name: name, &findings) else { throw Refusal(findings: findings) }
    return bytes
  }

  /// A typed table; refused if it holds personal data, a form without a number, or one twice.
  private func typed(_ bytes: [UInt8], name: String) throws -> TypedForms {
    var findings: [Finding] = []
    var scan = PersonalDataScan()
    guard let sheet = CSVSheet.read(bytes, file: name, findings: &findings) else { throw Refusal(findings: findings) }
    scan.look(header: sheet.header)
    scan.look(bytes)
    if !scan.found.isEmpty {
      findings.append(Finding(.personalData, at: Location(file: name), details: [scan.found.joined(separator: ", ")]))
    }
    var seen: Set<String> = []
    for row in sheet.rows where row.cells.first.map({ $0.isEmpty || !seen.insert($0).inserted }) ?? true {
      findings.append(
        Finding(
          .paperFormsUnsound, at: Location(file: name, row: row.number, column: 1), found: row.cells.first,
          details: [row.cells.first ?? ""]))
    }
    guard !findings.contains(where: { $0.severity == .error }),
      let forms = TypedForms(
        columns: sheet.header,
        forms: sheet.rows.map { TypedForms.Form(number: $0.cells[0], cells: Array($0.cells.dropFirst())) })
    else { throw Refusal(findings: findings) }
    return forms
  }
}
