import Findings
import Foundation
import Operations
import Seals
import Store
import Synchronization
import Testing
import Titles

/// A data directory with a desk whose clock the test sets, and the reference city of 35 communities in seven districts; three
/// communities of one district have the very same answers and marks, so that its line is tied.
final class RoundFixture: Sendable {
  let folder: URL
  let desk: EvaluationDesk

  static let districts = ["329902", "329904", "329905", "329911", "329912", "329981", "329982"]

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-round-\(UUID().uuidString)")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: RatingFixture.reference("city-12-defects-off"), to: folder.appendingPathComponent("city"))
    try FileManager.default.copyItem(
      atPath: RatingFixture.standard, toPath: folder.appendingPathComponent("standard").path)
    let box = Clock()
    box.now.withLock { $0 = Moment(seconds: 1_393_833_600) }
    ticking = box
    let calendar = RatingFixture.repository.appendingPathComponent("Scoring/calendar-china").path
    desk = try EvaluationDesk.create(
      folder.appendingPathComponent("data").path, calendar: calendar, Workbench(version: "test"),
      surroundings: Surroundings(now: { box.now.withLock { $0 } }, random: { RandomBytes.draw($0) })
    ).desk
  }

  private let ticking: Clock

  final class Clock: Sendable {
    let now = Mutex(Moment(seconds: 0))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  func city(_ name: String) -> String { folder.appendingPathComponent("city/\(name)").path }

  /// Days pass, or go back.
  func wait(days: Int) { ticking.now.withLock { $0 = Moment(seconds: $0.seconds + days * 86_400) } }
  var today: CalendarDay { ticking.now.withLock { $0.day } }

  /// Adds a user and signs in.
  func user(_ name: String, _ grant: String) throws -> DeskActor {
    let code = try desk.addUser(name, display: "", grants: [grant], by: .console).value
    return try desk.signIn(name, code: code, as: nil)
  }

  /// Takes a round to the phase of collecting; gives its office.
  func collect() throws -> DeskActor {
    let office = try user("office", "leading-group-office")
    _ = try desk.establish(
      city("roster.csv"), effective: FullRoundTests.day("2010-01-01"), document: "设", by: .console)
    _ = try desk.openRound("2014", year: 2014, title: "t", by: office)
    _ = try desk.freeze(
      "2014", standard: RatingFixture.standard, survey: RatingFixture.survey, basis: "b", admission: "a", by: office)
    _ = try desk.fixQuotas(
      "2014", cutOff: FullRoundTests.day("2014-03-31"), titles: 10, districts: nil, pause: 0, decision: nil, by: office)
    _ = try desk.apply(.openApplications(until: today), to: "2014", by: office)
    wait(days: 1)
    _ = try desk.apply(.closeApplications, to: "2014", by: office)
    return office
  }

  /// Gives `copies` the answers and marks of `original`, and lets the standard decide nothing about equals.
  func makeEqual(_ original: String, _ copies: [String]) throws {
    for file in ["frame.csv", "psu.csv", "reviews.csv"] + Self.districts.map({ "responses/\($0).csv" }) {
      let lines = try String(contentsOfFile: city(file), encoding: .utf8).split(separator: "\n").map(String.init)
      let kept = lines.filter { line in !copies.contains { line.contains($0) } }
      let copied = copies.flatMap { copy in
        kept.filter { $0.contains(original) }.map { line -> String in
          let cells = line.replacing(original, with: copy).split(separator: ",", omittingEmptySubsequences: false)
          // Ids of answers and marks stay unique.
          return file.hasPrefix("resp") || file.hasPrefix("rev")
            ? (["\(cells[0])-\(copy.suffix(3))"] + cells.dropFirst().map(String.init)).joined(separator: ",")
            : cells.joined(separator: ",")
        }
      }
      try Data(((kept + copied).joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: city(file)))
    }
    let settings = folder.appendingPathComponent("standard/standard.csv")
    let text = try String(contentsOf: settings, encoding: .utf8)
    try Data(text.replacing("tie_rules,community_id,", with: "tie_rules,satisfaction;department,").utf8).write(
      to: settings)
  }
}
