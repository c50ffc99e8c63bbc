import ArgumentParser

/// `kaoping sample`: plan, allocate and draw a sample.
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "抽样：样本量、分层分配、抽取、Kish 表。Sample size, allocation, selection and the Kish grid.",
    subcommands: [
      SampleSizeCommand.self, SampleAllocateCommand.self, SampleDrawCommand.self, SampleKishCommand.self,
      SampleNextCommand.self,
    ])
}
