import Foundation

/// The zone of the field work: for times without one, and for all times that are shown.
package struct SurveyZone: Sendable {
  private let zone: TimeZone

  /// The zone of China.
  package static let china = SurveyZone("Asia/Shanghai") ?? SurveyZone(offset: 8 * 3600)

  /// A zone by its name (`Asia/Shanghai`) or its distance from UTC (`+08:00`, `Z`); nil for anything else.
  package init?(_ name: String) {
    if name == "Z" || name == "UTC" {
      self.init(offset: 0)
      return
    }
    if let moment = Moment("2000-01-01T00:00:00" + name), let offset = moment.offset {
      self.init(offset: offset)
      return
    }
    guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    self.init(zone)
  }

  init(offset: Int) { self.init(TimeZone(secondsFromGMT: offset) ?? .gmt) }

  private init(_ zone: TimeZone) { self.zone = zone }

  /// The zone's name.
  package var name: String { zone.identifier }

  /// Seconds since 1970 UTC of a moment; one without a zone is of this one.
  func instant(_ moment: Moment) -> Int {
    if let offset = moment.offset { return moment.wall - offset }
    let guess = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.wall)))
    return moment.wall - zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.wall - guess)))
  }

  /// An instant on this zone's wall clock, in seconds.
  func wall(_ instant: Int) -> Int { instant + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant))) }

  /// ISO 8601 to the second, with this zone's offset.
  package func text(_ instant: Int) -> String {
    Moment.text(wall(instant), separator: "T") + Moment.text(offset: wall(instant) - instant)
  }
}
