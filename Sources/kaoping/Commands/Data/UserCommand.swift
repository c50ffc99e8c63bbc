import ArgumentParser
import Findings
import Operations
import Reports
import Store
import Titles

/// `kaoping user`: who may do what. Whoever may read the data directory keeps its users; every step is in the audit log.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "用户与角色。Users and their roles.",
    subcommands: [Add.self, List.self, Disable.self, Enable.self, Reset.self, Grant.self, Tie.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "新增用户，显示一次口令码。Add a user; the access code is shown once.")
    @Argument(help: "用户名 The sign-in name.") var name: String
    @Option(help: "显示的名称 The name that others see.") var display = ""
    @Option(help: "角色，可重复，如 district-office@district:320402 A role with its scope; repeat for more.") var grant:
      [String]
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let done = try directory.open().addUser(name, display: display, grants: grant, by: .console)
        return UserCommand.shown(name, code: done.value, done, output)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出用户。List the users.")
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let users = try directory.open().store.users()
        var table = TextTable(output.lang == .chinese ? ["用户", "名称", "角色", "状态"] : ["user", "name", "roles", "state"])
        let rows = users.map { user in
          [
            user.name, user.display, user.grants.map(\.description).joined(separator: " "),
            user.isDisabled ? (output.lang == .chinese ? "停用" : "disabled") : "",
          ]
        }
        for row in rows { table.append(row) }
        return CommandOutput(
          json: [
            "users": .array(
              users.map { user in
                [
                  "name": .string(user.name), "display": .string(user.display),
                  "grants": .array(user.grants.map { .string($0.description) }), "disabled": .bool(user.isDisabled),
                ]
              })
          ], table: table.text, csv: [["user", "name", "roles", "state"]] + rows)
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "disable", abstract: "停用用户。Let a user in no longer.")
    @Argument(help: "用户名 The user.") var name: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        UserCommand.shown(name, code: nil, try directory.open().setDisabled(name, true, by: .console), output)
      }
    }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "重新启用用户。Let a user in again.")
    @Argument(help: "用户名 The user.") var name: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        UserCommand.shown(name, code: nil, try directory.open().setDisabled(name, false, by: .console), output)
      }
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "reset", abstract: "换新的口令码。Give a new access code.")
    @Argument(help: "用户名 The user.") var name: String
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let done = try directory.open().resetUser(name, by: .console)
        return UserCommand.shown(name, code: done.value, done, output)
      }
    }
  }

  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "grant", abstract: "改换角色。Give other roles.")
    @Argument(help: "用户名 The user.") var name: String
    @Option(help: "角色，可重复 A role with its scope; repeat for more.") var grant: [String]
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let wrong = grant.first(where: { RoleGrant($0) == nil }) {
        throw ValidationError("角色有误 no such role: \(wrong)")
      }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let grants = grant.compactMap { RoleGrant($0) }
        return UserCommand.shown(name, code: nil, try directory.open().setGrants(name, grants, by: .console), output)
      }
    }
  }

  /// What a change of a user prints.
  private static func shown<Value>(
    _ name: String, code: String?, _ done: EvaluationDesk.Done<Value>, _ output: OutputOptions
  ) -> CommandOutput {
    let told = code.map { output.lang == .chinese ? "口令码（只显示这一次）：\($0)\n" : "access code (shown only now): \($0)\n" }
    return CommandOutput(
      json: ["user": .string(name), "code": .optional(code), "receipt": done.receipt?.json ?? .null],
      table: "\(name)\n\(told ?? "")", csv: [["user", "code"], [name, code]], findings: done.findings)
  }
}
