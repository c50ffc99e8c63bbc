import ArgumentParser
import Findings
import Foundation
import Operations
import Press
import Reports

/// `kaoping doctor`: what this machine has of all that Kaoping needs.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "检查本机缺什么（程序库、Typst、中文字体）。What this machine lacks: libraries, Typst, Chinese fonts.")

  @Option(help: "也检查数据目录 Also look at a data directory.")
  var data: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let directory = data.map { MachineCheck.directory($0, now: Surroundings.machine.now()) } ?? []
    let checks = MachineCheck.libraries() + MachineCheck.machine() + press() + directory
    var table = TextTable(
      output.lang == .chinese ? ["项目", "状态", "所见", "处理办法"] : ["what", "state", "found", "remedy"])
    for check in checks {
      table.append([
        check.name[output.lang], check.isReady ? "✓" : check.isRequired ? "✗" : "–", check.found,
        check.isReady ? "" : check.remedy[output.lang],
      ])
    }
    try CommandOutput(
      json: [
        "version": .string(Kaoping.version),
        "checks": .array(
          checks.map { check in
            [
              "name": .string(check.name[output.lang]), "ready": .bool(check.isReady),
              "required": .bool(check.isRequired), "found": .string(check.found),
              "remedy": check.isReady ? .null : .string(check.remedy[output.lang]),
            ]
          }),
      ],
      table: table.text,
      csv: [["name", "ready", "required", "found"]]
        + checks.map { [$0.name[output.lang], String($0.isReady), String($0.isRequired), $0.found] }
    ).finish(output)
    if checks.contains(where: { $0.isRequired && !$0.isReady }) { throw ExitStatus.cannotOpen }
  }

  /// The PDF engine and its fonts; reports as pages and workbooks do without them.
  private func press() -> [MachineCheck] {
    let diagnosis = PDFPress().diagnose()
    let fonts = diagnosis.missingFonts.map { missing in
      missing.isEmpty
        ? PressDiagnosis.requiredFonts.joined(separator: ", ") : "缺 missing: \(missing.joined(separator: ", "))"
    }
    return [
      MachineCheck(
        name: Bilingual("Typst(生成 PDF)", "Typst (for PDF)"), isReady: diagnosis.version != nil, isRequired: false,
        found: diagnosis.version ?? diagnosis.engine?.path ?? "—",
        remedy: Bilingual("运行 make press，或安装 typst", "run make press, or install typst")),
      MachineCheck(
        name: Bilingual("中文字体", "Chinese fonts"), isReady: diagnosis.missingFonts?.isEmpty ?? false,
        isRequired: false,
        found: fonts ?? "fc-list —",
        remedy: Bilingual("apt-get install fonts-noto-cjk fontconfig", "apt-get install fonts-noto-cjk fontconfig")),
    ]
  }
}
