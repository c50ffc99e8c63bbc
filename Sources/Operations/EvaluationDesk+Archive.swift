import Findings
import Foundation
import Seals
import Store
public import Titles

/// The list of contents of an archive, its last file.
struct ArchiveManifest: Codable, Hashable {
  static let format = "kaoping-archive-1"
  static let name = "manifest.json"

  /// One file.
  struct File: Codable, Hashable {
    var name: String
    var bytes: Int
    var sha256: String
  }

  /// The form of the archive.
  var format: String
  /// The program's version.
  var software: String
  /// The round.
  var round: String
  /// Its year.
  var year: Int
  /// The name of the title.
  var title: String
  /// The files.
  var files: [File]
}

extension EvaluationDesk {
  /// Writes a round as one file (tar) with everything that it was made from and a list of contents: standard, questionnaire, register,
  /// uploads, results, events, state, publications, and the audit log with its signed head. A named round becomes archived by it.
  ///
  /// - Parameter path: a new file.
  public func archive(_ id: String, to path: String, by actor: DeskActor) throws -> Done<TitleRound> {
    guard let round = try store.round(id)?.round else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StoreFailure(.directoryNotEmpty, found: path, path)
    }
    let staging = path + ".part"
    defer { unlink(staging) }
    let digest: ContentDigest
    do {
      digest = try writeArchive(round, to: staging)
    } catch let fault as TarWriter.Fault {
      throw fault.isFull ? StoreFailure(.diskFull) : StoreFailure(.directoryUnwritable, found: path, fault.reason)
    }
    var done = Done(value: round, receipt: nil, findings: [])
    if round.phase == .named { done = try apply(.archive(manifest: digest.hexadecimal), to: id, by: actor) }
    guard rename(staging, path) == 0 else {
      throw StoreFailure(.directoryUnwritable, found: path, String(cString: strerror(errno)))
    }
    return done
  }

  private func writeArchive(_ round: TitleRound, to path: String) throws -> ContentDigest {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let tar = try TarWriter(path)
    var files: [ArchiveManifest.File] = []
    func add(_ name: String, _ bytes: [UInt8]) throws {
      let digest = try tar.add(name, bytes)
      files.append(ArchiveManifest.File(name: name, bytes: bytes.count, sha256: digest.hexadecimal))
    }
    let scratch = try ScratchFolder()
    func add(_ name: String, _ digest: ContentDigest) throws {
      let copy = scratch.path + "/file"
      try write(digest, to: copy)
      guard let handle = FileHandle(forReadingAtPath: copy) else { throw StoreFailure(.objectMissing, name) }
      defer { try? handle.close() }
      let size = Int(try handle.seekToEnd())
      try handle.seek(toOffset: 0)
      try tar.add(name, bytes: size) { Array(try handle.read(upToCount: 1 << 18) ?? Data()) }
      files.append(ArchiveManifest.File(name: name, bytes: size, sha256: digest.hexadecimal))
    }
    for file in try store.roundFiles(round.id) { try add("\(file.folder)/\(file.name)", file.digest) }
    let readable = try store.readableDigests(round.id)
    for upload in try store.uploads(round.id) {
      guard let digest = upload.digest else { continue }
      try add("uploads/\(upload.number)", digest)
      // What a reader made of the file, where that is not the file itself.
      if let table = readable[upload.number], table != digest { try add("tables/\(upload.number)", table) }
    }
    try add("round.json", Array(try encoder.encode(round)))
    let events = try store.roundEvents(round.id)
    try add("events.jsonl", try events.flatMap { Array(try encoder.encode($0)) + [0x0A] })
    for publication in try store.publications(round.id) {
      try add(
        "publications/\(publication.id).txt",
        Array("\(publication.kind)\t\(publication.publishedAt)\n\(publication.body)".utf8))
    }
    let (log, head) = try store.wholeLog()
    try add("audit/events.jsonl", log.flatMap { Array($0.utf8) + [0x0A] })
    try add("audit/head.txt", Array(head.utf8))
    try add("audit/key.pub", Array((store.verifier.text + "\n").utf8))
    let manifest = ArchiveManifest(
      format: ArchiveManifest.format, software: workbench.version, round: round.id, year: round.year,
      title: round.title, files: files)
    let digest = try tar.add(ArchiveManifest.name, Array(try encoder.encode(manifest)))
    try tar.finish()
    return digest
  }
}
