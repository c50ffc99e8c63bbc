import ArgumentParser
import Findings
import Reports
import Sheets

/// Prints what a command made and ends it with the contract's exit status.
///
/// JSON always carries `findings`; the other formats send them to standard error. Findings of severity error mean that there
/// is no result: status 65, or 66 if an input could not be opened.
struct CommandOutput {
  /// The members of the JSON object, without `findings`.
  var json: [String: JSONValue]
  /// The table for a terminal.
  var table: String
  /// The rows of the CSV table, its header first.
  var csv: [[String?]]
  /// What was found on the way.
  var findings: [Finding] = []
  /// The status if nothing is wrong with the input.
  var status: ExitCode = .success

  /// Prints the result, or only the findings if one of them is an error, and throws the exit status unless it is 0.
  func finish(_ options: OutputOptions) throws {
    if findings.contains(where: { $0.severity == .error }) { throw CommandOutput.refuse(findings, options) }
    switch options.format {
    case .table:
      Console.talk(findings, options.lang)
      Console.output(table)
    case .csv:
      Console.talk(findings, options.lang)
      var writer = CSVWriter()
      for row in csv { writer.write(row) }
      Console.output(writer.bytes)
    case .json:
      var members = json
      members["findings"] = .array(findings.map { $0.json(options.lang) })
      Console.output(JSONValue.object(members).bytes())
    }
    if status != .success { throw status }
  }

  /// Prints findings instead of a result and gives the status to throw; `extra` joins the JSON object.
  static func refuse(
    _ findings: [Finding], _ options: OutputOptions, extra: [String: JSONValue] = [:]
  ) -> ExitCode {
    if options.format == .json {
      var members = extra
      members["findings"] = .array(findings.map { $0.json(options.lang) })
      Console.output(JSONValue.object(members).bytes())
    } else {
      Console.talk(findings, options.lang)
    }
    let unopened = findings.contains { $0.code == .fileMissing || $0.code == .fileUnreadable }
    return unopened ? ExitStatus.cannotOpen : ExitStatus.faultyInput
  }
}
