import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Store

extension AuditCommand {
  struct Speed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "speed", abstract: "测量本机上审计记录的开销。Measure what the audit log costs on this machine.")
    @Option(help: "记录数 The entries of the log.") var entries = 100_000
    @Option(help: "证明数 How many proofs are built and checked.") var proofs = 1000
    @Option(help: "在此文件夹下建临时目录 The folder in which a log is made for the time of the measurement.") var scratch = "/tmp"
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if !(1...100_000_000).contains(entries) || !(1...1_000_000).contains(proofs) {
        throw ValidationError("--entries 1–100000000, --proofs 1–1000000")
      }
    }

    func run() async throws {
      try await DeskCommand.run(output) {
        let folder = "\(scratch)/kaoping-speed-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let desk = try EvaluationDesk.create(folder, calendar: nil, Workbench(version: Kaoping.version)).desk
        let speed = try desk.store.measure(entries: entries, proofs: proofs) { _ in }
        let figures: [(String, Double)] = [
          ("append_us", speed.append), ("sign_us", speed.sign), ("proof_hashes", Double(speed.hashes)),
          ("build_ms", speed.build.mean), ("build_ms_max", speed.build.most), ("check_ms", speed.check.mean),
          ("check_ms_max", speed.check.most),
        ]
        var table = TextTable(["", ""], [.left, .right])
        for (name, value) in figures { table.append([name, String((value * 1000).rounded() / 1000)]) }
        return CommandOutput(
          json: Dictionary(
            uniqueKeysWithValues: figures.map { ($0.0, .number($0.1)) } + [("entries", .integer(speed.entries))]),
          table: table.text, csv: [figures.map(\.0), figures.map { String($0.1) }])
      }
    }
  }
}
