import Foundation
public import Logging
import Titles

/// Writes the log as one JSON object a line to standard error: time in UTC, level, message, fields. Line breaks and control characters
/// of a text are escaped, so that no text can forge a line.
public struct LogLines: LogHandler {
  /// The least level that is written.
  public var logLevel: Logger.Level
  /// What every line carries.
  public var metadata: Logger.Metadata = [:]
  private let label: String

  /// A handler for the logger of this name.
  public init(label: String, level: Logger.Level) {
    self.label = label
    logLevel = level
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes an event as one line of JSON.
  public func log(event: LogEvent) {
    var fields: [(String, String)] = [
      ("time", LogLines.moment(Date().timeIntervalSince1970)), ("level", event.level.rawValue),
      ("logger", label),
      ("message", event.message.description),
    ]
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      fields.append((key == "hb.request.id" ? "request" : key, value.description))
    }
    let line = "{" + fields.map { "\(LogLines.quoted($0)):\(LogLines.quoted($1))" }.joined(separator: ",") + "}\n"
    FileHandle.standardError.write(Data(line.utf8))
  }

  /// A moment in UTC to the millisecond, such as `2014-12-01T08:30:00.250Z`: lines of several days and machines must sort together.
  package static func moment(_ seconds: Double) -> String {
    let whole = seconds.rounded(.down)
    let milliseconds = String(min(999, max(0, Int((seconds - whole) * 1000))))
    let digits = String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
    return Moment(seconds: Int(whole)).description.dropLast() + ".\(digits)Z"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars.prefix(2000) {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
        || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
