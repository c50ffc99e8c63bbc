import Findings
import Store
public import Titles

extension ServiceDesk {
  /// The register of communities through time.
  public func register() throws -> CommunityRegister { try store.register() }

  /// The holidays that are known.
  public func calendar() throws -> WorkingCalendar { try store.calendar() }
}

extension CommunityRegister {
  /// The communities of `day` whose code, name, street or district has a text in it, by district and code.
  public func search(
    _ text: String, on day: CalendarDay
  ) -> [(id: CommunityID, attributes: CommunityAttributes)] {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    return standing(on: day).filter { entry in
      let own = entry.attributes
      let line = "\(entry.id) \(own.code) \(own.name) \(own.street) \(own.district) \(own.districtName)".lowercased()
      return words.allSatisfy { line.contains($0) }
    }
  }
}
