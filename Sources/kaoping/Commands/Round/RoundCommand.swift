public import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store
public import Titles

/// `kaoping round`: the year's round from opening to archive.
struct RoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "round", abstract: "考评年度：从方案到命名、复查。The year's round, from opening to naming and re-checks.",
    subcommands: [
      Open.self, List.self, Status.self, Freeze.self, Quotas.self, Upload.self, Evaluate.self, Apply.self,
      SpotChecks.self, Actions.self, Events.self, Diagram.self,
    ])

  struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "新开一个年度。Open a round.")
    @Argument(help: "名称，如 2014 Its name, such as 2014.") var round: String
    @Option(help: "年份 The year.") var year: Int
    @Option(help: "称号名称 The title's name.") var title = "和谐（平安、文明）社区（村）"
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.openRound(round, year: year, title: title, by: actor)
        return try RoundCommand.shown(done, receipt, output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出各年度。List the rounds.")
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let rounds = try directory.open().store.rounds()
        var table = TextTable(["round", "year", "phase", "events"], [.left, .right, .left, .right])
        let rows = rounds.map { [$0.id, String($0.year), $0.phase.name[output.lang], String($0.version)] }
        for row in rows { table.append(row) }
        return CommandOutput(
          json: [
            "rounds": .array(
              rounds.map {
                [
                  "round": .string($0.id), "year": .integer($0.year), "title": .string($0.title),
                  "phase": .string($0.phase.rawValue), "events": .integer($0.version),
                ]
              })
          ], table: table.text, csv: [["round", "year", "phase", "events"]] + rows)
      }
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "一个年度的概况。The overview of a round.")
    @Argument(help: "年度 The round.") var round: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        guard let stored = try directory.open().store.round(round) else {
          throw StoreFailure(.unknownRound, found: round, round)
        }
        return RoundOverview(stored.round, output.lang).output()
      }
    }
  }

  struct Freeze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "freeze", abstract: "冻结标准和问卷。Freeze standard and questionnaire.")
    @Argument(help: "年度 The round.") var round: String
    @Option(help: "考评标准文件夹 The standard's folder.") var standard: String
    @Option(help: "问卷文件夹 The questionnaire's folder.") var survey: String
    @Option(help: "批准文号 The approval's number.") var basis: String
    @Option(help: "准入登记号 The number in the admission register.") var admission: String
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.freeze(
          round, standard: standard, survey: survey, basis: basis, admission: admission, by: actor)
        return try RoundCommand.shown(done, receipt, output)
      }
    }
  }

  struct Quotas: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "quotas", abstract: "按截止日期的名册核定名额。Fix the quotas by the register of a day.")
    @Argument(help: "年度 The round.") var round: String
    @Option(help: "名册截止日期 The register's cut-off date.") var cutOff: CalendarDay
    @Option(help: "命名数（默认取标准中的数）Titles to give (default: the standard's).") var titles: Int?
    @Option(help: "区的正式次序，逗号分隔的代码 The districts' codes in official order.") var districts: String?
    @Option(help: "命名后暂停申报的年数 Years in which a holder may not apply.") var pause = 3
    @Option(help: "余数相等时得名额的区 Winners of a tie between remainders, comma-separated.") var winners: String?
    @Option(help: "理由 The reason of that decision.") var reason = ""
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let titles, !(1...1_000_000).contains(titles) { throw ValidationError("--titles 应为 1 至 1000000") }
      if !(0...100).contains(pause) { throw ValidationError("--pause 应为 0 至 100") }
    }

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try desk.fixQuotas(
          round, cutOff: cutOff, titles: titles, districts: districts?.split(separator: ",").map(String.init),
          pause: pause, decision: winners.map { ($0.split(separator: ",").map(String.init), reason) },
          by: actor)
        return try RoundCommand.shown(done, receipt, output)
      }
    }
  }

  struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "evaluate", abstract: "用已报送的材料评分排名。Score and rank from the material at hand.")
    @Argument(help: "年度 The round.") var round: String
    @Option(help: "区代码，逗号分隔（默认全部待评的区）Districts (default: all that wait).") var districts: String?
    @Option(help: "随机种子 Seed.") var seed: UInt64 = 1
    @Option(help: "市级异议成立后重评的理由 Reason, when scored again after an objection to the city's notice.") var rescore = ""
    @OptionGroup var access: AccessOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await access.run(output) { desk, actor in
        let done = try await desk.evaluate(
          round, districts: districts?.split(separator: ",").map(String.init) ?? [], seed: seed, reason: rescore,
          by: actor)
        return try RoundCommand.shown(done, receipt, output)
      }
    }
  }

  struct Apply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "apply", abstract: "办理任何一个动作。Do any action of the round.",
      discussion: "动作写成 JSON，见 kaoping round actions。The action is JSON; kaoping round actions shows each.")
    @Argument(help: "年度 The round.") var round: String
    @Option(help: "动作：JSON，或 JSON 文件，- 为标准输入 The action: JSON, a file with it, or - for standard input.") var action:
      String
    @Option(help: "理由，记入审计 A reason for the audit trail.") var reason = ""
    @Option(help: "异议人联系方式，另行密存 Who objects; sealed apart.") var contact: String?
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var actor: OptionalActorOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let action = try ActionInput.action(action)
        let desk = try directory.open()
        let done = try desk.apply(action, to: round, by: try actor.signIn(desk), reason: reason, contact: contact)
        return try RoundCommand.shown(done, receipt, output)
      }
    }
  }

  struct Events: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "events", abstract: "一个年度的全部动作。Everything that was done in a round.")
    @Argument(help: "年度 The round.") var round: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let events = try directory.open().store.roundEvents(round)
        let rows = events.enumerated().map { index, event in
          [
            String(index + 1), event.day.description, event.action.kind.rawValue, event.actor.user,
            event.actor.grant.description,
          ]
        }
        var table = TextTable(["#", "day", "action", "actor", "role"], [.right])
        for row in rows { table.append(row) }
        let header = ["number", "day", "action", "actor", "role"]
        return CommandOutput(
          json: [
            "events": .array(
              rows.map { row in .object(Dictionary(uniqueKeysWithValues: zip(header, row.map { JSONValue.string($0) })))
              })
          ], table: table.text, csv: [header] + rows.map { $0.map(Optional.some) })
      }
    }
  }

  struct Diagram: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diagram", abstract: "输出 docs/states/round.md。Print docs/states/round.md.")

    func run() throws { Console.output(RoundDiagram.markdown()) }
  }

  /// What a step of the round prints: the overview and the receipt.
  static func shown(
    _ done: EvaluationDesk.Done<TitleRound>, _ receipt: ReceiptOptions, _ output: OutputOptions
  ) throws -> CommandOutput {
    try receipt.write(done.receipt)
    var made = RoundOverview(done.value, output.lang).output()
    made.json["receipt"] = done.receipt?.json ?? .null
    made.findings = done.findings
    return made
  }
}

/// Who acts; nobody for the public.
struct OptionalActorOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "用户；不填为公众 The user who acts; nobody for the public.") var user: String?
  @Option(help: "以哪个角色 The role to act in (default: the only one).") var role: String?
  @Option(help: "口令码文件，- 为标准输入 File with the access code, - for standard input.") var codeFile: String?

  /// The person, or anyone.
  func signIn(_ desk: EvaluationDesk) throws -> DeskActor {
    guard let user else { return .anyone }
    var options = ActorOptions()
    options.user = user
    options.role = role
    options.codeFile = codeFile
    return try options.signIn(desk)
  }
}

extension RoundUpload.Kind: ExpressibleByArgument {}
