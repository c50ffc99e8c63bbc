import Findings
import Foundation
import Operations
import Sheets
import Testing

/// Folders for tests of the rating: the two reference cities, and copies of them that a test may spoil.
final class RatingFixture {
  /// A copy of a reference city.
  let city: URL
  private let root: URL

  /// The repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let standard = repository.appendingPathComponent("Scoring/example-city-2014").path
  static let survey = repository.appendingPathComponent("Surveys/example-city-2014").path

  static func reference(_ name: String) throws -> URL {
    let folder = try #require(Bundle.module.url(forResource: "References", withExtension: nil))
    return folder.appendingPathComponent(name)
  }

  /// Copies the reference city `name` into a folder of its own, which goes with this value.
  init(_ name: String = "city-11-defects-on") throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    city = root.appendingPathComponent("city")
    try FileManager.default.copyItem(at: try RatingFixture.reference(name), to: city)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A path inside the fixture's own folder.
  func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  /// The bytes of a file of the city.
  func read(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: city.appendingPathComponent(file))) }

  /// Replaces a file of the city.
  func write(_ bytes: [UInt8], to file: String) throws {
    try Data(bytes).write(to: city.appendingPathComponent(file))
  }

  /// Removes a file of the city.
  func remove(_ file: String) throws { try FileManager.default.removeItem(at: city.appendingPathComponent(file)) }

  /// Rates the city with the example standard.
  func rate(titles: Int? = 10, replications: Int = 0, seed: UInt64 = 1) async throws -> RatingResult {
    try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: Self.standard, survey: Self.survey, titles: titles, seed: seed,
        replications: replications))
  }
}
