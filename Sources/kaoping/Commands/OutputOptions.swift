public import ArgumentParser
public import Findings
import Foundation
import Reports

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

extension Language: ExpressibleByArgument {
  /// The language of the environment's locale, else Chinese.
  static func fromLocale(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      return value.hasPrefix("en") ? .english : .chinese
    }
    return .chinese
  }
}

/// The options that every command with a printed result has.
struct OutputOptions: ParsableArguments {
  @Option(help: "输出格式 Output format: table, json, csv.")
  var format: OutputFormat = .table

  @Option(help: "语言 Language: zh, en (default: from the locale, else zh).")
  var lang: Language = .fromLocale()
}

/// The two channels of the command line: data to standard output, talk to standard error.
enum Console {
  /// Writes data to standard output.
  static func output(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
  /// Writes data to standard output.
  static func output(_ text: String) { output(Array(text.utf8)) }
  /// Writes a line of talk to standard error.
  static func talk(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
  /// Writes lines of talk to standard error.
  static func talk(_ lines: [String]) { for line in lines { talk(line) } }
  /// Writes findings to standard error, one line each.
  static func talk(_ findings: [Finding], _ language: Language) {
    for finding in findings { talk(finding.line(language)) }
  }
}

extension Finding {
  /// The finding in one line: severity, code, place, message, value, remedy.
  func line(_ language: Language) -> String {
    var place = ""
    if let location {
      place = location.file
      if let sheet = location.sheet { place += "[\(sheet)]" }
      if let row = location.row { place += ":\(row)" }
      if let column = location.column { place += ":\(column)" }
      place += " "
    }
    let value = found.map { language == .chinese ? "，现为“\($0)”" : ", found “\($0)”" } ?? ""
    return "\(severity.rawValue) \(code) \(place)\(message(language))\(value) → \(remedy(language))"
  }
}
