import ArgumentParser
import Findings
import Sheets
import Statistics

/// `kaoping reliability`: how far items or raters agree.
struct ReliabilityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reliability",
    abstract: "信度与一致性。Reliability of scales and agreement of raters.",
    subcommands: [
      AlphaCommand.self, ICCCommand.self, KrippendorffCommand.self, KappaCommand.self, KendallCommand.self,
      SeverityCommand.self,
    ])
}

/// The table that most of these commands read.
struct RatingTableOptions: ParsableArguments {
  @Argument(help: "表格：行为对象，列为题项或评分人 Table: units in rows, items or raters in columns.")
  var file: String
  @Option(help: "只用这些列，逗号分隔 Use these columns only, separated by commas.")
  var columns: String?
  @Option(help: "置信水平 Confidence level.")
  var confidence = 0.95

  func validate() throws {
    guard confidence > 0, confidence < 1 else { throw ValidationError("--confidence lies between 0 and 1") }
  }

  /// The table, or nil and findings; labels are allowed where `textAllowed`.
  func read(textAllowed: Bool = false, _ findings: inout [Finding]) throws(StatisticsError) -> LabelledRatings? {
    let names = columns.map { $0.split(separator: ",").map { $0.trimmingWhitespace } }
    guard let sheet = CommandInput.table(file, required: names ?? [], &findings) else { return nil }
    return try LabelledRatings(
      sheet, columns: names ?? sheet.header.filter { !$0.isEmpty }, textAllowed: textAllowed, &findings)
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmingWhitespace: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
