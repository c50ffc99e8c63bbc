import Findings
import Foundation
import Operations
import Seals
import Store
import Testing
import Titles

/// What `doctor` says of a data directory: permissions, room, the clock against the log, and why one cannot be opened.
@Suite struct MachineCheckTests {
  private static func check(_ path: String, _ name: String, now: Moment) -> MachineCheck? {
    MachineCheck.directory(path, now: now).first { $0.name.english == name }
  }

  /// A directory with one entry in its log, made at `moment` and closed.
  private static func directory(_ moment: Moment) throws -> (folder: URL, path: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-doctor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("data").path
    let calendar = RatingFixture.repository.appendingPathComponent("Scoring/calendar-china").path
    let surroundings = Surroundings(now: { moment }, random: { RandomBytes.draw($0) })
    let desk = try EvaluationDesk.create(
      path, calendar: calendar, Workbench(version: "test"), surroundings: surroundings
    )
    .desk
    try desk.store.close()
    return (folder, path)
  }

  @Test func aSoundDirectoryIsReady() throws {
    let moment = Moment(seconds: 1_393_833_600)
    let (folder, path) = try Self.directory(moment)
    defer { try? FileManager.default.removeItem(at: folder) }
    let checks = MachineCheck.directory(path, now: moment)
    for name in ["data directory", "permissions", "clock"] {
      #expect(checks.first { $0.name.english == name }?.isReady == true, "\(name)")
    }
    #expect(checks.contains { $0.name.english == "room on its disk" && $0.found.hasSuffix("MiB") })
  }

  @Test func aClockBehindTheLogAndWidePermissionsAreNamed() throws {
    let moment = Moment(seconds: 1_393_833_600)
    let (folder, path) = try Self.directory(moment)
    defer { try? FileManager.default.removeItem(at: folder) }
    let early = Self.check(path, "clock", now: Moment(seconds: moment.seconds - 86_400))
    #expect(early?.isReady == false && early?.found.contains(" < ") == true && early?.remedy.english.isEmpty == false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let wide = Self.check(path, "permissions", now: moment)
    #expect(wide?.isReady == false && wide?.found.isEmpty == false)
  }

  @Test func whyADirectoryCannotBeOpenedIsSaid() throws {
    let moment = Moment(seconds: 1_393_833_600)
    let missing = try #require(MachineCheck.directory("/nonexistent/kaoping", now: moment).first)
    #expect(!missing.isReady && missing.isRequired && !missing.remedy.chinese.isEmpty)
    let (folder, path) = try Self.directory(moment)
    defer { try? FileManager.default.removeItem(at: folder) }
    let holding = try EvaluationStore(DataDirectory(path), holder: "somebody else")
    let held = try #require(MachineCheck.directory(path, now: moment).first)
    #expect(!held.isReady && held.found.contains("somebody else"))
    try holding.close()
  }
}
