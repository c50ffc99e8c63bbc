import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Titles

extension Service {
  /// The register of communities and the calendar as tables, for programs.
  func addRegisterInterface(_ table: inout RouteTable) {
    let day = OperationNote.day("day")
    table.interface(
      .get, "/api/v1/register/table", .staff,
      OperationNote(
        summary: "The communities of a day as the table that can be corrected and sent again", parameters: [day],
        answers: [200: "text/csv"])
    ) { request, _ in try registerTable(on: try request.queriedDay("day") ?? desk.now.day) }
    table.interface(
      .get, "/api/v1/register/sizes", .staff,
      OperationNote(
        summary: "What the rules of thumb say about sizes and codes on a day, the gravest first",
        parameters: OperationNote.window + [day], answers: [200: "FindingList"])
    ) { request, context in
      let on = try request.queriedDay("day") ?? desk.now.day
      let notices = try desk.register().notices(on: on).sorted { $0.severity > $1.severity }
      return try ListWindow(request).page(
        notices.enumerated(), key: { Service.padded($0.offset) }, json: { $0.element.json(context.language) },
        path: "/api/v1/register/sizes?day=\(on)")
    }
    table.interface(
      .get, "/api/v1/register/codes/{code}", .staff,
      OperationNote(
        summary: "Who had a code on a day, whenever else it was used, and what has become of them", parameters: [day],
        answers: [200: "CodeUses"])
    ) { request, context in
      let (register, code) = (try desk.register(), try context.parameter("code"))
      let on = try request.queriedDay("day") ?? desk.now.day
      return .json(
        .object([
          "code": .string(code), "day": .string(on.description),
          "uses": .array(register.periods(withCode: code).map { register.json($0, on: on, today: desk.now.day) }),
        ]))
    }
    table.interface(
      .get, "/api/v1/calendar", .staff,
      OperationNote(
        summary: "The holiday notices by year: documents, days off, weekend days that are worked",
        parameters: OperationNote.window, answers: [200: "CalendarYearList"])
    ) { request, _ in
      let calendar = try desk.calendar()
      let days = Dictionary(grouping: calendar.entries, by: \.notice)
      return try ListWindow(request).page(
        calendar.notices.sorted { $0.key < $1.key }, key: { Service.padded($0.key) },
        json: { year, documents in
          .object([
            "year": .integer(year), "documents": .array(documents.map(JSONValue.string)),
            "days": .array(
              (days[year] ?? []).map {
                .object([
                  "day": .string($0.day.description), "kind": .string($0.kind.rawValue), "name": .string($0.name),
                ])
              }),
          ])
        }, path: "/api/v1/calendar")
    }
  }
}

extension CommunityRegister {
  /// A use of a code: by whom, whether it holds on a day, and who stands in that community's place today.
  fileprivate func json(_ period: Period, on day: CalendarDay, today: CalendarDay) -> JSONValue {
    .object([
      "community": .string(period.community.description), "holds": .bool(period.holds(on: day)),
      "from": .string(period.from.description), "until": .optional(period.until?.description),
      "document": .string(period.document), "attributes": period.attributes.json,
      "today": .array(
        successors(of: period.community, on: today).map { id in
          .object([
            "id": .string(id.description), "code": .optional(attributes(of: id, on: today)?.code),
            "name": .optional(attributes(of: id, on: today)?.name),
          ])
        }),
    ])
  }
}
