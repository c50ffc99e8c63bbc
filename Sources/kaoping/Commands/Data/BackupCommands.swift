import ArgumentParser
import Findings
import Operations
import Reports
import Store

/// `kaoping backup`: one file with everything, while others read and write.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "备份数据目录。Back a data directory up into one file.")
  @Argument(help: "新的备份文件 A new file; it holds the signing key.") var destination: String
  @OptionGroup var directory: DirectoryOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await DeskCommand.run(output) {
      let size = try EvaluationDesk.backUp(directory.data, to: destination, Workbench(version: Kaoping.version))
      return CommandOutput(
        json: ["backup": .string(destination), "events": .integer(size)],
        table: output.lang == .chinese
          ? "已备份到 \(destination)，含 \(size) 条记录\n" : "backed up to \(destination), \(size) entries\n",
        csv: [["backup", "events"], [destination, String(size)]])
    }
  }
}

/// `kaoping restore`: a data directory from a backup, given over only after everything in it was verified.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "从备份恢复，先全部核验。Restore a backup; everything is verified first.")
  @Argument(help: "备份文件 The backup.") var source: String
  @Argument(help: "新的数据目录 A new data directory.") var directory: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await DeskCommand.run(output) {
      let report = try EvaluationStore.restore(source, to: DataDirectory(directory), holder: "kaoping restore")
      return CommandOutput(
        json: [
          "directory": .string(directory), "events": .integer(report.events), "objects": .integer(report.objects),
        ],
        table: output.lang == .chinese
          ? "已恢复到 \(directory)：\(report.events) 条记录，\(report.objects) 个原件，全部核验无误\n"
          : "restored to \(directory): \(report.events) entries, \(report.objects) files, all verified\n",
        csv: [["directory", "events", "objects"], [directory, String(report.events), String(report.objects)]],
        findings: report.findings)
    }
  }
}

/// `kaoping archive`: a round as one file with everything it was made from.
struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "把一个年度归档为一个文件。Archive a round as one file.")
  @Argument(help: "年度 The round.") var round: String
  @Argument(help: "新的档案文件 A new file.") var destination: String
  @OptionGroup var access: AccessOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await access.run(output) { desk, actor in
      let done = try desk.archive(round, to: destination, by: actor)
      return CommandOutput(
        json: ["round": .string(round), "archive": .string(destination), "receipt": done.receipt?.json ?? .null],
        table: destination + "\n", csv: [["round", "archive"], [round, destination]], findings: done.findings)
    }
  }
}

/// `kaoping replay`: recomputes an archived round and compares every byte.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "由档案重算并逐字节比较。Recompute an archived round and compare every byte.")
  @Argument(help: "档案文件 The archive.") var file: String
  @Option(help: "另行得到的公钥或其文件 The public key as known from elsewhere, or a file with it.") var key: String?
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await DeskCommand.run(output) {
      let report = try await Workbench(version: Kaoping.version).replay(
        file, key: try key.map { try AuditInput.key($0) })
      var table = TextTable(output.lang == .chinese ? ["区", "重算"] : ["district", "recomputed"])
      let rows = report.results.map { [$0.district, $0.isSame ? "=" : "≠"] }
      for row in rows { table.append(row) }
      return CommandOutput(
        json: [
          "round": .string(report.round), "files": .integer(report.files), "audit_events": .integer(report.auditEvents),
          "round_events": .integer(report.roundEvents),
          "results": .array(report.results.map { ["district": .string($0.district), "same": .bool($0.isSame)] }),
        ], table: table.text, csv: [["district", "same"]] + rows, findings: report.findings)
    }
  }
}

/// `kaoping purge`: removes what a round may no longer keep.
struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "按保管期限清除原件和联系方式。Remove originals and contacts whose time is over.")
  @Argument(help: "年度 The round.") var round: String
  @Flag(help: "只列出 Only say what would go.") var dryRun = false
  @OptionGroup var directory: DirectoryOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await DeskCommand.run(output) {
      let done = try directory.open().purge(round, isTrial: dryRun, by: .console)
      let uploads = done.value.uploads
      return CommandOutput(
        json: [
          "uploads": .array(uploads.map { .integer($0) }), "contacts": .bool(done.value.contacts),
          "done": .bool(!dryRun),
        ],
        table: (output.lang == .chinese ? "上传：" : "uploads: ") + uploads.map(String.init).joined(separator: " ") + "\n",
        csv: [["upload"]] + uploads.map { [String($0)] }, findings: done.findings)
    }
  }
}
