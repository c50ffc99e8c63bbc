import Findings
import Foundation
import Seals
public import Store
public import Titles

extension ServiceDesk {
  /// Uploads that one person may have under way.
  public static let mostUnderWay = 20
  /// Days after which an upload that nobody has confirmed is dropped.
  public static let daysUnderWay = 7

  /// Begins an upload: it counts for nothing before it is confirmed.
  ///
  /// - Parameter length: the bytes to come; nil if the sender does not know.
  /// - Throws: `Refusal` if the role may not send this kind, the scope is not the person's, or too many are under way.
  public func begin(
    round: String, kind: RoundUpload.Kind, scope: Scope, name: String, length: Int?, by person: SignedInPerson
  ) throws -> IncomingRecord {
    guard let stored = try store.round(round)?.round else {
      throw Refusal(findings: [Finding(.unknownRound, found: round, details: [round])])
    }
    let role = person.grant.role
    guard kind.roles.contains(role), reaches(person.grant, scope) else {
      throw Refusal(findings: [Finding(.notPermitted)], isForbidden: true)
    }
    if case .district(let code) = scope, !stored.districts.contains(where: { $0.code == code }) {
      throw Refusal(findings: [Finding(.unknownInRound, found: code, details: [code])])
    }
    return try begin(.round(kind), round: round, scope: scope, name: name, length: length, by: person)
  }

  /// Begins something that is sent for the whole city.
  ///
  /// - Throws: `Refusal` if the role may not send it, or too many are under way.
  public func begin(_ material: CityMaterial, name: String, by person: SignedInPerson) throws -> IncomingRecord {
    try rounds.permit(material, to: try actor(person))
    return try begin(.city(material), round: "", scope: .all, name: name, length: nil, by: person)
  }

  private func begin(
    _ purpose: IncomingRecord.Purpose, round: String, scope: Scope, name: String, length: Int?,
    by person: SignedInPerson
  ) throws -> IncomingRecord {
    guard try store.incoming(of: person.user).count < ServiceDesk.mostUnderWay else {
      throw Refusal(findings: [Finding(.tooManyUnderWay, details: [String(ServiceDesk.mostUnderWay)])])
    }
    try FileManager.default.createDirectory(
      atPath: store.incomingFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let shown = String(name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "").filter { character in
      !character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
    let record = IncomingRecord(
      id: Hexadecimal.text(rounds.surroundings.random(16)), user: person.user, round: round, purpose: purpose,
      scope: scope,
      name: shown.isEmpty ? "upload" : String(shown.prefix(200)), length: length ?? -1, made: clock())
    try store.save(record)
    return record
  }

  /// Whether a grant reaches what an upload is about. Parts of a department or study, such as a reviewer's grid, are written by the
  /// service alone: no file takes their place.
  private func reaches(_ grant: RoleGrant, _ scope: Scope) -> Bool { grant.scope == .all || grant.scope == scope }

  /// Opens the file that an upload's bytes go to.
  public func open(_ incoming: IncomingRecord) throws -> IncomingFile { try IncomingFile(path(of: incoming)) }

  /// An upload under way of this person; nil if there is none: nobody sees those of others.
  public func incoming(_ id: String, of person: SignedInPerson) throws -> IncomingRecord? {
    guard Hexadecimal.bytes(id)?.count == 16 else { return nil }
    return try store.incoming(id).flatMap { $0.user == person.user ? $0 : nil }
  }

  /// The uploads that a person has under way.
  public func incoming(of person: SignedInPerson) throws -> [IncomingRecord] { try store.incoming(of: person.user) }

  /// Looks at what arrived and keeps what was found with it. A file that identifies people is gone from the disk after this: the table
  /// without them has taken its place.
  public func examine(_ incoming: IncomingRecord) async throws -> IncomingRecord {
    // Looked at once: what lies there now may be the table that took the file's place.
    if hasSubstitute(incoming), let known = try store.incoming(incoming.id), known.preview != nil { return known }
    var record = incoming
    let path = path(of: incoming)
    let sent = try await inTurn { try InputFile.digest(of: path) }
    record.sha256 = sent.digest.hexadecimal
    record.length = sent.bytes
    return try keep(try await inTurn { try lookAt(incoming, sent) }, of: record)
  }

  /// Keeps what was found in an upload under way.
  func keep(_ preview: UploadPreview, of incoming: IncomingRecord) throws -> IncomingRecord {
    var record = incoming
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    record.preview = String(decoding: try encoder.encode(preview), as: UTF8.self)
    try store.save(record)
    return record
  }

  /// What was found in an upload under way; nil before it was looked at.
  public func preview(of incoming: IncomingRecord) -> UploadPreview? {
    incoming.preview.flatMap { try? JSONDecoder().decode(UploadPreview.self, from: Data($0.utf8)) }
  }

  /// Takes an upload into the round, with its receipt, or says why not. Its bytes then are evidence and the draft is gone.
  public func confirm(
    _ incoming: IncomingRecord, key: String = "", by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<UploadRecord> {
    let actor = try actor(person)
    let done: EvaluationDesk.Done<UploadRecord>
    do {
      done = try await inTurn {
        guard var request = request(incoming) else {
          throw Refusal(findings: [Finding(.notPermitted)], isForbidden: true)
        }
        request.idempotencyKey = key
        request.sent = try sent(of: incoming)
        return try rounds.receive(request, by: actor)
      }
    } catch let refusal as Refusal
      where refusal.findings.contains(where: { [.fileMissing, .fileUnreadable].contains($0.code) })
    {
      // The sender's bytes arrived; it is our own disk that does not give them back.
      throw StoreFailure(.directoryUnwritable, found: "incoming", incoming.id)
    }
    // It is received, whatever becomes of the draft.
    discard(incoming)
    return done
  }

  /// Gives an upload up. Its bytes go first: they may be what fills the disk.
  public func drop(_ incoming: IncomingRecord) throws {
    unlink(path(of: incoming))
    for file in sideFiles(of: incoming) { unlink(file) }
    try store.removeIncoming(incoming.id)
  }

  /// Gives an upload up that failed already. If even that cannot be noted, it is cleared away later; the first fault counts.
  public func discard(_ incoming: IncomingRecord) { try? drop(incoming) }

  /// Gives up what was being sent in one piece when the program ended: nobody can go on with it. Those that can be resumed stay.
  ///
  /// Only before connections are taken.
  public func dropCutShort() throws {
    for incoming in try store.incoming(of: nil) where incoming.length < 0 { try drop(incoming) }
    let known = Set(try store.incoming(of: nil).map(\.id))
    for name in (try? FileManager.default.contentsOfDirectory(atPath: store.incomingFolder)) ?? []
    where !known.contains(String(name.prefix { $0 != "." })) {
      unlink(store.incomingFolder + "/" + name)
    }
  }

  /// Takes an upload back: the bytes that it took the place of take its place, as an upload of their own. Nothing is removed.
  ///
  /// - Throws: `Refusal` if it is not the newest of its kind and scope, or took nobody's place.
  public func undo(_ number: Int, by person: SignedInPerson) async throws -> EvaluationDesk.Done<UploadRecord> {
    guard let upload = try store.upload(number), let before = try upload.supersedes.flatMap({ try store.upload($0) }),
      let digest = before.digest, upload.successor == nil
    else { throw Refusal(findings: [Finding(.nothingToUndo)]) }
    let again = try begin(
      round: upload.round, kind: upload.kind, scope: upload.scope, name: before.name, length: before.bytes, by: person)
    do {
      let file = try open(again)
      guard try store.bytes(of: digest, { block in try block.withUnsafeBytes { try file.append($0) } }) else {
        throw StoreFailure(.objectMissing, String(before.number))
      }
      return try await confirm(again, by: person)
    } catch {
      discard(again)
      throw error
    }
  }

  func path(of incoming: IncomingRecord) -> String { store.incomingFolder + "/" + incoming.id }
}
