import Findings
import Foundation

/// Writes a file that the command line names.
enum OutputFile {
  /// The file appears whole or not at all.
  ///
  /// - Throws: the exit status 73 after a finding F014 if the place cannot be written.
  static func write(_ bytes: [UInt8], to path: String, _ output: OutputOptions) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let finding = Finding(
        .outputUnwritable, at: Location(file: path), details: [path, (error as NSError).localizedDescription])
      _ = CommandOutput.refuse([finding], output)
      throw ExitStatus.cannotWrite
    }
  }
}
