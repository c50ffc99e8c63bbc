import Findings
import Foundation
import Operations
import Store
import Testing
import Titles

/// A round that collects: a standard of the repository, twelve communities of two districts, all of them qualified.
enum CollectingRound {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Codes of the communities in their order: six of 320402, six of 320404, each third a village.
  static let codes = ["320402", "320404"].flatMap { district in
    (1...6).map { "\(district)0010\($0 < 10 ? "0" : "")\($0)" }
  }

  /// Takes the round 2014 of a fixture from nothing to collecting.
  static func begin(_ fixture: ServiceFixture, standard: String = "example-city-2014") throws {
    let desk = fixture.desk.rounds
    let roster = fixture.directory + "-roster.csv"
    var lines = ["community_id,name,district_code,district,town,kind,households"]
    for (index, code) in codes.enumerated() {
      let district = code.hasPrefix("320402") ? "东区" : "西区"
      lines.append(
        "\(code),第\(index + 1)社区,\(code.prefix(6)),\(district),长江街道,\(index % 3 == 2 ? "village" : "community"),900")
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: roster))
    func actor(_ name: String) throws -> DeskActor {
      try desk.actor(try #require(try fixture.desk.user(name)), as: nil)
    }
    let start = try #require(CalendarDay("2010-01-01"))
    _ = try desk.establish(roster, effective: start, document: "示例", by: .console)
    try fixture.openRound()
    let office = try actor("office")
    _ = try desk.freeze(
      "2014", standard: repository.appending(path: "Scoring/\(standard)").path,
      survey: repository.appending(path: "Surveys/\(standard)").path, basis: "示例〔2014〕1号", admission: "准入 1", by: office
    )
    let cutOff = try #require(CalendarDay("2014-03-31"))
    let round = try desk.fixQuotas(
      "2014", cutOff: cutOff, titles: 4, districts: nil, pause: 0, decision: nil, by: office
    ).value
    _ = try desk.apply(.openApplications(until: fixture.desk.now.day), to: "2014", by: office)
    for (clerk, district) in [("east", "320402"), ("west", "320404")] {
      let ids = round.communities.values.filter { $0.district == district }.map(\.id).sorted()
      _ = try desk.apply(.apply(communities: ids), to: "2014", by: try actor(clerk))
      _ = try desk.apply(.examine(communities: ids, isQualified: true, reason: ""), to: "2014", by: try actor(clerk))
    }
  }

  /// Ends the applications; a day has to pass before.
  static func collect(_ fixture: ServiceFixture, _ clock: FixtureClock) throws {
    clock.seconds += 2 * 86_400
    let desk = fixture.desk.rounds
    let office = try desk.actor(try #require(try fixture.desk.user("office")), as: nil)
    _ = try desk.apply(.closeApplications, to: "2014", by: office)
  }

  /// A service whose round collects, with further clerks of 320402 who may sign in.
  static func service(clerks: [String] = []) async throws -> ServiceFixture {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try begin(fixture)
    try collect(fixture, clock)
    for name in clerks {
      _ = try fixture.desk.rounds.addUser(
        name, display: name, grants: ["district-office@district:320402"], by: .console)
      try await fixture.admit(name)
    }
    return fixture
  }

  /// A folder with a copy of the standard and the questionnaire `kp-2014`, as a library that tests may change.
  static func library() throws -> URL {
    let library = FileManager.default.temporaryDirectory.appending(path: "library-\(UUID().uuidString)")
    for name in ["Scoring/kp-2014", "Surveys/kp-2014"] {
      let place = library.appending(path: name)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: repository.appending(path: name), to: place)
    }
    return library
  }
}
