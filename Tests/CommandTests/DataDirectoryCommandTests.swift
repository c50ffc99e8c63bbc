import Foundation
import Testing

/// Data directories from the command line: statuses, receipts that outsiders check, and kills.
@Suite struct DataDirectoryCommandTests {
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let calendar = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Calendars/china").path

  private static func make(_ folder: URL) throws -> (data: String, key: String) {
    let data = folder.appendingPathComponent("data").path
    let made = try BuiltProgram.run(["init", data, "--calendar", calendar, "--format", "json"])
    #expect(made.status == 0)
    return (data, try #require(try made.json()["key"] as? String))
  }

  @Test func statusesAreThoseOfTheContract() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (data, _) = try Self.make(folder)
    func run(_ arguments: String...) throws -> (status: Int32, codes: [String]) {
      let run = try BuiltProgram.run(arguments + ["--format", "json"])
      return (run.status, try run.codes())
    }
    #expect(try run("init", data) == (73, ["B001"]))
    #expect(try run("round", "list", "--data", folder.path) == (66, ["B002"]))
    #expect(try run("user", "add", "a b", "--grant", "auditor", "--data", data) == (65, ["U003"]))
    #expect(try run("user", "add", "wang", "--grant", "auditor", "--data", data) == (0, []))
    #expect(try run("user", "add", "wang", "--grant", "auditor", "--data", data) == (65, ["U001"]))
    #expect(try run("round", "open", "2014", "--year", "2014", "--as", "wang", "--data", data) == (77, ["U005"]))
    #expect(try run("round", "status", "2014", "--data", data) == (65, ["W141"]))
    #expect(try run("round", "apply", "2014", "--action", "{}", "--data", data).codes == ["W142"])
    #expect(try run("audit", "verify", "--data", data) == (0, []))
    let lock = open(data + "/lock", O_RDWR)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(try run("round", "list", "--data", data) == (75, ["B003"]))
    close(lock)
  }

  @Test func outsidersCheckReceiptsHeadsAndGrowth() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (data, key) = try Self.make(folder)
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    func status(_ arguments: String...) throws -> Int32 { try BuiltProgram.run(arguments).status }
    #expect(try status("audit", "head", "--data", data, "--out", path("old.txt")) == 0)
    let size = try #require(
      try BuiltProgram.run(["audit", "head", "--data", data, "--format", "json"]).json()["size"] as? Int)
    for name in ["wang", "li"] { #expect(try status("user", "add", name, "--grant", "auditor", "--data", data) == 0) }
    #expect(try status("audit", "prove", "--data", data, "--leaf", "1", "--out", path("receipt.json")) == 0)
    #expect(try status("audit", "prove", "--data", data, "--from", String(size), "--out", path("growth.json")) == 0)
    // From here on without the data directory.
    try FileManager.default.removeItem(atPath: data)
    #expect(try status("audit", "check", "--key", key, "--receipt", path("receipt.json")) == 0)
    #expect(try status("audit", "check", "--key", key, "--proof", path("growth.json"), "--head", path("old.txt")) == 0)
    for name in ["receipt.json", "growth.json"] {
      let text = try String(contentsOfFile: path(name), encoding: .utf8)
      try Data(text.replacing("init", with: "tini").replacing("\"path\": [\n  \"", with: "\"path\": [\n  \"A").utf8)
        .write(to: URL(fileURLWithPath: path(name)))
    }
    #expect(try status("audit", "check", "--key", key, "--receipt", path("receipt.json")) == 65)
    #expect(try status("audit", "check", "--key", key, "--proof", path("growth.json")) == 65)
  }

  /// The quick version of `make soak`: programs that are killed while they change the directory leave nothing by half.
  @Test func killsLeaveEverythingAcknowledgedAndNothingByHalf() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (data, _) = try Self.make(folder)
    var acknowledged: [String] = []
    for number in 0..<20 {
      let process = Process()
      process.executableURL = Bundle.main.bundleURL.appendingPathComponent("kaoping")
      process.arguments = ["user", "add", "u\(number)", "--grant", "auditor", "--data", data, "--format", "json"]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      if number.isMultiple(of: 2) {
        try await Task.sleep(for: .milliseconds(number * 4))
        kill(process.processIdentifier, SIGKILL)
      }
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 {
        #expect(!output.isEmpty)
        acknowledged.append("u\(number)")
      }
    }
    #expect(try BuiltProgram.run(["audit", "verify", "--data", data]).status == 0)
    let users = try #require(
      try BuiltProgram.run(["user", "list", "--data", data, "--format", "json"]).json()["users"] as? [[String: Any]])
    let names = Set(users.compactMap { $0["name"] as? String })
    #expect(names.isSuperset(of: acknowledged) && acknowledged.count >= 10)
  }

  @Test func aBackupIsRestoredElsewhere() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let (data, _) = try Self.make(folder)
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    #expect(try BuiltProgram.run(["backup", path("b.tar"), "--data", data]).status == 0)
    #expect(try BuiltProgram.run(["restore", path("b.tar"), path("again")]).status == 0)
    #expect(try BuiltProgram.run(["audit", "verify", "--data", path("again")]).status == 0)
    #expect(try BuiltProgram.run(["restore", path("b.tar"), path("again")]).status == 73)
    #expect(try BuiltProgram.run(["replay", path("b.tar")]).status == 65)
    #expect(try BuiltProgram.run(["replay", path("none.tar")]).status == 66)
  }
}
