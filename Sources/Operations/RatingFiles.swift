public import Findings
import Foundation

/// Writes the files of a rating into a folder so that it never holds half a result.
///
/// Each file is written beside its place and moved there when all are complete; results of an earlier run that this one does
/// not give are removed, so that no old ranking stands beside new findings.
public struct RatingFiles: Sendable {
  /// Every file that a rating may write.
  static let names = [
    "ranking.csv", "quotas.csv", "findings.csv", "result.json", "breakdown.json", "report.html", "report.pdf",
    "report.xlsx",
  ]

  /// The folder could not be written.
  public struct WriteFailure: Error, CustomStringConvertible {
    /// The folder and the system's reason.
    public let description: String

    /// The failure of the last call to the system on `path`.
    init(_ path: String) { description = "\(path): \(String(cString: strerror(errno)))" }

    init(_ path: String, _ error: any Error) { description = "\(path): \((error as NSError).localizedDescription)" }
  }

  private let folder: String

  /// Results for `folder`, which is made if it does not exist.
  public init(folder: String) { self.folder = folder }

  /// Writes `files` and removes other results that stand there.
  ///
  /// - Throws: `WriteFailure`; the folder then holds what it held before.
  public func write(_ files: [ResultFile]) async throws(WriteFailure) {
    let manager = FileManager.default
    let staging = folder + "/.kaoping-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
      if let failure = await RatingFiles.writeTogether(files, in: staging) { throw failure }
      for file in files {
        guard rename(staging + "/" + file.name, folder + "/" + file.name) == 0 else {
          throw WriteFailure(folder + "/" + file.name)
        }
      }
      let written = Set(files.map(\.name))
      for name in RatingFiles.names where !written.contains(name) && manager.fileExists(atPath: folder + "/" + name) {
        try manager.removeItem(atPath: folder + "/" + name)
      }
      try manager.removeItem(atPath: staging)
    } catch let failure as WriteFailure {
      try? manager.removeItem(atPath: staging)
      throw failure
    } catch {
      try? manager.removeItem(atPath: staging)
      throw WriteFailure(folder, error)
    }
  }

  /// Makes and writes the files on all cores.
  ///
  /// - Returns: what could not be written; of several, the first of `files`.
  private static func writeTogether(_ files: [ResultFile], in folder: String) async -> WriteFailure? {
    await withTaskGroup(of: (Int, WriteFailure?).self) { group in
      for (index, file) in files.enumerated() {
        group.addTask {
          do throws(WriteFailure) {
            try await write(file, to: folder + "/" + file.name)
            return (index, nil)
          } catch {
            return (index, error)
          }
        }
      }
      var failures: [(index: Int, failure: WriteFailure)] = []
      for await (index, failure) in group {
        if let failure { failures.append((index, failure)) }
      }
      return failures.min { $0.index < $1.index }?.failure
    }
  }

  /// Writes one file piece by piece.
  private static func write(_ file: ResultFile, to path: String) async throws(WriteFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw WriteFailure(path) }
    var failure: WriteFailure?
    await file.forEachPiece { bytes in
      if !append(bytes, to: descriptor) { failure = WriteFailure(path) }
      return failure == nil
    }
    if close(descriptor) != 0, failure == nil { failure = WriteFailure(path) }
    if let failure { throw failure }
  }

  /// Appends all of `bytes`; false, with the reason in `errno`, if the device takes no more.
  private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }
}

extension RatingResult {
  /// The tables and the JSON document; reports for people come from `report()`.
  public func files(_ language: Language) -> [ResultFile] {
    [
      ResultFile("ranking.csv") { rankingTable() }, ResultFile("quotas.csv") { quotaTable() },
      ResultFile("findings.csv") { findingTable(language) }, ResultDocument(self, language).file,
    ]
  }

  /// The bytes of all `files`.
  public func tables(_ language: Language) -> [(name: String, bytes: [UInt8])] {
    files(language).map { ($0.name, $0.bytes) }
  }
}
