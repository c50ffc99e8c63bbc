import Findings
import Foundation
import Operations
import Seals
import Store
import Testing
import Titles

/// R15: the database of every released version opens, migrates with a copy made before, and scores the same.
@Suite struct ReleasedVersionTests {
  static let versions: [String] = {
    let folder = try? RatingFixture.reference("databases").path
    let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
    return names.filter { $0.hasSuffix(".tar") }.sorted()
  }()

  @Test func thereIsOneForEachVersion() { #expect(Self.versions.contains("0.1.0.tar")) }

  @Test(arguments: versions)
  func opensMigratesAndScoresTheSame(_ name: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-version-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = DataDirectory(folder.appendingPathComponent("data").path)
    let backup = try RatingFixture.reference("databases").appendingPathComponent(name)
    let report = try EvaluationStore.restore(backup.path, to: place, holder: "test")
    #expect(report.isSound && report.rounds == 1, "\(report.findings.map { ($0.code.code, $0.details) })")
    // The copy that was made before the migration.
    let copies = try FileManager.default.contentsOfDirectory(atPath: place.path + "/backups")
    #expect(copies.contains { $0.hasPrefix("after-") && $0.hasSuffix(".db") })
    // Its log names files by their digests; the journal that is written of it now gives the same log again.
    let old = try Self.head(of: place)
    let rebuilt = DataDirectory(folder.appendingPathComponent("rebuilt").path)
    #expect(try EvaluationStore.rebuild(place, to: rebuilt, known: [old], holder: "test").isSound)
    #expect(try Self.head(of: rebuilt) == old)
    let desk = try EvaluationDesk.open(place.path, Workbench(version: "test"))
    // What was promised then holds now.
    let head = try #require(try desk.store.head())
    for upload in try desk.store.uploads("2014") {
      let receipt = try #require(try desk.store.receipt(upload.leaf, file: upload.file))
      #expect(receipt.faults(key: desk.store.verifier, file: upload.digest).isEmpty)
    }
    let before = try #require(try desk.store.round("2014")?.round.districts)
    #expect(before.count == 7 && before.allSatisfy { !$0.ranking.isEmpty })
    let code = try desk.resetUser("office", by: .console).value
    let office = try desk.signIn("office", code: code, as: nil)
    let after = try await desk.evaluate("2014", districts: before.map(\.code), by: office).value.districts
    #expect(after.map(\.ranking) == before.map(\.ranking))
    #expect(try desk.store.verify(known: [head]).isSound)
    // From here on it does not.
    let results = try desk.store.events(from: head.head.size, count: 100).flatMap(\.changes).map(\.object)
    #expect(results.allSatisfy { !$0.hasPrefix("objects/") || $0.count < 30 })
  }

  /// The newest head of a directory that nobody holds.
  private static func head(of place: DataDirectory) throws -> SignedTreeHead {
    try #require(try EvaluationStore(place, holder: "test").head())
  }
}
