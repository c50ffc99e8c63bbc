import Findings
import Foundation
import GRDB

/// The end of the process after an fsync that failed. The system may have thrown the unwritten pages away and call the next fsync a
/// success, so nothing can be acknowledged any more; a new process reads what is really on disk.
///
/// - SeeAlso: Rebello et al., "Can Applications Recover from fsync Failures?" (USENIX ATC 2020); PostgreSQL has ended itself in this
///   case since version 11.2.
enum DiskDoubt {
  /// EX_IOERR of sysexits.h.
  static let status: Int32 = 74

  /// Ends the process if a statement failed because of an fsync.
  static func endIfSyncFailed(_ error: any Error) {
    guard let error = error as? DatabaseError else { return }
    if [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC].contains(error.extendedResultCode) { end("kaoping.db") }
  }

  /// Says why and ends the process at once: nothing may be written, closed or tidied up after this.
  static func end(_ file: String) -> Never {
    let finding = Finding(.diskDoubtful, found: file, details: [file])
    let text = [Language.chinese, .english].map {
      "\(finding.code.code) \(finding.message($0)) → \(finding.remedy($0))\n"
    }
    let bytes = Array(text.joined().utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
    _exit(status)
  }
}
