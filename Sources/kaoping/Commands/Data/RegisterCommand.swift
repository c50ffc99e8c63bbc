public import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Store
public import Titles

/// `kaoping register`: the register of communities through time, and the working calendar.
struct RegisterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "名册、沿革与放假安排。The register, its lineage, and the holidays.",
    subcommands: [Establish.self, Enter.self, List.self, Lookup.self, Calendar.self])

  struct Establish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "establish", abstract: "从 roster.csv 建立名册。Set up the communities of a roster.csv.")
    @Argument(help: "名册文件 The table.") var file: String
    @Option(help: "生效日期 The first day, such as 2014-01-01.") var from: CalendarDay
    @Option(help: "文号 The document's number.") var document: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        RegisterCommand.shown(
          try directory.open().establish(file, effective: from, document: document, by: .console), output)
      }
    }
  }

  struct Enter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enter", abstract: "登记变更（JSON 列表）。Enter changes from a JSON list.",
      discussion: """
        每项 each: {"kind":"renamed","effective":"2014-07-01","document":"…","communities":["K000001"],"results":[{…}],"continues":null}
        kind: \(RegisterChange.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        """)
    @Argument(help: "JSON 文件 The file.") var file: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let changes: [RegisterChange] = try ActionInput.decode([RegisterChange].self, file, output)
        return RegisterCommand.shown(try directory.open().enter(changes, by: .console), output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "某日的名册和提示。The register of a day, with notices.")
    @Option(help: "日期 The day.") var on: CalendarDay
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let register = try directory.open().store.register()
        let standing = register.standing(on: on)
        return RegisterCommand.table(standing, findings: register.notices(on: on), output)
      }
    }
  }

  struct Lookup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lookup", abstract: "按代码查某日的社区。Who had a code on a day.")
    @Argument(help: "代码 The code.") var code: String
    @Option(help: "日期 The day.") var on: CalendarDay
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let register = try directory.open().store.register()
        let found = register.communities(withCode: code, on: on).compactMap { id in
          register.attributes(of: id, on: on).map { (id: id, attributes: $0) }
        }
        return RegisterCommand.table(found, findings: [], output)
      }
    }
  }

  struct Calendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "calendar", abstract: "导入放假安排。Take over a folder of holidays.")
    @Argument(help: "文件夹，含 notices.csv 和 days.csv The folder.") var folder: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let done = try directory.open().takeOver(calendar: folder, by: .console)
        let years = done.value.map(String.init)
        return CommandOutput(
          json: ["years": .array(done.value.map { .integer($0) }), "receipt": done.receipt?.json ?? .null],
          table: years.joined(separator: " ") + "\n", csv: [["year"]] + years.map { [$0] }, findings: done.findings)
      }
    }
  }

  private static func shown(_ done: EvaluationDesk.Done<[LineageEvent]>, _ output: OutputOptions) -> CommandOutput {
    let rows = done.value.map { event in
      [
        String(event.number), event.kind.rawValue, event.effective.description,
        event.before.map(\.description).joined(separator: " "), event.after.map(\.description).joined(separator: " "),
      ]
    }
    let summary = output.lang == .chinese ? "登记 \(rows.count) 项变更\n" : "entered \(rows.count) changes\n"
    return CommandOutput(
      json: [
        "events": .array(
          done.value.map { event in
            [
              "number": .integer(event.number), "kind": .string(event.kind.rawValue),
              "effective": .string(event.effective.description), "document": .string(event.document),
              "before": .array(event.before.map { .string($0.description) }),
              "after": .array(event.after.map { .string($0.description) }),
            ]
          }), "receipt": done.receipt?.json ?? .null,
      ], table: summary, csv: [["number", "kind", "effective", "before", "after"]] + rows, findings: done.findings)
  }

  private static func table(
    _ found: [(id: CommunityID, attributes: CommunityAttributes)], findings: [Finding], _ output: OutputOptions
  ) -> CommandOutput {
    let header = ["id", "code", "name", "street", "district", "kind", "households", "filing"]
    let rows = found.map { id, attributes in
      [
        id.description, attributes.code, attributes.name, attributes.street, attributes.districtName,
        attributes.kind.rawValue, attributes.households.map(String.init) ?? "", attributes.filing.rawValue,
      ]
    }
    var table = TextTable(header)
    for row in rows { table.append(row) }
    return CommandOutput(
      json: [
        "communities": .array(
          rows.map { row in .object(Dictionary(uniqueKeysWithValues: zip(header, row.map { JSONValue.string($0) }))) })
      ], table: table.text, csv: [header] + rows.map { $0.map(Optional.some) }, findings: findings)
  }
}

extension CalendarDay: ExpressibleByArgument {
  /// Reads `2014-12-31`.
  public init?(argument: String) { self.init(argument) }
}
