import Credentials
import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Seals
import Store
import Titles

/// A service with the reference city of 35 communities in seven districts, scored: ten titles, every list there, nothing on notice.
struct EvaluatedRound {
  let fixture: ServiceFixture
  let clock: FixtureClock

  /// The repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// The files of the city.
  static let city = repository.appending(path: "Tests/OperationsTests/References/city-12-defects-off").path

  init() async throws {
    clock = FixtureClock()
    fixture = try await ServiceFixture(clock: clock)
    let desk = fixture.desk.rounds
    let repository = EvaluatedRound.repository.path
    _ = try desk.establish(
      EvaluatedRound.city + "/roster.csv", effective: try day("2010-01-01"), document: "设立", by: .console)
    try fixture.openRound()
    let office = try actor("office")
    _ = try desk.freeze(
      "2014", standard: repository + "/Scoring/example-city-2014", survey: repository + "/Surveys/example-city-2014",
      basis: "常社建〔2014〕1号", admission: "准入〔2014〕1号", by: office)
    let fixed = try desk.fixQuotas(
      "2014", cutOff: try day("2014-03-31"), titles: 10, districts: nil, pause: 0, decision: nil, by: office
    ).value
    _ = try desk.apply(
      .openApplications(until: fixture.desk.now.day + 1), to: "2014", by: office)
    for district in fixed.districts {
      _ = try desk.addUser(
        "clerk-\(district.code)", display: district.name, grants: ["district-office@district:\(district.code)"],
        by: .console)
      let clerk = try actor("clerk-\(district.code)")
      let ids = fixed.communities.values.filter { $0.district == district.code }.map(\.id).sorted()
      _ = try desk.apply(.apply(communities: ids), to: "2014", by: clerk)
      _ = try desk.apply(.examine(communities: ids, isQualified: true, reason: ""), to: "2014", by: clerk)
    }
    clock.seconds += 3 * 86_400
    _ = try desk.apply(.closeApplications, to: "2014", by: office)
    for district in fixed.districts {
      _ = try desk.receive(
        UploadRequest(
          round: "2014", kind: .responses, scope: .district(district.code),
          path: EvaluatedRound.city + "/responses/\(district.code).csv"), by: try actor("clerk-\(district.code)"))
    }
    for (kind, name) in [
      (RoundUpload.Kind.frame, "frame.csv"), (.psu, "psu.csv"), (.events, "veto.csv"), (.reviews, "reviews.csv"),
    ] {
      _ = try desk.receive(
        UploadRequest(round: "2014", kind: kind, scope: .all, path: EvaluatedRound.city + "/" + name), by: office)
    }
    _ = try desk.apply(.closeCollection, to: "2014", by: office)
    _ = try await desk.evaluate("2014", districts: [], by: office)
  }

  /// The round now.
  func round() throws -> TitleRound {
    guard let round = try fixture.desk.round("2014") else { throw StoreFailure(.objectMissing, "2014") }
    return round
  }

  /// Puts every list on notice, ties decided by lot.
  ///
  /// - Returns: the districts with titles.
  func openNotices() throws -> [RoundDistrict] {
    let desk = fixture.desk.rounds
    let round = try round()
    let start = fixture.desk.now.day
    _ = try desk.takeOver(
      calendar: EvaluatedRound.repository.appending(path: "Scoring/calendar-china").path, by: .console)
    let seated = round.districts.filter { $0.seats > 0 }
    for district in seated {
      let line = round.line(district)
      if !line.tied.isEmpty {
        let chosen = Array(line.tied.prefix(line.seatsLeft))
        _ = try desk.apply(
          .decideTie(district: district.code, chosen: chosen, reason: "抽签", minutes: "纪要"), to: "2014",
          by: try actor("member"))
      }
      _ = try desk.apply(
        .openDistrictNotice(district: district.code, notice: NoticePeriod(from: start, workingDays: 5)), to: "2014",
        by: try actor("clerk-\(district.code)"))
    }
    return seated
  }

  /// Takes every list through its notice to the city's review; the last district's has an objection on the way.
  ///
  /// - Returns: the districts with titles, whose lists are submitted.
  func submitLists() throws -> [RoundDistrict] {
    let desk = fixture.desk.rounds
    let seated = try openNotices()
    if let last = seated.last {
      _ = try desk.apply(
        .object(district: last.code, community: nil, ground: "名单有误", isAnonymous: true), to: "2014",
        by: try actor("office"))
    }
    clock.seconds += 30 * 86_400
    for district in seated {
      _ = try desk.apply(
        .submitShortlist(district: district.code), to: "2014", by: try actor("clerk-\(district.code)"))
    }
    _ = try desk.apply(.beginCityReview, to: "2014", by: try actor("office"))
    return seated
  }

  /// A user as the desk knows them.
  func actor(_ name: String) throws -> DeskActor {
    guard let user = try fixture.desk.user(name) else { throw StoreFailure(.objectMissing, name) }
    return try fixture.desk.rounds.actor(user, as: nil)
  }

  private func day(_ text: String) throws -> CalendarDay {
    guard let day = CalendarDay(text) else { throw StoreFailure(.objectMissing, text) }
    return day
  }
}
