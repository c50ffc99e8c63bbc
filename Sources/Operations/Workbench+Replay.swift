public import Findings
import Foundation
public import Seals
import Titles

/// What a replay looked at and found.
public struct ReplayReport: Sendable {
  /// The round.
  public var round: String
  /// The files whose checksums were compared with the list of contents.
  public var files: Int
  /// The entries of the audit log in the archive.
  public var auditEvents: Int
  /// The events of the round.
  public var roundEvents: Int
  /// The results that were computed again, by district, with whether every byte agrees.
  public var results: [(district: String, isSame: Bool)]
  /// What is wrong.
  public var findings: [Finding]
}

extension Workbench {
  /// Recomputes an archived round from its own inputs and compares every byte: checksums, audit log against its signed head, the state
  /// from the events, and each district's result files from uploads, register, standard, questionnaire and seed.
  ///
  /// - Parameter key: the public key as the outsider knows it; nil trusts the one in the archive.
  public func replay(_ path: String, key: VerifierKey? = nil) async throws -> ReplayReport {
    let scratch = try ScratchFolder()
    let manifest = try Self.unpack(path, to: scratch.path)
    var report = ReplayReport(
      round: manifest.round, files: manifest.files.count, auditEvents: 0, roundEvents: 0, results: [], findings: [])
    try checkLog(scratch.path, key, &report)
    try checkState(scratch.path, manifest, &report)
    let folders = Set(
      manifest.files.map(\.name).filter { $0.hasPrefix("results/") && $0.hasSuffix("/" + RoundInputs.fileName) })
    var computed: [RoundInputs: [(name: String, bytes: [UInt8])]] = [:]
    for file in folders.sorted() {
      let folder = scratch.path + "/" + file.dropLast(RoundInputs.fileName.count + 1)
      let district = String(file.split(separator: "/")[1])
      let inputs = try Self.decode(RoundInputs.self, scratch.path + "/" + file)
      // Districts that were scored together have the same inputs and the same result.
      if computed[inputs] == nil { computed[inputs] = try await recompute(inputs, manifest, scratch.path) }
      let isSame = (computed[inputs] ?? []).allSatisfy { made in
        (try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + made.name))).map(Array.init) == made.bytes
      }
      report.results.append((district, isSame))
      if !isSame { report.findings.append(Finding(.replayDiffers, found: district, details: [district])) }
    }
    return report
  }

  private func recompute(
    _ inputs: RoundInputs, _ manifest: ArchiveManifest, _ archive: String
  ) async throws -> [(name: String, bytes: [UInt8])] {
    let scratch = try ScratchFolder()
    let city = scratch.path + "/city"
    try FileManager.default.copyItem(atPath: archive + "/register", toPath: city)
    try await inputs.layOut(in: city) { input, place in
      let names = ["tables/\(input.number)", "uploads/\(input.number)"]
      let file = manifest.files.first { names.contains($0.name) && $0.sha256 == input.sha256 }
      guard let file else {
        throw Refusal(findings: [Finding(.inputsMissing, found: names[1], details: [names[1]])])
      }
      try FileManager.default.copyItem(atPath: "\(archive)/\(file.name)", toPath: place)
    }
    // Results name the version that made them; the bytes must be those of that version.
    let bench = Workbench(version: inputs.software, report: report)
    let result = try await bench.rate(
      RatingRequest(
        city: city, standard: archive + "/standard", survey: archive + "/survey", titles: inputs.titles,
        seed: inputs.seed, replications: 0))
    return result.tables(.chinese)
  }

  /// The log's entries against the signed head.
  private func checkLog(_ archive: String, _ key: VerifierKey?, _ report: inout ReplayReport) throws {
    func text(_ name: String) throws -> String { try String(contentsOfFile: archive + "/" + name, encoding: .utf8) }
    var frontier = MerkleFrontier()
    for line in try text("audit/events.jsonl").split(separator: "\n") { frontier.append(MerkleTree.leaf(line.utf8)) }
    report.auditEvents = frontier.size
    let own = VerifierKey(try text("audit/key.pub").trimmingCharacters(in: .whitespacesAndNewlines))
    guard let head = SignedTreeHead(try text("audit/head.txt")), let verifier = key ?? own, head.isSigned(by: verifier),
      head.head.size == frontier.size, head.head.root == frontier.root
    else {
      report.findings.append(Finding(.headDiffers, details: [String(frontier.size)]))
      return
    }
  }

  /// The state from the events, and the events against the log.
  private func checkState(_ archive: String, _ manifest: ArchiveManifest, _ report: inout ReplayReport) throws {
    let decoder = JSONDecoder()
    let events = try String(contentsOfFile: archive + "/events.jsonl", encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(RoundEvent.self, from: Data($0.utf8))
    }
    report.roundEvents = events.count
    let kept = try Self.decode(TitleRound.self, archive + "/round.json")
    let start = TitleRound(id: manifest.round, year: manifest.year, title: manifest.title)
    let folded: TitleRound?
    do throws(RoundRefusal) { folded = try TitleRound.folding(events, from: start) } catch { folded = nil }
    if folded != kept {
      report.findings.append(Finding(.roundDiffers, found: manifest.round, details: [manifest.round, "events.jsonl"]))
    }
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// Unpacks an archive and compares every file with the list of contents.
  private static func unpack(_ path: String, to folder: String) throws -> ArchiveManifest {
    func refusal(_ why: String) -> Refusal {
      Refusal(findings: [Finding(.archiveUnreadable, at: Location(file: path), details: [why])])
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw Refusal(findings: [Finding(.fileMissing, at: Location(file: path), details: [path])])
    }
    var names: [String] = []
    do {
      let tar = try TarReader(path)
      try tar.forEach { name, _ in
        let place = folder + "/" + name
        try FileManager.default.createDirectory(
          atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        guard !names.contains(name), FileManager.default.createFile(atPath: place, contents: nil),
          let handle = FileHandle(forWritingAtPath: place)
        else { throw refusal(name) }
        names.append(name)
        return { try handle.write(contentsOf: Data($0)) }
      }
    } catch let fault as TarReader.Fault {
      throw refusal(fault.reason)
    }
    guard let manifest = try? decode(ArchiveManifest.self, folder + "/" + ArchiveManifest.name),
      manifest.format == ArchiveManifest.format
    else { throw refusal(ArchiveManifest.name) }
    guard Set(names) == Set(manifest.files.map(\.name) + [ArchiveManifest.name]) else { throw refusal("files") }
    for file in manifest.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file.name))
      guard ContentDigest.of(bytes).hexadecimal == file.sha256 else { throw refusal(file.name) }
    }
    return manifest
  }
}
