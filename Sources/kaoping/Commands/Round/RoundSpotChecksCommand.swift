import ArgumentParser
import Findings
import Operations
import Reports

extension RoundCommand {
  /// `kaoping round spot-checks`: draws which communities are checked on the spot, and by whom.
  struct SpotChecks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "spot-checks",
      abstract: "抽签确定抽查的社区和人，记录种子。Draw the checks on the spot and who makes them; the seed is on record.",
      discussion: """
        抽签号是 SHA-256(种子 换行 社区代码)，小者抽中；任何人都能重抽核对。不填 --seed 只显示已有的抽签。
        A lot is the SHA-256 of seed, line feed and code; the smallest are checked, and anyone can draw again. Without --seed the draw \
        that was made is shown.
        """)
    @Argument(help: "年度 The round.") var round: String
    @Option(help: "公开的种子，如当日开奖号码 A public seed, such as that day's lottery numbers.") var seed: String?
    @Option(help: "每个区抽几个 How many of each list.") var count = 2
    @Option(help: "抽查人（用户名），逗号分隔 Who checks: user names, comma-separated.") var checkers = ""
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var actor: OptionalActorOptions
    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if seed != nil, checkers.isEmpty { throw ValidationError("--seed 须与 --checkers 同用 --seed goes with --checkers") }
      if !(1...1000).contains(count) { throw ValidationError("--count 1–1000") }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let desk = try directory.open()
        var findings: [Finding] = []
        var draw = try desk.spotChecks(round)
        if let seed {
          let done = try desk.drawSpotChecks(
            round, seed: seed, count: count, checkers: checkers.split(separator: ",").map(String.init),
            by: try actor.signIn(desk))
          try receipt.write(done.receipt)
          (draw, findings) = (done.value, done.findings)
        }
        let header =
          output.lang == .chinese ? ["社区", "区", "抽签号", "抽查人"] : ["community_id", "district", "lot", "checker"]
        let rows = (draw?.lots ?? []).map { [$0.code, $0.district, $0.lot, $0.checker] }
        var table = TextTable(header)
        for row in rows { table.append(row) }
        return CommandOutput(
          json: [
            "checks": .array(
              rows.map {
                [
                  "community_id": .string($0[0]), "district": .string($0[1]), "lot": .string($0[2]),
                  "checker": .string($0[3]),
                ]
              })
          ], table: table.text, csv: [["community_id", "district", "lot", "checker"]] + rows, findings: findings)
      }
    }
  }
}
