import Findings
import Foundation
import Seals
public import Store
import Titles

extension ServiceDesk {
  /// Looks at something that arrived for the whole city and keeps what was found with it. A table takes the file's place at once, without
  /// the columns that are not read.
  ///
  /// - Parameter library: the folder in which `Scoring/` and `Surveys/` lie.
  public func examine(
    _ incoming: IncomingRecord, _ request: CityRequest, library: String
  ) async throws -> IncomingRecord {
    guard let material = incoming.material else {
      throw Refusal(findings: [Finding(.notPermitted)], isForbidden: true)
    }
    var record = incoming
    let sent = try await inTurn { try InputFile.digest(of: path(of: incoming)) }
    record.sha256 = sent.digest.hexadecimal
    record.length = sent.bytes
    let preview = try await inTurn {
      let examination = try examiner(incoming, request, library).examine(material)
      try keep(examination.rejections, of: incoming)
      if let table = examination.table { try replace(incoming, sent, with: table) }
      return examination.preview(request)
    }
    return try keep(preview, of: record)
  }

  /// Takes something for the whole city: into the register, the calendar or the library. The draft is gone afterwards.
  ///
  /// - Returns: the receipt and what somebody should know.
  public func take(
    _ incoming: IncomingRecord, library: String, by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<Void> {
    guard let material = incoming.material, let request = preview(of: incoming)?.request else {
      throw Refusal(findings: [Finding(.notPermitted)], isForbidden: true)
    }
    let actor = try actor(person)
    let done = try await inTurn {
      // Not what was looked at, if the bytes are others by now.
      _ = try sent(of: incoming)
      return try rounds.take(material, examiner(incoming, request, library), by: actor)
    }
    discard(incoming)
    return done
  }

  /// Seals a standard of the library against changes.
  ///
  /// - Returns: its checksum; nil if there is no such standard.
  public func seal(_ name: String, in library: String, by person: SignedInPerson) async throws -> String? {
    guard ServiceDesk.folders(in: library + "/" + LibraryEntry.Kind.standards.folder).contains(name) else { return nil }
    let actor = try actor(person)
    return try await inTurn { try rounds.seal(name, in: library, by: actor).value }
  }

  private func examiner(_ incoming: IncomingRecord, _ request: CityRequest, _ library: String) -> CityExaminer {
    CityExaminer(path: path(of: incoming), name: incoming.name, request: request, store: store, library: library)
  }
}
