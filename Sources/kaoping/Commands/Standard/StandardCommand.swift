import ArgumentParser

/// `kaoping standard`: what concerns a standard as data.
struct StandardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standard",
    abstract: "检查、查看、比较、冻结考评标准。Check, show, compare and freeze a standard.",
    subcommands: [
      StandardCheckCommand.self, StandardShowCommand.self, StandardDiffCommand.self, StandardFreezeCommand.self,
    ])
}
