import ArgumentParser

/// The command `kaoping` (考评): parses the command line, calls one operation, renders its result.
///
/// Every command says its own name: of a command without one the parser spells the type's name at every start, whichever command
/// runs, and some forty of them took 12 ms.
@main
struct Kaoping: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kaoping",
    abstract: "考评：从居民问卷和部门评分到百个和谐社区（村）。Score, rank and name a city's hundred communities.",
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "评分与名单 RATING:",
        subcommands: [
          RateCommand.self,
          ExplainCommand.self,
          SensitivityCommand.self,
          StandardCommand.self,
          CompositeCommand.self,
          ApportionCommand.self,
        ]),
      CommandGroup(
        name: "问卷与答卷 SURVEYS:",
        subcommands: [
          ReadCommand.self,
          SurveyCommand.self,
          ScreenCommand.self,
        ]),
      CommandGroup(
        name: "抽样统计 STATISTICS:",
        subcommands: [
          SampleCommand.self,
          EstimateCommand.self,
          SmallAreaCommand.self,
          RanksCommand.self,
          ReliabilityCommand.self,
          QuantileCommand.self,
        ]),
      CommandGroup(
        name: "考评年度 THE ROUND:",
        subcommands: [
          InitCommand.self,
          RoundCommand.self,
          RegisterCommand.self,
          PaperCommand.self,
          UserCommand.self,
          ServeCommand.self,
        ]),
      CommandGroup(
        name: "存证与保管 EVIDENCE AND KEEPING:",
        subcommands: [
          AuditCommand.self,
          ArchiveCommand.self,
          ReplayCommand.self,
          BackupCommand.self,
          RestoreCommand.self,
          PurgeCommand.self,
        ]),
      CommandGroup(
        name: "帮助 HELP:",
        subcommands: [
          FindingsCommand.self,
          DoctorCommand.self,
        ]),
    ])
}
