import Findings
import Foundation
import Scoring
import Seals
import Store
import Titles

extension EvaluationDesk {
  /// What a district's newest result was made from; nil before it was scored.
  func inputs(of district: String, in round: String) throws -> (inputs: RoundInputs, digest: String)? {
    let files = try store.roundFiles(round)
    guard
      let file = files.first(where: { $0.folder == "results/\(district)" && $0.name == RoundInputs.fileName })
    else { return nil }
    var bytes: [UInt8] = []
    guard try store.bytes(of: file.digest, { bytes += $0 }) else { return nil }
    return (try JSONDecoder().decode(RoundInputs.self, from: Data(bytes)), file.digest.hexadecimal)
  }

  /// Rates the city again from stored inputs, as they are or with a change that is made to a copy of its files.
  ///
  /// - Throws: `StoreFailure` if an upload was purged; `Refusal` if the changed files cannot be rated.
  func rated(
    _ inputs: RoundInputs, of round: String, change: (@Sendable (_ city: String) throws -> Void)? = nil
  ) async throws -> RatingResult {
    let scratch = try ScratchFolder()
    try await layOut(round, inputs, in: scratch)
    try change?(scratch.path + "/city")
    return try await workbench.rate(
      RatingRequest(
        city: scratch.path + "/city", standard: scratch.path + "/standard", survey: scratch.path + "/survey",
        titles: inputs.titles, seed: inputs.seed, replications: 0, answerMaps: AnswerMap.usual))
  }
}
