public import Findings
import Foundation

/// The breakdowns that an earlier rating wrote.
public struct BreakdownFile: Sendable {
  /// The breakdowns in the order of the register.
  public let breakdowns: [Breakdown]

  /// The file beside `result.json`.
  public static let name = "breakdown.json"

  /// Reads the file of a result's folder, or the file itself or the `result.json` beside it; nil after a finding.
  public init?(_ path: String, findings: inout [Finding]) {
    let folder = InputFile.isFolder(path) ? path : (path as NSString).deletingLastPathComponent
    let isFile = path.hasSuffix(BreakdownFile.name)
    let file = isFile ? path : (folder.isEmpty ? "." : folder) + "/" + BreakdownFile.name
    guard let bytes = InputFile.contents(of: file, name: BreakdownFile.name, &findings) else { return nil }
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      breakdowns = try decoder.decode([Breakdown].self, from: Data(bytes))
    } catch {
      findings.append(
        Finding(.fileUnreadable, at: Location(file: BreakdownFile.name), details: [BreakdownFile.name, "JSON"]))
      return nil
    }
  }

  /// The breakdown of a unit by its code or name.
  public func breakdown(_ unit: String) -> Breakdown? {
    breakdowns.first { $0.communityId == unit } ?? breakdowns.first { $0.name == unit }
  }
}
