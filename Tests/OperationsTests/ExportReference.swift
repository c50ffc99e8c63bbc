import Findings
import Foundation
import Operations
import Surveys
import Testing

/// A folder of export samples with what a reader should find in them (`References/exports/*/expected.json`).
struct ExportReference {
  /// One file of a tool's folder.
  struct Sample: CustomTestStringConvertible, Sendable {
    var tool: String
    var file: String
    var testDescription: String { tool + "/" + file }
  }

  static let root = Bundle.module.resourceURL!.appendingPathComponent("References/exports")

  /// The files that hold answers, by what each expected.json lists without a special role.
  static let samples: [Sample] = {
    let tools = ["formr", "kobotoolbox", "limesurvey", "odk-central", "qualtrics", "spss", "surveyjs", "wenjuanxing"]
    return tools.flatMap { tool -> [Sample] in
      guard let files = expected(tool)["files"] as? [String: [String: Any]] else { return [] }
      return files.filter { $0.value["role"] == nil || ($0.value["container"] as? String) == "zip" }.keys.sorted()
        .map { Sample(tool: tool, file: $0) }
    }
  }()

  static func expected(_ tool: String) -> [String: Any] {
    guard let data = try? Data(contentsOf: root.appendingPathComponent(tool + "/expected.json")),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return object
  }

  static func path(_ file: String) -> String { root.appendingPathComponent(file).path }

  /// Reads files of the folder with the code book or the XLSForm.
  static func read(_ files: [String], survey: String) -> ReadingOutcome {
    var request = ReadingRequest(files: files.map(path))
    request.survey = path(survey)
    return Workbench.read(request)
  }

  /// The responses that a file holds: those of the folder, with what its expected.json says in words of single files.
  static func responses(_ sample: Sample) -> [[String: Any]] {
    let all = expected(sample.tool)
    guard var responses = all["responses"] as? [[String: Any]], let files = all["files"] as? [String: [String: Any]]
    else { return [] }
    let entry = files[sample.file] ?? [:]
    for index in responses.indices {
      var missing = responses[index]["missing"] as? [String: String] ?? [:]
      var answers = responses[index]["answers"] as? [String: Any] ?? [:]
      if sample.tool == "limesurvey", sample.file.contains("codes") {
        missing = missing.mapValues { $0 == "not-shown" ? "not-answered" : $0 }
      }
      if sample.file.contains("序号") { answers["identityOther"] = NSNull() }
      for (item, ids) in entry["skipped"] as? [String: [Int]] ?? [:] {
        guard let id = Int(responses[index]["id"] as? String ?? ""), ids.contains(id) else { continue }
        answers[item] = NSNull()
        missing[item] = "not-shown"
      }
      responses[index]["missing"] = missing
      responses[index]["answers"] = answers
    }
    if sample.file == "submissions.odata.json" { return Array(responses.prefix(6)) }
    if sample.file == "submissions.odata.page2.json" { return Array(responses.dropFirst(6)) }
    return responses
  }

  /// Whether the file has neither identifiers nor times, so that rows go by their order.
  static func isAnonymous(_ sample: Sample) -> Bool { sample.tool == "surveyjs" && sample.file.hasSuffix(".csv") }
}
