public import Findings
import Foundation
import Reports

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
  }

  private let folder: String

  /// Results for `folder`, which is made if it does not exist.
  public init(folder: String) { self.folder = folder }

  /// Writes `files` and removes other results that stand there.
  ///
  /// - Throws: `WriteFailure`; the folder then holds what it held before.
  public func write(_ files: [(name: String, bytes: [UInt8])]) throws(WriteFailure) {
    let manager = FileManager.default
    let staging = folder + "/.kaoping-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try manager.createDirectory(atPath: staging, withIntermediateDirectories: true)
      for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: staging + "/" + name)) }
      for (name, _) in files {
        guard rename(staging + "/" + name, folder + "/" + name) == 0 else {
          throw WriteFailure(description: "\(folder)/\(name): \(String(cString: strerror(errno)))")
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
      throw WriteFailure(description: "\(folder): \((error as NSError).localizedDescription)")
    }
  }
}

extension RatingResult {
  /// The tables and the JSON document; reports for people come from `report()`.
  public func tables(_ language: Language) -> [(name: String, bytes: [UInt8])] {
    [
      ("ranking.csv", rankingTable()), ("quotas.csv", quotaTable()), ("findings.csv", findingTable(language)),
      ("result.json", json(language).bytes()),
    ]
  }
}
