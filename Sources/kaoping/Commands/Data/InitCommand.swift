import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store
import Titles

/// `kaoping init`: a new data directory.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "新建数据目录。Make a new data directory.")

  @Argument(help: "新的文件夹 A new folder.")
  var directory: String

  @Option(
    help:
      "放假安排文件夹，含 notices.csv 和 days.csv（默认用随程序提供的）Folder of holidays (default: the one that comes with the program).")
  var calendar: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await DeskCommand.run(output) {
      let folder = calendar ?? SuppliedData.folder("Scoring/calendar-china")
      let (desk, findings) = try EvaluationDesk.create(directory, calendar: folder, Workbench(version: Kaoping.version))
      let years = try desk.store.calendar().notices.keys.sorted()
      let known = years.isEmpty ? "—" : "\(years.first ?? 0)–\(years.last ?? 0)"
      let next = "kaoping user add NAME --data \(directory) --grant leading-group-office"
      return CommandOutput(
        json: [
          "directory": .string(directory), "log": .string(desk.store.origin), "key": .string(desk.store.verifier.text),
          "calendar": .array(years.map { .integer($0) }),
        ],
        table: output.lang == .chinese
          ? "已建立 \(directory)\n审计公钥：\(desk.store.verifier.text)\n放假安排：\(known)\n下一步：\(next)\n"
          : "made \(directory)\naudit key: \(desk.store.verifier.text)\nholidays: \(known)\nnext: \(next)\n",
        csv: [["directory", "key"], [directory, desk.store.verifier.text]],
        findings: findings + desk.store.openingFindings)
    }
  }
}

/// Data that come with the program: beside the place where it runs, or above the folder of the program itself.
enum SuppliedData {
  static func folder(_ name: String) -> String? {
    var places = [FileManager.default.currentDirectoryPath]
    var folder = Bundle.main.bundleURL
    for _ in 0..<5 {
      places.append(folder.path)
      folder = folder.deletingLastPathComponent()
    }
    places.append("/usr/share/kaoping")
    return places.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0 + "/notices.csv") }
  }
}
