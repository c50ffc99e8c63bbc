public import Findings
import GRDB

/// The data directory cannot do what was asked: a failing world, told as a finding.
public struct StoreFailure: Error, Hashable, Sendable {
  /// What is wrong, and what to do.
  public let finding: Finding

  /// A failure.
  public init(_ code: FindingCode, found: String? = nil, _ details: String...) {
    finding = Finding(code, found: found, details: details)
  }

  /// What SQLite reported, in the words of this program.
  static func translating(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL: return StoreFailure(.diskFull)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return StoreFailure(.directoryBusy, "database")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return StoreFailure(.databaseUnsound, error.message ?? "")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM:
      return StoreFailure(.directoryUnwritable, error.message ?? "\(error.extendedResultCode)")
    default: return error
    }
  }
}
