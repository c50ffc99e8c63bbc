import ArgumentParser
import Findings
import Operations
import Reports

/// `kaoping standard freeze`: seals a standard, so that a later change is found.
struct StandardFreezeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "冻结标准：写入校验和，此后的改动都会被发现。Seal a standard: any later change is found by check and rate.")

  @Argument(help: "考评标准文件夹 The standard's folder.")
  var folder: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    let read = StandardFolder(folder, findings: &findings)
    let isChinese = output.lang == .chinese
    switch StandardSeal.freeze(read, findings: &findings) {
    case .refused: throw CommandOutput.refuse(findings, output)
    case .unwritable(let reason):
      findings.append(
        Finding(.outputUnwritable, at: Location(file: StandardSeal.file), details: [StandardSeal.file, reason]))
      _ = CommandOutput.refuse(findings, output)
      throw ExitStatus.cannotWrite
    case .sealed(let files, let checksum):
      let text =
        isChinese
        ? "已冻结 \(files) 个文件，标准的校验和 \(checksum)\n"
        : "\(files) files are sealed; the standard's checksum is \(checksum)\n"
      try finish(read.name, files, checksum, text, findings)
    case .unchanged(let checksum):
      let text =
        isChinese ? "早已冻结，内容未变，校验和 \(checksum)\n" : "frozen before and unchanged; its checksum is \(checksum)\n"
      try finish(read.name, nil, checksum, text, findings)
    }
  }

  private func finish(
    _ name: String, _ files: Int?, _ checksum: String, _ text: String, _ findings: [Finding]
  ) throws {
    try CommandOutput(
      json: [
        "standard": .string(name), "sealed_files": .optional(files), "sha256": .string(checksum), "frozen": true,
      ], table: text, csv: [["standard", "sha256"], [name, checksum]], findings: findings
    ).finish(output)
  }
}
