import ArgumentParser
import Findings
import Operations
import Reports
import Store

extension AuditCommand {
  /// `kaoping audit rebuild`: a data directory anew from originals, event journal and keys.
  struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rebuild",
      abstract: "数据库丢失或损坏时，由原件和事件日志重建。Rebuild a lost or damaged database from the originals and the event journal.")
    @Argument(help: "新的数据目录 A new data directory.") var destination: String
    @Option(help: "各区保存的树头文件，可重复 A tree head that somebody kept; repeat for more.") var head: [String] = []
    @OptionGroup var directory: DirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await DeskCommand.run(output) {
        let heads = try head.map { try AuditInput.head($0) }
        let report = try EvaluationStore.rebuild(
          DataDirectory(directory.data), to: DataDirectory(destination), known: heads, holder: "kaoping audit rebuild")
        return CommandOutput(
          json: [
            "directory": .string(destination), "events": .integer(report.events), "objects": .integer(report.objects),
            "rows": .integer(report.rows), "rounds": .integer(report.rounds),
          ],
          table: output.lang == .chinese
            ? "已重建到 \(destination)：\(report.events) 条记录，\(report.objects) 个原件，全部核验无误\n"
            : "rebuilt at \(destination): \(report.events) entries, \(report.objects) files, all verified\n",
          csv: [["directory", "events", "objects"], [destination, String(report.events), String(report.objects)]],
          findings: report.findings)
      }
    }
  }
}
