import ArgumentParser

/// The command `kaoping` (考评): parses the command line, calls one operation, renders its result.
@main
struct Kaoping: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "kaoping",
    abstract: "考评：从居民问卷和部门评分到百个和谐社区（村）。Score, rank and name a city's hundred communities.",
    version: version,
    subcommands: [
      RateCommand.self,
      ExplainCommand.self,
      StandardCommand.self,
      ReadCommand.self,
      SurveyCommand.self,
      ApportionCommand.self,
      EstimateCommand.self,
      SampleCommand.self,
      RanksCommand.self,
      SmallAreaCommand.self,
      ReliabilityCommand.self,
      ScreenCommand.self,
      CompositeCommand.self,
      SensitivityCommand.self,
      QuantileCommand.self,
      InitCommand.self,
      RoundCommand.self,
      PaperCommand.self,
      RegisterCommand.self,
      UserCommand.self,
      AuditCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      ArchiveCommand.self,
      ReplayCommand.self,
      PurgeCommand.self,
      FindingsCommand.self,
      ServeCommand.self,
      DoctorCommand.self,
    ])
}
