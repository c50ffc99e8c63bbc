import Dispatch
import Findings
import Foundation
public import Store
public import Titles

/// A backup that lies beside the data directory.
public struct BackupFile: Hashable, Sendable {
  /// The file's name.
  public var name: String
  /// Its size.
  public var bytes: Int
  /// When it was made.
  public var made: Moment
}

/// What the administrator does for the machine: backups, and looking whether everything is well.
extension ServiceDesk {
  /// Where backups lie: beside the data directory, because a backup inside it would be lost with it.
  public var backupFolder: String { store.directory.path + "-backups" }

  /// The backups, the newest first.
  public func backups() -> [BackupFile] {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: backupFolder)) ?? []
    return names.filter { $0.hasSuffix(".tar") }.compactMap { name in
      guard let attributes = try? manager.attributesOfItem(atPath: backupFolder + "/" + name),
        let made = attributes[.modificationDate] as? Date
      else { return nil }
      return BackupFile(
        name: name, bytes: (attributes[.size] as? NSNumber)?.intValue ?? 0,
        made: Moment(seconds: Int(made.timeIntervalSince1970)))
    }
    .sorted { ($0.made, $0.name) > ($1.made, $1.name) }
  }

  /// Makes a backup while others go on working, named after the moment in UTC; the second of one second has a number behind that.
  ///
  /// - Returns: its name.
  /// - Throws: `StoreFailure`, as when the disk is full; `JobLine.Full` if too many wait to be made.
  public func makeBackup(by person: SignedInPerson) async throws -> String {
    let moment = now
    let stem = "kaoping-\(moment.description.filter { $0.isNumber || $0 == "T" || $0 == "Z" })"
    let (store, folder, version) = (store, backupFolder, rounds.workbench.version)
    let (name, size) = try await backupRoom.run {
      let manager = FileManager.default
      do {
        try manager.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw StoreFailure(.directoryUnwritable, found: folder, folder)
      }
      var (name, number) = (stem + ".tar", 1)
      while manager.fileExists(atPath: folder + "/" + name) {
        number += 1
        name = "\(stem)-\(number).tar"
      }
      return (name, try store.backUp(to: folder + "/" + name, software: version, moment: moment))
    }
    try note(person, "backup.make", ["file": name, "entries": String(size)])
    return name
  }

  /// Restores a backup into a folder that is thrown away, with everything in it verified: what a backup is worth shows only so.
  ///
  /// - Returns: what was found; nil if there is no such backup.
  public func verifyBackup(_ name: String, by person: SignedInPerson) async throws -> AuditReport? {
    guard backups().contains(where: { $0.name == name }) else { return nil }
    let path = backupFolder + "/" + name
    let place = backupFolder + "/.verify-" + rounds.identifier()
    let report = try await aside {
      defer { try? FileManager.default.removeItem(atPath: place) }
      return try EvaluationStore.restore(path, to: DataDirectory(place), holder: "backup verification")
    }
    try note(person, "backup.verify", ["file": name, "sound": String(report.isSound)])
    return report
  }

  /// Verifies the log and every row and file that hangs on it.
  public func verifyLog(by person: SignedInPerson) async throws -> AuditReport {
    let store = store
    let report = try await aside { try store.verify() }
    try note(person, "audit.verify", ["sound": String(report.isSound)])
    return report
  }

  /// Whether libraries, machine, data directory and backups are well.
  public func health() -> [MachineCheck] {
    MachineCheck.libraries() + MachineCheck.machine()
      + MachineCheck.directory(rounds, path: store.directory.path, now: now) + [lastBackup]
  }

  /// A backup of the last week.
  private var lastBackup: MachineCheck {
    let last = backups().first?.made
    let isFresh = last.map { now.seconds - $0.seconds < 7 * 86_400 } ?? false
    return MachineCheck(
      name: Bilingual("最近备份", "last backup"), isReady: isFresh, isRequired: false,
      found: last?.description ?? "—", remedy: Bilingual("在“备份”页做一次备份", "make a backup on the page of backups"))
  }

  /// Does long work on a thread of its own, beside everything else: it must not change the round.
  func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try work() }) }
    }
  }
}
