import ArgumentParser
import Findings
import Operations
import Reports
import Store
import Titles

extension UserCommand {
  /// `kaoping user tie`: what binds a user to communities, from which recusals follow.
  struct Tie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tie",
      abstract: "登记用户与社区的关系，据此自动回避。Register what binds a user to communities; recusals follow from it.",
      discussion: "不填 --community 只列出已登记的关系。Without --community the ties that are registered are shown.")
    @Argument(help: "用户名 The sign-in name.") var name: String
    @Option(help: "社区编号（K000001）或今天的代码，可重复 A community's id or present code; repeat for more.") var community:
      [String] = []
    @Option(help: "关系，如 居住地、亲属任职 What binds them, such as 居住地.") var relation = ""
    @Flag(help: "关系已不存在 The tie is over.") var end = false
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if !community.isEmpty, relation.isEmpty != end {
        throw ValidationError("--relation、--end 二者取一 give --relation or --end")
      }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let desk = try directory.open()
        let done =
          community.isEmpty
          ? nil : try desk.declareTies(of: name, to: community, relation: end ? "" : relation, by: .console)
        let ties = try done?.value ?? desk.store.ties(of: name)
        let rows = ties.map { [$0.user, $0.community.description, $0.relation] }
        var table = TextTable(output.lang == .chinese ? ["用户", "社区", "关系"] : ["user", "community", "relation"])
        for row in rows { table.append(row) }
        return CommandOutput(
          json: [
            "ties": .array(
              rows.map { ["user": .string($0[0]), "community": .string($0[1]), "relation": .string($0[2])] })
          ], table: table.text, csv: [["user", "community", "relation"]] + rows, findings: done?.findings ?? [])
      }
    }
  }
}
