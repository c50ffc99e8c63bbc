import Findings
import Foundation
import Seals
import Store
import Testing
import Titles

/// R10: backups while others write, and restoring only what is sound.
@Suite struct BackupTests {
  @Test func aBackupComesBackWhole() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let file = fixture.path("backup.tar")
    let size = try store.backUp(to: file, software: "test", moment: StoreFixture.start)
    #expect(size == (try store.head()?.head.size))
    _ = try fixture.upload(store, "after the backup\n", 4)
    let place = DataDirectory(fixture.path("restored"))
    let report = try EvaluationStore.restore(file, to: place, holder: "test")
    #expect(report.isSound && report.events == size && report.objects == 3)
    let restored = try EvaluationStore(place, holder: "test")
    #expect(try restored.head() == (try store.head(size: size)))
    #expect(try restored.round("2014") == (try store.round("2014")))
    #expect(try restored.uploads("2014").count == 3)
    #expect(place.permissionFindings().isEmpty)
    // The log goes on under the same name and key.
    _ = try restored.change(StoreFixture.note("after"), at: StoreFixture.start) { _ in }
    #expect(try restored.verify(known: [try #require(try store.head(size: size))]).isSound)
  }

  @Test func aBackupIsTakenWhileOthersWrite() async throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    async let writes: Void = Task.detached {
      for number in 4...60 { _ = try fixture.upload(store, "answers \(number)\n", number) }
    }.value
    var sizes: [Int] = []
    for number in 0..<4 {
      let file = fixture.path("backup-\(number).tar")
      sizes.append(try store.backUp(to: file, software: "test", moment: StoreFixture.start))
      let report = try EvaluationStore.restore(file, to: DataDirectory(fixture.path("r\(number)")), holder: "test")
      #expect(report.isSound && report.events == sizes[number])
    }
    try await writes
    #expect(sizes == sizes.sorted())
  }

  @Test func aDamagedBackupIsRefusedAndLeavesNothing() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let file = fixture.path("backup.tar")
    _ = try store.backUp(to: file, software: "test", moment: StoreFixture.start)
    #expect(
      StoreFixture.failure { _ = try store.backUp(to: file, software: "", moment: StoreFixture.start) }
        == .directoryNotEmpty)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    for place in [10, 600, 5000, bytes.count / 2, bytes.count - 1600] {
      var spoiled = bytes
      spoiled[place] ^= 1
      try spoiled.write(to: URL(fileURLWithPath: file))
      #expect(
        StoreFixture.failure {
          _ = try EvaluationStore.restore(file, to: DataDirectory(fixture.path("x")), holder: "test")
        } == .backupUnsound, "byte \(place)")
      #expect(!FileManager.default.fileExists(atPath: fixture.path("x")))
      #expect(!FileManager.default.fileExists(atPath: fixture.path("x.restoring")))
    }
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
    #expect(
      StoreFixture.failure {
        _ = try EvaluationStore.restore(file, to: DataDirectory(fixture.path("x")), holder: "test")
      } == .backupUnsound)
    try bytes.write(to: URL(fileURLWithPath: file))
    #expect(
      StoreFixture.failure { _ = try EvaluationStore.restore(file, to: fixture.directory, holder: "t") }
        == .directoryNotEmpty)
  }
}
