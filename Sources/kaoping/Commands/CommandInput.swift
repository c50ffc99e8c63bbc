import Findings
import Foundation
import Sheets

/// Reads the files that a command line names.
enum CommandInput {
  /// The bytes of an ordinary file; otherwise nil and a finding (F001 missing, F002 cannot be read).
  static func bytes(_ path: String, _ findings: inout [Finding]) -> [UInt8]? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      findings.append(Finding(.fileMissing, at: Location(file: path), details: [path]))
      return nil
    }
    if isDirectory.boolValue {
      findings.append(Finding(.fileUnreadable, at: Location(file: path), details: [path, "directory"]))
      return nil
    }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      findings.append(
        Finding(.fileUnreadable, at: Location(file: path), details: [path, (error as NSError).localizedDescription]))
      return nil
    }
  }

  /// The CSV table at `path` with the columns `required`; otherwise nil and findings.
  static func table(_ path: String, required: [String] = [], _ findings: inout [Finding]) -> CSVSheet? {
    guard let bytes = bytes(path, &findings) else { return nil }
    return CSVSheet.read(bytes, file: path, required: required, findings: &findings)
  }
}
