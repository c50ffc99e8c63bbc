import ArgumentParser
import Findings
import Foundation
import Sheets

extension CommandOutput {
  /// Writes `rows` as CSV; the file appears whole or not at all.
  ///
  /// - Throws: the exit status 73 after a finding F014 if the place cannot be written.
  static func write(_ rows: [[String?]], to path: String, _ output: OutputOptions) throws {
    var writer = CSVWriter()
    for row in rows { writer.write(row) }
    do {
      try Data(writer.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let finding = Finding(
        .outputUnwritable, at: Location(file: path), details: [path, (error as NSError).localizedDescription])
      _ = CommandOutput.refuse([finding], output)
      throw ExitStatus.cannotWrite
    }
  }
}
