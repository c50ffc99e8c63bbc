import Foundation
import Operations
import Store
import Titles

/// A round that collects, with an office and the clerk of district 329912.
struct CollectingRound {
  let fixture: RoundFixture
  let office: DeskActor
  let clerk: DeskActor

  var desk: EvaluationDesk { fixture.desk }

  init() throws {
    fixture = try RoundFixture()
    let desk = fixture.desk
    office = try fixture.user("office", "leading-group-office")
    clerk = try fixture.user("clerk", "district-office@district:329912")
    _ = try desk.establish(
      fixture.city("roster.csv"), effective: FullRoundTests.day("2010-01-01"), document: "设", by: .console)
    _ = try desk.openRound("2014", year: 2014, title: "t", by: office)
    _ = try desk.freeze(
      "2014", standard: RatingFixture.standard, survey: RatingFixture.survey, basis: "b", admission: "a", by: office)
    _ = try desk.fixQuotas(
      "2014", cutOff: FullRoundTests.day("2014-03-31"), titles: 10, districts: nil, pause: 0, decision: nil, by: office)
    _ = try desk.apply(.openApplications(until: fixture.today), to: "2014", by: office)
    fixture.wait(days: 1)
    _ = try desk.apply(.closeApplications, to: "2014", by: office)
  }

  /// The district's answers, as the city's folder has them.
  func answers() throws -> String { try String(contentsOfFile: fixture.city("responses/329912.csv"), encoding: .utf8) }

  /// A request with these bytes.
  func request(_ bytes: [UInt8], _ name: String, kind: RoundUpload.Kind = .responses) throws -> UploadRequest {
    try Data(bytes).write(to: URL(fileURLWithPath: fixture.path(name)))
    return UploadRequest(round: "2014", kind: kind, scope: .district("329912"), path: fixture.path(name))
  }

  /// The bytes that a rating reads of an upload.
  func readable(_ upload: Int) throws -> String {
    guard let digest = try desk.store.readableDigests("2014")[upload] else { return "" }
    var bytes: [UInt8] = []
    _ = try desk.store.bytes(of: digest) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
